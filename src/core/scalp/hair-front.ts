/* The front edge of this person's own dense hair above the brows: no line is proposed behind it, and receded temples are filled up to it. */
import type { PhotoPx } from '../consultation/schema.ts';
import { angleAbove } from './hairline-height.ts';
import { mmPerDeg } from './head-map.ts';
import { placeInPhoto, pointInView } from './photo-map.ts';
import type { HairSeen } from './places-for-dots.ts';
import type { Surface } from './surface.ts';

const STEP_MM = 2;
/** Lowest height searched, mm above the glabella: still on the bare forehead. assumed. */
const LOWEST_MM = 44;
/** Offsets from the midline that are read, mm: about the width of a forelock between receded temples. */
const ASIDE_MM = [-20, -15, -10, -5, 0, 5, 10, 15, 20] as const;
/** Hair begins where at least this share of the next DEPTH_MM is dense. assumed. */
const DEPTH_MM = 14;
const DENSE = 0.5;
const MIN_SHARE = 0.65;
/** Steeper skin is not read; with fewer places there is no answer. */
const MIN_COS = 0.15;
const MIN_PLACES = 12;

const degrees = 180 / Math.PI;

/**
 * Height of the hair's front edge above the glabella, mm; null if it lies higher than `mostMm` or is not seen.
 * @param hairAt hair of a photo in which dense hair was seen
 */
export function hairFrontMm(surface: Surface, glabellaPx: PhotoPx | null, hairAt: HairSeen, mostMm: number): number | null {
  const perDeg = mmPerDeg(surface.halfAxesMm);
  const rowAt = (heightMm: number) => {
    const forwardDeg = 90 + angleAbove(surface, heightMm, glabellaPx) * degrees;
    let [dense, seen] = [0, 0];
    for (const asideMm of ASIDE_MM) {
      const place = [asideMm / perDeg, forwardDeg] as const;
      const px = pointInView(surface, place).cosTheta > MIN_COS ? placeInPhoto(surface, place) : null;
      if (!px) continue;
      seen++;
      if (hairAt(px[0], px[1]) > DENSE) dense++;
    }
    return { dense, seen };
  };
  const rows = Array.from({ length: Math.ceil((mostMm + DEPTH_MM - LOWEST_MM) / STEP_MM) }, (_, k) => rowAt(LOWEST_MM + k * STEP_MM));
  for (let k = 0; LOWEST_MM + k * STEP_MM < mostMm; k++) {
    const behind = rows.slice(k, k + DEPTH_MM / STEP_MM);
    const seen = behind.reduce((sum, row) => sum + row.seen, 0);
    const dense = behind.reduce((sum, row) => sum + row.dense, 0);
    if (seen >= MIN_PLACES && dense >= MIN_SHARE * seen && rows[k].dense > 0) return LOWEST_MM + k * STEP_MM;
  }
  return null;
}
