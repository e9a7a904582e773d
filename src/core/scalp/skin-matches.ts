/*
 * Matches the skin of two photos of one head (skin-picture.ts). Small rotations of the head in one photo are searched for the one at which
 * the two skins correlate best over the scalp that both show. If one rotation clearly wins, each place on that scalp has a known pixel in
 * both photos.
 */

import { cross, dot, times, timesTransposed, type Vector3 } from '../math/vector.ts';
import { axesSlopes, type JointPhoto, type Own, type Row, softWeight } from './joint-unknowns.ts';
import { rotationMatrix } from './rotation.ts';
import { skinAt } from './skin-picture.ts';
import type { Surface } from './surface.ts';

/** Two photos, by index, and the pixels at which they show the same places of skin: x, y in `one`, x, y in `other`. */
export interface SkinMatches {
  one: number;
  other: number;
  px: number[];
  /** log odds that it is the same skin (natural logarithm) */
  odds: number;
}

/** Places on the whole sphere, about 3 mm apart; the first search uses every COARSELY-th. */
const PLACES = 9000;
const COARSELY = 4;
/** Below this direction are ears, face and neck, which the standard shape does not model. */
const LOWEST_UY = 0.35;
/** Least cosine between the normal and the ray, in both photos. assumed. */
const MIN_FACING = 0.4;
/** assumed: fewer common places (the area of a palm) are not enough. */
const MIN_PLACES = 300;
/** Places per independent sample: places within a blotch, about 11 mm wide, are correlated. assumed. */
const PLACES_A_BLOTCH = 12;

/** Rotations searched about each of the camera's axes, radians: range, first step, finer steps about the best, and prior sd. assumed. */
const MAX_TURN = 0.21;
const FIRST_STEP = 0.0525;
const FINER = [0.026, 0.013, 0.0065] as const;
const TURN_SD = 0.087;
/** Rotations further than this from the best count as different ones. */
const BESIDE = 0.11;
/** Maxima of the first search that are refined. */
const PEAKS = 4;
/**
 * Least log odds of a match, and their least lead over any other rotation. Set on ten rendered photos of three heads: 4.4 to 25 for the same
 * head (2.8 for one dark with stubble), at most 1.8 for different heads unless both show a face, whose wrinkles agree.
 */
const MIN_ODDS = 2.5;
const MIN_OVER_SECOND = 1;

/** Every KEPT-th place becomes a pair. */
const KEPT = 36;
/** All pairs of two photos together weigh as many points of 1 mm as their log odds (assumed). Residuals beyond this, mm, count less. */
const SOFT_MM = 5;

interface Seen {
  surface: Surface;
  skin: (xPx: number, yPx: number) => number;
}
/** Places that both photos may show: position relative to the head's centre and normal, in the axes of the other camera; pixel and skin in the first photo. */
interface Places {
  count: number;
  at: Float64Array;
  normal: Float64Array;
  onePx: Float64Array;
  skin: Float64Array;
}

/** All pairs of photos whose skin matches. @param surfaces the head in each photo by the current fit */
export function skinMatches(photos: readonly JointPhoto[], surfaces: readonly Surface[]): SkinMatches[] {
  const seen = photos.map(({ kept }, i): Seen | null => (kept.skin ? { surface: surfaces[i], skin: skinAt(kept.skin) } : null));
  return seen.flatMap((a, one) =>
    seen.slice(one + 1).flatMap((b, k): SkinMatches[] => {
      if (!a || !b) return [];
      const places = placesOf(a, b);
      const turn = turnBetween(places, b);
      return turn ? [{ one, other: one + 1 + k, px: placesAfter(places, b, rotationMatrix(turn.turn)), odds: turn.odds }] : [];
    }),
  );
}

