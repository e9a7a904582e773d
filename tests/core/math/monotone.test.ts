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
      xs.forEach((x, i) => {
        expect(f(x)).toBeCloseTo(ys[i], 9);
        if (i + 1 === xs.length) return;
        for (let k = 1; k < 20; k++) {
          const y = f(x + ((xs[i + 1] - x) * k) / 20);
          expect(y).toBeGreaterThanOrEqual(Math.min(ys[i], ys[i + 1]) - 1e-9);
          expect(y).toBeLessThanOrEqual(Math.max(ys[i], ys[i + 1]) + 1e-9);
        }
      });
      expect(f(xs[0] - 3)).toBe(ys[0]);
      expect(f(xs[xs.length - 1] + 3)).toBe(ys[ys.length - 1]);
    }),
  );
});

test('a rising table gives a rising curve', () => {
  const f = monotoneCurve([0, 1, 2, 8, 9], [0, 0.1, 3, 3.1, 7]);
  for (let x = 0.01; x <= 9; x += 0.01) expect(f(x)).toBeGreaterThanOrEqual(f(x - 0.01));
});
