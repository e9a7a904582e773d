/* Both irises of a face, measured in the raster and given in photo pixels. */
import type { Raster } from '../math/raster.ts';
import { type FaceLandmarks, roughIris } from './face-landmarks.ts';
import { fitIris, type Iris } from './iris.ts';

export function irisesOf(
  raster: Raster,
  photo: { widthPx: number },
  face: FaceLandmarks | null,
): { left: Iris | null; right: Iris | null } {
  const shrink = raster.widthPx / photo.widthPx;
  const irisOf = (side: 'left' | 'right'): Iris | null => {
    if (!face) return null;
    const rough = roughIris(face, side);
    const iris = fitIris(raster, { xPx: rough.xPx * shrink, yPx: rough.yPx * shrink, radiusPx: rough.radiusPx * shrink });
    return (
      iris && {
        ...iris,
        xPx: iris.xPx / shrink,
        yPx: iris.yPx / shrink,
        widthPx: iris.widthPx / shrink,
        heightPx: iris.heightPx / shrink,
        longPx: iris.longPx / shrink,
        sdPx: iris.sdPx / shrink,
      }
    );
  };
  return { left: irisOf('left'), right: irisOf('right') };
}
