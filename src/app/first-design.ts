/*
 * A first hairline and fill zones for the technician to correct. The line: points where an adult hairline runs (mid-point about 70 mm
 * above the glabella, temple corners over the lateral canthi and no lower than it, down to the sideburns; domain.md 5b), in head units
 * (x to the subject's left, y down, z away from the face). The zones: all of the scalp, or what a Norwood pattern has lost.
 */

import { placeHairline } from '../core/design/hairline.ts';
import { isToFill } from '../core/design/norwood.ts';
import { outlinesOf, simplified } from '../core/math/contour.ts';
import type { Point } from '../core/math/curve.ts';
import { boundsOf, isInside } from '../core/math/polygon.ts';
import type { Design, Landmarks, NorwoodPattern, PhotoPx, Project, Zone } from '../core/project/schema.ts';
import { angleAbove, asideAt } from '../core/scalp/hairline-height.ts';
import { headMap, type MapDeg, mmPerDeg, showsFace } from '../core/scalp/head-map.ts';
import type { Surface } from '../core/scalp/surface.ts';

/** Half of the line from the middle outwards, as x, y of the unit sphere. assumed: the glabella 18 mm below the ellipsoid's centre. */
const HALF_LINE: readonly Point[] = [
  [0, -0.6],
  [0.33, -0.625],
  [0.64, -0.66],
  [0.83, -0.45],
  [0.93, -0.22],
  [0.975, 0.06],
];
/** How far each of these points goes along when the mid-point is raised or lowered; the sideburn stays. */
const FOLLOWS = [1, 1, 1, 0.5, 0.2, 0] as const;
/** Of these, the corner stands over the lateral canthus. */
const CORNER = 2;
/** Mid-point above the glabella, mm (domain.md 5b: 65 measured, 80 the design rule). */
const MID_ABOVE_GLABELLA_MM = 70;
/** assumed: 25 mm, three times the spread of glabellas; one farther from a mean head's is not believed. */
const MOST_RAISED_RAD = 0.3;
const CORNER_SHIFT = [0.85, 1.15] as const;
/** The zone reaches this far ahead of the line and beyond the outline, so that the hairline and the head's edge bound it, mm. */
const MARGIN_MM = 6;
const BLEND_MM = 12;
const STANDARD = { kind: 'fill' as const, perCm2: 140, blendMm: BLEND_MM, temples: 0.8, avoidHair: true };

const degrees = 180 / Math.PI;
/** A place of the map from x, y of the unit sphere, on the face's side. */
const placeOf = (ux: number, uy: number): MapDeg => {
  const forward = Math.sqrt(Math.max(0, 1 - ux * ux - uy * uy));
  const fromVertexDeg = Math.acos(-uy) * degrees;
  const flat = Math.hypot(ux, forward) || 1;
  return [(fromVertexDeg * ux) / flat, (fromVertexDeg * forward) / flat];
};

/** The half line as this face has it: the mid-point by its glabella, the corner by its canthi. */
function halfLine(surface: Surface, landmarks: Landmarks | null): readonly Point[] {
  if (!landmarks) return HALF_LINE;
  const standard = -Math.asin(HALF_LINE[0][1]);
  const wanted = -angleAbove(surface, MID_ABOVE_GLABELLA_MM, landmarks.glabella);
  const raise = Math.abs(wanted - standard) > MOST_RAISED_RAD ? 0 : wanted - standard;
  const canthi = [landmarks.rightCanthus, landmarks.leftCanthus].map((p) => Math.abs(asideAt(surface, p) ?? Number.NaN));
  const apart = (canthi[0] + canthi[1]) / 2 / HALF_LINE[CORNER][0];
  const stretch = Number.isFinite(apart) ? Math.min(CORNER_SHIFT[1], Math.max(CORNER_SHIFT[0], apart)) : 1;
  return HALF_LINE.map(([x, y], i): Point => {
    const forward = Math.sqrt(Math.max(0, 1 - x * x - y * y));
    const up = Math.hypot(y, forward);
    const angle = Math.atan2(-y, forward) + raise * FOLLOWS[i];
    const across = i <= CORNER ? x * stretch : x;
    // wider, the point goes down the sphere's flank rather than off it
    const rest = Math.sqrt(Math.max(0, 1 - across * across)) / (Math.sqrt(Math.max(1e-9, 1 - x * x)) || 1);
    return [across, -Math.sin(angle) * up * rest];
  });
}

