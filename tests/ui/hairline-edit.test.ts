import { describe, expect, it } from 'vitest';
import type { Hairline } from '../../src/core/consultation/schema.ts';
import { addPoint, movePoint, removePoint } from '../../src/ui/hairline-edit.ts';
import { mirror } from '../../src/ui/head-geometry.ts';

const head = { centrePx: [500, 400] as [number, number], rotationRad: [0, 0, 0.1] as [number, number, number] };
const line: Hairline = {
  pointsPx: [
    [300, 350],
    [500, 300],
    [700, 350],
  ],
  style: 'natural',
  featherMm: 7,
  irregularity: 0.5,
  mirrored: true,
};

describe('a mirrored hairline', () => {
  it('moves the opposite point across the tilted midline', () => {
    const { pointsPx } = movePoint(line, 0, [280, 340], head);
    const twin = mirror([280, 340], head);
    expect(pointsPx?.[2][0]).toBeCloseTo(twin[0], 0);
    expect(pointsPx?.[2][1]).toBeCloseTo(twin[1], 0);
  });
  it('mirrored twice is where it was', () => {
    const there = mirror(mirror([123, 456], head), head);
    expect(there[0]).toBeCloseTo(123, 9);
    expect(there[1]).toBeCloseTo(456, 9);
  });
  it('keeps the middle point on the midline', () => {
    const p = movePoint(line, 1, [560, 290], head).pointsPx?.[1] as [number, number];
    const across = (p[0] - 500) * Math.cos(0.1) + (p[1] - 400) * Math.sin(0.1);
    expect(Math.abs(across)).toBeLessThan(0.1);
  });
  it('adds and removes points in pairs, in order', () => {
    const more = addPoint(line, 0, [400, 320], head).pointsPx ?? [];
    expect(more).toHaveLength(5);
    for (let i = 1; i < more.length; i++) expect(more[i][0]).toBeGreaterThan(more[i - 1][0]);
    expect(removePoint({ ...line, pointsPx: more }, 1, head).pointsPx).toHaveLength(3);
  });
  it('never has fewer than two points', () => {
    expect(removePoint({ ...line, pointsPx: line.pointsPx.slice(0, 2) }, 0, head)).toEqual({});
  });
});
