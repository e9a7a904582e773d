/*
 * Which part of the head a photo pixel shows, for the hair readers: forehead (between brows and hairline, bare on everyone), scalp, neck (with
 * what lies beside it, in a view from behind), or neither (face, ears). Uses the detected glabella, or the mean head's where no face was found.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import type { ScalpPoint } from './scalp-point.ts';
import type { Surface } from './surface.ts';

export type HeadPart = 'other' | 'scalp' | 'forehead' | 'neck';

/** Sine of the glabella's direction below the head's level on a mean head (as in hairline-height.ts). */
const GLABELLA_UY = 0.19;
/** The forehead, mm above the glabella and to either side of it: over the brows, below the lowest hairlines. assumed. */
const BROWS_MM = 14;
const FOREHEAD_MM = { from: BROWS_MM, to: 40, aside: 32 };
/** Where the scalp ends: at the brows in front, above the ears at the sides, at the nape behind them. assumed. */
const FRONT_UZ = -0.2;
const BEHIND_UZ = 0.3;
const ENDS_UY = { side: 0.1, nape: 0.8 };
/** A head whose back looks at the camera within 60 degrees shows its neck and no face. */
const BEHIND_COS = 0.5;

export function headParts(surface: Surface, glabellaPx: PhotoPx | null): (point: ScalpPoint) => HeadPart {
  const R = surface.rotation;
  const seen = glabellaPx && surface.hit(glabellaPx[0], glabellaPx[1]);
  const isFace = seen && surface.directionOf(seen.xMm, seen.yMm, seen.zMm)[2] < 0;
  const glabella = isFace ? seen : surface.at(0, GLABELLA_UY, -Math.sqrt(1 - GLABELLA_UY ** 2));
  const below = -R[8] > BEHIND_COS ? 'neck' : 'other';
  return ({ xMm, yMm, zMm }) => {
    const [, uy, uz] = surface.directionOf(xMm, yMm, zMm);
    const [dx, dy, dz] = [xMm - glabella.xMm, yMm - glabella.yMm, zMm - glabella.zMm];
    const asideMm = Math.abs(R[0] * dx + R[3] * dy + R[6] * dz);
    const upMm = -(R[1] * dx + R[4] * dy + R[7] * dz);
    if (uz < 0 && upMm > FOREHEAD_MM.from && upMm < FOREHEAD_MM.to && asideMm < FOREHEAD_MM.aside) return 'forehead';
    if (uz < FRONT_UZ) return upMm > BROWS_MM ? 'scalp' : 'other';
    return uy < (uz > BEHIND_UZ ? ENDS_UY.nape : ENDS_UY.side) ? 'scalp' : below;
  };
}
