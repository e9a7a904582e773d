/** The quantile q, 0 to 1, of the values at these places, of which there must be one. */
export const quantile = (values: Float32Array, of: readonly number[], q: number) =>
  Float32Array.from(of, (k) => values[k]).sort()[Math.min(of.length - 1, Math.floor(q * of.length))];
