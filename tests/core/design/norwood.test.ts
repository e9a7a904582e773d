/* Patterns of baldness: nested as hair is lost, the same from every side, found again in hair painted from them. */
import { describe, expect, test } from 'vitest';
import type { NorwoodPattern } from '../../../src/core/consultation/schema.ts';
import { type HairReading, joinHair } from '../../../src/core/design/hair-on-head.ts';
import { isBare, isScalp, isToFill, PATTERNS } from '../../../src/core/design/norwood.ts';
import { suggestNorwood } from '../../../src/core/design/norwood-suggestion.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import type { MapDeg } from '../../../src/core/scalp/head-map.ts';
import { placeInPhoto, placeUnder } from '../../../src/core/scalp/photo-map.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';
import { placeOnHead } from '../../../src/core/stipple/head-places.ts';
import { seeCandidates } from '../../../src/core/stipple/seen-candidates.ts';
import { looseCandidates } from './front-head.ts';

const headAt = (rotationRad: [number, number, number]) =>
  headSurface({
    widthPx: 1400,
    heightPx: 1400,
    pxPerMm: 5,
    focalPx: 5500,
    head: { centrePx: [690, 720], halfAxesMm: [77, 79, 92], rotationRad, shape: 'standard' },
  });
/** Turns a head as the camera sees it from the front, from above, from behind. */
const LOOKS: Record<'front' | 'top' | 'back' | 'side', [number, number, number]> = {
  front: [0.3, 0, 0],
  top: [1.45, 0, 0],
  back: [0, Math.PI, 0],
  side: [0, Math.PI / 2, 0],
};
const grid: MapDeg[] = [];
// off the corners: a point on an outline belongs to one side only
for (let x = -99.7; x <= 100; x += 4) for (let y = -119.3; y <= 60; y += 4) if (isScalp([x, y])) grid.push([x, y]);

describe('patterns', () => {
  test('each loses what the one before has lost', () => {
    const bareCount = PATTERNS.map((pattern) => grid.filter((place) => isToFill(pattern, place)).length);
    expect(bareCount).toEqual([...bareCount].sort((a, b) => a - b));
    for (const [i, pattern] of PATTERNS.entries()) {
      if (i === 0) continue;
      const lost = grid.filter((place) => isBare(PATTERNS[i - 1], place));
      const still = lost.filter((place) => isToFill(pattern, place));
      expect(still.length / lost.length, `${PATTERNS[i - 1]} within ${pattern}`).toBeGreaterThan(0.93);
    }
  });
  test('are alike left and right', () => {
    for (const pattern of PATTERNS)
      expect(
        grid.filter(([x, y]) => isBare(pattern, [x, y]) !== isBare(pattern, [-x, y])),
        pattern,
      ).toEqual([]);
  });
  test('III vertex bares the crown and III does not; VI has no bridge and IV has one', () => {
    expect([isBare('III', [0, -35]), isBare('III vertex', [0, -35])]).toEqual([false, true]);
    expect([isBare('IV', [0, 10]), isBare('VI', [0, 10])]).toEqual([false, true]);
    expect(grid.every((place) => isBare('whole', place))).toBe(true);
  });
});

describe('the map', () => {
  test('gives a place the same numbers however the head is turned', () => {
    const [front, top] = [headAt(LOOKS.front), headAt(LOOKS.top)];
    let seen = 0;
    for (const place of grid) {
      const px = placeInPhoto(front, place);
      const again = px && placeUnder(front, px[0], px[1]);
      if (!again || again.cosTheta < 0.2) continue;
      seen++;
      expect(Math.hypot(again.place[0] - place[0], again.place[1] - place[1])).toBeLessThan(0.5);
      const above = placeInPhoto(top, place);
      const from = above && placeUnder(top, above[0], above[1]);
      if (from && from.cosTheta > 0.2) expect(Math.hypot(from.place[0] - place[0], from.place[1] - place[1])).toBeLessThan(0.5);
    }
    expect(seen).toBeGreaterThan(60);
  });
});

describe('suggestion', () => {
  const head = placeOnHead(looseCandidates(), headForm([77, 79, 92], 'standard'), 1);
  /** Hair read in a photo of a head seen from some side, as it is at each place of the map. */
  const seenFrom = (look: keyof typeof LOOKS, isHaired: (place: MapDeg) => boolean) => {
    const seen = seeCandidates(head, headAt(LOOKS[look]), { widthPx: 1400, heightPx: 1400 });
    const coverage = Float32Array.from(seen.candidate, (i) => Number(isHaired([head.across[i], head.forward[i]])));
    return { candidate: seen.candidate, cosTheta: seen.cosTheta, coverage, tone: coverage, strands: coverage };
  };
  const haired = (pattern: NorwoodPattern) => (place: MapDeg) => isScalp(place) && !isBare(pattern, place);
  const found = (...readings: HairReading[]) => suggestNorwood(head, joinHair(head.count, readings));
  test('finds each pattern again from above, and says what looks the same', () => {
    for (const pattern of PATTERNS) {
      const suggested = found(seenFrom('top', haired(pattern)));
      expect([suggested?.pattern, ...(suggested?.alike ?? [])], pattern).toContain(pattern);
      if (pattern !== 'II' && pattern !== 'III' && pattern !== 'V') expect(suggested?.pattern).toBe(pattern);
    }
  });
  test('finds a bald crown from behind', () => {
    const suggested = found(seenFrom('back', haired('VI')));
    expect([suggested?.pattern, ...(suggested?.alike ?? [])]).toContain('VI');
  });
  test('tells from a front and a back together what neither tells alone', () => {
    for (const pattern of ['III vertex', 'IV', 'VI'] as const)
      expect(found(seenFrom('front', haired(pattern)), seenFrom('back', haired(pattern)), seenFrom('top', haired(pattern)))?.pattern).toBe(
        pattern,
      );
  });
  test('no bare scalp is no pattern, no hair at all is the whole scalp', () => {
    expect(found(seenFrom('front', () => true))).toBeNull();
    const bald = found(seenFrom('front', () => false));
    expect(bald?.pattern).toBe('whole');
    expect(bald?.alike).toContain('VII');
  });
  test('hair where none of the patterns leaves any is none of them', () => {
    expect(found(seenFrom('top', (place) => !haired('VI')(place)))).toBeNull();
  });
});
