/* Each fault is seen where it is and nowhere else; a good photo of any skin is passed in silence. */
import { describe, expect, test } from 'vitest';
import { finish } from '../../../src/core/math/steps.ts';
import { besideBlurSteps, blurSteps, checkPhoto, type FaceSeen, withBlur } from '../../../src/core/photo/photo-check.ts';
import { faceOnBall, type Painted, paintHead, SKINS } from '../../support/painted-head.ts';

/** A face that was seen on the ball. */
const seen = (rollRad = 0, more = false): FaceSeen => ({ rollRad, more, pointsPx: faceOnBall(), glasses: false, person: null });
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
    const face = id === 'coloured-light' ? seen() : null;
    const found = checkPhoto({ ...paintHead(painted), face });
    expect(found.map((f) => f.id)).toEqual([id]);
    for (const said of [found[0].text, found[0].remedy]) expect(said).toMatch(/^[A-Z][^!?]*\.$/);
  });
  test('blur is found apart from the rest, and told between the size and the others', () => {
    const photo = { ...paintHead({ heightPx: 800, radiusPx: 260, blurPx: 5 }), face: seen(0.3) };
    const rest = finish(besideBlurSteps(photo));
    expect(rest.map((f) => f.id)).toEqual(['small', 'tilted']);
    const blur = finish(blurSteps(photo));
    expect(blur?.id).toBe('blurred');
    expect(withBlur(rest, blur)).toEqual(checkPhoto(photo));
    expect(checkPhoto(photo).map((f) => f.id)).toEqual(['small', 'blurred', 'tilted']);
  });
  test('white glints among dark hair are wet; dark hair alone, glints alone, and glints away from the hair are not', () => {
    const idsWith = (isDark: (i: number) => boolean, isBright: (i: number) => boolean) => {
      const painted = paintHead();
      const { cells } = painted;
      const paint = (i: number, level: number) => {
        for (const column of [cells.r, cells.g, cells.b, cells.luminance]) column[i] = level;
      };
      for (let i = 0; i < cells.count; i++)
        if (isDark(i)) paint(i, 0.02);
        else if (isBright(i)) paint(i, 0.8);
      return checkPhoto({ ...painted, face: null }).map((f) => f.id);
    };
    const never = () => false;
    const hundredth = (from: number, to: number) => (i: number) => i % 100 >= from && i % 100 < to;
    expect(idsWith(hundredth(0, 4), hundredth(4, 9))).toContain('wet-hair');
    expect(idsWith(hundredth(0, 4), never)).not.toContain('wet-hair');
    expect(idsWith(never, hundredth(4, 9))).not.toContain('wet-hair');
    const { cells } = paintHead();
    const isLow = (i: number) => cells.yPx[i] > 350;
    expect(
      idsWith(
        (i) => !isLow(i) && i % 25 === 0 && cells.yPx[i] < 300,
        (i) => isLow(i) && i % 5 === 0,
      ),
    ).not.toContain('wet-hair');
  });
  test('stubble on one half and dark patches are not taken for shade', () => {
    const painted = paintHead();
    const { cells } = painted;
    for (let i = 0; i < cells.count; i++)
      if (cells.xPx[i] < 320 && cells.hair[i] === 0) {
        cells.hair[i] = 0.25;
        for (const [column, kept] of [
          [cells.r, 0.12],
          [cells.g, 0.15],
          [cells.b, 0.17],
          [cells.luminance, 0.15],
        ] as const)
          column[i] *= kept;
      }
    expect(checkPhoto({ ...painted, face: null }).map((f) => f.id)).not.toContain('harsh-light');
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
    expect(idsOf({}, seen(9 * rad))).toEqual([]);
    expect(idsOf({}, seen(-12 * rad))).toEqual(['tilted']);
    expect(idsOf({}, seen(0, true))).toEqual(['faces']);
    expect(idsOf({ glint: 0.2 }, seen(0, true))).toEqual(['faces']);
  });
});
