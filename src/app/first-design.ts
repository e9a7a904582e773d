/*
 * A first hairline and fill zones for the technician to correct: a standard shape placed by the glabella, and behind it the whole scalp or
 * the area that a Norwood pattern has lost. Where the photo shows the head, ears, face and background are left out; beyond the horizon, line
 * and zones follow the shape and the pattern.
 */

import type { Design, HairlineShape, NorwoodPattern, Project, Zone } from '../core/consultation/schema.ts';
import { EDGE_STYLES, placeHairline } from '../core/design/hairline.ts';
import { type HairlineHeights, type LineSides, SHAPES, shapePoints, sidesIn, sidesOf } from '../core/design/hairline-shapes.ts';
import { isBesideEar, isForehead, isNape, isScalp, isTaper, isToFill } from '../core/design/norwood.ts';
import { outlinesOf, simplified } from '../core/math/contour.ts';
import type { Point } from '../core/math/curve.ts';
import { crossesItself, insideTester } from '../core/math/polygon.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import { angleAbove } from '../core/scalp/hairline-height.ts';
import { type MapDeg, mmPerDeg } from '../core/scalp/head-map.ts';
import { placeInPhoto, pointInView, rounded } from '../core/scalp/photo-map.ts';
import { type HairSeen, hairAround, type TakesDots } from '../core/scalp/places-for-dots.ts';
import { sideHair } from '../core/scalp/side-hair.ts';
import type { Surface } from '../core/scalp/surface.ts';

/** The zone extends this far ahead of the line, so that the hairline bounds it, mm. Places just beyond the horizon are tested this far inside the silhouette. */
const MARGIN_MM = 6;
/** Visible places are tested this far inside, mm, because the mask is coarse. */
const WITHIN_MM = 1.5;
const BLEND_MM = 12;
const STANDARD = { kind: 'fill' as const, perCm2: 140, blendMm: BLEND_MM, temples: 0.8, avoidHair: true, proposed: true };
/**
 * A zone over the whole scalp fades only around the ears and at the nape: slowly where a line brings work to the temples or its edge lies on bare
 * skin, where it would be seen; else within this person's own hair, of which its edge then shows this much on average. assumed: 0.4 to 0.9 on
 * eleven heads from behind, 0 on two whose edge is bare or white, 0.1 to 0.3 on two whose short hair is read in part.
 */
const WHOLE = { ...STANDARD, temples: 1 };
const FADE_MM = { slow: 16, inHair: 6 } as const;
const EDGE_HAIR = 0.4;
const fadeMm = (hairAlong: number) => Math.round(FADE_MM.slow + (FADE_MM.inHair - FADE_MM.slow) * Math.min(1, hairAlong / EDGE_HAIR));
/** Less steep places show whether an outline lies in hair. */
const EDGE_COS = 0.2;
const EDGE = { style: 'natural' as const, ...EDGE_STYLES.natural, templeFeather: 1.3, mirrored: false };
/** Beside this person's own dense hair the edge is as narrow as that of hair. assumed. */
const BESIDE_HAIR = { featherMm: 8, templeFeather: 1.3, irregularity: 0.25 };

const degrees = 180 / Math.PI;

/** Least number of visible points of a line: one side from brow to sideburn. */
const MIN_POINTS = 5;

/** The line of a shape, from the subject's right to the left; null if too little of it is visible. */
export function shapedLine(
  project: Project,
  surface: Surface,
  shape: HairlineShape,
  heights: Partial<HairlineHeights> = {},
  sides: LineSides | undefined = keptSides(project),
): Design['hairline'] {
  if (shape === 'none') return null;
  const { midMm, cornerMm } = { ...SHAPES[shape], ...heights };
  const midForwardDeg = 90 + angleAbove(surface, midMm, project.photo.landmarks?.glabella ?? null) * degrees;
  const points = shapePoints(shape, midForwardDeg, cornerMm, surface, sides).map(rounded);
  const shown = points.filter((place) => placeInPhoto(surface, place));
  return shown.length < MIN_POINTS ? null : { points, ...EDGE, shape: { name: shape, midMm, cornerMm } };
}

