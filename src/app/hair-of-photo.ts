/* Reads the hair of one photo on a known head, in the page or in a worker: the same steps in both. */
import type { Project } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import type { Steps } from '../core/math/steps.ts';
import { type HairOptions, hairSteps } from '../core/photo/hair.ts';
import type { HairGrid } from '../core/photo/hair-grid.ts';
import type { StrandGrid } from '../core/photo/strands.ts';
import { headParts } from '../core/scalp/head-parts.ts';
import { scalpBounds } from '../core/scalp/scalp-bounds.ts';
import { headSurface, type Surface } from '../core/scalp/surface.ts';

/** What is known of the photo besides its pixels. */
export type PhotoPart = Pick<Project['photo'], 'widthPx' | 'heightPx' | 'landmarks'>;
/** The head in it. */
export interface HeadInPhoto {
  photo: PhotoPart;
  scale: NonNullable<Project['scale']>;
  camera: Project['camera'];
  head: NonNullable<Project['head']>;
}

/** Both readings, as they are sent between threads. */
export interface HairGrids {
  coverage: HairGrid | null;
  strands: StrandGrid | null;
}

export const surfaceIn = (
  { widthPx, heightPx }: PhotoPart,
  { pxPerMm }: HeadInPhoto['scale'],
  camera: Project['camera'],
  head: HeadInPhoto['head'],
) => headSurface({ widthPx, heightPx, pxPerMm, focalPx: camera?.focalPx ?? null, head });

export const hairOptions = (photo: PhotoPart, surface: Surface): Omit<HairOptions, 'skinAt'> => ({
  photoWidthPx: photo.widthPx,
  pxPerMm: surface.pxPerMm,
  bounds: scalpBounds(surface),
});

export function coverageSteps(
  raster: Raster,
  photo: PhotoPart,
  surface: Surface,
  options: Omit<HairOptions, 'skinAt'>,
): Steps<HairGrid | null> {
  const partOf = headParts(surface, photo.landmarks?.glabella ?? null);
  const skinAt: HairOptions['skinAt'] = (xPx, yPx) => {
    const hit = surface.hit(xPx, yPx);
    return hit && { cosTheta: hit.cosTheta, part: partOf(hit) };
  };
  return hairSteps(raster, { ...options, skinAt });
}
