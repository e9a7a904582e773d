/* Where in the whole upright picture a person is, as a vision model saw it at its own size. */
export interface PersonMask {
  widthPx: number;
  heightPx: number;
  /** row by row, 0 to 255 */
  share: Uint8Array;
}

/** Of the mask's largest connected part, per row and per column: first and last + 1 of its pixels, -1 where there are none. */
export interface MaskExtent {
  left: Int32Array;
  right: Int32Array;
  top: Int32Array;
  /** of the mask's pixels */
  share: number;
}

const PERSON = 128;

export function extentOf({ widthPx: w, heightPx: h, share }: PersonMask): MaskExtent {
  const part = new Int32Array(w * h);
  let largest = 0;
  let most = 0;
  const queue = new Int32Array(w * h);
  for (let seed = 0, label = 0; seed < w * h; seed++) {
    if (part[seed] || share[seed] < PERSON) continue;
    part[seed] = ++label;
    let count = 1;
    queue[0] = seed;
    for (let k = 0; k < count; k++) {
      const i = queue[k];
      const x = i % w;
      for (const [next, isInside] of [
        [i - 1, x > 0],
        [i + 1, x < w - 1],
        [i - w, i >= w],
        [i + w, i < w * (h - 1)],
      ] as const)
        if (isInside && !part[next] && share[next] >= PERSON) {
          part[next] = label;
          queue[count++] = next;
        }
    }
    if (count > most) {
      most = count;
      largest = label;
    }
  }
  const left = new Int32Array(h).fill(-1);
  const right = new Int32Array(h).fill(-1);
  const top = new Int32Array(w).fill(-1);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      if (!most || part[y * w + x] !== largest) continue;
      if (left[y] < 0) left[y] = x;
      right[y] = x + 1;
      if (top[x] < 0) top[x] = y;
    }
  return { left, right, top, share: most / (w * h) };
}
