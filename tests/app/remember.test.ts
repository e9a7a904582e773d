import { expect, test } from 'vitest';
import { remember } from '../../src/app/remember.ts';

/** Calls a remembered stage with each list of arguments in turn; how often the stage itself ran. */
const runs = (lists: number[][], wrap: (stage: (...args: number[]) => number) => (...args: number[]) => number) => {
  let count = 0;
  const stage = wrap((...args) => {
    count += 1;
    return args.reduce((sum, x) => 10 * sum + x, 0);
  });
  for (const args of lists) expect(stage(...args)).toBe(Number(args.join('')));
  return count;
};
test('a stage runs again for any argument that is another one, the first or a later', () => {
  const run = (lists: number[][]) => runs(lists, remember);
  expect(
    run([
      [1, 2, 3],
      [1, 2, 3],
    ]),
  ).toBe(1);
  for (const changed of [
    [4, 2, 3],
    [1, 4, 3],
    [1, 2, 4],
  ])
    expect(run([[1, 2, 3], changed, changed, [1, 2, 3]])).toBe(3);

  expect(
    run([
      [1, 2, 3],
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ]),
  ).toBe(3);
});