function placesOf(a: Seen, b: Seen): Places {
  const { centreMm: c } = b.surface;
  const [at, normal, onePx, skin]: number[][] = [[], [], [], []];
  for (let i = 0; i < PLACES; i++) {
    // golden-angle spiral: evenly spread points
    const uy = -1 + (2 * (i + 0.5)) / PLACES;
    if (uy > LOWEST_UY) break;
    const r = Math.sqrt(1 - uy * uy);
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    const [ux, uz] = [r * Math.cos(angle), r * Math.sin(angle)];
    const inA = a.surface.at(ux, uy, uz);
    if (inA.cosTheta < MIN_FACING) continue;
    const [x, y] = a.surface.project(inA.xMm, inA.yMm, inA.zMm);
    const value = a.skin(x, y);
    const inB = b.surface.at(ux, uy, uz);
    if (Number.isNaN(value) || inB.cosTheta < MIN_FACING - 2 * MAX_TURN) continue;
    at.push(inB.xMm - c[0], inB.yMm - c[1], inB.zMm - c[2]);
    normal.push(inB.nx, inB.ny, inB.nz);
    onePx.push(x, y);
    skin.push(value);
  }
  const [atMm, n, px, values] = [at, normal, onePx, skin].map((column) => Float64Array.from(column));
  return { count: skin.length, at: atMm, normal: n, onePx: px, skin: values };
}

type Turn = [number, number, number];
interface Tried {
  turn: Turn;
  odds: number;
}
const apart = (a: Turn, b: Turn) => Math.hypot(...a.map((x, k) => x - b[k]));

/** Rotation of the head in `b`, about its camera's axes, that aligns its skin with the other photo's; null if none stands out. */
function turnBetween(places: Places, b: Seen): Tried | null {
  if (places.count < MIN_PLACES) return null;
  const tryAround = ([x, y, z]: Turn, step: number, steps: number, every: number): Tried[] => {
    const tried: Tried[] = [];
    for (let i = -steps; i <= steps; i++)
      for (let j = -steps; j <= steps; j++)
        for (let k = -steps; k <= steps; k++) {
          const turn: Turn = [x + i * step, y + j * step, z + k * step];
          tried.push({ turn, odds: oddsOf(places, b, turn, every) });
        }
    return tried;
  };
  const best = (tried: Tried[]) => tried.reduce((top, one) => (one.odds > top.odds ? one : top));
  let coarse = tryAround([0, 0, 0], FIRST_STEP, Math.round(MAX_TURN / FIRST_STEP), COARSELY);
  const fine: Tried[] = [];
  while (coarse.length && fine.length < PEAKS) {
    let peak = best(coarse);
    const { turn } = peak;
    coarse = coarse.filter((one) => apart(one.turn, turn) > BESIDE);
    for (const step of FINER) peak = best(tryAround(peak.turn, step, 1, 1));
    fine.push(peak);
  }
  const first = best(fine);
  const others = fine.filter(({ turn }) => apart(turn, first.turn) > BESIDE);
  const second = Math.max(0, ...others.map(({ odds }) => odds));
  return first.odds >= MIN_ODDS && first.odds - second >= MIN_OVER_SECOND ? first : null;
}

/**
 * Log likelihood ratio of "the same skin" to "unrelated skin" if the head in `b` is rotated by `turn`: from the correlation over common places,
 * plus the prior on the rotation. @param every uses every n-th place @returns minus infinity with too few common places
 */
function oddsOf({ count, at, normal, skin }: Places, { surface, skin: skinOfB }: Seen, turn: Turn, every: number): number {
  const R = rotationMatrix(turn);
  const { focalsPx, cxPx, cyPx } = surface;
  const [cx, cy, cz] = surface.centreMm;
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i += every) {
    const k = 3 * i;
    const X = R[0] * at[k] + R[1] * at[k + 1] + R[2] * at[k + 2] + cx;
    const Y = R[3] * at[k] + R[4] * at[k + 1] + R[5] * at[k + 2] + cy;
    const Z = R[6] * at[k] + R[7] * at[k + 1] + R[8] * at[k + 2] + cz;
    const nx = R[0] * normal[k] + R[1] * normal[k + 1] + R[2] * normal[k + 2];
    const ny = R[3] * normal[k] + R[4] * normal[k + 1] + R[5] * normal[k + 2];
    const nz = R[6] * normal[k] + R[7] * normal[k + 1] + R[8] * normal[k + 2];
    const facing = -(nx * X + ny * Y + nz * Z);
    if (facing < 0 || facing * facing < MIN_FACING * MIN_FACING * (X * X + Y * Y + Z * Z)) continue;
    const other = skinOfB(cxPx + (focalsPx[0] * X) / Z, cyPx + (focalsPx[1] * Y) / Z);
    if (Number.isNaN(other)) continue;
    const one = skin[i];
    n++;
    x += one;
    y += other;
    xx += one * one;
    yy += other * other;
    xy += one * other;
  }
  if (n * every < MIN_PLACES) return Number.NEGATIVE_INFINITY;
  const r = Math.max(0, xy - (x * y) / n) / Math.sqrt(Math.max(1e-12, (xx - (x * x) / n) * (yy - (y * y) / n)));
  const blotches = (n * every) / PLACES_A_BLOTCH;
  return (-blotches * Math.log(1 - r * r) - dot(turn, turn) / (TURN_SD * TURN_SD)) / 2;
}

