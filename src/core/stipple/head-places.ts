/*
 * Where every candidate lies on one head, independent of photos: computed once per head, seed and hand. Candidate i is at index i. The map
 * is divided into cells, so that tests such as "entirely inside" or "nowhere near the line" are made per cell, not per candidate.
 */
import { finish, inParts, type Steps } from '../math/steps.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { areaVector, areaVectorAt } from '../scalp/head-shape.ts';
import { type CandidatePlaces, candidatePlaceSteps, type MapCells } from './candidate-places.ts';

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
  /** unit direction in the head's own axes over its half-axes; this and what follows of the map is shared by all heads */
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
export interface Cells extends MapCells {
  /** bounding ball, head frame: x, y, z, radius, mm, interleaved */
  ballMm: Float32Array;
}

/** Candidates placed between two pauses. */
const A_STEP = 16000;

/** Maps the candidates onto a head. */
export function* placingSteps(
  { candidates, toward, cellOf, ux, uy, uz, across, forward, cells: { count, start, number, boundsDeg } }: CandidatePlaces,
  form: HeadForm,
): Steps<HeadPlaces> {
  const total = candidates.x.length;
  const column = () => new Float32Array(total);
  const ballMm = new Float32Array(4 * count);
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
    ux,
    uy,
    uz,
    across,
    forward,
    areaFactor: column(),
    cells: { count, start, number, ballMm, boundsDeg },
  };
  const middle = new Float64Array(3 * count);
  yield* inParts(total, A_STEP, (from, to) => placeSome(from, to, candidates, toward, form, cellOf, middle, out));
  for (let k = 0; k < count; k++) for (let c = 0; c < 3; c++) middle[3 * k + c] /= start[k + 1] - start[k];
  const radius2 = new Float64Array(count);
  yield* inParts(total, REACHED_A_STEP, (from, to) => reachSome(from, to, cellOf, out, middle, radius2));
  for (let k = 0; k < count; k++) ballMm.set([middle[3 * k], middle[3 * k + 1], middle[3 * k + 2], Math.sqrt(radius2[k])], 4 * k);
  return out;
}

const here = new Float64Array(7);
/** Length of the area vector in it, mm^2 per steradian. */
const areaHere = () => Math.sqrt(here[4] * here[4] + here[5] * here[5] + here[6] * here[6]);
/**
 * Places candidates from `from` to `to`, and adds up where those of each cell lie. A function of its own: engines compile one that is called
 * often for good, but a long loop anew with each head.
 */
function placeSome(
  from: number,
  to: number,
  candidates: CandidatePlaces['candidates'],
  toward: Float64Array,
  form: HeadForm,
  cellOf: Uint16Array,
  middle: Float64Array,
  out: HeadPlaces,
) {
  const [a, b, c] = form.halfAxesMm;
  for (let i = from; i < to; i++) {
    const ux = toward[3 * i];
    const uy = toward[3 * i + 1];
    const uz = toward[3 * i + 2];
    areaVectorAt(form.shaped, form.halfAxesMm, ux, uy, uz, here);
    const area = areaHere();
    out.xMm[i] = a * here[0] * ux;
    out.yMm[i] = b * here[0] * uy;
    out.zMm[i] = c * here[0] * uz;
    out.nx[i] = here[4] / area;
    out.ny[i] = here[5] / area;
    out.nz[i] = here[6] / area;
    if (candidates.shaped === form.shaped) areaVector(candidates.halfAxesMm, ux, uy, uz, here);
    else areaVectorAt(candidates.shaped, candidates.halfAxesMm, ux, uy, uz, here);
    out.areaFactor[i] = area / areaHere();
    const k = 3 * cellOf[i];
    middle[k] += out.xMm[i];
    middle[k + 1] += out.yMm[i];
    middle[k + 2] += out.zMm[i];
  }
}

/** @param placed the seed of the project, and how far a dot lies from its candidate, sd in mm */
export const placeOnHead = (candidates: CandidatePlaces['candidates'], form: HeadForm, ...placed: [seed: number, strayMm?: number]) =>
  finish(placingSteps(finish(candidatePlaceSteps(candidates, ...placed)), form));

/** Candidates measured from the middle of their cells between two pauses; placing one takes longer. */
const REACHED_A_STEP = 64000;
/** Squared distance of the farthest place of each cell from its middle. */
function reachSome(
  from: number,
  to: number,
  cellOf: Uint16Array,
  { xMm, yMm, zMm }: HeadPlaces,
  middle: Float64Array,
  radius2: Float64Array,
) {
  for (let i = from; i < to; i++) {
    const k = cellOf[i];
    const away2 = (xMm[i] - middle[3 * k]) ** 2 + (yMm[i] - middle[3 * k + 1]) ** 2 + (zMm[i] - middle[3 * k + 2]) ** 2;
    if (away2 > radius2[k]) radius2[k] = away2;
  }
}
