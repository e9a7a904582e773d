/* The hairline: which side is behind it, and how density rises behind it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hairlineCurve,
  hairlineShare,
  placeHairline,
  raggedMm,
  ramp,
  SENTINEL_MM,
  sentinelPerCm2,
} from '../../../src/core/design/hairline.ts';
import type { Point } from '../../../src/core/math/curve.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { LINE } from './front-head.ts';

fc.configureGlobal({ seed: 1 });

const form = headForm([77, 79, 92], 'standard');
/** Lines are written down as a front photo shows them; here nine of its pixels are a degree of the map. */
const onMap = ([x, y]: Point): Point => [(x - 700) / 9, (y - 300) / 9];
const place = (points: readonly Point[]) => {
  const { isBehind } = placeHairline({ points: points.map(onMap) }, form);
  return { isBehind: (x: number, y: number) => isBehind(...onMap([x, y])) };
};

/** Points 3 px to the left and right of a walker on the line, along its whole length. */
function besides(points: readonly Point[]): { left: Point; right: Point }[] {
  const curve = hairlineCurve({ points: points.slice() }, 6);
  return curve.slice(1).map((q, i) => {
    const p = curve[i];
    const d = Math.hypot(q[0] - p[0], q[1] - p[1]);
    const [x, y] = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
    const [tx, ty] = [(q[0] - p[0]) / d, (q[1] - p[1]) / d];
    return { left: [x + 3 * ty, y - 3 * tx], right: [x - 3 * ty, y + 3 * tx] };
  });
}
const SHAPES: readonly (readonly [string, readonly Point[]])[] = [
  ['an arch', LINE],
  [
    'a straight line',
    [
      [300, 600],
      [1100, 600],
    ],
  ],
  [
    'a horseshoe down to the sideburns',
    [
      [260, 980],
      [290, 760],
      [420, 560],
      [700, 500],
      [980, 560],
      [1110, 760],
      [1140, 980],
    ],
  ],
  [
    'a horseshoe whose ends turn in',
    [
      [360, 1000],
      [290, 760],
      [420, 560],
      [700, 500],
      [980, 560],
      [1110, 760],
      [1040, 1000],
    ],
  ],
  [
    'a widow’s peak',
    [
      [300, 640],
      [500, 500],
      [700, 580],
      [900, 500],
      [1100, 640],
    ],
  ],
  [
    'a steep line',
    [
      [600, 900],
      [640, 300],
    ],
  ],
];

describe('behind', () => {
  test.each(SHAPES)('%s: left of the walker is behind, right is not; walked the other way it flips', (_, points) => {
    const line = place(points);
    const back = place([...points].reverse());
    const beside = besides(points);
    expect(beside.filter(({ left, right }) => !line.isBehind(...left) || line.isBehind(...right))).toEqual([]);
    expect(beside.filter(({ left, right }) => back.isBehind(...left) || !back.isBehind(...right))).toEqual([]);
  });
  test('from left to right under a scalp it is the side above, for any line that does not turn back', () => {
    const ys = fc.array(fc.integer({ min: 400, max: 800 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(ys, (heights) => {
        const points = heights.map((y, i): Point => [300 + (800 * i) / (heights.length - 1), y]);
        const line = place(points);
        expect(besides(points).filter(({ left, right }) => !line.isBehind(...left) || line.isBehind(...right))).toEqual([]);
        expect(line.isBehind(700, 0)).toBe(true);
        expect(line.isBehind(700, 1399)).toBe(false);
      }),
    );
  });
  test('beyond its ends it goes on straight along the end tangents', () => {
    const line = place([
      [500, 600],
      [900, 600],
    ]);
    for (const x of [1, 200, 499, 901, 1200, 1399]) {
      expect(line.isBehind(x, 599)).toBe(true);
      expect(line.isBehind(x, 601)).toBe(false);
    }
    const slope = place([
      [600, 600],
      [800, 500],
    ]);
    for (const x of [100, 400, 1000, 1300]) {
      const y = 900 - x / 2;
      expect(slope.isBehind(x, y - 2)).toBe(true);
      expect(slope.isBehind(x, y + 2)).toBe(false);
    }
  });
  test('every place in the photo is on one side of it', () => {
    for (const [, points] of SHAPES.slice(0, 2)) {
      const line = place(points);
      const back = place([...points].reverse());
      for (let x = 3; x < 1400; x += 61) for (let y = 4.5; y < 1400; y += 61) expect(line.isBehind(x, y)).toBe(!back.isBehind(x, y));
    }
  });
});

describe('the transition zone', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const feather = fc.double({ min: 0, max: 20, noNaN: true });
  const behind = fc.double({ min: 0, max: 30, noNaN: true });
  test('ramps from 0 over 40 % half way to 100 %', () => {
    expect([ramp(-1), ramp(0), ramp(1), ramp(2)]).toEqual([0, 0, 1, 1]);
    expect(ramp(0.5)).toBeCloseTo(0.4, 12);
    for (let t = 0; t < 1; t += 0.01) expect(ramp(t + 0.01)).toBeGreaterThan(ramp(t));
  });
  test('is 0 on the line and 100 % from featherMm on, however irregular', () => {
    fc.assert(
      fc.property(behind, feather, share, share, (mm, featherMm, irregularity, waver) => {
        const s = hairlineShare(mm, featherMm, raggedMm(featherMm, irregularity, waver));
        expect(s).toBeGreaterThanOrEqual(0);
        expect(s).toBeLessThanOrEqual(1);
        if (featherMm >= 3 && mm >= featherMm) expect(s).toBe(1);
        if (featherMm > 0.01) expect(hairlineShare(0, featherMm, raggedMm(featherMm, irregularity, waver))).toBeLessThan(1e-9);
      }),
    );
  });
  test('irregularity works inwards only, and deeper in is never thinner', () => {
    fc.assert(
      fc.property(behind, feather, share, share, share, (mm, featherMm, irregularity, waver, more) => {
        const s = hairlineShare(mm, featherMm, raggedMm(featherMm, irregularity, waver));
        expect(s).toBeLessThanOrEqual(hairlineShare(mm, featherMm, raggedMm(featherMm, 0, waver)));
        expect(hairlineShare(mm + 5 * more, featherMm, raggedMm(featherMm, irregularity, waver))).toBeGreaterThanOrEqual(s);
        expect(hairlineShare(mm, featherMm, raggedMm(featherMm, irregularity + (1 - irregularity) * more, waver))).toBeLessThanOrEqual(
          s + 1e-12,
        );
      }),
    );
  });
  test('sentinels thin out to nothing 3 mm ahead; 3 to 10 per cm of line from half to full irregularity, none at 0', () => {
    const perCm = (irregularity: number) => {
      let sum = 0;
      for (let mm = 0.005; mm < 10; mm += 0.01) sum += sentinelPerCm2(mm, irregularity) * 0.001;
      return sum;
    };
    expect(sentinelPerCm2(SENTINEL_MM, 1)).toBe(0);
    expect(SENTINEL_MM).toBe(3);
    expect(perCm(0)).toBe(0);
    expect(perCm(0.5)).toBeGreaterThan(2.9);
    expect(perCm(1)).toBeLessThan(10);
  });
});
