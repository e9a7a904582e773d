/* Each fault is seen where it is and nowhere else; a good photo of any skin is passed in silence. */
import { describe, expect, test } from 'vitest';
import { checkPhoto, type FaceSeen, whyNoHead } from '../../../src/core/photo/photo-check.ts';
import { type Painted, paintHead, SKINS } from '../../support/painted-head.ts';

const idsOf = (painted: Painted, face: FaceSeen | null = null) => checkPhoto({ ...paintHead(painted), face }).map((f) => f.id);

describe('checkPhoto', () => {
  test('is quiet on a good photo of any skin', () => {
    for (const skin of Object.values(SKINS)) expect(idsOf({ skin })).toEqual([]);
  });
  const faults: [string, Painted][] = [
    ['small', { heightPx: 800, radiusPx: 260 }],
    ['small', { radiusPx: 230 }],
    ['blurred', { blurPx: 2 }],
    ['blurred', { blurPx: 5 }],
    ['harsh-light', { ambient: 0.25, from: [0.9, 0, -0.35] }],
    ['harsh-light', { ambient: 0.25, from: [-0.9, 0, -0.35] }],
    // both halves alike, yet some of each in shade
    ['harsh-light', { ambient: 0, from: [0.35, -0.35, -0.6] }],
    ['coloured-light', { light: [1.35, 1, 0.4] }],
    ['coloured-light', { light: [0.75, 1.15, 0.75] }],
    ['coloured-light', { light: [0.7, 1, 1.25] }],
    ['too-dark', { light: [0.07, 0.07, 0.07] }],
    ['too-bright', { light: [3, 3, 3] }],
    ['shine', { glint: 0.2 }],
    ['cut-off', { centrePx: [320, 180] }],
    ['cut-off', { centrePx: [200, 400] }],
    ['no-skin', { skin: [0.2, 0.2, 0.2], wall: [0.3, 0.4, 0.3] }],
    ['no-colour', { skin: [0.3, 0.3, 0.3] }],
  ];
  test.each(faults)('finds %s and nothing else, in a sentence with what to do: %o', (id, painted) => {
    const face = id === 'coloured-light' ? { rollRad: 0, more: false } : null;
    const found = checkPhoto({ ...paintHead(painted), face });
    expect(found.map((f) => f.id)).toEqual([id]);
    for (const said of [found[0].text, found[0].remedy]) expect(said).toMatch(/^[A-Z][^!?]*\.$/);
  });
  test('dark hair with white glints is wet; dark hair alone, and glints alone, are not', () => {
    const idsWith = (darkShare: number, brightShare: number) => {
      const painted = paintHead();
      const { cells } = painted;
      const paint = (i: number, level: number) => {
        for (const column of [cells.r, cells.g, cells.b, cells.luminance]) column[i] = level;
      };
      for (let i = 0; i < cells.count; i++)
        if (i % 100 < 100 * darkShare) paint(i, 0.02);
        else if (i % 100 >= 100 * (1 - brightShare)) paint(i, 0.6);
      return checkPhoto({ ...painted, face: null }).map((f) => f.id);
    };
    expect(idsWith(0.04, 0.07)).toContain('wet-hair');
    expect(idsWith(0.04, 0)).not.toContain('wet-hair');
    expect(idsWith(0, 0.07)).not.toContain('wet-hair');
  });
  test('the head that leaves the bottom of the picture is whole', () => expect(idsOf({ centrePx: [320, 800] })).toEqual([]));
  test('a head that is longer than the ellipse found on it is cut off too', () => {
    const painted = paintHead({ centrePx: [275, 400] });
    expect(checkPhoto({ ...painted, face: null })).toEqual([]);
    const inner = paintHead({ centrePx: [260, 400], radiusPx: 250 });
    const cropped = paintHead({ centrePx: [170, 400], radiusPx: 250 }).raster;
    expect(checkPhoto({ ...inner, raster: cropped, face: null }).map((f) => f.id)).toEqual(['cut-off']);
  });
  test('the face tells of leaning and of company', () => {
    const rad = Math.PI / 180;
    expect(idsOf({}, { rollRad: 9 * rad, more: false })).toEqual([]);
    expect(idsOf({}, { rollRad: -12 * rad, more: false })).toEqual(['tilted']);
    expect(idsOf({}, { rollRad: 0, more: true })).toEqual(['faces']);
    expect(idsOf({ glint: 0.2 }, { rollRad: 0, more: true })).toEqual(['faces']);
  });
});

test('where no head is found, the photo says why', () => {
  const even = (level: number, spread = 0, more = false) => {
    const rgba = new Uint8Array(200 * 200 * 4);
    for (let i = 0; i < rgba.length; i++) rgba[i] = level + ((i * 7919) % (2 * spread + 1)) - spread;
    return whyNoHead({ widthPx: 200, heightPx: 200, rgba }, { rollRad: 0, more });
  };
  expect(even(8, 4)).toContain('too dark');
  expect(even(250, 4)).toContain('overexposed');
  expect(even(150, 4)).toContain('plain');
  expect(even(127, 120)).toContain('no outline');
  expect(even(127, 120, true)).toContain('more than one face');
});
