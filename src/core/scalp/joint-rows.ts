/*
 * The rows of the joint least-squares fit: outline points beside the scalp's silhouette, landmarks of face and ears, irises, a scale set by
 * hand, the turn that was seen, and priors on heads. Slopes are taken at the head's surface: the place nearest to a ray is stationary along
 * that ray, so moving the head changes the miss by as much as it moves that place.
 */
import { dot, times, timesBack } from '../math/vector.ts';
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

/** The scalp's outline weighs as 8 points of 1 mm: heads differ from the standard shape by about a mm over whole stretches. Fitted on two rendered heads. */
const OUTLINE_WEIGHT = 8;
/** Fewer points have less of it. */
const FULL_POINTS = 40;
/** Points farther off than this many mm lose their say, as in the single fit; anchors in their own spreads. */
const SOFT_MM = 1.5;
const SOFT_SD = 1.5;
/** A scale that is off by this share has half a say, and one that is far off little: marks may be on the wrong things, irises behind glasses. assumed. */
const HALF_SAY_OFF = 0.04;
/** Half of the variance of an anchor is the finder's, the rest the head's own, which its photos share. assumed. */
const FINDER_SHARE = Math.SQRT1_2;
/**
 * The pose net's ear was fitted to lie 8 mm behind the head's middle (seen-side.ts), on heads that had no ear to be turned by. assumed: the ear
 * canal lies about 100 mm behind the nasion (Farkas 1994), so 7 mm before that.
 */
const EAR_FORWARD_MM = 7;

/** Spread of a head's height and length over its breadth, as in the single fit (lay-head.ts). */
const RATIO_SD = 0.035;
const BREADTH_MEAN = Math.log(ANYONE.mm / (2 * MEAN_HALF_AXES_MM[0]));
/** How far places differ from head to head, mm: to the side, down, back. assumed. */
const PLACE_SD_MM: Record<Place, readonly [number, number, number]> = {
  ear: [5, 5, 5],
  eye: [3, 5, 5],
  nose: [1, 7, 7],
  glabella: [1, 6, 4],
  subnasale: [1, 6, 5],
  chin: [1, 7, 7],
};
const EAR_SIZE_SD = 0.12;
/** A head that somebody put lies and is as large as it was put, to this share of its half-breadth and this many radians. assumed. */
const BY_HAND_SD = 0.02;

const prior = (column: number, value: number, mean: number, sd: number): Row => ({
  columns: [column],
  slopes: [1 / sd],
  residual: (value - mean) / sd,
  weight: 1,
});

/** What heads usually are. */
export const headPriors = (p: readonly number[]): Row[] => [
  prior(0, p[0], BREADTH_MEAN, ANYONE.sdShare),
  prior(1, p[1], 0, RATIO_SD),
  prior(2, p[2], 0, RATIO_SD),
  prior(IRIS, p[IRIS], 0, IRIS_SD_SHARE),
  prior(EAR_SIZE, p[EAR_SIZE], 0, EAR_SIZE_SD),
  ...PLACES.flatMap((place) => columnsOfPlace(place).map((column, k) => prior(column, p[column], 0, PLACE_SD_MM[place][k]))),
];

/** assumed: spread, before its outline is looked at, of one photo's own half-axes about the shared ones, in logarithms. */
const OTHERWISE_SD = 0.06;
/** A head as one photo has it, held to the head that all have. */
export const otherwisePriors = (p: readonly number[], shared: readonly number[]): Row[] => [
  ...[0, 1, 2].map((k) => prior(k, p[k], shared[k], OTHERWISE_SD)),
  prior(IRIS, p[IRIS], shared[IRIS], IRIS_SD_SHARE),
  prior(EAR_SIZE, p[EAR_SIZE], shared[EAR_SIZE], EAR_SIZE_SD),
  ...PLACES.flatMap((place) => columnsOfPlace(place).map((column, k) => prior(column, p[column], shared[column], PLACE_SD_MM[place][k]))),
];

/** By what share the photo's own ways to a scale, irises of usual width or somebody's, are off the one it has; 0 where it has none. */
export function scaleOff(photo: JointPhoto, p: readonly number[]): number {
  const { kept } = photo;
  const [focalPx, depthMm] = [focalOf(photo, p), depthOf(photo, p)];
  if (kept.byHand.scale) return kept.byHand.scale.pxPerMm / (focalPx / depthMm) - 1;
  if (!kept.iris) return 0;
  return kept.iris.pxPerMm / (focalPx / eyeDepthOf(photo, p, kept.iris.eyeMm)) - 1;
}
const eyeDepthOf = (photo: JointPhoto, p: readonly number[], eyeMm: readonly number[]) =>
  depthOf(photo, p) + times(rotationOf(photo, p), eyeMm)[2];

/** What the photo is held to whatever its pixels say: the turn that was seen, and a usual distance where the camera does not tell. */
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

/** The points of a photo's outline and edges that are the scalp's and the ears'. */
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

/** All that the photo says of the head and of itself. */
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
  const { rotation: R, centreMm: c, halfAxesMm, focalPx, pxPerMm } = surface;
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
      // how the place shows, in mm at the middle's depth, by its own mm
      const shows = [0, 0, (-focalPx * (k ? Y : X)) / (Z * Z)];
      shows[k] = focalPx / Z;
      const slope = shows.map((v) => v / pxPerMm / sd);
      const inHead = timesBack(R, slope);
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

/** Somebody's scale, and the irises: of a width that is the person's in all photos, at their own depth. */
function scaleRows(photo: JointPhoto, p: readonly number[]): Row[] {
  const { kept, first } = photo;
  const rows: Row[] = [];
  const focalPx = focalOf(photo, p);
  const depthMm = depthOf(photo, p);
  const add = (columns: number[], slopes: number[], log: number, sd: number) =>
    rows.push({ columns, slopes: slopes.map((v) => v / sd), residual: log / sd, weight: 1 / (1 + (log / HALF_SAY_OFF) ** 2) });
  const byHand = kept.byHand.scale;
  if (byHand) add([first + DEPTH, first + FOCAL], [-1, 1], Math.log(focalPx / depthMm / byHand.pxPerMm), byHand.sdShare);
  if (kept.iris) {
    const eyeMm = eyeDepthOf(photo, p, kept.iris.eyeMm);
    const log = Math.log(focalPx / eyeMm / kept.iris.pxPerMm) + p[IRIS];
    add([IRIS, first + DEPTH, first + FOCAL], [1, -depthMm / eyeMm, 1], log, kept.iris.sdShare);
  }
  return rows;
}

/** A head that somebody put: its half-axes as they show in the picture. */
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
