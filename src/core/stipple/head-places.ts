/*
 * Where every candidate lies on one head, independent of photos: computed once per head, seed and hand. Candidate i is at index i. The map
 * is divided into cells, so that tests such as "entirely inside" or "nowhere near the line" are made per cell, not per candidate.
 */
import { hashNormal } from '../math/random.ts';
import { finish, type Steps } from '../math/steps.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { placeToward } from '../scalp/head-map.ts';
import { areaVector, areaVectorAt } from '../scalp/head-shape.ts';
import type { Candidates } from './candidates.ts';

export interface HeadPlaces {
  form: HeadForm;
  /** candidates on the whole head: rank = (number + 0.5) / count */
  count: number;
  perCm2: number;
  /** position in the head's frame, mm (scalp/head-form.ts), and outward unit normal */
  xMm: Float32Array;
  yMm: Float32Array;
  zMm: Float32Array;
  nx: Float32Array;
  ny: Float32Array;
  nz: Float32Array;
  /** unit direction in the head's own axes over its half-axes */
  ux: Float32Array;
  uy: Float32Array;
  uz: Float32Array;
  /** degrees on the map about the vertex */
  across: Float32Array;
  forward: Float32Array;
  /** J: mm^2 on this head per mm^2 on the sampled head */
  areaFactor: Float32Array;
  cells: Cells;
}

/** Squares of the map that hold candidates. */
export interface Cells {
  count: number;
  /** candidates of cell k: number[start[k]] to number[start[k + 1] - 1] */
  start: Uint32Array;
  number: Uint32Array;
  /** bounding ball, head frame: x, y, z, radius, mm, interleaved */
  ballMm: Float32Array;
  /** bounds on the map: smallest and largest across, smallest and largest forward, interleaved */
  boundsDeg: Float32Array;
}

const NO_CELLS: Cells = {
  count: 0,
  start: new Uint32Array(1),
  number: new Uint32Array(),
  ballMm: new Float32Array(),
  boundsDeg: new Float32Array(),
};

/** Candidates placed between two pauses. */
const A_STEP = 8000;

/**
 * Maps the candidates onto a head.
 * @param seed of the project: odd seeds mirror the set left to right
 * @param strayMm how far a dot lies from its candidate (design/hand.ts), sd in mm
 */
export function* placingSteps(candidates: Candidates, form: HeadForm, seed: number, strayMm = 0): Steps<HeadPlaces> {
  const total = candidates.x.length;
  const column = () => new Float32Array(total);
  // one object to the end: engines throw compiled code away with the last object of a shape that a spread has made
  const out: HeadPlaces = {
    form,
    count: total,
    perCm2: candidates.perCm2,
    xMm: column(),
    yMm: column(),
    zMm: column(),
    nx: column(),
    ny: column(),
    nz: column(),
    ux: column(),
    uy: column(),
    uz: column(),
    across: column(),
    forward: column(),
    areaFactor: column(),
    cells: NO_CELLS,
  };
  for (let from = 0; from < total; from += A_STEP) {
    if (from) yield;
    placeSome(from, Math.min(total, from + A_STEP), candidates, form, seed, strayMm, out);
  }
  yield;
  out.cells = yield* cellsOf(out);
  return out;
}

const here = new Float64Array(7);
const sampled = new Float64Array(7);
/** Places candidates from `from` to `to`. A function of its own: engines compile one that is called often for good, but a long loop anew with each head. */
function placeSome(from: number, to: number, candidates: Candidates, form: HeadForm, seed: number, strayMm: number, out: HeadPlaces) {
  const [ca, cb, cc] = candidates.halfAxesMm;
  const mirror = seed & 1 ? -1 : 1;
  const [a, b, c] = form.halfAxesMm;
  for (let i = from; i < to; i++) {
    let ux = (mirror * candidates.x[i] + strayMm * hashNormal(i, 8 * seed + 16)) / ca;
    let uy = (candidates.y[i] + strayMm * hashNormal(i, 8 * seed + 17)) / cb;
    let uz = (candidates.z[i] + strayMm * hashNormal(i, 8 * seed + 18)) / cc;
    const length = Math.sqrt(ux * ux + uy * uy + uz * uz);
    ux /= length;
    uy /= length;
    uz /= length;
    areaVectorAt(form.shaped, form.halfAxesMm, ux, uy, uz, here);
    const area = Math.sqrt(here[4] * here[4] + here[5] * here[5] + here[6] * here[6]);
    if (candidates.shaped === form.shaped) {
      for (let k = 0; k < 4; k++) sampled[k] = here[k];
      areaVector(candidates.halfAxesMm, ux, uy, uz, sampled);
    } else areaVectorAt(candidates.shaped, candidates.halfAxesMm, ux, uy, uz, sampled);
    out.xMm[i] = a * here[0] * ux;
    out.yMm[i] = b * here[0] * uy;
    out.zMm[i] = c * here[0] * uz;
    out.nx[i] = here[4] / area;
    out.ny[i] = here[5] / area;
    out.nz[i] = here[6] / area;
    out.ux[i] = ux;
    out.uy[i] = uy;
    out.uz[i] = uz;
    const [across, forward] = placeToward([ux, uy, uz]);
    out.across[i] = across;
    out.forward[i] = forward;
    out.areaFactor[i] = area / Math.sqrt(sampled[4] * sampled[4] + sampled[5] * sampled[5] + sampled[6] * sampled[6]);
  }
}

