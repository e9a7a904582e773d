/*
 * Ears beside the silhouette. Seen from above, the outline hardly depends on the nod, but the ears move along it. Seen from the front or
 * the back, ears give the head's height in the picture. An ear is modelled as an ellipsoid that sticks out of the head; its position and
 * size on this head are fitted to all photos together.
 */
import { dot, times, timesTransposed, type Vector3 } from '../math/vector.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import { axesSlopes, columnsOfPlace, EAR_SIZE, type JointPhoto, type Own, type Row, softWeight } from './joint-unknowns.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';
import type { Surface } from './surface.ts';

type Side = 1 | -1;
/** An ear's points in the photo, x and y interleaved, and the weight of each. */
export interface EarPoints {
  side: Side;
  px: number[];
  weights: number[];
}

/**
 * The left ear on a head of MEAN_HALF_AXES_MM: a plate that stands off the head at its rear edge and leans back at the top. Its centre and
 * half-axes (mm) and their directions in head axes. From three modelled heads.
 */
const EAR = {
  atMm: [76, 52, -4.5],
  halfMm: [6, 26, 16],
  axes: [0.77, 0, -0.64, -0.18, 0.96, -0.21, 0.61, 0.28, 0.74],
} as const;
/** Largest distance of an ear's points from its centre, with a camera at arm's length. */
const LARGEST_MM = 35;
/** Residuals beyond this count less (soft L1): an ear is not really an ellipsoid. */
const SOFT_MM = 2.5;
/** Total weight of an ear's points, with residuals in mm. assumed. */
const WEIGHT = 1.5;
const MIN_POINTS = 4;
/** Points are many before a plain wall and few before clothes, so each of eight sectors about the ear's centre weighs the same; five sectors give the full weight. */
const SECTORS = 8;
const FULL_SECTORS = 5;
/** A point of an ear lies at least this far outside the head, and its outward direction agrees with the ear's within this cosine. */
const OUTSIDE_MM = 2.5;
const SAME_WAY = 0.4;
/** On a head turned farther to a side, neither ear is on the silhouette. Cosine between the head's breadth axis and the line of sight. */
const MAX_ASIDE = 0.45;

const mirrored = (v: Vector3, side: Side): number[] => [side * v[0], v[1], v[2]];
const scaleOf = ({ halfAxesMm }: Surface) => halfAxesMm.map((mm, k) => mm / MEAN_HALF_AXES_MM[k]);

/** Centre of an ear in head axes, mm. */
function middleOf(surface: Surface, p: readonly number[], side: Side): number[] {
  const [x, y, z] = columnsOfPlace('ear');
  const scale = scaleOf(surface);
  return mirrored([(EAR.atMm[0] + p[x]) * scale[0], (EAR.atMm[1] + p[y]) * scale[1], (EAR.atMm[2] + p[z]) * scale[2]], side);
}

/** Distance between the ray through a pixel and an ear, mm; the ear's nearest point and normal, head axes; derivative of the distance by the ear's size. */
function missOf(
  { rotation: R, centreMm: c, focalsPx, cxPx, cyPx }: Surface,
  middle: Vector3,
  size: number,
  side: Side,
  x: number,
  y: number,
) {
  const half = EAR.halfMm.map((mm) => mm * size);
  const ray = timesTransposed(R, [(x - cxPx) / focalsPx[0], (y - cyPx) / focalsPx[1], 1]);
  const from = timesTransposed(R, [-c[0], -c[1], -c[2]]).map((v, k) => v - middle[k]);
  const inEar = (v: Vector3) => times(EAR.axes, mirrored(v, side)).map((w, k) => w / half[k]);
  const [q0, qd] = [inEar(from), inEar(ray)];
  const t = -dot(q0, qd) / dot(qd, qd);
  const q = [q0[0] + t * qd[0], q0[1] + t * qd[1], q0[2] + t * qd[2]];
  const d = Math.sqrt(dot(q, q)) || 1e-9;
  const toHead = (v: Vector3) => mirrored(timesTransposed(EAR.axes, v), side);
  const slope = toHead(q.map((v, k) => v / d / half[k]));
  const steep = Math.sqrt(dot(slope, slope));
  const place = toHead(q.map((v, k) => v * half[k]));
  return { missMm: (d - 1) / steep, bySize: -d / steep, out: slope.map((v) => v / steep), place: place.map((v, k) => v + middle[k]) };
}

