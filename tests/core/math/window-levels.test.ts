/* Percentiles in sliding windows are those of the sorted window, and unknown pixels have no say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowLevels } from '../../../src/core/math/window-levels.ts';

const SHARES = [0.03, 0.5, 0.9];
const BIN = 0.002;

test('each node has the percentiles of its own window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 23 }),
      fc.integer({ min: 3, max: 23 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.oneof({ weight: 6, arbitrary: fc.double({ min: -0.2, max: 0.2, noNaN: true }) }, fc.constant(Number.NaN)), {
        minLength: 529,
        maxLength: 529,
      }),
      (widthPx, heightPx, stepPx, reachPx, all) => {
        const values = Float32Array.from(all.slice(0, widthPx * heightPx));
        const levels = windowLevels(values, { widthPx, heightPx, stepPx, reachPx, shares: SHARES, leastKnown: 0.25 });
        const columns = Math.ceil(widthPx / stepPx) + 1;
        const wrong: string[] = [];
        for (let k = 0; k * SHARES.length < levels.length; k++) {
          const x = Math.min(widthPx - 1, (k % columns) * stepPx);
          const y = Math.min(heightPx - 1, Math.floor(k / columns) * stepPx);
          const known: number[] = [];
          for (let j = Math.max(0, y - reachPx); j <= Math.min(heightPx - 1, y + reachPx); j++)
            for (let i = Math.max(0, x - reachPx); i <= Math.min(widthPx - 1, x + reachPx); i++)
              if (!Number.isNaN(values[j * widthPx + i])) known.push(values[j * widthPx + i]);
          known.sort((a, b) => a - b);
          const isKnown = known.length >= 0.25 * (2 * reachPx + 1) ** 2;
          SHARES.forEach((share, s) => {
            const level = levels[k * SHARES.length + s];
            const truth = isKnown ? known[Math.max(0, Math.ceil(share * known.length) - 1)] : Number.NaN;
            if (isKnown ? !(Math.abs(level - truth) < 1.01 * BIN) : !Number.isNaN(level))
              wrong.push(`${share} at ${x} ${y} is ${level}, not ${truth}`);
          });
        }
        expect(wrong).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
