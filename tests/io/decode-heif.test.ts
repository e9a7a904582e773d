/*
 * HEIC comes out as sRGB with its transparency, wherever its colours are written and however its boxes are laid out.
 * Skin of the drawn files is (200,120,100) in the middle of row 220.
 */
import libheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { describe, expect, test } from 'vitest';
import { type DecodedHeif, decodeHeif } from '../../src/io/decode-heif.ts';
import { keptSize } from '../../src/io/kept-size.ts';
import { sniffImage } from '../../src/io/sniff-image.ts';
import { codesBox, displayP3, gridHeic, profileBox } from '../support/heif-files.ts';
import { caseFile, fixture } from './fixture.ts';

const lib = libheif();
const decode = (bytes: Uint8Array) => decodeHeif(lib, bytes, { keptSize });
const at = ({ widthPx, rgba }: DecodedHeif, x: number, y: number) => [...rgba.subarray((y * widthPx + x) * 4, (y * widthPx + x) * 4 + 4)];
const skinOf = (decoded: DecodedHeif) => at(decoded, decoded.widthPx >> 1, 220);
const within = (pixel: number[], right: number[], most: number) =>
  expect(Math.max(...right.map((value, i) => Math.abs(value - pixel[i]))), `${pixel} for ${right}`).toBeLessThanOrEqual(most);

const SKIN = [200, 120, 100, 255];
/** The letters of its name are others. */
const renamed = displayP3();
const nameAt = Buffer.from(renamed).indexOf('Display P3');
renamed.fill(0x58, nameAt, nameAt + 10);

describe('colours', () => {
  test.each(['p3-on-tiles.heic', 'p3-on-grid-and-tiles.heic', 'main-item-last-one-property.heic', 'alpha-cutout.heic'])('%s', (name) => {
    within(skinOf(decode(caseFile(name))), SKIN, 2);
  });

  test('written nowhere are sRGB', () => within(skinOf(decode(gridHeic())), [189, 124, 104, 255], 2));

  test.each([
    ['a profile on the tiles', { onTiles: [profileBox(displayP3())] }],
    ['a profile on the grid', { onGrid: [profileBox(displayP3())] }],
    ['a restricted profile', { onTiles: [profileBox(displayP3(), 'rICC')] }],
    ['a profile of another name', { onTiles: [profileBox(renamed)] }],
    ['code points on the tiles', { onTiles: [codesBox(12, 13)] }],
    ['code points on the grid', { onGrid: [codesBox(12, 13)] }],
    ['code points of BT.709 light', { onGrid: [codesBox(12, 1)] }],
    ['a profile beside code points for the matrix', { onGrid: [codesBox(1, 13), profileBox(displayP3())] }],
    ['unspecified code points on the grid, a profile on the tiles', { onGrid: [codesBox(2, 2)], onTiles: [profileBox(displayP3())] }],
    ['code points on both, of which the grid counts', { onGrid: [codesBox(12, 13)], onTiles: [codesBox(1, 13)] }],
  ])('by %s', (_, options) => within(skinOf(decode(gridHeic(options))), SKIN, 2));

  test('of sRGB by code points stay', () => within(skinOf(decode(gridHeic({ onTiles: [codesBox(1, 13)] }))), [189, 124, 104, 255], 1));

  test('by a profile that cannot be read stay', () => {
    const broken = displayP3().fill(0, 130);
    within(skinOf(decode(gridHeic({ onGrid: [profileBox(broken)] }))), [189, 124, 104, 255], 1);
  });
});

describe('what is said of the main picture', () => {
  for (const version of [0, 1] as const)
    for (const flags of [0, 1] as const)
      test.each([true, false])(`is read from ipma version ${version}, flags ${flags}; main item last: %s`, (isMainLast) => {
        const file = gridHeic({ ipma: { version, flags }, isMainLast });
        expect(sniffImage(file)).toMatchObject({ kind: 'heic', widthPx: 480, heightPx: 600, complete: true });
        expect(decode(file)).toMatchObject({ widthPx: 480, heightPx: 600 });
      });

  test('is read where it is last, with one property of one byte', () => {
    const file = caseFile('main-item-last-one-property.heic');
    expect(sniffImage(file)).toMatchObject({ widthPx: 512, heightPx: 512 });
    expect(decode(file)).toMatchObject({ widthPx: 512, heightPx: 512 });
  });
});

test('a cut-out keeps its transparency', () => {
  const file = caseFile('alpha-cutout.heic');
  expect(sniffImage(file)).toMatchObject({ hasAlpha: true });
  const decoded = decode(file);
  expect(at(decoded, 0, 0)[3]).toBe(0);
  expect(skinOf(decoded)[3]).toBe(255);
  expect(sniffImage(caseFile('p3-on-tiles.heic'))).toMatchObject({ hasAlpha: false });
});

test('the tiles lie where they belong', () => {
  const decoded = decode(caseFile('p3-on-tiles.heic'));
  const { widthPx, heightPx } = decoded;
  within(at(decoded, 0, 0), [255, 0, 0], 2);
  within(at(decoded, widthPx - 1, 0), [0, 255, 0], 2);
  within(at(decoded, 0, heightPx - 1), [0, 0, 255], 2);
  within(at(decoded, widthPx - 1, heightPx - 1), [255, 255, 0], 2);
});

test('a picture turned by the file comes upright', () => {
  expect(decode(fixture('turned.heic'))).toMatchObject({ widthPx: 240, heightPx: 300 });
  expect(at(decode(fixture('turned.heic')), 5, 5)).toEqual(at(decode(fixture('photo.heic')), 5, 5));
});

test('a picture that is reduced is reduced tile row by tile row, and each is told', () => {
  const shares: number[] = [];
  const file = caseFile('p3-on-tiles.heic');
  const half = decodeHeif(lib, file, { keptSize: () => ({ widthPx: 239, heightPx: 299 }), onProgress: (share) => shares.push(share) });
  expect(half).toMatchObject({ widthPx: 239, heightPx: 299 });
  expect(half.rgba.length).toBe(239 * 299 * 4);
  within(at(half, 119, 110), SKIN, 2);
  within(at(half, 238, 298), [255, 255, 0], 2);
  expect(shares).toEqual([1 / 3, 2 / 3, 1]);
});

test('what is no picture is refused by an error', () => {
  for (let length = 0; length < 7000; length += 701) expect(() => decode(caseFile('p3-on-tiles.heic').subarray(0, length))).toThrow();
});
