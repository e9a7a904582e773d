/*
 * What of the candidates' places depends on no head: their directions, where those lie on the map, and the map's cells. With the same seed and
 * hand it is the same for every head, so it is worked out once.
 */
import { hashNormal } from '../math/random.ts';
import { inParts, type Steps } from '../math/steps.ts';
import { placeToward } from '../scalp/head-map.ts';
import type { Candidates } from './candidates.ts';

export interface CandidatePlaces {
  candidates: Candidates;
  /** unit direction in a head's own axes over its half-axes: x, y, z, interleaved, and in single precision */
  toward: Float64Array;
  ux: Float32Array;
  uy: Float32Array;
  uz: Float32Array;
  /** degrees on the map about the vertex */
  across: Float32Array;
  forward: Float32Array;
  cells: MapCells;
  /** the cell of each candidate */
  cellOf: Uint16Array;
}

/** Squares of the map that hold candidates. */
export interface MapCells {
  count: number;
  /** candidates of cell k: number[start[k]] to number[start[k + 1] - 1] */
  start: Uint32Array;
  number: Uint32Array;
  /** bounds on the map: smallest and largest across, smallest and largest forward, interleaved */
  boundsDeg: Float32Array;
}

/** Candidates placed between two pauses. */
const A_STEP = 8000;

/**
 * @param seed of the project: odd seeds mirror the set left to right
 * @param strayMm how far a dot lies from its candidate (design/hand.ts), sd in mm
 */
export function* candidatePlaceSteps(candidates: Candidates, seed: number, strayMm = 0): Steps<CandidatePlaces> {
  const total = candidates.x.length;
  const column = () => new Float32Array(total);
  // the square of each candidate at first
  const cellOf = new Uint16Array(total);
  const out = {
    toward: new Float64Array(3 * total),
    ux: column(),
    uy: column(),
    uz: column(),
    across: column(),
    forward: column(),
    cellOf,
  };
  const size = new Uint32Array(ACROSS * ACROSS);
  yield* inParts(total, A_STEP, (from, to) => placeSome(from, to, candidates, seed, strayMm, out, size));
  const cellOfSquare = new Uint16Array(ACROSS * ACROSS);
  const starts = [0];
  size.forEach((n, square) => {
    if (n) cellOfSquare[square] = starts.push(starts[starts.length - 1] + n) - 2;
  });
  const count = starts.length - 1;
  const start = Uint32Array.from(starts);
  const next = start.slice();
  const number = new Uint32Array(total);
  const boundsDeg = Float32Array.from({ length: 4 * count }, (_, k) => (k & 1 ? -180 : 180));
  // candidate by candidate: those of a cell lie far apart in memory
  yield* inParts(total, SORTED_A_STEP, (from, to) => sortSome(from, to, cellOfSquare, out, next, number, boundsDeg));
  return { candidates, ...out, cells: { count, start, number, boundsDeg } };
}

const CELL_DEG = 4;
const ACROSS = 360 / CELL_DEG;
const cellAt = (deg: number) => Math.min(ACROSS - 1, Math.max(0, Math.floor((deg + 180) / CELL_DEG)));

/** Candidates sorted into cells between two pauses; placing one takes longer. */
const SORTED_A_STEP = 64000;

type Placed = Omit<CandidatePlaces, 'candidates' | 'cells'>;
/**
 * Places candidates from `from` to `to`, and counts those of each square. A function of its own: engines compile one that is called often for
 * good, but a long loop anew each time.
 */
function placeSome(from: number, to: number, candidates: Candidates, seed: number, strayMm: number, out: Placed, size: Uint32Array) {
  const [ca, cb, cc] = candidates.halfAxesMm;
  const mirror = seed & 1 ? -1 : 1;
  for (let i = from; i < to; i++) {
    let ux = (mirror * candidates.x[i] + strayMm * hashNormal(i, 8 * seed + 16)) / ca;
    let uy = (candidates.y[i] + strayMm * hashNormal(i, 8 * seed + 17)) / cb;
    let uz = (candidates.z[i] + strayMm * hashNormal(i, 8 * seed + 18)) / cc;
    const length = Math.sqrt(ux * ux + uy * uy + uz * uz);
    ux /= length;
    uy /= length;
    uz /= length;
    out.toward[3 * i] = out.ux[i] = ux;
    out.toward[3 * i + 1] = out.uy[i] = uy;
    out.toward[3 * i + 2] = out.uz[i] = uz;
    [out.across[i], out.forward[i]] = placeToward([ux, uy, uz]);
    out.cellOf[i] = cellAt(out.forward[i]) * ACROSS + cellAt(out.across[i]);
    size[out.cellOf[i]]++;
  }
}
/** Puts the cells in place of the squares, numbers the candidates of each, and bounds them on the map. */
function sortSome(
  from: number,
  to: number,
  cellOfSquare: Uint16Array,
  { cellOf, across, forward }: Placed,
  next: Uint32Array,
  number: Uint32Array,
  boundsDeg: Float32Array,
) {
  for (let i = from; i < to; i++) {
    const k = cellOfSquare[cellOf[i]];
    cellOf[i] = k;
    number[next[k]++] = i;
    if (across[i] < boundsDeg[4 * k]) boundsDeg[4 * k] = across[i];
    if (across[i] > boundsDeg[4 * k + 1]) boundsDeg[4 * k + 1] = across[i];
    if (forward[i] < boundsDeg[4 * k + 2]) boundsDeg[4 * k + 2] = forward[i];
    if (forward[i] > boundsDeg[4 * k + 3]) boundsDeg[4 * k + 3] = forward[i];
  }
}
