/* The n-th smallest is what sorting would put there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nthSmallest } from '../../../src/core/math/nth-smallest.ts';

test('it is the value that sorting puts there, whatever the order and however many are equal', () => {
  const lists = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.float({ noNaN: true })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(lists, fc.nat(), fc.nat({ max: 5 }), (list, place, beyond) => {
      const values = Float32Array.from([...list, ...Array(beyond).fill(-1e9)]);
      const n = place % list.length;
      const sorted = values.slice(0, list.length).sort();
      expect(nthSmallest(values, list.length, n)).toBe(sorted[n] + 0);
      expect(values.slice(list.length)).toEqual(new Float32Array(beyond).fill(-1e9));
    }),
  );
});
