/* What a worker reads of a photo on a known head: its hair, and what depends on that. */
import type { Raster } from '../core/math/raster.ts';
import { finish } from '../core/math/steps.ts';
import { hairOn } from '../core/photo/hair-grid.ts';
import { besideBlurSteps, blurSteps, type FaceSeen, withBlur } from '../core/photo/photo-check.ts';
import { strandSteps } from '../core/photo/strands.ts';
import { coverageSteps, type HairGrids, type HeadInPhoto, hairOptions, surfaceIn } from './hair-of-photo.ts';
import { createPhotoReader } from './photo-reader.ts';

const CHECK = { besideBlurSteps, blurSteps, withBlur };

export function readHairOf(raster: Raster, { photo, scale, camera, head }: HeadInPhoto) {
  const surface = surfaceIn(photo, scale, camera, head);
  const options = hairOptions(photo, surface);
  const coverage = finish(coverageSteps(raster, photo, surface, options));
  const hairAt = hairOn(coverage);
  const cover = { coverage: hairAt, tone: hairAt.tone, basis: hairAt.basis };
  const reader = createPhotoReader();
  return {
    grids: {
      coverage,
      /** read anew each time it is asked for */
      get strands() {
        return finish(strandSteps(raster, options));
      },
    } satisfies HairGrids,
    /** of the client's own hair; null if none is seen */
    stubbleTone: () => finish(reader.stubbleTone(raster, photo, surface, cover)),
    /** without a white balance */
    reading: (face: FaceSeen | null, isWhole: boolean) => finish(reader.skin(CHECK, raster, photo, false, surface, cover, face, isWhole)),
  };
}
