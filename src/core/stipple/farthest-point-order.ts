/*
 * A progressive blue-noise set: farthest-point order (Eldar et al. 1997; on surfaces Moenning & Dodgson 2003) over a candidate pool
 * that grows with the level, so that every prefix is equally well spread (K = 16 gives rho 0.694-0.709).
 * Distances are chords in mm. Decisions compare squared distances; no transcendental function takes part.
 * Until a level's dots have come down to some distance, only candidates further than that from all dots can be chosen: a tenth of them. The
 * distances of the others are not kept exact but measured again when the bound falls.
 * Rejected: Yuksel's sample elimination (uneven prefixes, 1.4x the time), random thinning (rho 0.25), Lloyd (no order).
 */
import {
  boxOf,
  cellsOver,
  countOf,
  longestSide,
  lowerAround,
  nearest2In,
  newSorted,
  type Points3,
  partsInOrder,
  sortInto,
} from './point-cells.ts';

export interface FarthestPointOptions {
  /** dots wanted */
  count: number;
  /** area of the surface, mm^2: sets the finest grid cell */
  areaMm2: number;
  onProgress?: (share: number) => void;
}

export interface OrderedPoints extends Points3 {
  /** distance from each dot to the nearest earlier one, mm; it rises where the pool grows, so it is not monotone */
  radiusMm: Float32Array;
}

/** Spacing of the hexagonal lattice with `perMm2` points, mm: the widest possible. */
export const hexSpacingMm = (perMm2: number) => Math.sqrt(2 / (Math.sqrt(3) * perMm2));

/** First bound of a level, as a share of the widest spacing of its dots: few levels go below it. Where one does, the bound falls by the other. */
const FIRST_BOUND = 0.66;
const NEXT_BOUND = 0.9;
/** A bound below this share of the spacing keeps nobody out. */
const NO_BOUND = 1e-3;
/** Least cell for finding neighbours, and cell by which the pool is put in order, as shares of the widest spacing of all dots. */
const LEAST_CELL = 0.9;
const ORDER_CELL = 6;
const DOT = -1;

/** The first `count` dots of the farthest-point order of `pool` (random order, K x count points). Of equally far ones any may come first. */
export function farthestPointOrder(pool: Points3, { count, areaMm2, onProgress }: FarthestPointOptions): OrderedPoints {
  const total = pool.x.length;
  if (count < 1 || total < count) throw new Error(`farthestPointOrder needs a pool of at least ${count} points, got ${total}`);
  const levels: number[] = [count];
  for (let m = count; m > 32; ) levels.unshift((m = Math.max(32, Math.round(m / Math.SQRT2))));
  const admitted = levels.map((m) => (m === count ? total : Math.min(total, Math.ceil((total / count) * m))));

  const box = boxOf(pool);
  const spacing = hexSpacingMm(count / areaMm2);
  const leastCell = LEAST_CELL * spacing;
  // neighbours on the head are neighbours in memory too; the first dot is the first of the pool
  const points = partsInOrder(pool, admitted, cellsOver(box, ORDER_CELL * spacing));
  const out: OrderedPoints = {
    x: new Float32Array(count),
    y: new Float32Array(count),
    z: new Float32Array(count),
    radiusMm: new Float32Array(count),
  };
  /** squared distance to the nearest dot, or a larger one that is still below the last bound; DOT for a dot */
  const nearest2 = new Float32Array(total).fill(Infinity);
  const start = new Int32Array(countOf(cellsOver(box, leastCell)) + 1);
  const dots = newSorted(count, start);
  const far = newSorted(total, start);
  /** point of each that is far from all dots; `far` is in the order of cells */
  const pointOf = new Int32Array(total);
  const d2 = new Float32Array(total);
  const heap: Heap = { size: 0, at: new Int32Array(total), key: new Float32Array(total) };
  let chosen = 0;

  for (const [level, m] of levels.entries())
    for (let bound = FIRST_BOUND * hexSpacingMm(m / areaMm2); chosen < m; bound *= NEXT_BOUND) {
      const bound2 = bound < NO_BOUND * spacing ? 0 : bound * bound;
      const dotCells = cellsOver(box, chosen ? Math.max(hexSpacingMm(chosen / areaMm2), leastCell) : Infinity);
      sortInto(dots, dotCells, out, null, chosen);
      let size = 0;
      let largest = 0;
      for (let i = 0; i < admitted[level]; i++) {
        const most2 = nearest2[i];
        if (most2 < bound2) continue;
        const near2 = chosen ? nearest2In(dots, dotCells, points.x[i], points.y[i], points.z[i], most2, bound2) : Infinity;
        nearest2[i] = near2;
        if (near2 < bound2) continue;
        pointOf[size++] = i;
        if (near2 > largest) largest = near2;
      }
      // a dot changes distances no further away than the largest of them
      const cells = cellsOver(box, Math.max(leastCell, Math.sqrt(largest) * 1.0001));
      sortInto(far, cells, points, pointOf, size);
      for (let at = 0; at < size; at++) {
        heap.at[at] = at;
        heap.key[at] = d2[at] = nearest2[pointOf[far.of[at]]];
      }
      heap.size = size;
      for (let i = (size >> 1) - 1; i >= 0; i--) sift(heap, i);
      while (chosen < m && heap.size > 0) {
        const top = heap.at[0];
        const r2 = d2[top];
        // keys only fall: an old one is set right, or dropped below the bound, when it reaches the top
        if (heap.key[0] > r2 && r2 >= bound2) {
          heap.key[0] = r2;
          sift(heap, 0);
          continue;
        }
        const isChosen = heap.key[0] === r2;
        dropTop(heap);
        if (!isChosen) continue;
        out.x[chosen] = far.x[top];
        out.y[chosen] = far.y[top];
        out.z[chosen] = far.z[top];
        out.radiusMm[chosen] = r2 === Infinity ? longestSide(box) : Math.sqrt(r2);
        chosen++;
        d2[top] = DOT;
        lowerAround(d2, far, cells, far.x[top], far.y[top], far.z[top]);
        if ((chosen & 16383) === 0) onProgress?.(chosen / count);
      }
      for (let at = 0; at < size; at++) nearest2[pointOf[far.of[at]]] = d2[at];
      if (bound2 === 0) break;
    }
  return out;
}

/** The largest key first. */
interface Heap {
  size: number;
  at: Int32Array;
  key: Float32Array;
}

function dropTop(heap: Heap) {
  heap.size--;
  heap.at[0] = heap.at[heap.size];
  heap.key[0] = heap.key[heap.size];
  if (heap.size) sift(heap, 0);
}

function sift({ size, at, key }: Heap, from: number) {
  const id = at[from];
  const k = key[from];
  let i = from;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= size) break;
    if (child + 1 < size && key[child + 1] > key[child]) child++;
    if (key[child] <= k) break;
    at[i] = at[child];
    key[i] = key[child];
    i = child;
  }
  at[i] = id;
  key[i] = k;
}
