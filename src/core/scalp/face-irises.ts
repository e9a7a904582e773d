/* Both irises of a face, measured in the raster and given in photo pixels. */
import type { Raster } from '../math/raster.ts';
import { type FaceLandmarks, roughIris } from './face-landmarks.ts';
import { fitIris, type Iris } from './iris.ts';

interface Irises {
  left: Iris | null;
  right: Iris | null;
}
/** The last that were measured: they may be asked for before the rest of the head, while the person is still looked for. */
let last: { raster: Raster; photoWidthPx: number; face: FaceLandmarks; irises: Irises } | null = null;

export function irisesOf(raster: Raster, { widthPx: photoWidthPx }: { widthPx: number }, face: FaceLandmarks | null): Irises {
  if (!face) return { left: null, right: null };
  if (last?.raster !== raster || last.photoWidthPx !== photoWidthPx || last.face !== face)
    last = { raster, photoWidthPx, face, irises: measuredIrises(raster, photoWidthPx, face) };
  return last.irises;
}

function measuredIrises(raster: Raster, photoWidthPx: number, face: FaceLandmarks): Irises {
  const shrink = raster.widthPx / photoWidthPx;
  const irisOf = (side: 'left' | 'right'): Iris | null => {
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
