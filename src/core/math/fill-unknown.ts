/** Unknown cells are filled this deep. */
export const FILLED_RINGS = 12;
/** Fills cells that are below 0 or NaN with the mean of their known neighbours, ring by ring, in place. Those deeper become 0, or stay NaN. */
export function fillUnknown(grid: Float32Array, w: number, h: number) {
  const isListed = new Uint8Array(w * h);
  let ring: number[] = [];
  const eachAround = (k: number, visit: (k: number) => void) => {
    const x = k % w;
    const y = (k - x) / w;
    for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++) visit(j * w + i);
  };
  // a first look, which may take the neighbouring row's end for a neighbour
  const isAtEdge = (k: number) => {
    for (let l = k - w; l <= k + w; l += w) if (!(grid[l - 1] >= 0 && grid[l] >= 0 && grid[l + 1] >= 0)) return true;
    return false;
  };
  const list = (k: number) => {
    if (grid[k] >= 0 || isListed[k]) return;
    isListed[k] = 1;
    ring.push(k);
  };
  for (let k = 0; k < w * h; k++) if (grid[k] >= 0 && isAtEdge(k)) eachAround(k, list);
  for (let depth = 0; depth < FILLED_RINGS && ring.length; depth++) {
    const filled = ring;
    const values = filled.map((k) => {
      let [sum, count] = [0, 0];
      eachAround(k, (near) => {
        if (!(grid[near] >= 0)) return;
        sum += grid[near];
        count++;
      });
      return sum / count;
    });
    for (let n = 0; n < filled.length; n++) grid[filled[n]] = values[n];
    ring = [];
    for (const k of filled) eachAround(k, list);
  }
  for (let k = 0; k < w * h; k++) if (grid[k] < 0) grid[k] = 0;
}
