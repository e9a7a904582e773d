/* The light a soft dot takes, against plain quadrature. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ein, einInverse, einInverseFast } from '../../../src/core/treatment/gaussian-dot.ts';

fc.configureGlobal({ seed: 1 });

/** Simpson's rule for (1 - e^-u) / u from 0 to x. */
function quadrature(x: number): number {
  const n = 2 * Math.ceil(40 * x + 20);
  const h = x / n;
  const f = (u: number) => (u === 0 ? 1 : -Math.expm1(-u) / u);
  let sum = f(0) + f(x);
  for (let i = 1; i < n; i++) sum += (i % 2 ? 4 : 2) * f(i * h);
  return (sum * h) / 3;
}

describe('Ein', () => {
  test('is within 1e-6 of quadrature from 0 to 40, and better', () => {
    for (let x = 0; x <= 40; x += 0.137) expect(Math.abs(ein(x) - quadrature(x))).toBeLessThan(1e-9);
    for (const x of [1e-9, 1e-3, 5.999999, 6, 6.000001, 40]) expect(Math.abs(ein(x) - quadrature(x))).toBeLessThan(1e-6);
  });
  test('is the light a Gaussian dot takes, over 2 pi sigma^2', () => {
    for (const A of [0.1, 1.9, 8]) {
      let sum = 0;
      for (let r = 0.0005; r < 12; r += 0.001) sum += (1 - Math.exp(-A * Math.exp((-r * r) / 2))) * r * 0.001;
      expect(sum).toBeCloseTo(ein(A), 5);
    }
  });
  test('nothing from nothing', () => expect([ein(0), ein(-1), einInverse(0), einInverse(-1), einInverseFast(0)]).toEqual([0, 0, 0, 0, 0]));
});

describe('its inverse', () => {
  test('is there and back from 0 to 40', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 40, noNaN: true }), (x) => {
        expect(Math.abs(einInverse(ein(x)) - x)).toBeLessThan(1e-6 * Math.max(1, x));
      }),
    );
  });
  test('the solver is within 1e-6 of quadrature', () => {
    for (let value = 0.01; value < 4.2; value += 0.0173) expect(Math.abs(quadrature(einInverse(value)) - value)).toBeLessThan(1e-6);
  });
  test('the table keeps to it: 1e-6 of itself below 2.5, 1e-5 up to Ein(40)', () => {
    const wrong: number[] = [];
    for (let value = 0.001; value < ein(40); value += 0.00031)
      if (!(Math.abs(einInverseFast(value) / einInverse(value) - 1) < (value < 2.5 ? 1e-6 : 1e-5))) wrong.push(value);
    expect(wrong).toEqual([]);
  });
  test('more light never needs less absorbance', () => {
    const falls: number[] = [];
    for (let value = 0.0007, last = 0; value < ein(60); value += 0.0007) {
      const x = einInverseFast(value);
      if (!(x >= last)) falls.push(value);
      last = x;
    }
    expect(falls).toEqual([]);
  });
});
