/*
 * The front edge of this person's own hair above the brows, dense or a thin band of it: no line is proposed behind it, and receded temples
 * are filled up to it.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import { angleAbove } from './hairline-height.ts';
import { mmPerDeg } from './head-map.ts';
import { placeInPhoto, pointInView } from './photo-map.ts';
import type { HairSeen } from './places-for-dots.ts';
import type { Surface } from './surface.ts';

const STEP_MM = 2;
/** Lowest height searched, mm above the glabella: still on the bare forehead. assumed. */
const LOWEST_MM = 44;
/** Half the width of a forelock between receded temples: dense hair is looked for within it. */
const HALF_FORELOCK_MM = 20;
/** Hair begins where at least this share of the next DEPTH_MM is dense. assumed. */
const DEPTH_MM = 14;
const DENSE = 0.5;
const MIN_SHARE = 0.65;
/** Offsets from the midline that are read, mm. */
const ASIDE_MM = Array.from({ length: 17 }, (_, k) => 5 * k - 40);
/** A thin front has this mean hair over all of them and DEPTH_MM. assumed: bare foreheads of 20 heads read at most 0.03 below their lines, the one with a thin front 0.38. */
const THIN_SHARE = 0.35;
/** Steeper skin is not read; with fewer places there is no answer. */
const MIN_COS = 0.15;
const MIN_PLACES = 12;

const degrees = 180 / Math.PI;

/**
 * Height of the hair's front edge above the glabella, mm; null if it is not seen, or lies higher: dense hair than `mostMm`, thin hair than
 * `usualMm`, above which a line goes before it.
 * @param hairAt hair of a photo in which dense hair was seen
 */
export function hairFrontMm(
  surface: Surface,
  glabellaPx: PhotoPx | null,
  hairAt: HairSeen,
  { mostMm, usualMm }: { mostMm: number; usualMm: number },
): number | null {
  const perDeg = mmPerDeg(surface.halfAxesMm);
  const rowAt = (heightMm: number) => {
    const forwardDeg = 90 + angleAbove(surface, heightMm, glabellaPx) * degrees;
    let [dense, seen, hair, broad] = [0, 0, 0, 0];
    for (const asideMm of ASIDE_MM) {
      const place = [asideMm / perDeg, forwardDeg] as const;
      const px = pointInView(surface, place).cosTheta > MIN_COS ? placeInPhoto(surface, place) : null;
      if (!px) continue;
      const here = hairAt(px[0], px[1]);
      broad++;
      hair += here;
      if (Math.abs(asideMm) > HALF_FORELOCK_MM) continue;
      seen++;
      if (here > DENSE) dense++;
    }
    return { dense, seen, hair, broad };
  };
  const rows = Array.from({ length: Math.ceil((mostMm + DEPTH_MM - LOWEST_MM) / STEP_MM) }, (_, k) => rowAt(LOWEST_MM + k * STEP_MM));
  const sumOf = (from: number, of: keyof (typeof rows)[number]) =>
    rows.slice(from, from + DEPTH_MM / STEP_MM).reduce((sum, row) => sum + row[of], 0);
  for (let k = 0; LOWEST_MM + k * STEP_MM < mostMm; k++) {
    const seen = sumOf(k, 'seen');
    const isDense = seen >= MIN_PLACES && sumOf(k, 'dense') >= MIN_SHARE * seen && rows[k].dense > 0;
    const broad = sumOf(k, 'broad');
    const heightMm = LOWEST_MM + k * STEP_MM;
    const isThin = heightMm < usualMm && broad >= MIN_PLACES && sumOf(k, 'hair') >= THIN_SHARE * broad;
    if (isDense || isThin) return heightMm;
  }
  return null;
}
