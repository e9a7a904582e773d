/*
 * Seeded numbers, the same in every engine: 32-bit integer arithmetic only. No clock, no Math.random, no transcendental functions.
 */

/** A stream of numbers in [0, 1) from a 32-bit seed: sfc32 (Chris Doty-Humphrey, PractRand), 24 bits a draw. */
export function randomStream(seed: number): () => number {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 8) / 16777216;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A fixed number in [0, 1) for an integer and a purpose: lowbias32 (Chris Wellons, hash-prospector). */
export function hash01(index: number, salt: number): number {
  let x = (Math.imul(index, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)) >>> 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  x ^= x >>> 16;
  return (x >>> 8) / 16777216;
}

/** A roughly normal number (mean 0, sd 1) from three hashes of an integer: Irwin-Hall of 3, bounded by +-3. */
export const hashNormal = (index: number, salt: number) =>
  2 * (hash01(index, salt) + hash01(index, salt + 101) + hash01(index, salt + 202)) - 3;
