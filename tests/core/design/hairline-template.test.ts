/* The template's strips together are the hairline, each fits the sheet, and its ticks count 10 mm along it. */
import { describe, expect, test } from 'vitest';
import { hairlineCurve } from '../../../src/core/design/hairline.ts';
import { hairlineTemplate } from '../../../src/core/design/hairline-template.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { type MapDeg, mmPerDeg } from '../../../src/core/scalp/head-map.ts';
import type { PaperMm } from '../../../src/core/scalp/lay-flat.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';

const HEAD_MM = [77, 79, 92] as const;
const head = headForm(HEAD_MM, 'standard');
const LONG: MapDeg[] = [
  [-80, -5],
  [-60, 30],
  [0, 50],
  [55, 32],
  [78, 0],
];
const SHORT: MapDeg[] = [
  [-40, 43],
  [0, 50],
  [38, 42],
];
const SHEET = { widthMm: 190, heightMm: 200 };
const onHead = (points: MapDeg[]) => scalpLine(hairlineCurve({ points }, 0.2 / mmPerDeg(HEAD_MM)), head).lengthMm;
const paperMm = (line: readonly PaperMm[]) =>
  line.reduce((sum, p, i) => sum + (i ? Math.hypot(p[0] - line[i - 1][0], p[1] - line[i - 1][1]) : 0), 0);

describe('the template of a hairline', () => {
  test('a long one is cut at the mid-line; the strips are as long as it is on the head, and fit the sheet', () => {
    const { strips, lengthMm, hasCentre, leftOutMm } = hairlineTemplate({ points: LONG }, head, SHEET);
    expect(lengthMm).toBeGreaterThan(SHEET.widthMm);
    expect(Math.abs(lengthMm - onHead(LONG))).toBeLessThan(0.05);
    expect(strips.reduce((sum, { line }) => sum + paperMm(line), 0)).toBeCloseTo(lengthMm, 6);
    expect(hasCentre).toBe(true);
    expect(leftOutMm).toEqual([0, 0]);
    expect(strips.filter(({ centre }) => centre).map(({ fromMm, toMm }) => Math.min(Math.abs(fromMm), Math.abs(toMm)))).toEqual([0, 0]);
    for (const { line, widthMm, heightMm } of strips) {
      expect(widthMm).toBeLessThanOrEqual(SHEET.widthMm);
      for (const [x, y] of line) expect(x > 0 && x < widthMm && y > 0 && y < heightMm).toBe(true);
    }
  });

  test('a short one stays whole, its centre upright in it, the face below', () => {
    const { strips } = hairlineTemplate({ points: SHORT }, head, SHEET);
    expect(strips).toHaveLength(1);
    expect(strips[0].fromMm).toBeLessThan(-40);
    expect(strips[0].centre?.toFace).toEqual([0, 1]);
  });

  test('a tick every 10 mm along the line, counted from the centre to both sides, behind the line', () => {
    const [strip] = hairlineTemplate({ points: SHORT }, head, SHEET).strips;
    const zero = strip.ticks.findIndex(({ mm }) => mm === 0);
    expect(strip.ticks.map(({ mm }) => mm)).toEqual(strip.ticks.map((_, i) => 10 * Math.abs(i - zero)));
    const at = strip.ticks.map((tick) => tick.at);
    for (let i = 1; i < at.length; i++) {
      const apart = Math.hypot(at[i][0] - at[i - 1][0], at[i][1] - at[i - 1][1]);
      expect(apart).toBeGreaterThan(9.5);
      expect(apart).toBeLessThan(10.001);
    }
    for (const { behind } of strip.ticks) expect(behind[1]).toBeLessThan(-0.8);
  });

  test('what the sheet has no room for is told, and the middle stays', () => {
    const whole = hairlineTemplate({ points: LONG }, head, SHEET);
    const narrow = hairlineTemplate({ points: LONG }, head, { widthMm: 80, heightMm: 75 });
    const shown = narrow.strips.reduce((sum, { line }) => sum + paperMm(line), 0);
    expect(narrow.leftOutMm[0] + narrow.leftOutMm[1]).toBeGreaterThan(50);
    expect(shown + narrow.leftOutMm[0] + narrow.leftOutMm[1]).toBeCloseTo(whole.lengthMm, 6);
    expect(narrow.strips.some(({ centre }) => centre)).toBe(true);
  });

  test('beside the line paper is a little longer than skin, as a ball of the head’s size would have it', () => {
    const { beside, lengthMm } = hairlineTemplate({ points: SHORT }, head, SHEET);
    const onBall = 1 - Math.cos(10 / 80);
    expect(beside.share).toBeGreaterThan(0.5 * onBall);
    expect(beside.share).toBeLessThan(2 * onBall);
    expect(beside.mm).toBeLessThan(beside.share * lengthMm);
  });

  test.each([
    ['first', [SHORT[0], ...SHORT]],
    ['middle', [SHORT[0], SHORT[1], SHORT[1], SHORT[2]]],
    ['last', [...SHORT, SHORT[2]]],
  ])('a point dragged onto its %s neighbour takes nothing from it', (_, points) => {
    const { strips, lengthMm, beside } = hairlineTemplate({ points }, head, SHEET);
    expect(strips).toHaveLength(1);
    expect(Math.abs(lengthMm - onHead(points))).toBeLessThan(0.05);
    expect(paperMm(strips[0].line)).toBeCloseTo(lengthMm, 6);
    for (const { at, behind } of strips[0].ticks) {
      expect(at.every(Number.isFinite)).toBe(true);
      expect(Math.hypot(...behind)).toBeCloseTo(1, 9);
      expect(behind[1]).toBeLessThan(-0.8);
    }
    expect(Math.abs(beside.share)).toBeLessThan(0.02);
  });

  test('points that are all one have no length, and a line that runs back to where it began is as long as it is', () => {
    const none = hairlineTemplate({ points: [SHORT[1], SHORT[1]] }, head, SHEET);
    expect(none.lengthMm).toBe(0);
    expect(none.strips).toHaveLength(1);
    expect(none.strips.every(({ widthMm, heightMm }) => widthMm > 0 && heightMm > 0)).toBe(true);
    const round: MapDeg[] = [...LONG, LONG[0]];
    const { strips, lengthMm, leftOutMm } = hairlineTemplate({ points: round }, head, SHEET);
    expect(Math.abs(lengthMm - onHead(round))).toBeLessThan(0.2);
    expect(strips.reduce((sum, { line }) => sum + paperMm(line), leftOutMm[0] + leftOutMm[1])).toBeCloseTo(lengthMm, 6);
  });
});
