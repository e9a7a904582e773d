/*
 * The rows of the joint least-squares fit: outline points against the scalp's silhouette, landmarks of face and ears, irises, a scale set by
 * hand, the rotation that was seen, and priors on heads. Derivatives are taken at the surface: the point nearest to a ray is stationary, so
 * the distance changes by as much as that point moves along the normal.
 */
import { dot, times, timesTransposed } from '../math/vector.ts';
import { usualDistance } from './camera-distance.ts';
import { type EarPoints, earPoints, earRows } from './ear-contour.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import { radiusAt } from './head-shape.ts';
import { IRIS_SD_SHARE } from './iris-scale.ts';
import {
  axesSlopes,
  columnsOfPlace,
  DEPTH,
  depthOf,
  EAR_SIZE,
  FOCAL,
  focalOf,
  halfAxesOf,
  IRIS,
  type JointPhoto,
  type Own,
  ownOf,
  PLACES,
  type Place,
  type Row,
  rotationOf,
  softWeight,
  surfaceOf,
  TURN,
} from './joint-unknowns.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';
import { ANYONE } from './scale.ts';
import { scalpPart } from './scalp-outline.ts';
import type { Surface } from './surface.ts';

/** Total weight of the scalp's outline, residuals in mm. It is not one per point, because a head differs from the standard shape by about a mm over long stretches. Fitted on two rendered heads. */
const OUTLINE_WEIGHT = 8;
/** With fewer points the weight is proportionally smaller. */
const FULL_POINTS = 40;
/** Residuals beyond these count less (soft L1), as in the single fit: points in mm, anchors in sd. */
const SOFT_MM = 1.5;
const SOFT_SD = 1.5;
/** A scale that is off by this share gets half weight, one that is far off little: marks may be misplaced, irises may be behind glasses. assumed. */
const HALF_WEIGHT_OFF = 0.04;
/** Share of an anchor's sd that comes from its detector (half of the variance); the rest is the head's own and shared by its photos. assumed. */
const FINDER_SHARE = Math.SQRT1_2;
/**
 * Correction to the pose net's ear, which seen-side.ts puts 8 mm behind the head's centre. assumed: the ear canal lies about 100 mm behind the
 * nasion (Farkas 1994), which is 7 mm further forward.
 */
const EAR_FORWARD_MM = 7;

/** Sd of a head's height and length over its breadth, as in the single fit (lay-head.ts). */
const RATIO_SD = 0.035;
const BREADTH_MEAN = Math.log(ANYONE.mm / (2 * MEAN_HALF_AXES_MM[0]));
/** Sd of landmark positions between heads, mm: to the side, down, back. assumed. */
const PLACE_SD_MM: Record<Place, readonly [number, number, number]> = {
  ear: [5, 5, 5],
  eye: [3, 5, 5],
  nose: [1, 7, 7],
  glabella: [1, 6, 4],
  subnasale: [1, 6, 5],
  chin: [1, 7, 7],
};
const EAR_SIZE_SD = 0.12;
/** Sd of the position and size of a head placed by hand, as a share of its half-breadth, and of its rotation, radians. assumed. */
const BY_HAND_SD = 0.02;

const prior = (column: number, value: number, mean: number, sd: number): Row => ({
  columns: [column],
  slopes: [1 / sd],
  residual: (value - mean) / sd,
  weight: 1,
});

/** Priors on the head's shape, landmarks and irises. */
export const headPriors = (p: readonly number[]): Row[] => [
  prior(0, p[0], BREADTH_MEAN, ANYONE.sdShare),
  prior(1, p[1], 0, RATIO_SD),
  prior(2, p[2], 0, RATIO_SD),
  prior(IRIS, p[IRIS], 0, IRIS_SD_SHARE),
  prior(EAR_SIZE, p[EAR_SIZE], 0, EAR_SIZE_SD),
  ...PLACES.flatMap((place) => columnsOfPlace(place).map((column, k) => prior(column, p[column], 0, PLACE_SD_MM[place][k]))),
];

/** assumed: prior sd of a single photo's half-axes about the shared ones, in logarithms. */
const SINGLE_PHOTO_SD = 0.06;
/** Priors that hold the head of a single photo to the shared head. */
export const singlePhotoPriors = (p: readonly number[], shared: readonly number[]): Row[] => [
  ...[0, 1, 2].map((k) => prior(k, p[k], shared[k], SINGLE_PHOTO_SD)),
  prior(IRIS, p[IRIS], shared[IRIS], IRIS_SD_SHARE),
  prior(EAR_SIZE, p[EAR_SIZE], shared[EAR_SIZE], EAR_SIZE_SD),
  ...PLACES.flatMap((place) => columnsOfPlace(place).map((column, k) => prior(column, p[column], shared[column], PLACE_SD_MM[place][k]))),
];

