/* Smooth step from 0 to 1: 3 t^2 - 2 t^3, constant beyond both ends, as GLSL's smoothstep. */

export const smooth = (t: number) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

export const smoothstep = (from: number, full: number, x: number) => smooth((x - from) / (full - from));
