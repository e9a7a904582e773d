/** Mean over a square of side 2 r + 1, edges repeated. */
export function boxBlur(input: Float32Array, w: number, h: number, r: number): Float32Array {
  const across = new Float32Array(w * h);
  const n = 2 * r + 1;
  for (let y = 0; y < h; y++) {
    let sum = 0;
    const row = y * w;
    for (let x = -r; x <= r; x++) sum += input[row + Math.min(w - 1, Math.max(0, x))];
    for (let x = 0; x < w; x++) {
      across[row + x] = sum / n;
      sum += input[row + Math.min(w - 1, x + r + 1)] - input[row + Math.max(0, x - r)];
    }
  }
  const out = new Float32Array(w * h);
  const sums = new Float64Array(w);
  for (let y = -r; y <= r; y++) {
    const row = Math.min(h - 1, Math.max(0, y)) * w;
    for (let x = 0; x < w; x++) sums[x] += across[row + x];
  }
  for (let y = 0; y < h; y++) {
    const add = Math.min(h - 1, y + r + 1) * w;
    const drop = Math.max(0, y - r) * w;
    for (let x = 0; x < w; x++) {
      out[y * w + x] = sums[x] / n;
      sums[x] += across[add + x] - across[drop + x];
    }
  }
  return out;
}