/** The sides of a line drawn from a shape, which a new shape keeps. */
function keptSides({ design: { hairline } }: Project): LineSides | undefined {
  return hairline?.shape ? sidesOf(hairline.points) : undefined;
}

/**
 * A hairline if it is visible, and a fill zone for each visible area that a pattern has lost, blended into the remaining hair. Null if nothing
 * is visible.
 * @param shape of the hairline, at its usual heights unless others are given
 * @param isFrontWhole whether this person's own dense hair reaches the line
 */
export function* patternDesignSteps(
  project: Project,
  surface: Surface,
  pattern: NorwoodPattern,
  shape: HairlineShape = 'straight',
  heights: Partial<HairlineHeights> = {},
  takesDots?: TakesDots,
  hairAt?: HairSeen,
  isFrontWhole = false,
): Steps<Pick<Design, 'hairline' | 'zones'> | null> {
  const sideAt = (side: 1 | -1) => (hairAt ? sideHair(surface, hairAt, side, isFrontWhole) : null);
  const sides = sidesIn(sideAt(1), sideAt(-1), isFrontWhole);
  const drawn = shapedLine(project, surface, shape, heights, sides);
  const hairline = drawn && isFrontWhole ? { ...drawn, ...BESIDE_HAIR } : drawn;
  yield;
  const zones = yield* zoneSteps(project, surface, pattern, hairline, takesDots, hairAt);
  return zones.length ? { hairline, zones } : null;
}
/** The same at once. */
export const patternDesign = (...given: Parameters<typeof patternDesignSteps>) => finish(patternDesignSteps(...given));

/**
 * Draws the hairline again in a shape, with the same edge. A zone that is still as proposed is adapted to the new line; zones that the user
 * drew stay. Null if nothing of the line is visible.
 */
export function withShape(
  project: Project,
  surface: Surface,
  shape: HairlineShape,
  heights: Partial<HairlineHeights> = {},
): Partial<Design> | null {
  const { design } = project;
  const drawn = shapedLine(project, surface, shape, heights);
  if (!drawn && shape !== 'none') return null;
  const hairline = drawn && design.hairline ? { ...design.hairline, points: drawn.points, shape: drawn.shape } : drawn;
  const isProposed = design.zones.length > 0 && design.zones.some((zone) => zone.proposed);
  // the area to fill changes only if a line is added or removed
  if (!isProposed || !hairline === !design.hairline) return { hairline };
  const first = design.zones.find((zone) => zone.proposed) as Zone;
  const zones = zonesBehind(project, surface, design.norwood ?? 'whole', hairline).map((zone) => ({ ...zone, perCm2: first.perCm2 }));
  return { hairline, zones: [...zones, ...design.zones.filter((zone) => !zone.proposed)] };
}

/** Cells of the map in which outlines are traced, mm, and tolerance when they are simplified. */
const CELL_MM = 2;
const SMOOTH_MM = 2;
/** The cells extend this far from the vertex: no pattern and no nape goes further. */
const REACH_DEG = 148;
/** assumed: a smaller visible area is only a sliver at the silhouette. */
const MIN_AREA_MM2 = 400;
/** Cosine of the tilt 14 degrees beyond the horizon: up to there the silhouette in the photo decides where dots may go. */
const BESIDE_COS = -0.25;
const AROUND = Array.from({ length: 8 }, (_, i): Point => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);

/**
 * The areas to fill for a pattern, behind the hairline if there is one. Areas that the photo does not show are left out.
 * @param hairAt hair of the photo: with it the whole scalp ends at the nape, and above and behind the ears, where the dense hair ends
 */
export const zonesBehind = (...given: Parameters<typeof zoneSteps>) => finish(zoneSteps(...given));

