/*
 * The one decoded photo of a consultation, as every other room sees it. The pixels for the
 * screen and for export live behind io's PhotoPixels; this is what core may read.
 */

import type { Raster } from '../math/raster.ts';
import type { EdgePiece } from '../photo/camera-look.ts';

export interface DecodedPhoto {
  name: string;
  /** upright size that the project is drawn in: the original's, or the reduced size above 50 megapixels */
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
  /** pieces at the photo's own pixels around its edges, for reading blur and sharpening */
  edgePieces: readonly EdgePiece[];
  /** one sentence for the user where something was done to the photo (reduced, HEIC converted), else '' */
  message: string;
}
