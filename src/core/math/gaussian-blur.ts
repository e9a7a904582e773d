/* Gaussian blur of one channel, first across and then down, edges repeated. */

/** Returns a new array. @param sigma px */
export function gaussianBlur(input: Float32Array, w: number, h: number, sigma: number): Float32Array {
  const reach = Math.ceil(3.5 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((s, k) => s + k, 0);
  const across = new Float32Array(w * h);
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let s = 0;
      for (let k = -reach; k <= reach; k++) s += kernel[k + reach] * input[y * w + Math.min(w - 1, Math.max(0, x + k))];
      across[y * w + x] = s / sum;
    }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let s = 0;
      for (let k = -reach; k <= reach; k++) s += kernel[k + reach] * across[Math.min(h - 1, Math.max(0, y + k)) * w + x];
      out[y * w + x] = s / sum;
    }
  return out;
}
