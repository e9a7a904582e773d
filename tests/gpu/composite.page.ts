import { compositePixel, NO_GLOSS, sumSplats } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import { createStage } from '../../src/render/stage.ts';

/** Dots in a row of every absorbance, on a picture that holds every skin tone: the stage's bytes and sums against core's. */
export async function sweep({
  depthMm,
  scale,
  redness,
  gloss,
  white,
}: {
  depthMm: number;
  scale: number;
  redness: number;
  gloss: boolean;
  white?: [number, number, number];
}) {
  const size = 192;
  const made = await createStage(document.createElement('canvas'));
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const count = 40;
  const splats: Splats = {
    count,
    fixed: new Float32Array(count * FIXED_STRIDE),
    moving: new Float32Array(count * MOVING_STRIDE),
    blurPx2: 0.25,
    leastReachPx2: 0,
  };
  for (let i = 0; i < count; i++) {
    const angle = i * 0.7;
    splats.fixed.set(
      [
        (12.3 + (i % 8) * 22.7) / scale,
        (14.1 + Math.floor(i / 8) * 35.3) / scale,
        Math.cos(angle),
        Math.sin(angle),
        0.05 + (0.95 * ((i * 7) % count)) / count,
        40,
      ],
      i * FIXED_STRIDE,
    );
    const a = 6 * (i / count) ** 2;
    splats.moving.set([0.4 + 0.1 * (i % 5), 0.93 * a, a, 1.1 * a, 0.12 * a, 0.1 * a, 0.08 * a, redness * (i % 3)], i * MOVING_STRIDE);
  }
  const photo = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      photo.set([255 - y, Math.max(0, 230 - y - (x >> 2)), Math.max(0, 200 - y - (x >> 1)), 255], (y * size + x) * 4);
  const above = lightAbove(depthMm);
  const shine = gloss ? { blueOverRed: 0.4, from: 0.2, full: 0.5, strength: 1 } : NO_GLOSS;
  const bytes = stage.renderTile(
    { widthPx: size, heightPx: size, originX: 0, originY: 0, scale, pixels: photo.slice() },
    { splats, above, gloss: shine, white },
  );
  const gpu = stage.readSums();
  const core = sumSplats(splats, { widthPx: size, heightPx: size, originX: 0, originY: 0, scale });
  let sumError = 0;
  let worstExact = 0;
  let worstByte = 0;
  let untouched = 0;
  let changedUntouched = 0;
  for (let i = 0; i < size * size; i++) {
    const c3 = [0, 1, 2].map((c) => core.cores[c][i]) as [number, number, number];
    const h3 = [0, 1, 2].map((c) => core.halos[c][i]) as [number, number, number];
    for (let c = 0; c < 3; c++) {
      sumError = Math.max(
        sumError,
        Math.abs(gpu.cores[4 * i + c] - c3[c]) / (0.02 + c3[c]),
        Math.abs(gpu.halos[4 * i + c] - h3[c]) / (0.02 + h3[c]),
      );
    }
    const photoBytes = [photo[4 * i], photo[4 * i + 1], photo[4 * i + 2]];
    const fromGpu = compositePixel(
      photoBytes,
      [gpu.cores[4 * i], gpu.cores[4 * i + 1], gpu.cores[4 * i + 2]],
      [gpu.halos[4 * i], gpu.halos[4 * i + 1], gpu.halos[4 * i + 2]],
      gpu.halos[4 * i + 3],
      above,
      shine,
      white,
    );
    const fromCore = compositePixel(photoBytes, c3, h3, core.redness[i], above, shine, white);
    if (c3[1] + h3[1] + core.redness[i] === 0) {
      untouched++;
      for (let c = 0; c < 3; c++) if (bytes[4 * i + c] !== photoBytes[c]) changedUntouched++;
    }
    for (let c = 0; c < 3; c++) {
      worstExact = Math.max(worstExact, Math.abs(fromGpu[c] - fromCore[c]));
      worstByte = Math.max(worstByte, Math.abs(bytes[4 * i + c] - fromCore[c]));
    }
  }
  stage.destroy();
  return { sumError, worstExact, worstByte, untouched, changedUntouched };
}
