/*
 * How a head differs from its ellipsoid: brow and occiput stand out, temples are flat, the sides go straight down to the jaw and the nape
 * into the neck. Radius over the ellipsoid's, symmetric left and right, as a polynomial of degree 7 on the unit sphere:
 * rho(u) = 1 + sum of p[i][j] x^2i y^j + z sum of q[i][j] x^2i y^j (x to the side, y down, z to the back of the head).
 * assumed: the mean of three modelled men's heads (CC0 base mesh), upright; leaves a median normal error of 2.5-4.3 degrees on them, 3-5
 * on each when fitted to the other two. Leaves out the ears, the face below the brow, and how real heads differ from their mean.
 */

/** p[i][j] and q[i][j] of the header. */
const P = [
  [0.0557, 0.1739, -0.0431, -0.6259, -0.4168, 0.6394, 0.7742, 0.1891],
  [0.191, -0.2274, -0.4533, -0.1549, 0.9234, 0.9111],
  [-0.5603, 0.0307, 0.9216, 1.4541],
  [0.2991, 0.0974],
] as const;
const Q = [
  [-0.081, -0.0683, 0.2255, 0.7266, 0.6467, -0.5993, -0.7051],
  [-0.1802, 0.1625, 0.9974, -0.6739, -1.2795],
  [0.4199, -0.1573, -1.24],
  [-0.0314],
] as const;

/** Directions with a larger y (straight down is 1) are neck. */
export const NECK_UY = 0.94;

/** Radius over the ellipsoid's and its gradient along the unit sphere, at a unit direction: out = [rho, gx, gy, gz]. If `shaped` is false: 1 and 0. */
export function radiusAt(shaped: boolean, x: number, y: number, z: number, out: Float64Array) {
  out[0] = 1;
  out[1] = out[2] = out[3] = 0;
  if (!shaped) return;
  const w = x * x;
  let even = 0;
  let odd = 0;
  let dW = 0;
  let dY = 0;
  let power = 1;
  let lower = 0;
  for (let i = 0; i < P.length; i++) {
    const p = P[i];
    let value = 0;
    let slope = 0;
    for (let j = p.length - 1; j >= 0; j--) {
      slope = slope * y + value;
      value = value * y + p[j];
    }
    even += power * value;
    dY += power * slope;
    dW += i * lower * value;
    if (i < Q.length) {
      const q = Q[i];
      let other = 0;
      let otherSlope = 0;
      for (let j = q.length - 1; j >= 0; j--) {
        otherSlope = otherSlope * y + other;
        other = other * y + q[j];
      }
      odd += power * other;
      dY += z * power * otherSlope;
      dW += z * i * lower * other;
    }
    lower = power;
    power *= w;
  }
  const dX = 2 * x * dW;
  const radial = dX * x + dY * y + odd * z;
  out[0] = 1 + even + z * odd;
  out[1] = dX - radial * x;
  out[2] = dY - radial * y;
  out[3] = odd - radial * z;
}

/**
 * Outward area vector of the skin per solid angle of the unit sphere, head axes, mm^2 per steradian, written to out[4..6]; its direction is
 * the normal. out[0..3] must hold the result of radiusAt.
 */
export function areaVector(halfAxesMm: readonly [number, number, number], x: number, y: number, z: number, out: Float64Array) {
  const [a, b, c] = halfAxesMm;
  const rho = out[0];
  out[4] = b * c * rho * (rho * x - out[1]);
  out[5] = a * c * rho * (rho * y - out[2]);
  out[6] = a * b * rho * (rho * z - out[3]);
}

/** radiusAt followed by areaVector. */
export function areaVectorAt(
  shaped: boolean,
  halfAxesMm: readonly [number, number, number],
  x: number,
  y: number,
  z: number,
  out: Float64Array,
) {
  radiusAt(shaped, x, y, z, out);
  areaVector(halfAxesMm, x, y, z, out);
}
