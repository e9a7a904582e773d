/*
 * Guides to judge a hairline by, drawn on a detected face: the thirds (hairline, glabella, base of the nose, chin), and the verticals
 * through the middle and the outer corners of the eyes, above which the temple corners sit (core/README.md 12). They follow the face's tilt.
 * Real faces do not have equal thirds (measured men: 61 / 65 / 76 mm), so the guides are for comparison only.
 */

import type { Landmarks, PhotoPx } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { hairlineHeight, squeezeOf } from './hairline-height.ts';
import { placesUnder } from './photo-map.ts';
import type { Surface } from './surface.ts';

export interface GuideLine {
  name: 'hairline' | 'glabella' | 'nose' | 'chin' | 'middle' | 'right-canthus' | 'left-canthus';
  from: PhotoPx;
  to: PhotoPx;
}
export interface FaceGuides {
  lines: GuideLine[];
  /** hairline to glabella (over the skin), glabella to base of the nose, base of the nose to chin (straight), mm; null: no line there */
  thirdsMm: [number | null, number, number];
  /** outer corners of the eyes from the midline, mm: right, left; null on a turned head, where one is foreshortened */
  canthiMm: [number, number] | null;
  /** the head nods or is raised so far that the lower thirds look short */
  nods: boolean;
}

/** assumed: beyond ten degrees the chin is hidden or foreshortened. */
const NODS_RAD = 0.17;
/** assumed: the corners of the eyes lie 25 mm behind the glabella, so this turn moves them by 3 mm. */
const TURNED_RAD = 0.12;

/** How far horizontals extend beyond the outer corners of the eyes, as a share of their distance, and verticals above the hairline, as a share of a third. */
const BEYOND = 0.42;
const ABOVE = 0.25;

export function faceGuides(landmarks: Landmarks, surface: Surface, hairlinePx: readonly Point[] | null): FaceGuides {
  const { glabella, subnasale, menton, rightCanthus, leftCanthus } = landmarks;
  const unit = ([x, y]: Point): Point => [x / (Math.hypot(x, y) || 1), y / (Math.hypot(x, y) || 1)];
  const minus = (p: Point, q: Point): Point => [p[0] - q[0], p[1] - q[1]];
  const across = unit(minus(leftCanthus, rightCanthus));
  const down = unit(minus(menton, glabella));
  // coordinates of a point along these two axes, from the glabella; on a turned head they are not quite perpendicular
  const det = across[0] * down[1] - across[1] * down[0] || 1;
  const steps = (p: Point): Point => {
    const [x, y] = minus(p, glabella);
    return [(x * down[1] - y * down[0]) / det, (across[0] * y - across[1] * x) / det];
  };
  const at = (a: number, d: number): PhotoPx => [glabella[0] + a * across[0] + d * down[0], glabella[1] + a * across[1] + d * down[1]];

  const right = steps(rightCanthus)[0];
  const left = steps(leftCanthus)[0];
  const nose = steps(subnasale)[1];
  const chin = steps(menton)[1];
  const trichion = hairlinePx ? crossing(hairlinePx.map(steps)) : null;
  const reach = (left - right) * BEYOND;
  const level = (name: GuideLine['name'], d: number): GuideLine => ({ name, from: at(right - reach, d), to: at(left + reach, d) });
  const top = (trichion ?? -chin / 2) - (chin / 3) * ABOVE;
  const upright = (name: GuideLine['name'], a: number, foot: number): GuideLine => ({ name, from: at(a, top), to: at(a, foot) });
  const lines = [level('glabella', 0), level('nose', nose), level('chin', chin)];
  if (trichion !== null) lines.unshift(level('hairline', trichion));
  const eyes = (a: number, p: PhotoPx) => Math.max(steps(p)[1], a === 0 ? chin : 0);
  lines.push(
    upright('middle', 0, chin),
    upright('right-canthus', right, eyes(right, rightCanthus)),
    upright('left-canthus', left, eyes(left, leftCanthus)),
  );

  // the face is nearer than the head's centre, and foreshortened by a nod or a turn
  const pxPerMm = surface.focalPx / (surface.hit(glabella[0], glabella[1])?.zMm ?? surface.focalPx / surface.pxPerMm);
  const { rotation: R, focalPx, focalsPx } = surface;
  const upMm = (px: number) =>
    (px * focalPx) / focalsPx[1] / (pxPerMm * Math.max(0.3, Math.hypot(R[1], R[4])) * squeezeOf(surface.halfAxesMm));
  const acrossMm = (px: number) => (px * focalPx) / focalsPx[0] / (pxPerMm * Math.max(0.3, Math.hypot(R[0], R[3])));
  const height = trichion !== null && hairlinePx ? hairlineHeight(placesUnder(surface, hairlinePx), surface, glabella) : null;
  return {
    lines,
    thirdsMm: [height?.midMm ?? null, upMm(nose), upMm(chin - nose)],
    canthiMm: Math.abs(Math.asin(Math.max(-1, Math.min(1, R[6])))) > TURNED_RAD ? null : [acrossMm(-right), acrossMm(left)],
    nods: Math.abs(Math.atan2(R[7], R[8])) > NODS_RAD,
  };
}

/** Where a line of [across, down] points crosses the midline, as `down`; null if it does not. */
function crossing(line: readonly Point[]): number | null {
  for (let i = 0; i + 1 < line.length; i++) {
    const [[a, d], [b, e]] = [line[i], line[i + 1]];
    if (a <= 0 !== b <= 0) return d + ((e - d) * a) / (a - b || 1);
  }
  return null;
}