function placesAfter({ count, at, normal, onePx }: Places, { surface, skin }: Seen, turn: readonly number[]): number[] {
  const c = surface.centreMm;
  const px: number[] = [];
  for (let i = 0; i < count; i += KEPT) {
    const of = (column: Float64Array) => times(turn, [column[3 * i], column[3 * i + 1], column[3 * i + 2]]);
    const p = of(at).map((mm, k) => mm + c[k]);
    if (-dot(of(normal), p) < MIN_FACING * Math.sqrt(dot(p, p))) continue;
    const there = surface.project(p[0], p[1], p[2]);
    if (!Number.isNaN(skin(there[0], there[1]))) px.push(onePx[2 * i], onePx[2 * i + 1], ...there);
  }
  return px;
}

/** Rows for a match: the distance along the head between the places at which the two photos show the same skin, mm. */
export function skinRows({ px, odds }: SkinMatches, [a, b]: readonly [PlacedPhoto, PlacedPhoto]): Row[] {
  const rows: Row[] = [];
  const columns = [0, 1, 2, ...a.own.columns, ...b.own.columns];
  const each = odds / (px.length / 4);
  for (let i = 0; i < px.length; i += 4) {
    const [inA, inB] = [placeAt(a, px[i], px[i + 1]), placeAt(b, px[i + 2], px[i + 3])];
    if (!inA || !inB) continue;
    const apart = inA.at.map((mm, k) => mm - inB.at[k]);
    const weight = (each * softWeight(Math.sqrt(dot(apart, apart)), SOFT_MM) * 2) / (inA.facing ** -2 + inB.facing ** -2);
    for (const along of tangents(inA.normal)) {
      const [ofA, ofB] = [slopesAlong(inA, along), slopesAlong(inB, along)];
      rows.push({
        columns,
        slopes: [...ofA.axes.map((x, k) => x - ofB.axes[k]), ...ofA.own, ...ofB.own.map((x) => -x)],
        residual: dot(along, apart),
        weight,
      });
    }
  }
  return rows;
}
export interface PlacedPhoto {
  surface: Surface;
  own: Own;
}
interface PlaceAt extends PlacedPhoto {
  at: Vector3;
  normal: Vector3;
  ray: Vector3;
  /** cosine between normal and ray */
  facing: number;
}

/** The point of the head under a pixel, with its normal and the ray, in head axes; null off the head. */
function placeAt({ surface, own }: PlacedPhoto, xPx: number, yPx: number): PlaceAt | null {
  const { rotation: R, centreMm: c } = surface;
  const p = surface.hit(xPx, yPx);
  if (!p) return null;
  const at = timesTransposed(R, [p.xMm - c[0], p.yMm - c[1], p.zMm - c[2]]);
  return {
    surface,
    own,
    at,
    normal: timesTransposed(R, [p.nx, p.ny, p.nz]),
    ray: timesTransposed(R, [p.xMm, p.yMm, p.zMm]),
    facing: Math.max(0.1, p.cosTheta),
  };
}

/** Derivatives of the position, in direction `along` within the surface, of the point under a fixed pixel: it stays on the ray. */
function slopesAlong({ surface: { rotation: R }, own, at, normal, ray }: PlaceAt, along: Vector3) {
  const sliding = dot(along, ray) / dot(normal, ray);
  const slope = along.map((x, k) => x - normal[k] * sliding);
  return { axes: axesSlopes(slope, at), own: own.slopes(times(R, at), times(R, slope)) };
}

function tangents(normal: Vector3): [Vector3, Vector3] {
  const side = cross(normal, Math.abs(normal[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0]);
  const length = Math.sqrt(dot(side, side));
  const unit = side.map((x) => x / length);
  return [unit, cross(normal, unit)];
}
