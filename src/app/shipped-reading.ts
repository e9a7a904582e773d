/*
 * What is read of a demo's rim, hair and camera, shipped with its photo: reading it would be most of what the first dots wait for. Plain JSON,
 * made by tests/support/write-demo-readings.ts; the brightness of the pixels, by far the largest part, is computed from the photo.
 */
import type { Raster } from '../core/math/raster.ts';
import { finish } from '../core/math/steps.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import type { HairGrid } from '../core/photo/hair-grid.ts';
import { levelSteps, type StrandGrid } from '../core/photo/strands.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import type { Rim } from '../core/scalp/rim.ts';
import type { HairGrids } from './hair-of-photo.ts';

type Plain<T> = { [K in keyof T]: T[K] extends Float32Array ? number[] : T[K] };
/** Single-precision numbers as the shortest ones that round to them. */
export interface ShippedReading {
  coverage: Plain<HairGrid>;
  strands: Plain<Omit<StrandGrid, 'level'>>;
  /** of the client's own dense shaved hair; null if none is seen */
  stubble: StubbleTone | null;
  camera: CameraLook;
  /** where the head ends */
  rim: Plain<Rim>;
}

export const rimShipped = ({ rim }: ShippedReading): Rim => ({
  centrePx: rim.centrePx,
  offsetMm: Float32Array.from(rim.offsetMm),
  edgePx: Float32Array.from(rim.edgePx),
  clear: Float32Array.from(rim.clear),
});

export function hairShipped({ coverage, strands }: ShippedReading, raster: Raster): HairGrids {
  let level: Float32Array | null = null;
  return {
    coverage: { ...coverage, hair: Float32Array.from(coverage.hair), tone: Float32Array.from(coverage.tone) },
    strands: {
      ...strands,
      skin: Float32Array.from(strands.skin),
      get level() {
        level ??= finish(levelSteps(raster, strands));
        return level;
      },
    },
  };
}
