/*
 * A first hairline and fill zones for the technician to correct: a shape of practitioners on the map of this head (core/design), its
 * mid-point by the face's own glabella, and behind it all of the scalp that shows, or what a Norwood pattern has lost.
 */

import type { Design, HairlineShape, NorwoodPattern, PhotoPx, Project, Zone } from '../core/consultation/schema.ts';
import { placeHairline } from '../core/design/hairline.ts';
import { type HairlineHeights, SHAPES, shapePoints } from '../core/design/hairline-shapes.ts';
import { isForehead, isNape, isScalp, isSideburn, isToFill } from '../core/design/norwood.ts';
import { outlinesOf, simplified } from '../core/math/contour.ts';
import type { Point } from '../core/math/curve.ts';
import { boundsOf, crossesItself, isInside } from '../core/math/polygon.ts';
import { angleAbove } from '../core/scalp/hairline-height.ts';
import { headMap, type MapDeg, mmPerDeg } from '../core/scalp/head-map.ts';
import { amongHair, type HairSeen, type TakesDots } from '../core/scalp/places-for-dots.ts';
import type { Surface } from '../core/scalp/surface.ts';

/** The zone reaches this far ahead of the line and beyond the head's outline, so that the hairline and the head's edge bound it, mm. */
const MARGIN_MM = 6;
/** Pixels of the head this near the mask's edge still count as the person, mm. */
const WITHIN_MM = 1.5;
const BLEND_MM = 12;
const STANDARD = { kind: 'fill' as const, perCm2: 140, blendMm: BLEND_MM, temples: 0.8, avoidHair: true, proposed: true };
/** Where the whole scalp is filled it fades out around the ears and at the nape only. */
const WHOLE = { ...STANDARD, blendMm: 6, temples: 1 };
/** Edge of finished hairlines: 4-5 mm from the first dots to the full shade. */
const EDGE = { style: 'natural' as const, featherMm: 5, irregularity: 0.5, mirrored: false };

const degrees = 180 / Math.PI;

/** Fewer points of a line than this are no hairline to work on: brow, corner and sideburn of one side. */
const LEAST_POINTS = 3;

/** The points of a shape that show, from the subject's right to the left: behind it is then on the left-hand side in every view. */
export function shapedLine(
  project: Project,
  surface: Surface,
  shape: HairlineShape,
  heights: Partial<HairlineHeights> = {},
): Design['hairline'] {
  if (shape === 'none') return null;
  const map = headMap(surface);
  const { midMm, cornerMm } = { ...SHAPES[shape], ...heights };
  const midForwardDeg = 90 + angleAbove(surface, midMm, project.photo.landmarks?.glabella ?? null) * degrees;
  const places = shapePoints(shape, midForwardDeg, cornerMm, map);
  const pointsPx = places.flatMap((place): PhotoPx[] => {
    const px = map.toPhoto(place);
    return px ? [[Math.round(px[0]), Math.round(px[1])]] : [];
  });
  return pointsPx.length < LEAST_POINTS ? null : { pointsPx, ...EDGE, shape: { name: shape, midMm, cornerMm } };
}

/**
 * Hairline where it shows, and a fill zone for each area that a pattern has lost, blended into the hair that is left. Null: nothing shows.
 * @param shape of the hairline, at its usual heights where none are given
 */
export function patternDesign(
  project: Project,
  surface: Surface,
  pattern: NorwoodPattern,
  shape: HairlineShape = 'straight',
  heights: Partial<HairlineHeights> = {},
  takesDots?: TakesDots,
  hairAt?: HairSeen,
): Pick<Design, 'hairline' | 'zones'> | null {
  const hairline = shapedLine(project, surface, shape, heights);
  const zones = zonesBehind(project, surface, pattern, hairline, takesDots, hairAt);
  return zones.length ? { hairline, zones } : null;
}

/**
 * The hairline drawn anew in a shape, its edge as it was. Where the filled zone is still the proposed one it is the whole scalp behind
 * the new line; zones that somebody drew stay. Null: nothing of the line shows in this view.
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
  const hairline = drawn && design.hairline ? { ...design.hairline, pointsPx: drawn.pointsPx, shape: drawn.shape } : drawn;
  const isProposed = design.zones.length > 0 && design.zones.some((zone) => zone.proposed);
  // only where a line comes or goes is there more or less to fill
  if (!isProposed || !hairline === !design.hairline) return { hairline };
  const first = design.zones.find((zone) => zone.proposed) as Zone;
  const zones = zonesBehind(project, surface, design.norwood ?? 'whole', hairline).map((zone) => ({ ...zone, perCm2: first.perCm2 }));
  return { hairline, zones: [...zones, ...design.zones.filter((zone) => !zone.proposed)] };
}

/** Cells of the photo in which outlines are drawn, mm, and how far their corners may be smoothed. */
const CELL_MM = 2;
const SMOOTH_MM = 2;
/** assumed: smaller, an area is a sliver at the head's edge. */
const LEAST_AREA_MM2 = 400;
const AROUND = Array.from({ length: 8 }, (_, i): Point => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);