/** By what share the photo's own scale, from irises of usual width or set by hand, differs from the fitted one; 0 without one. */
export function scaleDifference(photo: JointPhoto, p: readonly number[]): number {
  const { kept } = photo;
  const [focalPx, depthMm] = [focalOf(photo, p), depthOf(photo, p)];
  if (kept.byHand.scale) return kept.byHand.scale.pxPerMm / (focalPx / depthMm) - 1;
  if (!kept.iris) return 0;
  return kept.iris.pxPerMm / (focalPx / eyeDepthOf(photo, p, kept.iris.eyeMm)) - 1;
}
const eyeDepthOf = (photo: JointPhoto, p: readonly number[], eyeMm: readonly number[]) =>
  depthOf(photo, p) + times(rotationOf(photo, p), eyeMm)[2];

/** Priors of a photo: the rotation that was seen, and a usual distance if the focal length is not known. */
export function photoPriors(photo: JointPhoto, p: readonly number[]): Row[] {
  const { kept, first } = photo;
  const sds = kept.byHand.head ? [BY_HAND_SD, BY_HAND_SD, BY_HAND_SD] : kept.seenSdRad;
  const rows = sds.map((sd, k) => prior(first + TURN + k, p[first + TURN + k], 0, sd));
  if (kept.byHand.head) for (const k of [0, 1]) rows.push(prior(first + k, p[first + k], 0, BY_HAND_SD));
  if (kept.isFocalKnown) rows.push(prior(first + FOCAL, p[first + FOCAL], 0, 1e-3));
  else {
    const { mm, sd } = usualDistance(kept.sawFace);
    rows.push({ columns: [first + DEPTH], slopes: [1 / sd], residual: Math.log(depthOf(photo, p) / mm) / sd, weight: 1 });
  }
  return rows;
}

/** Which points of a photo's outline and edges belong to the scalp and to the ears. */
export interface Parts {
  scalp: Uint8Array;
  ears: EarPoints[];
}
export function partsOf(photo: JointPhoto, p: readonly number[], reach: { scalpMm: number; earMm: number }): Parts {
  if (photo.kept.byHand.head) return { scalp: new Uint8Array(0), ears: [] };
  const surface = surfaceOf(photo, p);
  const scalp = scalpPart(photo.outline, surface, reach.scalpMm);
  return { scalp, ears: earPoints(photo, p, surface, reach.earMm, scalp) };
}

/** All measured rows of a photo. */
export function photoRows(photo: JointPhoto, p: readonly number[], parts: Parts): Row[] {
  const surface = surfaceOf(photo, p);
  const own = ownOf(photo, p, surface);
  const seen = photo.kept.byHand.head
    ? byHandRows(photo, p)
    : [...anchorRows(photo, p, surface, own), ...earRows(p, surface, own, parts.ears)];
  return [...scalpRows(photo, surface, own, parts.scalp), ...seen, ...scaleRows(photo, p)];
}

function scalpRows({ outline }: JointPhoto, surface: Surface, own: Own, scalp: Uint8Array): Row[] {
  const { rotation: R, halfAxesMm } = surface;
  const rows: Row[] = [];
  const columns = [0, 1, 2, ...own.columns];
  const out = new Float64Array(4);
  const count = scalp.reduce((sum, one) => sum + one, 0);
  const each = OUTLINE_WEIGHT / Math.max(FULL_POINTS, count);
  for (let i = 0; i < scalp.length; i++) {
    if (!scalp[i]) continue;
    const near = surface.nearest(outline[i * OUTLINE_COLUMNS], outline[i * OUTLINE_COLUMNS + 1]);
    const u = [near.ux, near.uy, near.uz];
    radiusAt(true, u[0], u[1], u[2], out);
    const inside = near.missMm / ((halfAxesMm[0] + halfAxesMm[1]) / 2);
    const range = out[0] + inside;
    const at = u.map((v, k) => v * range * halfAxesMm[k]);
    const slope = u.map((v, k) => (v - out[k + 1] / range) / halfAxesMm[k]);
    const steep = Math.sqrt(dot(slope, slope));
    const normal = slope.map((v) => v / steep);
    const missMm = inside / steep;
    rows.push({
      columns,
      slopes: [...axesSlopes(normal, at), ...own.slopes(times(R, at), times(R, normal))],
      residual: missMm,
      weight: each * softWeight(missMm, SOFT_MM),
    });
  }
  return rows;
}

