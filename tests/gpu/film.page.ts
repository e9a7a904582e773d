/* A photo with dots in a part of it, on two days: as a film draws it, and as the picture at full size is drawn. */
import { NO_GLOSS } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import type { Veil } from '../../src/core/treatment/veil.ts';
import { openFilm } from '../../src/render/film.ts';
import type { Frame } from '../../src/render/frame.ts';
import { renderStrips } from '../../src/render/full-size.ts';
import { createStage } from '../../src/render/stage.ts';

const [WIDTH, HEIGHT] = [300, 1400];

function frameOf(day: number, white?: [number, number, number]): Frame {
  const count = 60;
  const splats: Splats = {
    count,
    fixed: new Float32Array(count * FIXED_STRIDE),
    moving: new Float32Array(count * MOVING_STRIDE),
    blurPx2: 0.5,
    sharpeningPx2: 0,
  };
  for (let i = 0; i < count; i++) {
    splats.fixed.set([110 + 7.3 * (i % 10), 990 + 9.1 * Math.floor(i / 10), 1, 0, 1.2, 0.8], i * FIXED_STRIDE);
    splats.moving.set([1.2, day * 0.9, 0], i * MOVING_STRIDE);
  }
  const [widthCells, heightCells] = [40, 36];
  const veil: Veil = { widthCells, heightCells, left: 22, top: 236, cellPx: 4.1, rgba: new Float32Array(widthCells * heightCells * 4) };
  for (let j = 1; j < heightCells - 1; j++)
    for (let i = 1; i < widthCells - 1; i++) veil.rgba.set([0.02 * day * (i % 5), 0.01 * day * (j % 7), 0.1, 0], (j * widthCells + i) * 4);
  return { splats, veil, above: lightAbove(0.15), gloss: NO_GLOSS, white };
}

export async function filmBesideFullSize({ outWidthPx, white }: { outWidthPx: number; white?: [number, number, number] }) {
  const made = await createStage(document.createElement('canvas'));
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) rgba.set([220 - (i % 60), 170 - ((i >> 8) % 50), 140 - (i % 37), 255], 4 * i);
  const bitmap = await createImageBitmap(new ImageData(rgba, WIDTH, HEIGHT), { premultiplyAlpha: 'none' });
  const outHeightPx = Math.round((HEIGHT * outWidthPx) / WIDTH);
  const photo = { bitmap, outWidthPx, outHeightPx };
  const film = await openFilm(stage, photo);
  const days = [];
  for (const day of [0.5, 1, 0.2]) {
    const frame = frameOf(day, white);
    const drawn = await film.draw(frame);
    const whole = new Uint8Array(drawn.length);
    let at = 0;
    for await (const strip of renderStrips(stage, { ...photo, hasAlpha: false, frame })) {
      whole.set(strip, at);
      at += strip.length;
    }
    const bare = await film.draw({ ...frame, splats: null, veil: null });
    let [differing, dotted] = [0, 0];
    for (let i = 0; i < whole.length; i++) {
      if (drawn[i] !== whole[i]) differing++;
      if (bare[i] !== whole[i]) dotted++;
    }
    days.push({ differing, dotted });
  }
  stage.destroy();
  return days;
}
