/* Profiles and code points against published matrices (Lindbloom 2003: Adobe RGB and ProPhoto RGB to sRGB, computed apart). */
import { expect, test } from 'vitest';
import { joinBytes, viewOf } from '../../src/io/join-bytes.ts';
import { isSrgb, type RgbSpace, spaceOfCodes, spaceOfProfile, toSrgb } from '../../src/io/rgb-space.ts';
import { displayP3 } from '../support/heif-files.ts';

const text = (letters: string) => Uint8Array.from(letters, (c) => c.charCodeAt(0));
/** A profile of three columns and one curve. */
function profile(columns: readonly (readonly [number, number, number])[], curve: Uint8Array, space = 'RGB '): Uint8Array {
  const tags = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC'];
  const head = new Uint8Array(132 + 12 * tags.length);
  head.set(text(space), 16);
  head.set(text('acsp'), 36);
  viewOf(head).setUint32(128, tags.length);
  const columnAt = (i: number) => head.length + 20 * i;
  for (const [i, tag] of tags.entries()) {
    head.set(text(tag), 132 + 12 * i);
    viewOf(head).setUint32(136 + 12 * i, columnAt(Math.min(i, 3)));
  }
  const xyz = columns.map((values) => {
    const column = new Uint8Array(20);
    column.set(text('XYZ '));
    for (const [i, value] of values.entries()) viewOf(column).setInt32(8 + 4 * i, Math.round(value * 65536));
    return column;
  });
  return joinBytes([head, ...xyz, curve]);
}
function curv(...entries: number[]): Uint8Array {
  const curve = new Uint8Array(12 + 2 * entries.length);
  curve.set(text('curv'));
  viewOf(curve).setUint32(8, entries.length);
  for (const [i, entry] of entries.entries()) viewOf(curve).setUint16(12 + 2 * i, entry);
  return curve;
}
const converted = (space: RgbSpace | null, ...rgb: number[]) => {
  const pixel = Uint8Array.of(...rgb, 77);
  toSrgb(pixel, space as RgbSpace);
  expect(pixel[3], 'alpha').toBe(77);
  return [...pixel.subarray(0, 3)];
};
const close = (pixel: number[], right: number[]) =>
  expect(Math.max(...right.map((value, i) => Math.abs(value - pixel[i]))), `${pixel} for ${right}`).toBeLessThanOrEqual(1);

const ADOBE = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
] as const;
const PROPHOTO = [
  [0.79767, 0.28804, 0],
  [0.13519, 0.71187, 0],
  [0.03135, 0.00009, 0.82521],
] as const;

test('Adobe RGB, by a gamma', () => {
  const space = spaceOfProfile(profile(ADOBE, curv(563)));
  close(converted(space, 180, 120, 100), [200, 121, 99]);
  close(converted(space, 150, 150, 150), [151, 151, 151]);
});

test('ProPhoto RGB, by a table', () => {
  const table = Array.from({ length: 1024 }, (_, i) => Math.round(65535 * (i / 1023) ** 1.8));
  close(converted(spaceOfProfile(profile(PROPHOTO, curv(...table))), 180, 120, 100), [236, 122, 115]);
});

test('grey, by its one curve', () => {
  close(converted(spaceOfProfile(profile(ADOBE, curv(563), 'GRAY')), 150, 150, 150), [151, 151, 151]);
});

test('Display P3 is the same by its profile and by its code points', () => {
  for (const rgb of [
    [189, 124, 104],
    [20, 30, 40],
    [250, 250, 250],
  ])
    close(converted(spaceOfProfile(displayP3()), ...rgb), converted(spaceOfCodes(12, 13), ...rgb));
});

test('sRGB is known as what needs nothing', () => {
  expect(isSrgb(spaceOfCodes(1, 13) as RgbSpace)).toBe(true);
  expect(isSrgb(spaceOfCodes(12, 13) as RgbSpace)).toBe(false);
});

test('white of paper stays white in high dynamic range', () => {
  // 203 nits are 58 % of the range of PQ and 75 % of that of HLG (ITU-R BT.2408)
  close(converted(spaceOfCodes(9, 16), 148, 148, 148), [255, 255, 255]);
  close(converted(spaceOfCodes(9, 18), 191, 191, 191), [255, 255, 255]);
});

test('what is no profile is none', () => {
  expect(spaceOfProfile(new Uint8Array(0))).toBeNull();
  expect(spaceOfProfile(new Uint8Array(400))).toBeNull();
  expect(spaceOfProfile(profile(ADOBE, text('mft2').slice()))).toBeNull();
  for (let length = 0; length < 250; length++) spaceOfProfile(profile(ADOBE, curv(563)).subarray(0, length));
});
