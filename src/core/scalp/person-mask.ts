/* The mask of the person in the upright picture, at the vision model's own resolution. */
export interface PersonMask {
  widthPx: number;
  heightPx: number;
  /** row by row, 0 to 255 */
  share: Uint8Array;
}

/** Extent of one person in the mask: first and last + 1 of their pixels in each row and the first in each column, -1 if none. */
export interface MaskExtent {
  left: Int32Array;
  right: Int32Array;
  top: Int32Array;
  /** the first row that contains the person, -1 if none */
  highest: number;
  /** width of the widest row */
  widest: number;
  /** share of the mask's pixels */
  share: number;
  /** uncertain pixels around the head, per pixel of its edge */
  fray: number;
}

/** From this value on a pixel counts as the person. */
export const PERSON = 128;
/** Between these values the model is uncertain. */
const UNSURE = [26, 229] as const;
/** The head extends from a little above the person's top to this share of their width below it. */
const HEAD_SHARE = 0.6;
const ABOVE_PX = 8;

/** The mask of a single person. @param at a mask pixel on that person; null: the largest connected part */
export function personPart(mask: PersonMask, at: readonly [number, number] | null = null): Uint8Array {
  const { widthPx: w, heightPx: h, share } = at ? personAt(mask, at) : mask;
  const part = new Int32Array(w * h);
  let largest = 0;
  let most = 0;
  const queue = new Int32Array(w * h);
  for (let seed = 0, label = 0; seed < w * h; seed++) {
    if (part[seed] || share[seed] < PERSON) continue;
    part[seed] = ++label;
    let count = 1;
    queue[0] = seed;
    // no list of neighbours: it would be made anew for every pixel
    for (let k = 0; k < count; k++) {
      const i = queue[k];
      const x = i % w;
      if (x > 0) count = joined(part, share, queue, count, label, i - 1);
      if (x < w - 1) count = joined(part, share, queue, count, label, i + 1);
      if (i >= w) count = joined(part, share, queue, count, label, i - w);
      if (i < w * (h - 1)) count = joined(part, share, queue, count, label, i + w);
    }
    if (count > most) {
      most = count;
      largest = label;
    }
  }
  const own = new Uint8Array(w * h);
  for (let i = 0; i < own.length; i++) if (share[i] < PERSON || (most > 0 && part[i] === largest)) own[i] = share[i];
  return own;
}

/** Adds a pixel of the person to a part and its queue, unless it is in one. @returns the length of the queue */
function joined(part: Int32Array, share: Uint8Array, queue: Int32Array, count: number, label: number, next: number): number {
  if (part[next] || share[next] < PERSON) return count;
  part[next] = label;
  queue[count] = next;
  return count + 1;
}

/** @param at a mask pixel on the person; null: the largest connected part */
export function extentOf(mask: PersonMask, at: readonly [number, number] | null = null): MaskExtent {
  const { widthPx: w, heightPx: h } = mask;
  const share = personPart(mask, at);
  const most = share.reduce((sum, x) => sum + (x >= PERSON ? 1 : 0), 0);
  const left = new Int32Array(h).fill(-1);
  const right = new Int32Array(h).fill(-1);
  const top = new Int32Array(w).fill(-1);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      if (share[y * w + x] < PERSON) continue;
      if (left[y] < 0) left[y] = x;
      right[y] = x + 1;
      if (top[x] < 0) top[x] = y;
    }
  const highest = left.findIndex((x) => x >= 0);
  const widest = Math.max(...right.map((x, y) => x - left[y]));
  let [unsure, edge] = [0, 0];
  for (let y = Math.max(0, highest - ABOVE_PX); most && y < Math.min(h, highest + HEAD_SHARE * widest); y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      if (share[i] >= UNSURE[0] && share[i] <= UNSURE[1]) unsure++;
      if (share[i] < PERSON) continue;
      const isWithin = x > 0 && x < w - 1 && y > 0 && y < h - 1;
      if (!isWithin || Math.min(share[i - 1], share[i + 1], share[i - w], share[i + w]) < PERSON) edge++;
    }
  return { left, right, top, highest, widest, share: most / (w * h), fray: edge ? unsure / edge : Number.POSITIVE_INFINITY };
}

