/*
 * The head itself, without any photo: its form and places on it in its own frame, mm from its middle, x to the subject's left, y down,
 * z to the back of the head.
 */
import type { Head } from '../consultation/schema.ts';
import { radiusAt } from './head-shape.ts';

export interface HeadForm {
  readonly halfAxesMm: readonly [number, number, number];
  /** false: a plain ellipsoid; true: with the standard head's shape over it (head-shape.ts) */
  readonly shaped: boolean;
}
/** A place or a direction in the head's own frame. */
export type HeadVector = readonly [across: number, down: number, back: number];

export const headForm = (halfAxesMm: readonly [number, number, number], shape: Head['shape']): HeadForm => ({
  halfAxesMm,
  shaped: shape !== 'ellipsoid',
});

const out = new Float64Array(4);
/** The skin in a unit direction of the head's axes over its half-axes, mm. */
export function pointToward({ halfAxesMm: [a, b, c], shaped }: HeadForm, [ux, uy, uz]: HeadVector): HeadVector {
  radiusAt(shaped, ux, uy, uz, out);
  return [a * out[0] * ux, b * out[0] * uy, c * out[0] * uz];
}
