/* Where no head is found, the photo says the true reason, and what to do. */
import { expect, test } from 'vitest';
import type { PersonShare } from '../../../src/core/photo/person-share.ts';
import { whyNoHead } from '../../../src/core/photo/why-no-head.ts';

const SIDE = 200;
const raster = (level: number, spread = 0) => {
  const rgba = new Uint8Array(SIDE * SIDE * 4);
  for (let i = 0; i < rgba.length; i++) rgba[i] = level + ((i * 7919) % (2 * spread + 1)) - spread;
  return { widthPx: SIDE, heightPx: SIDE, rgba };
};
const face = (more: boolean) => ({ rollRad: 0, more, pointsPx: new Float32Array(478 * 3), glasses: false, person: null });
/** A person in a rectangle, shares of the picture. */
const person = (left: number, top: number, right: number, bottom: number): PersonShare => {
  const share = new Uint8Array(100 * 100);
  for (let i = 0; i < share.length; i++) {
    const [x, y] = [((i % 100) + 0.5) / 100, (Math.floor(i / 100) + 0.5) / 100];
    if (x > left && x < right && y > top && y < bottom) share[i] = 255;
  }
  return { widthPx: 100, heightPx: 100, share };
};

test('by the light', () => {
  expect(whyNoHead(raster(8, 4), null, null)).toContain('too dark');
  expect(whyNoHead(raster(250, 4), null, null)).toContain('overexposed');
  expect(whyNoHead(raster(150, 4), null, null)).toContain('plain from edge');
});
test('by the face and the person', () => {
  const busy = raster(127, 120);
  expect(whyNoHead(busy, face(true), null)).toContain('more than one face');
  expect(whyNoHead(busy, face(false), person(0.1, 0.1, 0.9, 1))).toContain('face was found');
  expect(whyNoHead(busy, null, null)).toContain('no outline');
  expect(whyNoHead(busy, null, person(0, 0, 0, 0))).toContain('no person');
  expect(whyNoHead(busy, null, person(0.1, 0, 0.9, 0.8))).toContain('a part of the head');
  expect(whyNoHead(busy, null, person(0.05, 0.05, 0.95, 1))).toContain('fills the picture');
  expect(whyNoHead(busy, null, person(0.45, 0.3, 0.55, 0.6))).toContain('too far away');
  expect(whyNoHead(busy, null, person(0.3, 0.2, 0.7, 1))).toContain('neither a face');
});
test('in one sentence with a remedy', () => {
  for (const p of [null, person(0, 0, 0, 0), person(0.1, 0, 0.9, 0.8), person(0.05, 0.05, 0.95, 1)])
    expect(whyNoHead(raster(127, 120), null, p)).toMatch(/^shows no head that could be measured: [^.;]+; [^.;]+\.$/);
});