interface Wanted {
  pattern: NorwoodPattern;
  hasLine: boolean;
  isBehind(x: number, y: number): boolean;
  /** mm of the head per degree of the map */
  perDeg: number;
}
/** Whether a pattern wants a place filled. It is none of the functions made for each photo, which are compiled anew with each. */
function isWanted({ pattern, hasLine, isBehind, perDeg }: Wanted, place: MapDeg): boolean {
  const [x, y] = place;
  if (pattern === 'whole') return isScalp(place) || (hasLine && isForehead(place)) || ((hasLine || y < 0) && isBesideEar(place));
  const marginDeg = MARGIN_MM / perDeg;
  // the whole scalp includes the forehead, which the line clips wherever it is drawn later
  return (
    isToFill(pattern, place, BLEND_MM / perDeg) &&
    (isBehind(x, y) || AROUND.some(([dx, dy]) => isBehind(x + dx * marginDeg, y + dy * marginDeg)))
  );
}

function* zoneSteps(
  project: Project,
  surface: Surface,
  pattern: NorwoodPattern,
  hairline: Design['hairline'],
  takesDots: TakesDots = () => true,
  hairAt?: HairSeen,
): Steps<Zone[]> {
  const perDeg = mmPerDeg(surface.halfAxesMm);
  const isBehind = hairline ? placeHairline(hairline, surface).isBehind : () => true;
  const wanted: Wanted = { pattern, hasLine: hairline !== null, isBehind, perDeg };
  const lookAt = photoLook(project, surface, takesDots);
  const around = pattern === 'whole' && hairAt ? hairAround(hairAt, surface) : null;
  const cellDeg = CELL_MM / perDeg;
  const width = Math.ceil((2 * REACH_DEG) / cellDeg);
  const mask = new Uint8Array(width * width);
  /** visible area of each cell, mm^2 in the picture */
  const shownMm2 = new Float32Array(width * width);
  const overNape: Point[] = [];
  const unread = around && hairAt ? unreadSide(lookAt, hairAt) : 0;
  /** Whether hair that is not read on this side would have the place among it: the place opposite lies so. */
  const isAmongUnread = ([x, y]: MapDeg) => {
    if (!around || unread === 0 || Math.sign(x) !== unread) return false;
    const opposite = lookAt([-x, y]);
    return opposite.takes && opposite.cosTheta > 0 && around.isAmong(opposite.xPx, opposite.yPx);
  };
  const placeOf = (i: number, j: number): MapDeg => [(i + 0.5) * cellDeg - REACH_DEG, (j + 0.5) * cellDeg - REACH_DEG];
  for (let j = 0; j < width; j++) {
    yield;
    for (let i = 0; i < width; i++) {
      const place = placeOf(i, j);
      const isAtNape = around !== null && isNape(place);
      if (!isAtNape && !isWanted(wanted, place)) continue;
      const { takes, cosTheta, xPx, yPx } = lookAt(place);
      if (!takes || !(isAtNape && cosTheta > 0 ? around.isAmong(xPx, yPx) || isAmongUnread(place) : isWanted(wanted, place))) continue;
      if (around && cosTheta > 0 && isTaper(place) && around.isBelow(xPx, yPx) && !isAmongUnread(place)) continue;
      mask[j * width + i] = 1;
      shownMm2[j * width + i] = CELL_MM ** 2 * Math.max(0, cosTheta);
      if (!isAtNape) overNape.push([i + 0.5, j + 0.5]);
    }
  }
  yield;
  const insideOf = (outline: readonly Point[]) => {
    const inside = insideTester(outline);
    return ([i, j]: Point) => inside(i, j);
  };
  const isShown = (outline: readonly Point[]) => {
    const inside = insideTester(outline);
    let sum = 0;
    for (let k = 0; k < shownMm2.length && sum < MIN_AREA_MM2; k++)
      if (shownMm2[k] && inside((k % width) + 0.5, Math.floor(k / width) + 0.5)) sum += shownMm2[k];
    return sum >= MIN_AREA_MM2;
  };
  /** Own hair at the visible part of an outline, on average; as much as an edge in hair has where it is not known. */
  const hairAlong = (outline: readonly Point[]): number => {
    if (!hairAt) return EDGE_HAIR;
    const seen = outline.map(([i, j]) => lookAt([i * cellDeg - REACH_DEG, j * cellDeg - REACH_DEG])).filter((at) => at.cosTheta > EDGE_COS);
    return seen.reduce((sum, at) => sum + hairAt(at.xPx, at.yPx), 0) / Math.max(1, seen.length);
  };
  return (
    outlinesOf(mask, width, width, MIN_AREA_MM2 / CELL_MM ** 2)
      .filter(isShown)
      // an isolated area on the nape is the shadow of a collar or the back
      .filter((outline) => overNape.some(insideOf(outline)))
      .map((outline) => ({
        ...(pattern === 'whole' ? { ...WHOLE, blendMm: hairline ? FADE_MM.slow : fadeMm(hairAlong(outline)) } : STANDARD),
        outline: smooth(outline).map(([x, y]) => rounded([x * cellDeg - REACH_DEG, y * cellDeg - REACH_DEG])),
      }))
  );
}