/** The mask without neighbouring people: starting at a pixel, up and down, in each row the run that best continues the previous row's. */
function personAt({ widthPx: w, heightPx: h, share }: PersonMask, [x, y]: readonly [number, number]): PersonMask {
  const own = new Uint8Array(w * h);
  const startY = Math.min(h - 1, Math.max(0, Math.floor(y)));
  const startX = Math.min(w - 1, Math.max(0, Math.floor(x)));
  const follow = (step: 1 | -1) => {
    let [from, to] = [startX, startX + 1];
    for (let row = startY; row >= 0 && row < h; row += step) {
      let [bestFrom, bestTo, most] = [0, 0, 0];
      for (let i = 0; i < w; i++) {
        if (share[row * w + i] < PERSON) continue;
        let end = i;
        while (end < w && share[row * w + end] >= PERSON) end++;
        const common = Math.min(end, to) - Math.max(i, from);
        if (common > most) [bestFrom, bestTo, most] = [i, end, common];
        i = end;
      }
      if (!most) return;
      // include uncertain pixels around the run
      let [left, right] = [bestFrom, bestTo];
      while (left > 0 && share[row * w + left - 1] >= UNSURE[0] && share[row * w + left - 1] < PERSON) left--;
      while (right < w && share[row * w + right] >= UNSURE[0] && share[row * w + right] < PERSON) right++;
      own.set(share.subarray(row * w + left, row * w + right), row * w + left);
      [from, to] = [bestFrom, bestTo];
    }
  };
  follow(-1);
  follow(1);
  return { widthPx: w, heightPx: h, share: own };
}

/** Share of each edge of the picture that the person reaches, 0..1: the lower, right, upper and left, each below after so many quarter turns clockwise. */
export function edgeShares(mask: PersonMask): readonly [number, number, number, number] {
  const { widthPx: w, heightPx: h } = mask;
  const own = personPart(mask);
  const shareOf = (length: number, at: (k: number) => number) => {
    let reached = 0;
    for (let k = 0; k < length; k++) if (own[at(k)] >= PERSON) reached++;
    return reached / length;
  };
  return [shareOf(w, (x) => (h - 1) * w + x), shareOf(h, (y) => y * w + w - 1), shareOf(w, (x) => x), shareOf(h, (y) => y * w)];
}

/** Tests whether a point of the photo is on the person; points outside the picture take the nearest edge pixel. */
export function onPerson({ widthPx: w, heightPx: h, share }: PersonMask, photo: { widthPx: number; heightPx: number }) {
  return (xPx: number, yPx: number): boolean => {
    const x = Math.min(w - 1, Math.max(0, Math.floor((xPx * w) / photo.widthPx)));
    const y = Math.min(h - 1, Math.max(0, Math.floor((yPx * h) / photo.heightPx)));
    return share[y * w + x] >= PERSON;
  };
}

/**
 * The largest circle inside the person, mask pixels, from a distance transform.
 * @param isWhole whether the circle must lie inside the picture
 */
export function innerCircle(mask: PersonMask, isWhole: boolean): { x: number; y: number; radius: number } | null {
  const { widthPx: w, heightPx: h } = mask;
  const share = personPart(mask);
  const far = w + h;
  const toEdge = (i: number) => Math.min(i % w, w - 1 - (i % w), Math.floor(i / w), h - 1 - Math.floor(i / w)) + 1;
  const away = Float32Array.from(share, (x, i) => (x < PERSON ? 0 : isWhole ? toEdge(i) : far));
  const near = (i: number, j: number, by: number) => {
    if (away[j] + by < away[i]) away[i] = away[j] + by;
  };
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      if (x > 0) near(i, i - 1, 1);
      if (y > 0) near(i, i - w, 1);
      if (x > 0 && y > 0) near(i, i - w - 1, Math.SQRT2);
      if (x < w - 1 && y > 0) near(i, i - w + 1, Math.SQRT2);
    }
  let best = w * h - 1;
  for (let y = h - 1; y >= 0; y--)
    for (let x = w - 1; x >= 0; x--) {
      const i = y * w + x;
      if (x < w - 1) near(i, i + 1, 1);
      if (y < h - 1) near(i, i + w, 1);
      if (x < w - 1 && y < h - 1) near(i, i + w + 1, Math.SQRT2);
      if (x > 0 && y < h - 1) near(i, i + w - 1, Math.SQRT2);
      if (away[i] > away[best]) best = i;
    }
  return away[best] > 0 && away[best] < far ? { x: (best % w) + 0.5, y: Math.floor(best / w) + 0.5, radius: away[best] } : null;
}
