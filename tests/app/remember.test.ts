import { expect, test } from 'vitest';
import { remember, rememberSteps } from '../../src/app/remember.ts';
import { finish } from '../../src/core/math/steps.ts';

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
const asSteps = (stage: (...args: number[]) => number) => {
  const remembered = rememberSteps(function* (...args: number[]) {
    yield;
    return stage(...args);
  });
  return (...args: number[]) => finish(remembered(...args));
};

for (const [name, wrap] of [
  ['remember', (stage: (...args: number[]) => number) => remember(stage)],
  ['rememberSteps', asSteps],
] as const) {
  test(`${name} runs a stage again for any argument that is another one, the first or a later`, () => {
    expect(
      runs(
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        wrap,
      ),
    ).toBe(1);
    for (const changed of [
      [4, 2, 3],
      [1, 4, 3],
      [1, 2, 4],
    ])
      expect(runs([[1, 2, 3], changed, changed, [1, 2, 3]], wrap)).toBe(3);
  });
}