/** Finds the points of both ears among outline and edges, within `reachMm` of the modelled ears, and removes from `scalp` those that fit an ear better. */
export function earPoints(photo: JointPhoto, p: readonly number[], surface: Surface, reachMm: number, scalp: Uint8Array): EarPoints[] {
  const { rotation: R, centreMm: c } = surface;
  if (Math.abs(R[0] * c[0] + R[3] * c[1] + R[6] * c[2]) > MAX_ASIDE * Math.hypot(c[0], c[1], c[2])) return [];
  const size = Math.exp(p[EAR_SIZE]);
  return ([1, -1] as const)
    .map((side): EarPoints => {
      const middle = middleOf(surface, p, side);
      const [mx, my] = shownAt(surface, middle);
      const farPx = (LARGEST_MM * size + reachMm) * surface.pxPerMm;
      const px: number[] = [];
      for (const points of [photo.outline, photo.edges])
        for (let i = 0; i < points.length; i += OUTLINE_COLUMNS) {
          const [x, y, nx, ny] = [points[i], points[i + 1], points[i + 2], points[i + 3]];
          if ((!nx && !ny) || Math.hypot(x - mx, y - my) > farPx) continue;
          const { missMm, out } = missOf(surface, middle, size, side, x, y);
          if (Math.abs(missMm) > reachMm) continue;
          const [ox, oy] = times(R, out);
          if ((ox * nx + oy * ny) / (Math.hypot(ox, oy) || 1) < SAME_WAY) continue;
          const outsideMm = surface.missMm(x, y);
          const isScalp = points === photo.outline && scalp[i / OUTLINE_COLUMNS] === 1;
          if (outsideMm < OUTSIDE_MM || (isScalp && outsideMm < Math.abs(missMm))) continue;
          px.push(x, y);
          if (isScalp) scalp[i / OUTLINE_COLUMNS] = 0;
        }
      return { side, px, weights: weightsOf(surface, middle, px) };
    })
    .filter(({ px }) => px.length >= 2 * MIN_POINTS);
}

function shownAt({ rotation: R, centreMm: c, project }: Surface, middle: Vector3) {
  const e = times(R, middle);
  return project(e[0] + c[0], e[1] + c[1], e[2] + c[2]);
}

function weightsOf(surface: Surface, middle: Vector3, px: readonly number[]): number[] {
  const [x, y] = shownAt(surface, middle);
  const sectors: number[] = [];
  for (let i = 0; i < px.length; i += 2)
    sectors.push(Math.floor(((Math.atan2(px[i + 1] - y, px[i] - x) / Math.PI + 1) / 2) * SECTORS) % SECTORS);
  const counts = new Array<number>(SECTORS).fill(0);
  for (const sector of sectors) counts[sector]++;
  const full = Math.max(FULL_SECTORS, counts.filter((count) => count > 0).length);
  return sectors.map((sector) => 1 / counts[sector] / full);
}

export function earRows(p: readonly number[], surface: Surface, own: Own, ears: readonly EarPoints[]): Row[] {
  const { rotation: R } = surface;
  const rows: Row[] = [];
  const columns = [0, 1, 2, ...columnsOfPlace('ear'), EAR_SIZE, ...own.columns];
  const scale = scaleOf(surface);
  const size = Math.exp(p[EAR_SIZE]);
  for (const { side, px, weights } of ears) {
    const middle = middleOf(surface, p, side);
    for (let i = 0; i < px.length; i += 2) {
      const { missMm, bySize, out, place } = missOf(surface, middle, size, side, px[i], px[i + 1]);
      const byPlace = mirrored(out, side).map((v, k) => -v * scale[k]);
      rows.push({
        columns,
        slopes: [...axesSlopes(out, middle), ...byPlace, bySize, ...own.slopes(times(R, place), times(R, out))],
        residual: missMm,
        weight: WEIGHT * weights[i / 2] * softWeight(missMm, SOFT_MM),
      });
    }
  }
  return rows;
}