const placeOf = (name: string) => PLACES.find((place) => name.toLowerCase().endsWith(place));
const sideOf = (name: string) => (name.startsWith('left') ? 1 : name.startsWith('right') ? -1 : 0);

function anchorRows({ kept }: JointPhoto, p: readonly number[], surface: Surface, own: Own): Row[] {
  const { rotation: R, centreMm: c, halfAxesMm, focalsPx, pxPerMm } = surface;
  const scale = halfAxesMm.map((mm, k) => mm / MEAN_HALF_AXES_MM[k]);
  return kept.anchors.flatMap(({ name, atPx, headMm, sdMm }): Row[] => {
    const place = placeOf(name);
    if (!place) return [];
    const at = columnsOfPlace(place);
    const by = [sideOf(name), 1, 1];
    const back = place === 'ear' ? headMm[2] - EAR_FORWARD_MM : headMm[2];
    const h = [headMm[0], headMm[1], back].map((mm, k) => (mm + by[k] * p[at[k]]) * scale[k]);
    const e = times(R, h);
    const [X, Y, Z] = [e[0] + c[0], e[1] + c[1], e[2] + c[2]];
    const px = surface.project(X, Y, Z);
    return ([0, 1] as const).map((k) => {
      const sd = sdMm[k] * FINDER_SHARE;
      // derivative of the projected position, mm at the depth of the centre, by the point's position
      const shows = [0, 0, (-focalsPx[k] * (k ? Y : X)) / (Z * Z)];
      shows[k] = focalsPx[k] / Z;
      const slope = shows.map((v) => v / pxPerMm / sd);
      const inHead = timesTransposed(R, slope);
      const z = (atPx[k] - px[k]) / pxPerMm / sd;
      return {
        columns: [0, 1, 2, ...at, ...own.columns],
        slopes: [...axesSlopes(inHead, h), ...inHead.map((v, i) => -v * by[i] * scale[i]), ...own.slopes(e, slope)],
        residual: z,
        weight: softWeight(z, SOFT_SD),
      };
    });
  });
}

/** A scale set by hand, and the irises: their width is the person's in all photos, their depth that of the eyes. */
function scaleRows(photo: JointPhoto, p: readonly number[]): Row[] {
  const { kept, first } = photo;
  const rows: Row[] = [];
  const focalPx = focalOf(photo, p);
  const depthMm = depthOf(photo, p);
  const add = (columns: number[], slopes: number[], log: number, sd: number) =>
    rows.push({ columns, slopes: slopes.map((v) => v / sd), residual: log / sd, weight: 1 / (1 + (log / HALF_WEIGHT_OFF) ** 2) });
  const byHand = kept.byHand.scale;
  if (byHand) add([first + DEPTH, first + FOCAL], [-1, 1], Math.log(focalPx / depthMm / byHand.pxPerMm), byHand.sdShare);
  if (kept.iris) {
    const eyeMm = eyeDepthOf(photo, p, kept.iris.eyeMm);
    const log = Math.log(focalPx / eyeMm / kept.iris.pxPerMm) + p[IRIS];
    add([IRIS, first + DEPTH, first + FOCAL], [1, -depthMm / eyeMm, 1], log, kept.iris.sdShare);
  }
  return rows;
}

/** A head placed by hand: its half-axes as they appear in the picture. */
function byHandRows(photo: JointPhoto, p: readonly number[]): Row[] {
  const { head, scale } = photo.kept.alone;
  const pxPerMm = focalOf(photo, p) / depthOf(photo, p);
  const { first } = photo;
  return halfAxesOf(p).map((mm, k): Row => {
    const shared = k ? [0, k] : [0];
    return {
      columns: [...shared, first + DEPTH, first + FOCAL],
      slopes: [...shared.map(() => 1), -1, 1].map((v) => v / BY_HAND_SD),
      residual: Math.log((mm * pxPerMm) / (head.halfAxesMm[k] * scale.pxPerMm)) / BY_HAND_SD,
      weight: 1,
    };
  });
}
