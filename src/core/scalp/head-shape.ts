/*
 * How a head differs from its ellipsoid: brow and occiput stand out, temples are flat, the sides go straight down to the jaw and the nape
 * into the neck. Radius over the ellipsoid's, symmetric left and right, as a polynomial of degree 7 on the unit sphere:
 * rho(u) = 1 + sum of p[i][j] x^2i y^j + z sum of q[i][j] x^2i y^j (x to the side, y down, z to the back of the head).
 * assumed: the mean of three modelled men's heads (CC0 base mesh), upright; leaves a median normal error of 2.5-4.3 degrees on them, 3-5
 * on each when fitted to the other two. Leaves out the ears, the face below the brow, and how real heads differ from their mean.
 */

/** Directions with a larger y (straight down is 1) are neck. */
export const NECK_UY = 0.94;

/**
 * Radius over the ellipsoid's and its gradient along the unit sphere, at a unit direction: out = [rho, gx, gy, gz]. If `shaped` is false: 1 and 0.
 * The coefficients stand in Horner's rule, written out for each p[i] and q[i] and its slope along y: everything that meets a head ends here.
 */
export function radiusAt(shaped: boolean, x: number, y: number, z: number, out: Float64Array) {
  if (!shaped) {
    out[0] = 1;
    out[1] = out[2] = out[3] = 0;
    return;
  }
  let p0 = 0.1891 * y + 0.7742;
  let p0Slope = 0.1891;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y + 0.6394;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y - 0.4168;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y - 0.6259;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y - 0.0431;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y + 0.1739;
  p0Slope = p0Slope * y + p0;
  p0 = p0 * y + 0.0557;
  let p1 = 0.9111 * y + 0.9234;
  let p1Slope = 0.9111;
  p1Slope = p1Slope * y + p1;
  p1 = p1 * y - 0.1549;
  p1Slope = p1Slope * y + p1;
  p1 = p1 * y - 0.4533;
  p1Slope = p1Slope * y + p1;
  p1 = p1 * y - 0.2274;
  p1Slope = p1Slope * y + p1;
  p1 = p1 * y + 0.191;
  let p2 = 1.4541 * y + 0.9216;
  let p2Slope = 1.4541;
  p2Slope = p2Slope * y + p2;
  p2 = p2 * y + 0.0307;
  p2Slope = p2Slope * y + p2;
  p2 = p2 * y - 0.5603;
  const p3 = 0.0974 * y + 0.2991;
  const p3Slope = 0.0974;
  let q0 = -0.7051 * y - 0.5993;
  let q0Slope = -0.7051;
  q0Slope = q0Slope * y + q0;
  q0 = q0 * y + 0.6467;
  q0Slope = q0Slope * y + q0;
  q0 = q0 * y + 0.7266;
  q0Slope = q0Slope * y + q0;
  q0 = q0 * y + 0.2255;
  q0Slope = q0Slope * y + q0;
  q0 = q0 * y - 0.0683;
  q0Slope = q0Slope * y + q0;
  q0 = q0 * y - 0.081;
  let q1 = -1.2795 * y - 0.6739;
  let q1Slope = -1.2795;
  q1Slope = q1Slope * y + q1;
  q1 = q1 * y + 0.9974;
  q1Slope = q1Slope * y + q1;
  q1 = q1 * y + 0.1625;
  q1Slope = q1Slope * y + q1;
  q1 = q1 * y - 0.1802;
  let q2 = -1.24 * y - 0.1573;
  let q2Slope = -1.24;
  q2Slope = q2Slope * y + q2;
  q2 = q2 * y + 0.4199;
  const q3 = -0.0314;
  const w = x * x;
  const w2 = w * w;
  const w3 = w2 * w;
  const even = p0 + w * p1 + w2 * p2 + w3 * p3;
  const odd = q0 + w * q1 + w2 * q2 + w3 * q3;
  const dY = p0Slope + z * q0Slope + w * p1Slope + z * w * q1Slope + w2 * p2Slope + z * w2 * q2Slope + w3 * p3Slope;
  const dW = p1 + z * q1 + 2 * w * p2 + z * 2 * w * q2 + 3 * w2 * p3 + z * 3 * w2 * q3;
  const dX = 2 * x * dW;
  const radial = dX * x + dY * y + odd * z;
  out[0] = 1 + even + z * odd;
  out[1] = dX - radial * x;
  out[2] = dY - radial * y;
  out[3] = odd - radial * z;
}

const direction = new Float64Array(4);
/** The radius alone, to the last bit that of radiusAt: looking for where a ray comes nearest needs no slopes, and they are half of the work. */
export function radiusOnly(shaped: boolean, x: number, y: number, z: number): number {
  if (!shaped) return 1;
  direction[0] = x;
  direction[1] = y;
  direction[2] = z;
  radiusToward(direction);
  return direction[3];
}
/** From at[0..2], to at[3]: numbers that are passed to a function as long as this, or returned by it, are each put in a box. */
function radiusToward(at: Float64Array) {
  const x = at[0];
  const y = at[1];
  let p0 = 0.1891 * y + 0.7742;
  p0 = p0 * y + 0.6394;
  p0 = p0 * y - 0.4168;
  p0 = p0 * y - 0.6259;
  p0 = p0 * y - 0.0431;
  p0 = p0 * y + 0.1739;
  p0 = p0 * y + 0.0557;
  let p1 = 0.9111 * y + 0.9234;
  p1 = p1 * y - 0.1549;
  p1 = p1 * y - 0.4533;
  p1 = p1 * y - 0.2274;
  p1 = p1 * y + 0.191;
  let p2 = 1.4541 * y + 0.9216;
  p2 = p2 * y + 0.0307;
  p2 = p2 * y - 0.5603;
  const p3 = 0.0974 * y + 0.2991;
  let q0 = -0.7051 * y - 0.5993;
  q0 = q0 * y + 0.6467;
  q0 = q0 * y + 0.7266;
  q0 = q0 * y + 0.2255;
  q0 = q0 * y - 0.0683;
  q0 = q0 * y - 0.081;
  let q1 = -1.2795 * y - 0.6739;
  q1 = q1 * y + 0.9974;
  q1 = q1 * y + 0.1625;
  q1 = q1 * y - 0.1802;
  let q2 = -1.24 * y - 0.1573;
  q2 = q2 * y + 0.4199;
  const q3 = -0.0314;
  const w = x * x;
  const w2 = w * w;
  const w3 = w2 * w;
  at[3] = 1 + (p0 + w * p1 + w2 * p2 + w3 * p3) + at[2] * (q0 + w * q1 + w2 * q2 + w3 * q3);
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
