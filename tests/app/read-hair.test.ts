/* A worker reads the same of a photo as the page, and what it reads survives being sent. */
import { expect, test } from 'vitest';
import { createHairAway } from '../../src/app/hair-away.ts';
import type { HeadInPhoto } from '../../src/app/hair-of-photo.ts';
import { createPhotoReader } from '../../src/app/photo-reader.ts';
import { readHairOf } from '../../src/app/read-hair.ts';
import { createStages } from '../../src/app/stage-table.ts';
import { photoStages } from '../../src/app/stages.ts';
import { randomStream } from '../../src/core/math/random.ts';
import type { Raster } from '../../src/core/math/raster.ts';
import { hairOn } from '../../src/core/photo/hair-grid.ts';
import { strandsOn } from '../../src/core/photo/strands.ts';

const [WIDTH, HEIGHT] = [300, 360];
const head: HeadInPhoto = {
  photo: { widthPx: WIDTH, heightPx: HEIGHT, landmarks: null },
  scale: { pxPerMm: 1.5, method: 'breadth', sdShare: 0.05 } as HeadInPhoto['scale'],
  camera: null,
  head: { centrePx: [150, 190], halfAxesMm: [77, 79, 92], rotationRad: [0.2, 0, 0] } as HeadInPhoto['head'],
};
/** Skin above, dark stubble below, both rough. */
const photo = (): Raster => {
  const next = randomStream(7);
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const isHair = i > WIDTH * 170 && next() < 0.4;
    rgba.set([190, 150, 130].map((level) => (isHair ? 0.4 : 1) * level + 12 * next()).concat(255), 4 * i);
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, rgba };
};

test('the hair and its tone, once sent, are those that the page reads', () => {
  const raster = photo();
  const { grids, stubbleTone } = readHairOf(raster, head);
  const sent = structuredClone(grids);
  const stages = createStages(photoStages(createPhotoReader(), createHairAway()));
  const here = stages.value('hair', { ...head, raster });
  const [coverage, strands] = [hairOn(sent.coverage), strandsOn(sent.strands)];
  const places = Array.from({ length: 2000 }, (_, k): [number, number] => [5 + 7 * (k % 41), 5 + 7 * Math.floor(k / 41)]);
  const there = places.map(([x, y]) => [coverage(x, y), coverage.tone(x, y), strands(x, y)]);
  expect(there).toEqual(places.map(([x, y]) => [here.coverage(x, y), here.tone(x, y), here.strands(x, y)]));
  expect(new Set(there.map(([covered]) => covered)).size).toBeGreaterThan(50);
  const surface = stages.value('surface', head);
  const reader = createPhotoReader();
  const steps = reader.stubbleTone(raster, head.photo, surface, here);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(stubbleTone()).toEqual(step.value);
});
