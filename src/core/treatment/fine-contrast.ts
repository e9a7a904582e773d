/*
 * How much contrast a photo shows of what is as fine as dots. Cameras sharpen fine marks, which a coarse photo does not tell: at 3 px per mm the
 * rim of an edge is narrower than a pixel, while the marks themselves are still seen stronger. And they smooth away what they take for noise,
 * which skin tells: its own fine texture is gone then. In photos that are fine enough both are in the sharpening that is read.
 */
import type { CameraLook } from '../photo/camera-look.ts';

/** How fine marks were sharpened: `amount` of the difference from a copy blurred by radiusPx is added; blurPx: sigma of the blur before that, photo px. */
interface FineSharpening {
  amount: number;
  radiusPx: number;
  blurPx: number;
}
export interface FineLook extends CameraLook {
  fine: FineSharpening;
  /** share of the contrast between dots and the skin around them that the photo shows */
  detail: number;
}

/** From `full` px per mm down a photo tells neither, from `none` on both. assumed. */
const TOO_COARSE = { full: 4, none: 6 };
const coarseShare = (pxPerMm: number) => Math.min(1, Math.max(0, (TOO_COARSE.none - pxPerMm) / (TOO_COARSE.none - TOO_COARSE.full)));

/** @param skinTexture of bare skin (HairBasis); null: unknown */
export const fineLook = (camera: CameraLook, pxPerMm: number, skinTexture: number | null): FineLook => ({
  ...camera,
  fine: fineSharpening(camera, pxPerMm),
  detail: 1 - coarseShare(pxPerMm) * (1 - detailKept(skinTexture)),
});

/**
 * Sharpening is read from strong edges, where cameras limit it; fine marks get more. Fitted with SMOOTHED_MM2 to the contrast of seven heads.
 * assumed: never more than MOST_AMOUNT.
 */
const ON_FINE_MARKS = 3;
const MOST_AMOUNT = 3.5;
/**
 * Where the photo is too coarse to tell: radius and blur of eight photos of one phone. With its whole amount, 3, six finished heads made three
 * times as small have 0.25 to 0.31 of texture, their photographs 0.20 to 0.48, without it 0.14 to 0.26. Other cameras sharpen less: with
 * half of it dots in their photographs looked like pepper to two technicians. assumed: by eye.
 */
const USUAL = { amount: 0.4, radiusMm: 0.32, blurMm: 0.1 };
function fineSharpening({ sharpening, blurPx }: CameraLook, pxPerMm: number): FineSharpening {
  const read = Math.min(MOST_AMOUNT, ON_FINE_MARKS * sharpening.amount);
  const usual = USUAL.amount * coarseShare(pxPerMm);
  if (read >= usual) return { amount: read, radiusPx: sharpening.radiusPx, blurPx };
  return { amount: usual, radiusPx: USUAL.radiusMm * pxPerMm, blurPx: USUAL.blurMm * pxPerMm };
}

/** Fine texture of skin that a camera has not smoothed: 0.04 to 0.13 on 14 photographs of 3 to 8 px per mm, 0.008 to 0.02 on soft ones. */
const WHOLE_TEXTURE = 0.05;
const LEAST_DETAIL = 0.3;
/** assumed: as the root of that texture, since marks stand out of it */
const detailKept = (skinTexture: number | null): number =>
  skinTexture === null ? 1 : Math.min(1, Math.max(LEAST_DETAIL, Math.sqrt(skinTexture / WHOLE_TEXTURE)));
