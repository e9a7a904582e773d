/* A curve through a table that never overshoots it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monotoneCurve } from '../../../src/core/math/monotone.ts';

fc.configureGlobal({ seed: 1 });

const table = fc
  .array(fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })), {
    minLength: 2,
    maxLength: 9,
  })
  .map((steps) => {
    let x = 0;
    return { xs: steps.map(([dx]) => (x += dx)), ys: steps.map(([, y]) => y) };
  });

test('goes through every entry and stays between neighbours', () => {
  fc.assert(
    fc.property(table, ({ xs, ys }) => {
      const f = monotoneCurve(xs, ys);
      const wrong: number[] = [];
      xs.forEach((x, i) => {
        if (!(Math.abs(f(x) - ys[i]) < 0.5e-9)) wrong.push(x);
        if (i + 1 === xs.length) return;
        for (let k = 1; k < 20; k++) {
          const between = x + ((xs[i + 1] - x) * k) / 20;
          const y = f(between);
          if (!(y >= Math.min(ys[i], ys[i + 1]) - 1e-9 && y <= Math.max(ys[i], ys[i + 1]) + 1e-9)) wrong.push(between);
        }
      });
      expect(wrong).toEqual([]);
      expect(f(xs[0] - 3)).toBe(ys[0]);
      expect(f(xs[xs.length - 1] + 3)).toBe(ys[ys.length - 1]);
    }),
  );
});

test('a rising table gives a rising curve', () => {
  const f = monotoneCurve([0, 1, 2, 8, 9], [0, 0.1, 3, 3.1, 7]);
  const falls: number[] = [];
  for (let x = 0.01; x <= 9; x += 0.01) if (!(f(x) >= f(x - 0.01))) falls.push(x);
  expect(falls).toEqual([]);
});
