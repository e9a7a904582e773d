/* Paper against skin on shapes whose unrolling is known: circles on a ball, and a hairline of the standard head. */
import { describe, expect, test } from 'vitest';
import { hairlineCurve } from '../../../src/core/design/hairline.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { type MapDeg, mmPerDeg } from '../../../src/core/scalp/head-map.ts';
import { layFlat } from '../../../src/core/scalp/lay-flat.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';

const RADIUS_MM = 80;
const ball = headForm([RADIUS_MM, RADIUS_MM, RADIUS_MM], 'ellipsoid');
const radians = (deg: number) => (deg * Math.PI) / 180;
/** A circle about the vertex, on the face's side, from the subject's right to the left. */
const circle = (fromVertexDeg: number, halfDeg: number): MapDeg[] =>
  Array.from({ length: 801 }, (_, i) => {
    const turn = radians(halfDeg * (i / 400 - 1));
    return [fromVertexDeg * Math.sin(turn), fromVertexDeg * Math.cos(turn)];
  });
const HEAD_MM = [77, 79, 92] as const;
const head = headForm(HEAD_MM, 'standard');
const LINE: MapDeg[] = [
  [-62, 20],
  [-40, 43],
  [0, 50],
  [38, 42],
  [66, 18],
];
const hairline = hairlineCurve({ points: LINE }, 0.5 / mmPerDeg(HEAD_MM));

describe('a line laid flat', () => {
  test('a great circle becomes straight, as long as it is on the ball', () => {
    const flat = layFlat(circle(90, 60), ball);
    expect(flat.alongMm.at(-1)).toBeCloseTo(RADIUS_MM * radians(120), 2);
    for (const [, down] of flat.points) expect(Math.abs(down)).toBeLessThan(0.01);
    expect(flat.points.at(-1)?.[0]).toBeCloseTo(RADIUS_MM * radians(60), 2);
  });

  test('a smaller circle becomes part of the circle that its cone unrolls to', () => {
    const flat = layFlat(circle(50, 60), ball);
    const coneMm = RADIUS_MM * Math.tan(radians(50));
    // its middle lies that far up
    for (const [right, down] of flat.points) expect(Math.hypot(right, down + coneMm)).toBeCloseTo(coneMm, 2);
  });

  test('beside a great circle paper is longer than skin by what the ball narrows', () => {
    const flat = layFlat(circle(90, 60), ball);
    for (const asideMm of [-20, -10, 10, 20]) {
      const { share, mm } = flat.strain(asideMm);
      const narrowed = 1 - Math.cos(asideMm / RADIUS_MM);
      expect(share).toBeCloseTo(narrowed, 4);
      expect(mm).toBeCloseTo(narrowed * RADIUS_MM * radians(120), 2);
    }
    expect(flat.strain(0).mm).toBeCloseTo(0, 6);
  });

  test('lengths on the head stay: pieces of the paper are pieces of the skin', () => {
    const flat = layFlat(hairline, head);
    let paperMm = 0;
    for (let i = 1; i < flat.points.length; i++)
      paperMm += Math.hypot(flat.points[i][0] - flat.points[i - 1][0], flat.points[i][1] - flat.points[i - 1][1]);
    expect(paperMm).toBeCloseTo(scalpLine(hairline, head).lengthMm, 6);
    expect(flat.alongMm.at(-1)).toBeCloseTo(paperMm, 6);
  });

  test('the mid-line stands upright, and a line and its mirror image are mirror images on paper', () => {
    const flat = layFlat(hairline, head);
    const other = layFlat(hairline.map(([across, forward]): MapDeg => [-across, forward]).reverse(), head);
    const n = flat.points.length;
    expect(flat.midMm).toBeGreaterThan(50);
    expect((flat.midMm ?? 0) + (other.midMm ?? 0)).toBeCloseTo(flat.alongMm[n - 1], 6);
    for (let i = 0; i < n; i += 20) {
      expect(other.points[n - 1 - i][0]).toBeCloseTo(-flat.points[i][0], 1);
      expect(other.points[n - 1 - i][1]).toBeCloseTo(flat.points[i][1], 1);
    }
    // the subject's left lies at the right, as the face is looked at
    expect(flat.points[n - 1][0]).toBeGreaterThan(60);
  });

  test('a line beside the mid-line has no centre and lies level', () => {
    const flat = layFlat(
      circle(60, 20).map(([across, forward]): MapDeg => [across + 40, forward]),
      head,
    );
    expect(flat.midMm).toBeNull();
    expect(flat.points.at(-1)?.[1]).toBeCloseTo(flat.points[0][1], 6);
  });
});
