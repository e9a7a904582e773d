/*
 * A decoded photo: its sizes, a small copy for reading skin and hair, and its camera's blur and sharpening. The pixels for the screen and for
 * export are in io's PhotoPixels.
 */

import type { Raster } from '../math/raster.ts';
import type { CameraLook } from '../photo/camera-look.ts';

export interface DecodedPhoto {
  name: string;
  /** upright size whose pixels the project uses: the original's, or the reduced size above 50 megapixels */
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
  /** working copy for the screen: long side at most 4096 px (or what the GPU allows) */
  workingWidthPx: number;
  workingHeightPx: number;
  /** focal length in upright-photo pixels from EXIF 35 mm equivalent x long side / 36, or null */
  exifFocalPx: number | null;
  /** small upright RGBA copy (long side at most 2048 px) for reading skin and hair on the CPU */
  small: Raster;
  /** blur and sharpening, read at full size after the small copy */
  cameraLook: LateLook;
  /** one sentence for the user if the photo was changed (reduced, HEIC converted), else '' */
  message: string;
}

/** What drawing dots needs of the camera, and nothing before that. */
export interface LateLook {
  /** null until it was read */
  look: CameraLook | null;
  /** resolves when it was */
  whenRead: Promise<unknown>;
}
