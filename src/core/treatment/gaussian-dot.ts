/*
 * Light taken by one soft dot. A Gaussian of absorbance A at its centre and standard deviation sigma takes exactly 2 pi sigma^2 Ein(A) of the
 * light that falls on it (core/README.md 6), Ein(x) = integral from 0 to x of (1 - e^-u)/u du = gamma + ln x + E1(x)
 * (Abramowitz & Stegun 5.1.39). A dot that grows or shrinks at constant sigma^2 Ein(A) keeps its tone (core/README.md 9).
 */
const EULER_GAMMA = 0.5772156649015329;

/** Ein(x) for x >= 0, to 1e-12: a power series up to 6, the continued fraction of E1 above. */
export function ein(x: number): number {
  if (x <= 0) return 0;
  if (x <= 6) {
    let term = x;
    let sum = x;
    for (let k = 2; k < 80; k++) {
      term *= -x / k;
      const add = term / k;
      sum += add;
      if (Math.abs(add) < 1e-17) break;
    }
    return sum;
  }
  let f = 0;
  for (let k = 40; k >= 1; k--) f = k / (1 + k / (x + f));
  return EULER_GAMMA + Math.log(x) + Math.exp(-x) / (x + f);
}

/** Absorbance with Ein(absorbance) = `value` >= 0, to 1e-12, by Newton with Ein' = (1 - e^-x)/x; at most 60. */
export function einInverse(value: number): number {
  if (value <= 0) return 0;
  let x = value < 1 ? value * (1 + value / 4) : Math.exp(value - EULER_GAMMA);
  for (let i = 0; i < 60; i++) {
    const step = (ein(x) - value) / (-Math.expm1(-x) / x);
    x = Math.max(x / 2, x - step);
    if (x > MAX_ABSORBANCE) return MAX_ABSORBANCE;
    if (Math.abs(step) < 1e-12 * (1 + x)) break;
  }
  return x;
}
const MAX_ABSORBANCE = 60;

const TABLE_STEPS = 4096;
const TABLE_MAX = 4.7; // Ein(60) = 4.67
let table: Float64Array | null = null;

/** einInverse by linear interpolation in a table of 4096 entries; relative error below 1e-6 up to 2.5. */
export function einInverseFast(value: number): number {
  if (!table)
    table = Float64Array.from({ length: TABLE_STEPS + 2 }, (_, i) =>
      i === 0 ? 1 : einInverse((i * TABLE_MAX) / TABLE_STEPS) / ((i * TABLE_MAX) / TABLE_STEPS),
    );
  if (value <= 0) return 0;
  const at = (Math.min(value, TABLE_MAX) * TABLE_STEPS) / TABLE_MAX;
  const i = at | 0;
  return value * (table[i] + (table[i + 1] - table[i]) * (at - i));
}