/** The line's points that show, from the subject's right to the left: behind it is then on the left-hand side in every view. */
function firstLine(project: Project, surface: Surface): Design['hairline'] {
  const map = headMap(surface);
  const half = halfLine(surface, project.photo.landmarks ?? null);
  const pointsPx: PhotoPx[] = [];
  for (let i = half.length - 1; i >= -(half.length - 1); i--) {
    const [x, y] = half[Math.abs(i)];
    const px = map.toPhoto(placeOf(i > 0 ? -x : x, y));
    if (px) pointsPx.push([Math.round(px[0]), Math.round(px[1])]);
  }
  return pointsPx.length < 4 ? null : { pointsPx, style: 'natural', featherMm: 7, irregularity: 0.5, mirrored: false };
}

/** What a pattern has lost: hairline where it shows, and a fill zone for each bare area, blended into the hair that is left. Null: nothing of it shows. */
export function patternDesign(project: Project, surface: Surface, pattern: NorwoodPattern): Pick<Design, 'hairline' | 'zones'> | null {
  if (pattern === 'whole' && showsFace(surface)) return firstDesign(project, surface);
  const hairline = firstLine(project, surface);
  if (pattern === 'whole') return { ...wholeScalp(surface), hairline };
  const zones = bareZones(project, surface, pattern, hairline);
  return zones.length ? { hairline, zones } : null;
}

/** Cells of the photo in which outlines are drawn, mm, and how far their corners may be smoothed. */
const CELL_MM = 2;
const SMOOTH_MM = 2;
/** assumed: smaller, an area is a sliver at the head's edge. */
const LEAST_AREA_MM2 = 400;
const AROUND = Array.from({ length: 8 }, (_, i): Point => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);

function bareZones(project: Project, surface: Surface, pattern: NorwoodPattern, hairline: Design['hairline']): Zone[] {
  const map = headMap(surface);
  const blendDeg = BLEND_MM / mmPerDeg(surface.halfAxesMm);
  const marginPx = MARGIN_MM * surface.pxPerMm;
  const isBehind = hairline ? placeHairline(hairline, surface, project.photo).isBehind : () => true;
  const centre = surface.project(surface.centreMm[0], surface.centreMm[1], surface.centreMm[2]);
  const wanted = (xPx: number, yPx: number): boolean => {
    // a little off the head counts as the head's edge beside it
    const away = Math.hypot(xPx - centre[0], yPx - centre[1]) || 1;
    const seen = map.at(xPx, yPx) ?? map.at(xPx + ((centre[0] - xPx) * marginPx) / away, yPx + ((centre[1] - yPx) * marginPx) / away);
    if (!seen || !isToFill(pattern, seen.place, blendDeg)) return false;
    return isBehind(xPx, yPx) || AROUND.some(([dx, dy]) => isBehind(xPx + dx * marginPx, yPx + dy * marginPx));
  };
  const { minX, minY, maxX, maxY } = boundsOf(surface.outlinePx(72));
  const cellPx = CELL_MM * surface.pxPerMm;
  const [left, top] = [minX - 2 * marginPx, minY - 2 * marginPx];
  const width = Math.ceil((maxX - minX + 4 * marginPx) / cellPx);
  const height = Math.ceil((maxY - minY + 4 * marginPx) / cellPx);
  const mask = new Uint8Array(width * height);
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) if (wanted(left + (i + 0.5) * cellPx, top + (j + 0.5) * cellPx)) mask[j * width + i] = 1;
  return outlinesOf(mask, width, height, LEAST_AREA_MM2 / CELL_MM ** 2).map((outline) => ({
    ...STANDARD,
    outlinePx: simplified(outline, SMOOTH_MM / CELL_MM).map(
      ([x, y]): PhotoPx => [Math.round(left + x * cellPx), Math.round(top + y * cellPx)],
    ),
  }));
}