/**
 * All that is to be filled for a pattern, behind the line where there is one.
 * @param hairAt with it the whole scalp ends at the nape where the hair does
 */
export function zonesBehind(
  project: Project,
  surface: Surface,
  pattern: NorwoodPattern,
  hairline: Design['hairline'],
  takesDots: TakesDots = () => true,
  hairAt?: HairSeen,
): Zone[] {
  const map = headMap(surface);
  const blendDeg = BLEND_MM / mmPerDeg(surface.halfAxesMm);
  const marginPx = MARGIN_MM * surface.pxPerMm;
  const isBehind = hairline ? placeHairline(hairline, surface, project.photo).isBehind : () => true;
  const isWanted = (place: MapDeg) =>
    pattern === 'whole'
      ? isScalp(place) || (hairline !== null && (isForehead(place) || isSideburn(place)))
      : isToFill(pattern, place, blendDeg);
  const centre = surface.project(surface.centreMm[0], surface.centreMm[1], surface.centreMm[2]);
  const isAmongHair = pattern === 'whole' && hairAt && amongHair(hairAt, surface);
  const wanted = (xPx: number, yPx: number): boolean => {
    // a little off the head counts as the head's edge beside it
    const away = Math.hypot(xPx - centre[0], yPx - centre[1]) || 1;
    const onHead = map.at(xPx, yPx);
    const seen = onHead ?? map.at(xPx + ((centre[0] - xPx) * marginPx) / away, yPx + ((centre[1] - yPx) * marginPx) / away);
    if (!seen) return false;
    if (!(onHead && isAmongHair && isNape(seen.place) ? isAmongHair(xPx, yPx) : isWanted(seen.place))) return false;
    // in the margin beyond the head what counts is the head's edge beside it; on the head a little within, as the mask is coarse
    const withinPx = onHead ? WITHIN_MM * surface.pxPerMm : marginPx;
    if (!takesDots(xPx + ((centre[0] - xPx) * withinPx) / away, yPx + ((centre[1] - yPx) * withinPx) / away)) return false;
    // the whole scalp takes in the forehead too, and the line cuts it off wherever it is drawn later
    return pattern === 'whole' || isBehind(xPx, yPx) || AROUND.some(([dx, dy]) => isBehind(xPx + dx * marginPx, yPx + dy * marginPx));
  };
  const { minX, minY, maxX, maxY } = boundsOf(surface.outlinePx(72));
  const cellPx = CELL_MM * surface.pxPerMm;
  const [left, top] = [minX - 2 * marginPx, minY - 2 * marginPx];
  const width = Math.ceil((maxX - minX + 4 * marginPx) / cellPx);
  const height = Math.ceil((maxY - minY + 4 * marginPx) / cellPx);
  const mask = new Uint8Array(width * height);
  const overNape: Point[] = [];
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) {
      const [x, y] = [left + (i + 0.5) * cellPx, top + (j + 0.5) * cellPx];
      if (!wanted(x, y)) continue;
      mask[j * width + i] = 1;
      if (!isAmongHair || !isNape(map.at(x, y)?.place ?? [0, 0])) overNape.push([i + 0.5, j + 0.5]);
    }
  return (
    outlinesOf(mask, width, height, LEAST_AREA_MM2 / CELL_MM ** 2)
      // hair on the nape alone, apart from the rest, is a collar's shadow or a back's
      .filter((outline) => overNape.some(([i, j]) => isInside(outline, i, j)))
      .map((outline) => ({
        ...(pattern === 'whole' ? WHOLE : STANDARD),
        outlinePx: smooth(outline).map(([x, y]): PhotoPx => [Math.round(left + x * cellPx), Math.round(top + y * cellPx)]),
      }))
  );
}

/** The outline with fewer points, as many as it needs not to cross itself. */
function smooth(outline: readonly Point[]): readonly Point[] {
  for (let tolerance = SMOOTH_MM / CELL_MM; tolerance > 0.3; tolerance /= 2) {
    const fewer = simplified(outline, tolerance);
    if (!crossesItself(fewer)) return fewer;
  }
  return outline;
}
