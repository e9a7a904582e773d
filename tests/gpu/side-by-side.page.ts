import { NO_GLOSS } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import type { Veil } from '../../src/core/treatment/veil.ts';
import type { Frame } from '../../src/render/frame.ts';
import { createStage } from '../../src/render/stage.ts';

const PHOTOS = [
  { width: 60, height: 80, turn: 0 },
  { width: 90, height: 70, turn: 90 },
] as const;
const SURROUND = [0.2, 0.2, 0.2] as const;
const CANVAS = { widthPx: 131, heightPx: 97, surround: SURROUND };

const paint = ({ width, height, turn }: (typeof PHOTOS)[number]) => {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rgba.set([200 - y, (90 + 2 * x + turn) % 256, 60 + ((x * y + turn) % 90), 255], (y * width + x) * 4);
  return createImageBitmap(new ImageData(rgba, width, height));
};
function frameOf(count: number, absorbance: number): Frame {
  const splats: Splats = {
    count,
    fixed: new Float32Array(count * FIXED_STRIDE),
    moving: new Float32Array(count * MOVING_STRIDE),
    blurPx2: 0.3,
    sharpeningPx2: 4,
  };
  for (let i = 0; i < count; i++) {
    splats.fixed.set([5 + ((i * 7.3) % 50), 6 + ((i * 11.9) % 60), 0.8, 0.6, 1, 0.5], i * FIXED_STRIDE);
    splats.moving.set([1.4, absorbance, 0.05], i * MOVING_STRIDE);
  }
  const veil: Veil = { widthCells: 6, heightCells: 7, left: 1, top: 1, cellPx: 8, rgba: new Float32Array(6 * 7 * 4) };
  for (let j = 1; j < 6; j++) for (let i = 1; i < 5; i++) veil.rgba.set([absorbance / 9, absorbance / 8, 0.1, 0], (j * 6 + i) * 4);
  return { splats, veil, above: lightAbove(0.15), gloss: NO_GLOSS };
}

/** Cells of two photos and three frames on one canvas, against each of them alone on the whole of a canvas as large as it. */
export async function cells() {
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const bitmaps = await Promise.all(PHOTOS.map(paint));
  const frames = [frameOf(40, 1), frameOf(25, 0.4), { splats: null, veil: null, above: lightAbove(0.15), gloss: NO_GLOSS }];
  const side = await stage.sideBySide();
  const taken = bitmaps.map((bitmap, i) => side.takePhoto(bitmap, { widthPx: PHOTOS[i].width, heightPx: PHOTOS[i].height }));
  const views = [
    { photo: 0, frame: 0, leftPx: 0, topPx: 0, widthPx: 63, heightPx: 47, scale: 0.7, originX: 3.5, originY: -8.25, wipePx: 0 },
    { photo: 1, frame: 1, leftPx: 66, topPx: 0, widthPx: 65, heightPx: 47, scale: 1, originX: -4, originY: 2, wipePx: 20 },
    { photo: 0, frame: 2, leftPx: 0, topPx: 50, widthPx: 63, heightPx: 47, scale: 0.7, originX: 3.5, originY: -8.25, wipePx: 0 },
    { photo: 1, frame: 0, leftPx: 66, topPx: 50, widthPx: 65, heightPx: 47, scale: 2.3, originX: -40, originY: -31.5, wipePx: 0 },
  ];
  const read = (width: number, height: number) => {
    const copy = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, width, height).data;
  };
  const draw = () =>
    side.draw(
      CANVAS,
      views.map((view) => ({ ...view, photo: taken[view.photo], frame: frames[view.frame] })),
    );
  // a second time: nothing of the first may be remembered
  draw();
  draw();
  const beside = read(CANVAS.widthPx, CANVAS.heightPx);
  let [worst, unlikeBare, gapWorst] = [0, 0, 0];
  for (const view of views) {
    stage.setPhoto(bitmaps[view.photo], { widthPx: PHOTOS[view.photo].width, heightPx: PHOTOS[view.photo].height });
    stage.drawScreen({ ...view, surround: SURROUND }, frames[view.frame]);
    const alone = read(view.widthPx, view.heightPx);
    stage.drawScreen({ ...view, surround: SURROUND }, frames[2]);
    const bare = read(view.widthPx, view.heightPx);
    for (let y = 0; y < view.heightPx; y++)
      for (let x = 0; x < view.widthPx; x++)
        for (let c = 0; c < 3; c++) {
          const at = 4 * (y * view.widthPx + x) + c;
          worst = Math.max(worst, Math.abs(alone[at] - beside[4 * ((y + view.topPx) * CANVAS.widthPx + x + view.leftPx) + c]));
          if (Math.abs(alone[at] - bare[at]) > 20) unlikeBare += 1;
        }
  }
  for (let y = 0; y < CANVAS.heightPx; y++)
    for (let x = 63; x < 66; x++)
      for (let c = 0; c < 3; c++) gapWorst = Math.max(gapWorst, Math.abs(beside[4 * (y * CANVAS.widthPx + x) + c] - 51));
  taken[1].release();
  draw();
  const left = read(CANVAS.widthPx, CANVAS.heightPx);
  let keptWorst = 0;
  for (let y = 0; y < 47; y++)
    for (let x = 0; x < 63; x++)
      for (let c = 0; c < 3; c++) {
        const at = 4 * (y * CANVAS.widthPx + x) + c;
        keptWorst = Math.max(keptWorst, Math.abs(left[at] - beside[at]));
      }
  side.end();
  stage.destroy();
  return { worst, unlikeBare, gapWorst, keptWorst };
}