/** Hairline and fill zone for a head whose face shows; null where too little of the line does (back, top from behind). */
export function firstDesign(project: Project, surface: Surface): Pick<Design, 'hairline' | 'zones'> | null {
  const hairline = firstLine(project, surface);
  if (!hairline) return null;
  const line = hairline.pointsPx as readonly PhotoPx[];
  const { isBehind } = placeHairline(hairline, surface, project.photo);
  const marginPx = MARGIN_MM * surface.pxPerMm;
  const rim = surface.outlinePx(72);
  const centre = [rim.reduce((s, p) => s + p[0], 0) / rim.length, rim.reduce((s, p) => s + p[1], 0) / rim.length];
  const outwards = ([x, y]: PhotoPx): PhotoPx => {
    const d = Math.hypot(x - centre[0], y - centre[1]) || 1;
    return [Math.round(x + ((x - centre[0]) / d) * marginPx), Math.round(y + ((y - centre[1]) / d) * marginPx)];
  };
  // behind the line the zone follows the head's edge from the last point of the line round to the first
  const behind = rim.map(outwards).filter(([x, y]) => isBehind(x, y));
  const first = line[0];
  const last = line[line.length - 1];
  const angle = ([x, y]: readonly [number, number]) => Math.atan2(y - centre[1], x - centre[0]);
  const turned = (p: readonly [number, number]) => (angle(last) - angle(p) + 4 * Math.PI) % (2 * Math.PI);
  behind.sort((p, q) => turned(p) - turned(q));
  const ahead = line.map(([x, y], i): PhotoPx => {
    const p = line[Math.max(0, i - 1)];
    const q = line[Math.min(line.length - 1, i + 1)];
    const d = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1;
    return [Math.round(x - ((q[1] - p[1]) / d) * marginPx), Math.round(y + ((q[0] - p[0]) / d) * marginPx)];
  });
  const outlinePx: PhotoPx[] = [...ahead, outwards(last), ...behind, outwards(first)].filter(
    (p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1],
  );
  if (!isInside(outlinePx as Point[], centre[0], rim[0][1]) && outlinePx.length < 3) return null;
  return { hairline, zones: [{ ...STANDARD, outlinePx }] };
}

/** The zone may reach this far below the head's middle, as a share of its half-height, where no face shows: back, top, side. assumed. */
const LOWEST_SHARE = 0.25;

/** For views without a face: no hairline, and one zone over the upper head that keeps off the hair that is there. */
function wholeScalp(surface: Surface): Pick<Design, 'hairline' | 'zones'> {
  const rim = surface.outlinePx(48);
  const bottom = Math.max(...rim.map((p) => p[1]));
  const top = Math.min(...rim.map((p) => p[1]));
  // from above there is scalp down to the hairline, which bounds it
  const fromAbove = surface.rotation[7] > 0.7;
  const lowest = fromAbove ? bottom : (top + bottom) / 2 + ((bottom - top) / 2) * LOWEST_SHARE;
  const marginPx = MARGIN_MM * surface.pxPerMm;
  const centreX = rim.reduce((s, p) => s + p[0], 0) / rim.length;
  const outlinePx = rim.map(
    ([x, y]): PhotoPx => [
      Math.round(x + Math.sign(x - centreX) * marginPx),
      Math.round(y > lowest ? lowest : y - marginPx * ((lowest - y) / (lowest - top))),
    ],
  );
  return { hairline: null, zones: [{ ...STANDARD, temples: 1, outlinePx }] };
}
