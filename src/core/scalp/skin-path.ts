/*
 * The shortest path over the skin between two places, as a tape pulled tight would lie: a chain of points, each moved along the skin towards
 * the middle of its neighbours, with twice as many points in each round.
 */
import { directionTo, type HeadForm, type HeadVector, normalToward, pointToward } from './head-form.ts';
import { directionAt, type MapDeg, placeToward } from './head-map.ts';

export interface SkinPath {
  /** along the skin */
  lengthMm: number;
  /** straight through the head */
  straightMm: number;
  places: MapDeg[];
}

/** Five rounds give 32 pieces; a path of 150 mm is then 0.02 mm too short. */
const ROUNDS = 5;
const SWEEPS = 24;

type Vector = [number, number, number];
const distance = (p: HeadVector, q: HeadVector) => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
const middle = (p: HeadVector, q: HeadVector): Vector => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];

export function skinPath(form: HeadForm, from: MapDeg, to: MapDeg): SkinPath {
  let chain: HeadVector[] = [pointToward(form, directionAt(from)), pointToward(form, directionAt(to))];
  const straightMm = distance(chain[0], chain[1]);
  for (let round = 0; round < ROUNDS; round++) {
    chain = chain.flatMap((p, i) => (i === 0 ? [p] : [ontoSkin(form, middle(chain[i - 1], p)), p]));
    for (let sweep = 0; sweep < SWEEPS; sweep++)
      for (let i = 1; i + 1 < chain.length; i++) chain[i] = pulled(form, chain[i], middle(chain[i - 1], chain[i + 1]));
  }
  const lengthMm = chain.slice(1).reduce((sum, p, i) => sum + distance(chain[i], p), 0);
  return { lengthMm, straightMm, places: chain.map((p) => placeToward(directionTo(form, p))) };
}

const ontoSkin = (form: HeadForm, p: HeadVector): HeadVector => pointToward(form, directionTo(form, p));

/** Moves a point along the skin towards `to`. */
function pulled(form: HeadForm, p: HeadVector, to: HeadVector): HeadVector {
  const n = normalToward(form, directionTo(form, p));
  const outwards = (to[0] - p[0]) * n[0] + (to[1] - p[1]) * n[1] + (to[2] - p[2]) * n[2];
  return ontoSkin(form, [to[0] - outwards * n[0], to[1] - outwards * n[1], to[2] - outwards * n[2]]);
}
