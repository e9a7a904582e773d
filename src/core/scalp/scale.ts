/*
 * Pixels per millimetre and their error (core/README.md 1). A scale holds at one depth: all are converted to the depth of the head's centre,
 * for which the project keeps it.
 */
import type { PhotoPx, Scale } from '../consultation/schema.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

/** Head breadth above the ears, ANSUR II: men 154.3 sd 5.5, women 147.8 sd 5.2 mm. */
export const HEAD_BREADTH_MM = { men: 154.3, women: 147.8 } as const;
const BREADTH_SD_SHARE = 0.036;
/** For a client of unknown sex. assumed: three of four are men. */
export const ANYONE = { mm: 0.75 * HEAD_BREADTH_MM.men + 0.25 * HEAD_BREADTH_MM.women, sdShare: 0.041 };
/** assumed: a tape is read to about 5 mm of 570. */
const TAPE_SD_SHARE = 0.01;
/** assumed: each of two marks is set to about 1.5 px. */
const MARK_SD_PX = 1.5;
/** Circumference over pi (breadth + length) / 2: measured heads have 574 mm, an ellipse of their breadth and length 558 (ANSUR II). */
const CIRCUMFERENCE_FACTOR = 574.4 / (Math.PI * ((154.3 + 199.5) / 2));

/**
 * Scale at the depth of two marks a known length apart, on scalp that faces the camera.
 * @param markSdPx sd of each mark's position
 */
export function scaleFromMarks(a: PhotoPx, b: PhotoPx, lengthMm: number, markSdPx = MARK_SD_PX): Scale | null {
  const lengthPx = Math.hypot(a[0] - b[0], a[1] - b[1]);
  if (!(lengthMm > 0) || lengthPx < 4) return null;
  return inRange({
    pxPerMm: lengthPx / lengthMm,
    method: 'marks',
    sdShare: Math.max(0.01, (Math.max(MARK_SD_PX, markSdPx) * Math.SQRT2) / lengthPx),
  });
}

/**
 * Converts a scale read at a point `nearerMm` closer to the camera than the head's centre to the depth of that centre.
 * @param focalPx null if unknown: the head is then taken to be ASSUMED_DISTANCE_MM away
 */
export function atHeadsCentre(scale: Scale, nearerMm: number, focalPx: number | null): Scale {
  const readAtMm = focalPx === null ? ASSUMED_DISTANCE_MM - nearerMm : focalPx / scale.pxPerMm;
  return { ...scale, pxPerMm: (scale.pxPerMm * readAtMm) / (readAtMm + nearerMm) };
}

/** @param breadthPx width of the head's outline above the ears @param breadthMm usual breadth, if the client's sex is known */
export function scaleFromBreadth(breadthPx: number, breadthMm?: number): Scale | null {
  const sdShare = breadthMm ? BREADTH_SD_SHARE : ANYONE.sdShare;
  return breadthPx > 4 ? inRange({ pxPerMm: breadthPx / (breadthMm ?? ANYONE.mm), method: 'breadth', sdShare }) : null;
}

/** @param circumferenceMm by a tape around forehead and back of the head; the breadth follows at the mean ratio of length to breadth */
export function scaleFromTape(breadthPx: number, circumferenceMm: number): Scale | null {
  const breadthMm = breadthFromTape(circumferenceMm);
  return breadthPx > 4 && breadthMm > 0 ? inRange({ pxPerMm: breadthPx / breadthMm, method: 'tape', sdShare: TAPE_SD_SHARE + 0.01 }) : null;
}

/** Head breadth in mm for a circumference, at the mean ratio of length to breadth, 199.5 / 154.3 (ANSUR II). */
export const breadthFromTape = (circumferenceMm: number) => circumferenceMm / (CIRCUMFERENCE_FACTOR * Math.PI * 0.5 * (1 + 199.5 / 154.3));

/** Mean of independent scales, weighted by inverse variance. */
export function meanScale(scales: Scale[]): Scale | null {
  if (scales.length < 2) return scales[0] ?? null;
  let weight = 0;
  let sum = 0;
  for (const s of scales) {
    const w = 1 / (s.sdShare * s.sdShare);
    weight += w;
    sum += w * s.pxPerMm;
  }
  return { pxPerMm: sum / weight, method: 'mixed', sdShare: Math.sqrt(1 / weight) };
}

const inRange = (scale: Scale): Scale | null => (scale.pxPerMm >= 0.5 && scale.pxPerMm <= 200 ? scale : null);
