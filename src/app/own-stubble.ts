/* The client's own shaved hair, counted in a patch of the photo. Loaded when it is asked for. The last result is cached. */
import type { PhotoPx, Scale } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import type { ExistingHair } from '../core/photo/existing-hair.ts';
import type { ScalpCells } from '../core/photo/scalp-cells.ts';
import { proposePatch } from '../core/photo/stubble-patch.ts';
import { type Patch, readStubble, type StubbleReading } from '../core/photo/stubble-reading.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import type { Surface } from '../core/scalp/surface.ts';
import { remember } from './remember.ts';

/** The patch that was read, the count, and its tone relative to bare skin. */
export interface FoundStubble {
  patch: Patch;
  reading: StubbleReading;
  tone: StubbleTone;
}
/** The photo, and what is read of it. */
interface StubblePhoto {
  raster: Raster;
  widthPx: number;
  scale: Scale;
  surface: Surface;
  coverage: ExistingHair['coverage'];
  scalp: ScalpCells;
  tone: StubbleTone;
  blurPx: number;
}

/** Radius of a patch that the user has moved, as of the first one proposed. */
const MOVED_PATCH_MM = 11;

export function createStubbleFinder() {
  const proposed = remember((scalp: ScalpCells) => proposePatch(scalp));
  const moved = remember((at: PhotoPx): Patch => ({ xPx: at[0], yPx: at[1], radiusMm: MOVED_PATCH_MM }));
  const found = remember(
    (
      raster: Raster,
      photoWidthPx: number,
      surface: Surface,
      hairAt: ExistingHair['coverage'],
      patch: Patch,
      tone: StubbleTone,
      blurPx: number,
      scaleSd: number,
    ): FoundStubble => ({
      patch,
      tone,
      reading: readStubble(raster, {
        photoWidthPx,
        patch,
        hairAt,
        blurPx,
        scaleSd,
        skinAt: (xPx, yPx) => {
          const hit = surface.hit(xPx, yPx);
          if (!hit || hit.cosTheta < 0.2) return null;
          const pxPerMm = surface.focalPx / hit.zMm;
          return { pxPerMm, areaMm2: 1 / (pxPerMm * pxPerMm * hit.cosTheta) };
        },
      }),
    }),
  );
  /** In the patch at `movedTo`, else in a proposed one; null if no shaved hair faces the camera. */
  return (
    { raster, widthPx, scale, surface, coverage, scalp, tone, blurPx }: StubblePhoto,
    movedTo: PhotoPx | null,
  ): FoundStubble | null => {
    const patch = movedTo ? moved(movedTo) : proposed(scalp);
    return patch && found(raster, widthPx, surface, coverage, patch, tone, blurPx, scale.sdShare);
  };
}
export type StubbleFinder = ReturnType<typeof createStubbleFinder>;
