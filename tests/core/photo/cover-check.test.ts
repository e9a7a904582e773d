/* What hides the head is named where it is, and bare skin, stubble, folds and high hairlines pass. */
import { describe, expect, test } from 'vitest';
import { colourLost } from '../../../src/core/photo/colour-lost.ts';
import type { PersonShare } from '../../../src/core/photo/person-share.ts';
import { checkPhoto, type FaceSeen } from '../../../src/core/photo/photo-check.ts';
import { faceOnBall, type PaintedHead, paintHead, paintOver, SKINS } from '../../support/painted-head.ts';

const face = (person: PersonShare | null = null): FaceSeen => ({ rollRad: 0, more: false, pointsPx: faceOnBall(), glasses: false, person });
const COVERS = ['hat', 'long-hair', 'glasses'];
const coversOf = (painted: PaintedHead, seen: FaceSeen | null = face()) =>
  checkPhoto({ ...painted, face: seen })
    .map((f) => f.id)
    .filter((id) => COVERS.includes(id));
const isOnBall = (x: number, y: number) => x * x + y * y < 1;

test('a bare head of any skin has nothing on it', () => {
  for (const skin of Object.values(SKINS)) expect(coversOf(paintHead({ skin }))).toEqual([]);
});

describe('a hat', () => {
  /** Cloth down to a height over the ball. */
  const inHat = (cloth: readonly number[], downTo: number) =>
    paintOver(paintHead(), (x, y) => (isOnBall(x, y) && y < downTo ? cloth : null));
  test.each([
    ['navy', [0.02, 0.04, 0.15]],
    ['black', [0.015, 0.015, 0.015]],
    ['grey', [0.25, 0.25, 0.25]],
    ['white', [0.85, 0.85, 0.85]],
    ['red', [0.5, 0.03, 0.03]],
  ])('over the forehead, %s', (_, cloth) => expect(coversOf(inHat(cloth, -0.1))).toEqual(['hat']));
  test('says nothing of the light, and no skin class is taken from it', () => {
    const found = checkPhoto({ ...inHat([0.02, 0.04, 0.15], -0.1), face: face() });
    expect(found.map((f) => f.id)).toEqual(['hat']);
    expect(colourLost(found)?.id).toBe('hat');
  });
  test('above it, in a colour that no hair has', () => {
    expect(coversOf(inHat([0.05, 0.3, 0.1], -0.5))).toEqual(['hat']);
    expect(coversOf(inHat([0.02, 0.04, 0.15], -0.5))).toEqual(['hat']);
  });
  test("is not told without a face, nor in the skin's own colour", () => {
    expect(coversOf(inHat([0.02, 0.04, 0.15], -0.1), null)).not.toContain('hat');
    expect(coversOf(inHat(SKINS.III, -0.1))).toEqual([]);
  });
});

describe('hair', () => {
  /** The sides of the ball in a colour that keeps this of the skin's light. */
  const sides = (kept: readonly number[]) =>
    paintOver(paintHead(), (x, y) => (isOnBall(x, y) && y < 0 && Math.abs(x) > 0.6 ? kept.map((k, c) => k * SKINS.III[c]) : null));
  test('that no skin shows through is too long', () => {
    expect(coversOf(sides([0.06, 0.085, 0.11]))).toEqual(['long-hair']);
    expect(coversOf(sides([0.06, 0.085, 0.11]), null)).toEqual(['long-hair']);
  });
  test('that is shaved is not', () => expect(coversOf(sides([0.57, 0.8, 0.95]))).toEqual([]));
  test('beside the head is too long, shoulders below it are not', () => {
    const person = (isThere: (x: number, y: number) => boolean): PersonShare => {
      const [widthPx, heightPx] = [128, 200];
      const share = new Uint8Array(widthPx * heightPx);
      for (let i = 0; i < share.length; i++) {
        const [x, y] = [((i % widthPx) + 0.5) * 5, (Math.floor(i / widthPx) + 0.5) * 5];
        if (isThere((x - 320) / 250, (y - 400) / 250)) share[i] = 255;
      }
      return { widthPx, heightPx, share };
    };
    const small = paintHead({ radiusPx: 250 });
    const shoulders = person((x, y) => isOnBall(x, y) || y > 0.8);
    const wide = person((x, y) => isOnBall(x / 1.28, y / 1.1) || y > 0.8);
    expect(coversOf(small, face(shoulders))).toEqual([]);
    expect(coversOf(small, face(wide))).toEqual(['long-hair']);
  });
});

test('glasses are named where they were seen', () => expect(coversOf(paintHead(), { ...face(), glasses: true })).toEqual(['glasses']));