/** Pairs of places opposite each other behind the crown, degrees on the map. */
const PAIRS: readonly MapDeg[] = Array.from({ length: 20 }, (_, i) =>
  Array.from({ length: 25 }, (_, j): MapDeg => [4 * i + 10, -4 * j - 24]),
).flat();
/**
 * Where one side shows this many times as much dense hair as the other, coloured light hides it there. assumed: up to 8 times on 18 heads from
 * behind, the one whose left side lies in red light shows none on it. The fewest places that must show it, and how steeply they may be seen.
 */
const UNREAD = { times: 10, fewest: 20, hair: 0.6, cos: 0.3 } as const;

/** The side of a head from behind (sign of the map's x) on which hair is not read though it is on the other; 0 if there is none. */
function unreadSide(lookAt: PhotoLook, hairAt: HairSeen): number {
  let [left, right] = [0, 0];
  for (const [x, y] of PAIRS) {
    const [a, b] = [lookAt([x, y]), lookAt([-x, y])];
    if (!a.takes || !b.takes || a.cosTheta < UNREAD.cos || b.cosTheta < UNREAD.cos) continue;
    if (hairAt(a.xPx, a.yPx) > UNREAD.hair) left++;
    if (hairAt(b.xPx, b.yPx) > UNREAD.hair) right++;
  }
  if (Math.max(left, right) < UNREAD.fewest) return 0;
  return left * UNREAD.times < right ? 1 : right * UNREAD.times < left ? -1 : 0;
}

type PhotoLook = (place: MapDeg) => { takes: boolean; cosTheta: number; xPx: number; yPx: number };
/** For a place: whether dots may go there according to the photo, and the cosine of its tilt (0: not visible). */
function photoLook({ photo }: Project, surface: Surface, takesDots: TakesDots): PhotoLook {
  const [cx, cy] = surface.project(...surface.centreMm);
  return (place) => {
    const p = pointInView(surface, place);
    const [x, y] = surface.project(p.xMm, p.yMm, p.zMm);
    if (p.cosTheta < BESIDE_COS || x < 0 || y < 0 || x > photo.widthPx || y > photo.heightPx)
      return { takes: true, cosTheta: 0, xPx: x, yPx: y };
    // test a little further inside, because the mask is coarse
    const withinPx = (p.cosTheta > 0 ? WITHIN_MM : MARGIN_MM) * surface.pxPerMm;
    const away = Math.hypot(x - cx, y - cy) || 1;
    return { takes: takesDots(x + ((cx - x) * withinPx) / away, y + ((cy - y) * withinPx) / away), cosTheta: p.cosTheta, xPx: x, yPx: y };
  };
}

/** Simplifies the outline as far as it does not cross itself. */
function smooth(outline: readonly Point[]): readonly Point[] {
  for (let tolerance = SMOOTH_MM / CELL_MM; tolerance > 0.3; tolerance /= 2) {
    const fewer = simplified(outline, tolerance);
    if (!crossesItself(fewer)) return fewer;
  }
  return outline;
}
