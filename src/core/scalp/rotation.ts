/* Rotations of a head relative to the camera, as three angles and as a matrix. */

/** R = Rz(c) Ry(b) Rx(a), row major. */
export function rotationMatrix([a, b, c]: readonly [number, number, number]): number[] {
  const ca = Math.cos(a);
  const sa = Math.sin(a);
  const cb = Math.cos(b);
  const sb = Math.sin(b);
  const cc = Math.cos(c);
  const sc = Math.sin(c);
  return [
    cc * cb,
    cc * sb * sa - sc * ca,
    cc * sb * ca + sc * sa,
    sc * cb,
    sc * sb * sa + cc * ca,
    sc * sb * ca - cc * sa,
    -sb,
    cb * sa,
    cb * ca,
  ];
}

/** Angles [a, b, c] of R = Rz(c) Ry(b) Rx(a). */
export function rotationAngles(m: readonly number[]): [number, number, number] {
  return [Math.atan2(m[7], m[8]), Math.asin(Math.max(-1, Math.min(1, -m[6]))), Math.atan2(m[3], m[0])];
}

/** Of the two ways to write a rotation, the one with the smaller nod and tilt: a head seen from behind is turned, not upside down. */
export function plainAngles([a, b, c]: readonly [number, number, number]): [number, number, number] {
  const wrap = (x: number) => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));
  const other: [number, number, number] = [wrap(a + Math.PI), wrap(Math.PI - b), wrap(c + Math.PI)];
  return Math.abs(other[0]) + Math.abs(other[2]) < Math.abs(wrap(a)) + Math.abs(wrap(c)) - 1e-9 ? other : [wrap(a), wrap(b), wrap(c)];
}
