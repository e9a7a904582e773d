/*
 * The unknowns of a head shared by several photos, as one list of numbers: first the head's, then those of each photo. Also the derivatives
 * of a distance measured in a photo by that photo's unknowns.
 */
import { cross, dot, type Vector3 } from '../math/vector.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import type { HeadEvidence } from './head-evidence.ts';
import { matrixProduct } from './head-view.ts';
import { plainAngles, rotationAngles, rotationMatrix } from './rotation.ts';
import { headSurface, type Surface } from './surface.ts';

/** Of the head: log of breadth, of height over breadth and of length over breadth, each relative to the mean head; log of iris width over the usual. */
export const AXES = [0, 1, 2] as const;
export const IRIS = 3;
const FIRST_PLACE = 4;
/** Landmarks, whose offsets from the mean head are the same in all photos: to the side (mirrored), down, back, mm. */
export const PLACES = ['ear', 'eye', 'nose', 'glabella', 'subnasale', 'chin'] as const;
export type Place = (typeof PLACES)[number];
export const columnsOfPlace = (place: Place): [number, number, number] => {
  const first = FIRST_PLACE + 3 * PLACES.indexOf(place);
  return [first, first + 1, first + 2];
};
/** Log of the ears' size. */
export const EAR_SIZE = FIRST_PLACE + 3 * PLACES.length;
export const SHARED = EAR_SIZE + 1;

/** Of a photo, starting at its `first`: centre (half-breadths) and log depth relative to its own measurement; nod, turn and tilt relative to the rotation seen; log focal length. */
export const OWN = 7;
export const DEPTH = 2;
export const TURN = 3;
export const FOCAL = 6;

export interface JointPhoto {
  kept: HeadEvidence;
  outline: Float32Array;
  edges: Float32Array;
  /** rotation from everything but the outline, row major */
  seen: readonly number[];
  halfBreadthPx: number;
  first: number;
}

export const jointPhoto = (kept: HeadEvidence, first: number): JointPhoto => ({
  kept,
  outline: Float32Array.from(kept.outlinePx),
  edges: Float32Array.from(kept.edgesPx),
  seen: rotationMatrix(kept.byHand.head ? kept.alone.head.rotationRad : kept.seenRad),
  halfBreadthPx: kept.alone.head.halfAxesMm[0] * kept.alone.scale.pxPerMm,
  first,
});

/** One row of the least-squares system. */
export interface Row {
  columns: readonly number[];
  slopes: readonly number[];
  residual: number;
  weight: number;
}

export const halfAxesOf = (p: readonly number[]): [number, number, number] => {
  const [a, b, c] = MEAN_HALF_AXES_MM;
  return [a * Math.exp(p[0]), b * Math.exp(p[0] + p[1]), c * Math.exp(p[0] + p[2])];
};
export const rotationOf = ({ seen, first }: JointPhoto, p: readonly number[]) =>
  matrixProduct(rotationMatrix([p[first + TURN], p[first + TURN + 1], p[first + TURN + 2]]), seen);
export const focalOf = ({ kept, first }: JointPhoto, p: readonly number[]) => kept.alone.focalPx * Math.exp(p[first + FOCAL]);
export const depthOf = ({ kept, first }: JointPhoto, p: readonly number[]) =>
  (kept.alone.focalPx / kept.alone.scale.pxPerMm) * Math.exp(p[first + DEPTH]);

export function surfaceOf(photo: JointPhoto, p: readonly number[]): Surface {
  const { kept, halfBreadthPx, first } = photo;
  const focalPx = focalOf(photo, p);
  const [x, y] = kept.alone.head.centrePx;
  return headSurface({
    ...kept.photo,
    focalPx,
    pxPerMm: focalPx / depthOf(photo, p),
    head: {
      centrePx: [x + p[first] * halfBreadthPx, y + p[first + 1] * halfBreadthPx],
      halfAxesMm: halfAxesOf(p),
      rotationRad: plainAngles(rotationAngles(rotationOf(photo, p))),
      shape: 'standard',
      squeeze: kept.alone.head.squeeze,
    },
  });
}

/** Sets the photo's unknowns in `p` to the result of measuring it alone. */
export function asMeasured({ kept, seen, first }: JointPhoto, p: number[]) {
  const R = rotationMatrix(kept.alone.head.rotationRad);
  const back = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => seen[i]);
  p.fill(0, first, first + OWN);
  rotationAngles(matrixProduct(R, back)).forEach((angle, k) => {
    p[first + TURN + k] = angle;
  });
}

/** Derivatives of distances in one photo by its own unknowns. */
export interface Own {
  columns: readonly number[];
  /** of a distance with gradient `slope` at a point of the head at `e` from its centre, both in camera axes */
  slopes(e: Vector3, slope: Vector3): number[];
}

export function ownOf({ kept, first, halfBreadthPx }: JointPhoto, p: readonly number[], { focalsPx, centreMm: c }: Surface): Own {
  const [acrossMm, downMm] = focalsPx.map((focalPx) => (halfBreadthPx * c[2]) / focalPx);
  // R = Rz(tilt) Ry(turn) Rx(nod): the axis of each angle is rotated by the later ones
  const [turn, tilt] = [p[first + TURN + 1], p[first + TURN + 2]];
  const [ct, st] = [Math.cos(tilt), Math.sin(tilt)];
  const axes = [
    [ct * Math.cos(turn), st * Math.cos(turn), -Math.sin(turn)],
    [-st, ct, 0],
    [0, 0, 1],
  ];
  return {
    columns: Array.from({ length: OWN }, (_, k) => first + k),
    slopes(e, slope) {
      const torque = cross(e, slope);
      return [
        -slope[0] * acrossMm,
        -slope[1] * downMm,
        -dot(slope, c),
        -dot(axes[0], torque),
        -dot(axes[1], torque),
        -dot(axes[2], torque),
        kept.isFocalKnown ? 0 : -(slope[0] * e[0] + slope[1] * e[1]),
      ];
    },
  };
}

/** Derivatives by the log half-axes of a distance with gradient `slope` at the point `at` (head axes, mm), if the point scales with the half-axes. */
export const axesSlopes = (slope: Vector3, at: Vector3): [number, number, number] => {
  const by = [-slope[0] * at[0], -slope[1] * at[1], -slope[2] * at[2]];
  return [by[0] + by[1] + by[2], by[1], by[2]];
};
/** Weight of a row with residual `x` under a soft L1 loss (Charbonnier). */
export const softWeight = (x: number, soft: number) => 1 / Math.sqrt(1 + (x / soft) ** 2);
