/* From 0 to 1 without a kink: 3 t^2 - 2 t^3, flat beyond both ends (the shaders' smoothstep). */

export const smooth = (t: number) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

export const smoothstep = (from: number, full: number, x: number) => smooth((x - from) / (full - from));
