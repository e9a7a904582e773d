/* The front edge of this person's own side hair at the temples, in which the sides of a proposed line end. */
import { type MapDeg, placeToward } from './head-map.ts';
import type { HairSeen } from './places-for-dots.ts';
import type { Surface } from './surface.ts';

/** Rows that are read, sines of their direction below the head's level: from above the temple point to the top of the ears. assumed. */
const ROWS_UY = [-0.24, -0.19, -0.14, -0.09, -0.04, 0.01, 0.06] as const;
const LEVEL_UY = -0.09;
/** Each row is read from the forehead to the ear canal, cosines from the face backwards, about 2 mm apart. */
const FIRST_UZ = -0.8;
const LAST_UZ = -0.1;
const STEP_UZ = 0.02;
/** Steeper skin is not read. */
const MIN_COS = 0.25;
/** Hair begins where it is dense and at least MIN_SHARE of the next DEPTH steps is; bare skin must be seen before it. assumed. */
const DEPTH = 8;
const DENSE = 0.5;
const MIN_SHARE = 0.65;
const MIN_BARE = 3;
/** Fewer rows that agree are no edge. */
const MIN_ROWS = 3;

/**
 * The foremost place of the side hair at the level of the temple point; null if it is not seen, or is not in front of the ear.
 * @param side 1: the subject's left
 * @param isFrontWhole whether this person has their own hairline in front: then side hair that is not seen is taken to be whole too, and nothing is added in front of the ear
 */
export function sideHair(surface: Surface, hairAt: HairSeen, side: 1 | -1, isFrontWhole: boolean): MapDeg | null {
  const edges = ROWS_UY.map((uy) => edgeOf(surface, hairAt, side, uy)).filter((uz) => uz !== null);
  const middle = edges.length < MIN_ROWS ? null : edges.sort((a, b) => a - b)[edges.length >> 1];
  const uz = middle ?? (isFrontWhole ? LAST_UZ : null);
  return uz === null ? null : placeToward(toward(side, LEVEL_UY, uz));
}

const toward = (side: 1 | -1, uy: number, uz: number) => [side * Math.sqrt(Math.max(0, 1 - uy * uy - uz * uz)), uy, uz] as const;

/** Where hair begins in a row. */
function edgeOf(surface: Surface, hairAt: HairSeen, side: 1 | -1, uy: number): number | null {
  let bare = 0;
  const ahead: number[] = [];
  const count = Math.round((LAST_UZ - FIRST_UZ) / STEP_UZ);
  for (let k = count + DEPTH; k >= 0; k--) {
    const p = surface.at(...toward(side, uy, FIRST_UZ + k * STEP_UZ));
    const hair = p.cosTheta > MIN_COS ? hairAt(...surface.project(p.xMm, p.yMm, p.zMm)) : Number.NaN;
    ahead[k] = hair;
  }
  for (let k = 0; k <= count; k++) {
    const next = ahead.slice(k, k + DEPTH).filter((hair) => !Number.isNaN(hair));
    const dense = next.filter((hair) => hair > DENSE).length;
    if (next.length === DEPTH && ahead[k] > DENSE && dense >= MIN_SHARE * DEPTH) return bare >= MIN_BARE ? FIRST_UZ + k * STEP_UZ : null;
    if (ahead[k] <= DENSE) bare++;
  }
  return null;
}
