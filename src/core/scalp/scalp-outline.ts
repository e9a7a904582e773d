/*
 * Which points of a person's outline belong to the scalp of a fitted head, and how far that outline and the head's silhouette are apart, in
 * both directions.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';
import type { Surface } from './surface.ts';

/** Squared distances are capped at that of 5 mm. */
const MAX_LOSS_MM2 = 25;
/** Lowest scalp, as y of the direction in head axes (down is positive). assumed: above the ears at the sides, above the brows in front, down to the occiput behind. */
const LOWEST_UY = { side: -0.05, front: -0.15, behind: 0.3 };
/** Seen from above, the brows form the silhouette in front. */
const LOWEST_FROM_ABOVE_UY = { side: 0.05, front: 0.3, behind: 0.3 };
/** Seen from above if the cosine between the head's upright axis and the direction to the camera exceeds this. */
const FROM_ABOVE = 0.85;
const FRONT_UZ = -0.3;
const BEHIND_UZ = 0.35;
function isAboveEars({ rotation }: Surface, uy: number, uz: number): boolean {
  const lowest = rotation[7] > FROM_ABOVE ? LOWEST_FROM_ABOVE_UY : LOWEST_UY;
  return uy < (uz < FRONT_UZ ? lowest.front : uz > BEHIND_UZ ? lowest.behind : lowest.side);
}
/** Least cosine between the normals of an outline point and of the silhouette beside it. */
const SAME_WAY = 0.6;

/** 1 for the outline points that are scalp: the silhouette beside them is above ears and brows and has the same direction. */
export function scalpPart(pointsPx: Float32Array, surface: Surface, limitMm: number): Uint8Array {
  const used = new Uint8Array(pointsPx.length / OUTLINE_COLUMNS);
  for (let i = 0; i < used.length; i++) {
    const [x, y, nx, ny] = pointsPx.subarray(i * OUTLINE_COLUMNS, (i + 1) * OUTLINE_COLUMNS);
    const { missMm, ux, uy, uz } = surface.nearest(x, y);
    if (Math.abs(missMm) > limitMm || !isAboveEars(surface, uy, uz)) continue;
    if (nx || ny) {
      const at = surface.at(ux, uy, uz);
      const len = Math.hypot(at.nx, at.ny) || 1;
      if ((at.nx * nx + at.ny * ny) / len < SAME_WAY) continue;
    }
    used[i] = 1;
  }
  return used;
}

/** How far outline and silhouette are apart: mean squared distance from outline points to the silhouette, and from the silhouette to the outline. */
export function strayOf(pointsPx: Float32Array, surface: Surface, { widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const scalp = scalpPart(pointsPx, surface, Number.POSITIVE_INFINITY);
  let [loss, points] = [0, 0];
  for (let i = 0; i < scalp.length; i++) {
    if (!scalp[i]) continue;
    loss += Math.min(MAX_LOSS_MM2, surface.missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]) ** 2);
    points++;
  }
  let [gaps, silhouette, outside, farthest] = [0, 0, 0, FAR_MM];
  let strayPx: PhotoPx | null = null;
  for (const [x, y] of surface.outlinePx(90)) {
    const { uy, uz } = surface.nearest(x, y);
    const edge = 0.015 * Math.max(widthPx, heightPx);
    if (!isAboveEars(surface, uy, uz)) continue;
    if (x < edge || y < edge || x > widthPx - edge || y > heightPx - edge) {
      outside++;
      continue;
    }
    silhouette++;
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < pointsPx.length; i += OUTLINE_COLUMNS)
      nearest = Math.min(nearest, (pointsPx[i] - x) ** 2 + (pointsPx[i + 1] - y) ** 2);
    const gapMm = Math.max(0, Math.sqrt(nearest) / surface.pxPerMm - GAP_MM);
    gaps += Math.min(MAX_LOSS_MM2, gapMm ** 2);
    if (gapMm > farthest) [farthest, strayPx] = [gapMm, [x, y]];
  }
  return {
    points,
    missedMm2:
      (points ? loss / points : MAX_LOSS_MM2) / 2 +
      (silhouette ? gaps / silhouette : MAX_LOSS_MM2) / 2 +
      (OUTSIDE_MM2 * outside) / Math.max(1, outside + silhouette),
    outsideShare: outside / Math.max(1, outside + silhouette),
    strayPx,
  };
}
/** Cost of silhouette outside the picture: people photograph the head, not the wall beside it. */
const OUTSIDE_MM2 = 8;
/** A silhouette further from the outline than this is reported as off, mm. */
const FAR_MM = 8;
/** Outline points lie about this far apart, mm. */
const GAP_MM = 3;
