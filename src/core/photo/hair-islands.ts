/*
 * Small places inside dense hair that only a cue of light took for skin: a glint, or locks that lie towards the lamp. There the texture
 * decides. A patch is smooth, so it stays bare.
 */

/** Area up to which a place is an island, nodes of about 1 mm2. assumed. */
const LARGEST = 300;
const HAIR = 0.5;

/**
 * @param hair 0..1 at each node, below 0 where unknown; changed in place
 * @param smoothed the same without its noise
 * @param texture hair by its texture alone, 0..1
 */
export function fillIslands(hair: Float32Array, smoothed: Float32Array, texture: Float32Array, w: number, h: number) {
  const isOpen = (k: number) => !(smoothed[k] >= HAIR);
  const seen = new Uint8Array(w * h);
  const queue = new Int32Array(w * h);
  for (let start = 0; start < w * h; start++) {
    if (seen[start] || !isOpen(start)) continue;
    let [count, isEnclosed] = [1, true];
    queue[0] = start;
    seen[start] = 1;
    for (let i = 0; i < count; i++) {
      const k = queue[i];
      const x = k % w;
      if (x === 0 || x === w - 1 || k < w || k >= w * (h - 1) || Number.isNaN(smoothed[k])) isEnclosed = false;
      for (const next of [x > 0 ? k - 1 : -1, x < w - 1 ? k + 1 : -1, k - w, k + w]) {
        if (next < 0 || next >= w * h || seen[next] || !isOpen(next)) continue;
        seen[next] = 1;
        queue[count++] = next;
      }
    }
    if (!isEnclosed || count > LARGEST) continue;
    for (let i = 0; i < count; i++) if (hair[queue[i]] >= 0) hair[queue[i]] = Math.max(hair[queue[i]], texture[queue[i]]);
  }
}
