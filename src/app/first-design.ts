/*
 * A first hairline and fill zone from the head's own shape, for the technician to correct: points on the ellipsoid where an adult
 * hairline runs (mid-point about 70 mm above the glabella, temple corners no lower than it, down past the temples to the sideburns;
 * domain.md 5b), in head units (x to the picture's right, y down, z away from the face), put into the photo.
 */

import { placeHairline } from '../core/design/hairline.ts';
import type { Point } from '../core/math/curve.ts';
import { isInside } from '../core/math/polygon.ts';
import type { Design, PhotoPx, Project } from '../core/project/schema.ts';
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
/** The zone reaches this far ahead of the line and beyond the outline, so that the hairline and the head's edge bound it, mm. */
const MARGIN_MM = 6;

const toPhoto = (surface: Surface, ux: number, uy: number): PhotoPx | null => {
  const p = surface.at(ux, uy, -Math.sqrt(Math.max(0, 1 - ux * ux - uy * uy)));
  const px = surface.project(p.xMm, p.yMm, p.zMm);
  const hit = surface.hit(px[0], px[1]);
  return hit && Math.hypot(hit.xMm - p.xMm, hit.yMm - p.yMm, hit.zMm - p.zMm) < 2 ? px : null;
};

/** Hairline and fill zone for a head whose face shows; null where too little of the line does (back, top from behind). */
export function firstDesign(project: Project, surface: Surface): Pick<Design, 'hairline' | 'zones'> | null {
  const line: PhotoPx[] = [];
  for (let i = HALF_LINE.length - 1; i >= -(HALF_LINE.length - 1); i--) {
    const [x, y] = HALF_LINE[Math.abs(i)];
    const px = toPhoto(surface, i > 0 ? -x : x, y);
    if (px) line.push([Math.round(px[0]), Math.round(px[1])]);
  }
  if (line.length < 4) return null;
  const hairline = { pointsPx: line, style: 'natural' as const, featherMm: 7, irregularity: 0.5, mirrored: false };
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
  return { hairline, zones: [{ kind: 'fill', outlinePx, perCm2: 140, blendMm: 12, temples: 0.8, avoidHair: true }] };
}

/** The zone may reach this far below the head's middle, as a share of its half-height, where no face shows: back, top, side. assumed. */
const LOWEST_SHARE = 0.25;

/** For views without a face: no hairline, and one zone over the upper head that keeps off the hair that is there. */
export function wholeScalp(surface: Surface): Pick<Design, 'hairline' | 'zones'> {
  const rim = surface.outlinePx(48);
  const bottom = Math.max(...rim.map((p) => p[1]));
  const top = Math.min(...rim.map((p) => p[1]));
  const lowest = (top + bottom) / 2 + ((bottom - top) / 2) * LOWEST_SHARE;
  const marginPx = MARGIN_MM * surface.pxPerMm;
  const centreX = rim.reduce((s, p) => s + p[0], 0) / rim.length;
  const outlinePx = rim.map(
    ([x, y]): PhotoPx => [
      Math.round(x + Math.sign(x - centreX) * marginPx),
      Math.round(y > lowest ? lowest : y - marginPx * ((lowest - y) / (lowest - top))),
    ],
  );
  return { hairline: null, zones: [{ kind: 'fill', outlinePx, perCm2: 140, blendMm: 12, temples: 1, avoidHair: true }] };
}
