/*
 * Where a narrow pale line runs through hair: a scar, or a parting. Its skin is matte, so it must not be taken for shine, which pigment
 * does not darken. A line is brighter than hair on both of its sides, along a stretch in one of twelve directions.
 */

/** Half of a stretch and distance of its sides, nodes of about 1 mm. assumed: linear scars are 2 to 10 mm wide. */
const HALF_STRETCH = 10;
const ASIDE = 7;
const ALONG_STEP = 2;
const DIRECTIONS = 12;
/** ln of light over either side. */
const BRIGHTER = 0.25;
/** Mean hair on either side. */
const MIN_HAIR = 0.4;
const MIN_COS = 0.4;
/** Least length, nodes. assumed: 46 to 71 on a scar, a parting and bare skin between patches, up to 33 between the locks of 21 other heads. */
const MIN_LENGTH = 40;
/** Nodes that are tested lie this far apart. */
const GRID = 2;

/** Nodes up to this far from the middle of a line belong to it. */
const HALF_WIDTH = 7;

/** Mean width up to which a line is a scar or a parting, nodes; a wider one is skin between patches of hair. assumed. */
const WIDEST = 12;

/**
 * 1 at nodes of a scar or a parting, else 0; null if no pale line is there at all.
 * @param level ln of light at each node, NaN where unknown @param isScalp whether a node is scalp @param hair 0..1
 */
export function paleLineOf(
  level: Float32Array,
  hair: Float32Array,
  isScalp: (k: number) => boolean,
  cosTheta: Float32Array,
  w: number,
  h: number,
): Uint8Array | null {
  const margin = HALF_STRETCH + ASIDE;
  const steps = Array.from({ length: (2 * HALF_STRETCH) / ALONG_STEP + 1 }, (_, i) => i * ALONG_STEP - HALF_STRETCH);
  const stretches = Array.from({ length: DIRECTIONS }, (_, turn) => {
    const angle = (turn * Math.PI) / DIRECTIONS;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const offsets = (aside: number) => Int32Array.from(steps, (t) => Math.round(t * s + aside * c) * w + Math.round(t * c - aside * s));
    return [offsets(0), offsets(ASIDE), offsets(-ASIDE)] as const;
  });
  const mean = (values: Float32Array, k: number, offsets: Int32Array) => {
    let sum = 0;
    for (const offset of offsets) sum += values[k + offset];
    return sum / offsets.length;
  };
  // a NaN on either side makes the comparison false
  const isOnLine = (k: number) =>
    stretches.some(([on, left, right]) => {
      const level0 = mean(level, k, on) - BRIGHTER;
      return (
        level0 > mean(level, k, left) && level0 > mean(level, k, right) && mean(hair, k, left) > MIN_HAIR && mean(hair, k, right) > MIN_HAIR
      );
    });
  const gw = Math.ceil(w / GRID);
  const isOn = new Uint8Array(gw * Math.ceil(h / GRID));
  for (let y = margin + (margin % GRID); y < h - margin; y += GRID)
    for (let x = margin + (margin % GRID); x < w - margin; x += GRID) {
      const k = y * w + x;
      if (cosTheta[k] > MIN_COS && isScalp(k) && isOnLine(k)) isOn[(y / GRID) * gw + x / GRID] = 1;
    }
  const lines = longEnough(isOn, gw);
  if (!lines) return null;
  const out = new Uint8Array(w * h);
  // the margin keeps the line off the edges
  for (const cell of lines) {
    const [x, y] = [(cell % gw) * GRID, Math.floor(cell / gw) * GRID];
    for (let j = -HALF_WIDTH; j <= HALF_WIDTH; j++) out.fill(1, (y + j) * w + x - HALF_WIDTH, (y + j) * w + x + HALF_WIDTH + 1);
  }
  return out;
}

/** Cells in narrow connected groups whose box has a diagonal of MIN_LENGTH; null if none is that long. Uses `isOn` up. */
function longEnough(isOn: Uint8Array, gw: number): number[] | null {
  let found: number[] | null = null;
  const queue: number[] = [];
  for (let start = 0; start < isOn.length; start++) {
    if (!isOn[start]) continue;
    isOn[start] = 0;
    queue.length = 0;
    queue.push(start);
    let [left, right, top, bottom] = [gw, 0, isOn.length, 0];
    for (const k of queue) {
      const [x, y] = [k % gw, Math.floor(k / gw)];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      // the margin keeps the line off the edges
      for (const next of [k - gw - 1, k - gw, k - gw + 1, k - 1, k + 1, k + gw - 1, k + gw, k + gw + 1])
        if (isOn[next]) {
          isOn[next] = 0;
          queue.push(next);
        }
    }
    const length = Math.hypot(right - left, bottom - top) * GRID;
    if (length < MIN_LENGTH) continue;
    found ??= [];
    if (queue.length * GRID * GRID <= WIDEST * length) found.push(...queue);
  }
  return found;
}
