/* Ears tell how far a head nods: the steeper it is seen, the higher they are in the picture beside it, while its outline hardly changes. */
import type { BodyPoints } from './body-points.ts';
import { anchorMissMm } from './lay-head.ts';
import type { PhotoEvidence, PhotoMeasures } from './measure-photo.ts';
import { bodyAnchors } from './seen-side.ts';
import { headSurface } from './surface.ts';

/** How much higher both ears are in the picture than on the measured head, mean, mm; 0 unless both are seen. */
export function earsAboveMm(
  body: BodyPoints,
  { scale, head, guessedFocalPx }: Pick<PhotoMeasures, 'scale' | 'head' | 'guessedFocalPx'>,
  { photo, focalPx }: Pick<PhotoEvidence, 'photo' | 'focalPx'>,
): number {
  const surface = headSurface({ ...photo, pxPerMm: scale.pxPerMm, focalPx: focalPx ?? guessedFocalPx, head });
  const downMm = bodyAnchors(body)
    .filter(({ name }) => name.endsWith('Ear'))
    .map((anchor) => anchorMissMm(anchor, surface)[1]);
  return downMm.length === 2 ? -(downMm[0] + downMm[1]) / 2 : 0;
}