/** placingSteps without pauses. */
export const placeOnHead = (...args: Parameters<typeof placingSteps>): HeadPlaces => finish(placingSteps(...args));

const CELL_DEG = 4;
const ACROSS = 360 / CELL_DEG;
const cellAt = (deg: number) => Math.min(ACROSS - 1, Math.max(0, Math.floor((deg + 180) / CELL_DEG)));

/** Candidates sorted into cells between two pauses; placing one takes longer. */
const SORTED_A_STEP = 64000;

function* cellsOf(places: HeadPlaces): Steps<Cells> {
  const { across, forward, xMm, yMm, zMm } = places;
  const total = across.length;
  const size = new Uint32Array(ACROSS * ACROSS);
  const squareOf = new Uint16Array(total);
  for (let from = 0; from < total; from += SORTED_A_STEP) {
    if (from) yield;
    countSome(from, Math.min(total, from + SORTED_A_STEP), across, forward, squareOf, size);
  }
  const cellOf = new Int32Array(ACROSS * ACROSS).fill(-1);
  const starts = [0];
  for (const [square, n] of size.entries()) {
    if (n === 0) continue;
    cellOf[square] = starts.length - 1;
    starts.push(starts[starts.length - 1] + n);
  }
  const count = starts.length - 1;
  const start = Uint32Array.from(starts);
  const next = start.slice();
  const number = new Uint32Array(total);
  const middle = new Float64Array(3 * count);
  const boundsDeg = new Float32Array(4 * count);
  for (let k = 0; k < count; k++) boundsDeg.set([180, -180, 180, -180], 4 * k);
  // candidate by candidate: those of a cell lie far apart in memory
  for (let from = 0; from < total; from += SORTED_A_STEP) {
    yield;
    sortSome(from, Math.min(total, from + SORTED_A_STEP), squareOf, cellOf, places, next, number, middle, boundsDeg);
  }
  for (let k = 0; k < count; k++) for (let c = 0; c < 3; c++) middle[3 * k + c] /= start[k + 1] - start[k];
  const radius2 = new Float64Array(count);
  for (let from = 0; from < total; from += SORTED_A_STEP) {
    yield;
    reachSome(from, Math.min(total, from + SORTED_A_STEP), squareOf, cellOf, xMm, yMm, zMm, middle, radius2);
  }
  const ballMm = new Float32Array(4 * count);
  for (let k = 0; k < count; k++) ballMm.set([middle[3 * k], middle[3 * k + 1], middle[3 * k + 2], Math.sqrt(radius2[k])], 4 * k);
  return { count, start, number, ballMm, boundsDeg };
}

/** Square of the map of each candidate, and how many each has. */
function countSome(from: number, to: number, across: Float32Array, forward: Float32Array, squareOf: Uint16Array, size: Uint32Array) {
  for (let i = from; i < to; i++) {
    squareOf[i] = cellAt(forward[i]) * ACROSS + cellAt(across[i]);
    size[squareOf[i]]++;
  }
}
/** Numbers the candidates of each cell, adds up where they lie, and bounds them on the map. */
function sortSome(
  from: number,
  to: number,
  squareOf: Uint16Array,
  cellOf: Int32Array,
  { across, forward, xMm, yMm, zMm }: HeadPlaces,
  next: Uint32Array,
  number: Uint32Array,
  middle: Float64Array,
  boundsDeg: Float32Array,
) {
  for (let i = from; i < to; i++) {
    const k = cellOf[squareOf[i]];
    number[next[k]++] = i;
    middle[3 * k] += xMm[i];
    middle[3 * k + 1] += yMm[i];
    middle[3 * k + 2] += zMm[i];
    if (across[i] < boundsDeg[4 * k]) boundsDeg[4 * k] = across[i];
    if (across[i] > boundsDeg[4 * k + 1]) boundsDeg[4 * k + 1] = across[i];
    if (forward[i] < boundsDeg[4 * k + 2]) boundsDeg[4 * k + 2] = forward[i];
    if (forward[i] > boundsDeg[4 * k + 3]) boundsDeg[4 * k + 3] = forward[i];
  }
}
/** Squared distance of the farthest place of each cell from its middle. */
function reachSome(
  from: number,
  to: number,
  squareOf: Uint16Array,
  cellOf: Int32Array,
  xMm: Float32Array,
  yMm: Float32Array,
  zMm: Float32Array,
  middle: Float64Array,
  radius2: Float64Array,
) {
  for (let i = from; i < to; i++) {
    const k = cellOf[squareOf[i]];
    const away2 = (xMm[i] - middle[3 * k]) ** 2 + (yMm[i] - middle[3 * k + 1]) ** 2 + (zMm[i] - middle[3 * k + 2]) ** 2;
    if (away2 > radius2[k]) radius2[k] = away2;
  }
}
