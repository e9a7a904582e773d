/* Millimetres per pixel: each way gives back the length it was made from, and how sure it is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scale } from '../../../src/core/consultation/schema.ts';
import {
  atHeadsCentre,
  breadthFromTape,
  HEAD_BREADTH_MM,
  meanScale,
  scaleFromBreadth,
  scaleFromMarks,
  scaleFromTape,
} from '../../../src/core/scalp/scale.ts';

fc.configureGlobal({ seed: 1 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('two marks: the length between them comes back', () => {
  fc.assert(
    fc.property(within(0, 4000), within(0, 4000), within(20, 500), within(0, 6.28), within(5, 40), (x, y, px, a, mm) => {
      const scale = scaleFromMarks([x, y], [x + px * Math.cos(a), y + px * Math.sin(a)], mm);
      if (px / mm < 0.5) expect(scale).toBeNull();
      else expect(px / (scale as Scale).pxPerMm).toBeCloseTo(mm, 6);
    }),
  );
});

test('two marks: longer lengths are surer, but never surer than 1 %', () => {
  const sd = (px: number) => scaleFromMarks([0, 0], [px, 0], 20)?.sdShare as number;
  expect(sd(40)).toBeCloseTo((1.5 * Math.SQRT2) / 40, 9);
  expect(sd(80)).toBeLessThan(sd(40));
  expect(sd(2000)).toBe(0.01);
});

test('two marks: a finger is less sure than a mark that was dragged, and a sharper one no surer than that', () => {
  const sd = (markPx?: number) => scaleFromMarks([0, 0], [100, 0], 20, markPx)?.sdShare as number;
  expect(sd(6)).toBeCloseTo((6 * Math.SQRT2) / 100, 9);
  expect(sd(0.2)).toBe(sd());
});

test('a coin on the forehead is nearer than the head’s centre: its scale is brought there', () => {
  const coin = (focalPx: number, centreMm: number, nearerMm: number) =>
    scaleFromMarks([0, 0], [(24.26 * focalPx) / (centreMm - nearerMm), 0], 24.26) as Scale;
  const near = coin(7000, 700, 85);
  expect(near.pxPerMm).toBeCloseTo(7000 / 615, 9);
  expect(atHeadsCentre(near, 85, 7000).pxPerMm).toBeCloseTo(10, 9);
  expect(atHeadsCentre(near, 85, null).pxPerMm).toBeCloseTo(10, 9);
  expect(atHeadsCentre(coin(7000, 2000, 85), 85, 7000).pxPerMm).toBeCloseTo(3.5, 9);
  expect(atHeadsCentre(near, 0, 7000)).toEqual(near);
});

test('marks that coincide, lengths that are none and scales out of range give nothing', () => {
  expect(scaleFromMarks([5, 5], [6, 5], 20)).toBeNull();
  for (const mm of [0, -3, Number.NaN]) expect(scaleFromMarks([0, 0], [100, 0], mm)).toBeNull();
  expect(scaleFromMarks([0, 0], [100, 0], 0.2)).toBeNull();
  expect(scaleFromMarks([0, 0], [100, 0], 400)).toBeNull();
  expect(scaleFromBreadth(0)).toBeNull();
  expect(scaleFromTape(100, 0)).toBeNull();
});

test('head breadth: that many pixels are that many mm, 3.6 % sure', () => {
  expect(scaleFromBreadth(154.3 * 6.9, HEAD_BREADTH_MM.men)).toMatchObject({ method: 'breadth', sdShare: 0.036 });
  expect(scaleFromBreadth(154.3 * 6.9, HEAD_BREADTH_MM.men)?.pxPerMm).toBeCloseTo(6.9, 9);
  // of nobody in particular: between the two and less sure
  expect(scaleFromBreadth(152.675 * 6.9)?.pxPerMm).toBeCloseTo(6.9, 9);
  expect(scaleFromBreadth(152.675 * 6.9)?.sdShare).toBeGreaterThan(0.036);
  expect(scaleFromBreadth(147.8 * 6.9, HEAD_BREADTH_MM.women)?.pxPerMm).toBeCloseTo(6.9, 9);
});

test('tape: the mean circumference goes with the mean breadth, in proportion, surer than the mean breadth', () => {
  expect(breadthFromTape(574.4)).toBeCloseTo(154.3, 6);
  expect(breadthFromTape(600) / breadthFromTape(500)).toBeCloseTo(1.2, 9);
  const tape = scaleFromTape(1000, 574.4) as Scale;
  expect(tape.method).toBe('tape');
  expect(tape.pxPerMm).toBeCloseTo(1000 / 154.3, 9);
  expect(tape.sdShare).toBeLessThan((scaleFromBreadth(1000) as Scale).sdShare);
});

test('independent scales are averaged by inverse variance', () => {
  const a: Scale = { pxPerMm: 7, method: 'iris', sdShare: 0.036 };
  const b: Scale = { pxPerMm: 8, method: 'breadth', sdShare: 0.036 };
  const c: Scale = { pxPerMm: 6, method: 'tape', sdShare: 0.018 };
  expect(meanScale([])).toBeNull();
  expect(meanScale([a])).toEqual(a);
  const both = meanScale([a, b]) as Scale;
  expect(both.method).toBe('mixed');
  expect(both.pxPerMm).toBeCloseTo(7.5, 9);
  expect(both.sdShare).toBeCloseTo(0.036 / Math.SQRT2, 9);
  expect((meanScale([a, c]) as Scale).pxPerMm).toBeCloseTo((7 + 4 * 6) / 5, 9);
  const scales = fc.array(fc.record({ pxPerMm: within(1, 20), sdShare: within(0.005, 0.2) }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(scales, (list) => {
      const given = list.map((s): Scale => ({ ...s, method: 'marks' }));
      const mean = meanScale(given) as Scale;
      expect(mean.sdShare).toBeLessThan(Math.min(...list.map((s) => s.sdShare)));
      expect(mean.pxPerMm).toBeGreaterThanOrEqual(Math.min(...list.map((s) => s.pxPerMm)) - 1e-9);
      expect(mean.pxPerMm).toBeLessThanOrEqual(Math.max(...list.map((s) => s.pxPerMm)) + 1e-9);
      expect((meanScale([...given].reverse()) as Scale).pxPerMm).toBeCloseTo(mean.pxPerMm, 9);
    }),
  );
});
