/*
 * The head independent of any photo: its form, and points on it in its own frame, mm from its centre, x to the subject's left, y down,
 * z to the back of the head.
 */
import type { Head } from '../consultation/schema.ts';
import { areaVectorAt, radiusAt } from './head-shape.ts';

export interface HeadForm {
  readonly halfAxesMm: readonly [number, number, number];
  /** false: a plain ellipsoid; true: with the standard head's shape over it (head-shape.ts) */
  readonly shaped: boolean;
}
/** A point or a direction in the head's frame. */
export type HeadVector = readonly [across: number, down: number, back: number];

export const headForm = (halfAxesMm: readonly [number, number, number], shape: Head['shape']): HeadForm => ({
  halfAxesMm,
  shaped: shape !== 'ellipsoid',
});

const out = new Float64Array(7);
/** Point of the skin in a unit direction (head axes over half-axes), mm. */
export function pointToward({ halfAxesMm: [a, b, c], shaped }: HeadForm, [ux, uy, uz]: HeadVector): HeadVector {
  radiusAt(shaped, ux, uy, uz, out);
  return [a * out[0] * ux, b * out[0] * uy, c * out[0] * uz];
}
/** Outward unit normal of the skin there. */
export function normalToward({ halfAxesMm, shaped }: HeadForm, [ux, uy, uz]: HeadVector): HeadVector {
  areaVectorAt(shaped, halfAxesMm, ux, uy, uz, out);
  const length = Math.hypot(out[4], out[5], out[6]);
  return [out[4] / length, out[5] / length, out[6] / length];
}
/** The unit direction, as `pointToward` takes it, of a point in the head's frame. */
export function directionTo({ halfAxesMm: [a, b, c] }: HeadForm, [x, y, z]: HeadVector): HeadVector {
  const length = Math.hypot(x / a, y / b, z / c) || 1;
  return [x / a / length, y / b / length, z / c / length];
}
