import { compositePixel, NO_GLOSS, sumSplats } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import { type Veil, veilAt } from '../../src/core/treatment/veil.ts';
import { createStage } from '../../src/render/stage.ts';

/** Dots in a row of every absorbance, on a picture that holds every skin tone: the stage's bytes and sums against core's. */
export async function sweep({
  depthMm,
  scale,
  redness,
  gloss,
  white,
  sharpeningPx2 = 0,
  detail = 1,
}: {
  depthMm: number;
  scale: number;
  redness: number;
  gloss: boolean;
  white?: [number, number, number];
  sharpeningPx2?: number;
  detail?: number;
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
    sharpeningPx2,
  };
  for (let i = 0; i < count; i++) {
    const angle = i * 0.7;
    splats.fixed.set(
      [
        (12.3 + (i % 8) * 22.7) / scale,
        (14.1 + Math.floor(i / 8) * 35.3) / scale,
        Math.cos(angle),
        Math.sin(angle),
        0.5 + (1.5 * ((i * 7) % count)) / count,
        0.05 + (0.45 * ((i * 3) % count)) / count,
      ],
      i * FIXED_STRIDE,
    );
    const a = 6 * (i / count) ** 2;
    splats.moving.set([0.4 + 0.1 * (i % 5), a, sharpeningPx2 > 0 ? 0.05 * a : 0], i * MOVING_STRIDE);
  }
  // a veil over the middle of the picture, its cells in no step with the pixels
  const [widthCells, heightCells, cellPx] = [19, 21, 6.37 / scale];
  const veil: Veil = { widthCells, heightCells, left: 3, top: 2, cellPx, rgba: new Float32Array(widthCells * heightCells * 4) };
  for (let j = 1; j < heightCells - 1; j++)
    for (let i = 1; i < widthCells - 1; i++)
      veil.rgba.set([(i * j) / 60, ((i + j) % 5) / 20 - 0.1, ((i + 3 * j) % 7) / 9, redness * (i % 3)], (j * widthCells + i) * 4);
  const photo = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      photo.set([255 - y, Math.max(0, 230 - y - (x >> 2)), Math.max(0, 200 - y - (x >> 1)), 255], (y * size + x) * 4);
  const above = { ...lightAbove(depthMm), detail };
  const shine = gloss ? { usualBlueOverRed: 0.3, blueOverRed: 0.4, bare: 0.2, strength: 1 } : NO_GLOSS;
  const bytes = stage.renderTile(
    { widthPx: size, heightPx: size, originX: 0, originY: 0, scale, pixels: photo.slice() },
    { splats, veil, above, gloss: shine, white },
  );
  const gpu = stage.readSums();
  const core = sumSplats(splats, { widthPx: size, heightPx: size, originX: 0, originY: 0, scale });
  let sumError = 0;
  let worstExact = 0;
  let worstByte = 0;
  let untouched = 0;
  let changedUntouched = 0;
  for (let i = 0; i < size * size; i++) {
    const under = veilAt(veil, ((i % size) + 0.5) / scale, (Math.floor(i / size) + 0.5) / scale);
    const inCore = { core: core.cores[i], edge: core.edges[i], veil: under };
    const inGpu = { core: gpu[4 * i], edge: gpu[4 * i + 1], veil: under };
    sumError = Math.max(sumError, Math.abs(inGpu.core - inCore.core) / (0.02 + inCore.core));
    sumError = Math.max(sumError, Math.abs(inGpu.edge - inCore.edge) / (0.05 + Math.abs(inCore.edge)));
    const photoBytes = [photo[4 * i], photo[4 * i + 1], photo[4 * i + 2]];
    const fromGpu = compositePixel(photoBytes, inGpu, above, shine, white);
    const fromCore = compositePixel(photoBytes, inCore, above, shine, white);
    if (inCore.core + Math.abs(inCore.edge) + under[0] + under[1] + under[2] === 0) {
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

/** The screen's picture: a photo without any symmetry, one dot, the left part wiped. Against core, by place. */
export async function screen({ wipePx }: { wipePx: number }) {
  const [width, height] = [48, 32];
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const photo = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) photo.set([200 - 3 * y, 120 + 2 * x, 90 + y, 255], (y * width + x) * 4);
  stage.setPhoto(await createImageBitmap(new ImageData(photo, width, height)));
  const splats: Splats = {
    count: 2,
    fixed: new Float32Array([10.5, 7.5, 1, 0, 1, 0.3, 34.5, 7.5, 1, 0, 1, 0.3]),
    moving: new Float32Array([2, 2, 0, 2, 2, 0]),
    blurPx2: 0.25,
    sharpeningPx2: 0,
  };
  const above = lightAbove(0.15);
  const surround = [1, 0, 0] as const;
  const [left, top] = [5, 3];
  const frame = { splats, veil: null, above, gloss: NO_GLOSS };
  const size = { widthPx: width + 12, heightPx: height + 10 };
  stage.drawScreen({ ...size, scale: 1, originX: left, originY: top, wipePx, surround }, frame);
  const copy = new OffscreenCanvas(size.widthPx, size.heightPx).getContext('2d');
  copy?.drawImage(canvas, 0, 0);
  const drawn = copy?.getImageData(0, 0, size.widthPx, size.heightPx).data ?? [];
  const sums = sumSplats(splats, { ...size, originX: -left, originY: -top, scale: 1 });
  let [worst, dark, wiped] = [0, 0, 0];
  for (let y = 0; y < size.heightPx; y++)
    for (let x = 0; x < size.widthPx; x++) {
      const i = y * size.widthPx + x;
      const [px, py] = [x - left, y - top];
      let want: readonly number[] = [255, 0, 0];
      if (px >= 0 && py >= 0 && px < width && py < height) {
        const at = 4 * (py * width + px);
        const bare = [photo[at], photo[at + 1], photo[at + 2]] as const;
        const core = sums.cores[i];
        const isDark = core > 0.5;
        const isWiped = x < wipePx;
        if (isDark) isWiped ? wiped++ : dark++;
        want = isWiped ? bare : compositePixel([...bare], { core, edge: sums.edges[i], veil: [0, 0, 0, 0] }, above, NO_GLOSS);
      }
      for (let c = 0; c < 3; c++) worst = Math.max(worst, Math.abs(drawn[4 * i + c] - want[c]));
    }
  stage.destroy();
  return { worst, dark, wiped };
}

/** Which of a blue photo and its orange copy half as wide the screen shows in the middle, at half size and at full; and at twice that of a copy as wide as the photo. */
export async function copyShown(): Promise<{ half: number[]; full: number[]; whole: number[] }> {
  const [width, height] = [32, 24];
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const filled = (widthPx: number, heightPx: number, rgb: readonly number[]) => ({
    widthPx,
    heightPx,
    rgba: new Uint8ClampedArray(widthPx * heightPx * 4).map((_, i) => (i % 4 === 3 ? 255 : rgb[i % 4])),
  });
  const bitmap = await createImageBitmap(new ImageData(filled(width, height, [20, 40, 200]).rgba, width, height));
  const frame = { splats: null, veil: null, above: lightAbove(0.15), gloss: NO_GLOSS };
  const middle = (scale: number) => {
    const size = { widthPx: width * scale, heightPx: height * scale };
    stage.drawScreen({ ...size, scale, originX: 0, originY: 0, wipePx: 0, surround: [0, 0, 0] }, frame);
    const copy = new OffscreenCanvas(size.widthPx, size.heightPx).getContext('2d');
    copy?.drawImage(canvas, 0, 0);
    return [...(copy?.getImageData(size.widthPx / 2, size.heightPx / 2, 1, 1).data ?? [])].slice(0, 3);
  };
  stage.setPhoto(bitmap, { widthPx: width, heightPx: height }, filled(width / 2, height / 2, [240, 150, 30]));
  const [half, full] = [middle(0.5), middle(1)];
  stage.setPhoto(bitmap, { widthPx: width, heightPx: height }, filled(width, height, [240, 150, 30]));
  const whole = middle(2);
  stage.destroy();
  return { half, full, whole };
}
