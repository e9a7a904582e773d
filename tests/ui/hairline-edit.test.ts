// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
import { describe, expect, it } from 'vitest';
import type { Hairline } from '../../src/core/consultation/schema.ts';
import { addPoint, longestGap, movePoint, nearestSegment, removePoint, symmetric } from '../../src/ui/hairline-edit.ts';

const line: Hairline = {
  points: [
    [-52, 31],
    [0, 47],
    [52, 31],
  ],
  style: 'natural',
  featherMm: 7,
  irregularity: 0.5,
  mirrored: true,
};

describe('a mirrored hairline', () => {
  it('moves the opposite point to the same place of the other side', () => {
    expect(movePoint(line, 0, [-50.5, 33]).points).toEqual([
      [-50.5, 33],
      [0, 47],
      [50.5, 33],
    ]);
    expect(movePoint(line, 2, [44, 20]).points).toEqual([
      [-44, 20],
      [0, 47],
      [44, 20],
    ]);
  });
  it('keeps the middle point on the midline', () => {
    expect(movePoint(line, 1, [6, 50]).points).toEqual([
      [-52, 31],
      [0, 50],
      [52, 31],
    ]);
  });
  it('adds and removes points in pairs, in order', () => {
    const more = addPoint(line, 0, [-30, 40]).points ?? [];
    expect(more).toEqual([
      [-52, 31],
      [-30, 40],
      [0, 47],
      [30, 40],
      [52, 31],
    ]);
    expect(addPoint(line, 1, [30, 40]).points).toEqual(more);
    expect(removePoint({ ...line, points: more }, 1).points).toEqual(line.points);
  });
  it('never has fewer than two points', () => {
    expect(removePoint({ ...line, points: line.points.slice(0, 2) }, 0)).toEqual({});
  });
  it('switched on, takes the mean of both sides', () => {
    const crooked = {
      ...line,
      points: [
        [-50, 30],
        [2, 47],
        [54, 34],
      ] as [number, number][],
    };
    expect(symmetric(crooked).points).toEqual([
      [-52, 32],
      [0, 47],
      [52, 32],
    ]);
  });
});

describe('a line that is not mirrored', () => {
  const free = { ...line, mirrored: false };
  it('moves and adds one point only, and is no shape any more', () => {
    expect(movePoint(free, 0, [-40, 30])).toEqual({
      points: [
        [-40, 30],
        [0, 47],
        [52, 31],
      ],
      shape: undefined,
    });
    expect(addPoint(free, 1, [20, 44]).points).toHaveLength(4);
  });
});

it('finds the longest gap and the segment that a place is nearest to', () => {
  const points = [
    [0, 0],
    [10, 0],
    [10, 30],
  ] as [number, number][];
  expect(longestGap(points)).toBe(1);
  expect(
    longestGap(points, ([, forward]) => forward < 5),
    'the longest that shows',
  ).toBe(0);
  expect(
    longestGap(points, () => false),
    'none shows',
  ).toBe(1);
  expect(nearestSegment(points, [11, 12], false)).toBe(1);
  expect(nearestSegment(points, [2, 14], true)).toBe(2);
});
