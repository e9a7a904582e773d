/*
 * The candidates that a photo shows: those that face its camera and lie in the picture, projected. Near the silhouette dots are shifted
 * along their tilt so that they end where the head in the photo ends, and fade out (core/README.md 7). The shift is made in the photo only:
 * on the head no candidate moves.
 */
import { hash01 } from '../math/random.ts';
import { finish, inParts, type Steps } from '../math/steps.ts';
import { overlaps } from '../scalp/overlaps.ts';
import { RIM_COS, type Rim, rimOffsetMm } from '../scalp/rim.ts';
import { HOLLOW_UY, type Surface } from '../scalp/surface.ts';
import type { HeadPlaces } from './head-places.ts';

export interface SeenCandidates {
  count: number;
  /** number of the candidate, ascending */
  candidate: Uint32Array;
  xPx: Float32Array;
  yPx: Float32Array;
  /** camera frame, mm */
  xMm: Float32Array;
  yMm: Float32Array;
  zMm: Float32Array;
  /** cosine of the tilt against the ray, and the unit direction of the tilt in the picture */
  cosTheta: Float32Array;
  tiltX: Float32Array;
  tiltY: Float32Array;
  /** photo px per mm at the dot's depth, perpendicular to the ray */
  pxPerMm: Float32Array;
  /** mm^2 of skin in this photo per mm^2 on the model; differs from 1 only near the silhouette, where the two heads differ */
  stretch: Float32Array;
  /** where the head in the photo ends, if that is known */
  rim: Rim | null;
}

/** Cosine of the steepest tilt at which dots are drawn: 88 degrees; density fades from 85 (core/README.md 7). */
const MIN_COS = 0.035;
const FULL_COS = 0.087;
/** Share of the density that is kept near the silhouette. */
export const rimShare = (cosTheta: number) => (cosTheta >= FULL_COS ? 1 : Math.max(0, (cosTheta - MIN_COS) / (FULL_COS - MIN_COS)));

const HIDDEN_MM = 2;
function isHidden(surface: Surface, xMm: number, yMm: number, zMm: number): boolean {
  const [px, py] = surface.project(xMm, yMm, zMm);
  const hit = surface.hit(px, py);
  return hit !== null && hit.zMm < zMm - HIDDEN_MM;
}

/** Candidates projected between two pauses. */
const A_STEP = 16000;

const COLUMNS = ['candidate', 'xPx', 'yPx', 'xMm', 'yMm', 'zMm', 'cosTheta', 'tiltX', 'tiltY', 'pxPerMm', 'stretch'] as const;

/** @param rim where the head in the photo ends */
export function* seeingSteps(
  places: HeadPlaces,
  surface: Surface,
  photo: { widthPx: number; heightPx: number },
  rim: Rim | null = null,
): Steps<SeenCandidates> {
  const total = places.count;
  const mayBeHidden = overlaps(surface);
  const column = () => new Float32Array(total);
  // one object to the end: engines throw compiled code away with the last object of a shape that a spread has made
  const out: SeenCandidates = {
    count: 0,
    candidate: new Uint32Array(total),
    xPx: column(),
    yPx: column(),
    xMm: column(),
    yMm: column(),
    zMm: column(),
    cosTheta: column(),
    tiltX: column(),
    tiltY: column(),
    pxPerMm: column(),
    stretch: column(),
    rim,
  };
  let n = 0;
  yield* inParts(total, A_STEP, (from, to) => {
    const facing = faceSome(from, to, n, places, surface, photo, rim, out);
    n = withoutHidden(n, facing, places, surface, mayBeHidden, out);
  });
  out.count = n;
  for (const key of COLUMNS) out[key] = out[key].slice(0, n) as never;
  return out;
}

/**
 * Projects candidates from `from` to `to` that face the camera and lie in the picture. It calls no function that is made anew with each photo:
 * engines throw what they have compiled for one away with it.
 * @param n how many are in `out` already @returns how many are in it then
 */
function faceSome(
  from: number,
  to: number,
  n: number,
  { xMm, yMm, zMm, nx: ax, ny: ay, nz: az }: HeadPlaces,
  { centreMm: [cx, cy, cz], rotation: R, focalPx, focalsPx: [fx, fy], cxPx, cyPx, halfAxesMm }: Surface,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  rim: Rim | null,
  out: SeenCandidates,
): number {
  const meanHalfMm = (halfAxesMm[0] + halfAxesMm[1] + halfAxesMm[2]) / 3;
  for (let i = from; i < to; i++) {
    const x = R[0] * xMm[i] + R[1] * yMm[i] + R[2] * zMm[i] + cx;
    const y = R[3] * xMm[i] + R[4] * yMm[i] + R[5] * zMm[i] + cy;
    const z = R[6] * xMm[i] + R[7] * yMm[i] + R[8] * zMm[i] + cz;
    const nx = R[0] * ax[i] + R[1] * ay[i] + R[2] * az[i];
    const ny = R[3] * ax[i] + R[4] * ay[i] + R[5] * az[i];
    const nz = R[6] * ax[i] + R[7] * ay[i] + R[8] * az[i];
    const range = Math.sqrt(x * x + y * y + z * z);
    const cos = -(nx * x + ny * y + nz * z) / range;
    if (cos < MIN_COS || z <= 0) continue;
    const tx = nx + (cos * x) / range;
    const ty = ny + (cos * y) / range;
    const tLen = Math.sqrt(tx * tx + ty * ty);
    const tiltX = tLen > 1e-9 ? tx / tLen : 1;
    const tiltY = tLen > 1e-9 ? ty / tLen : 0;
    const pxPerMm = focalPx / z;
    let px = cxPx + (fx * x) / z;
    let py = cyPx + (fy * y) / z;
    let stretch = 1;
    if (rim && cos < RIM_COS) {
      const share = 1 - cos / RIM_COS;
      const offsetMm = rimOffsetMm(rim, px, py);
      px += offsetMm * share * share * pxPerMm * tiltX;
      py += offsetMm * share * share * pxPerMm * tiltY;
      // the shift grows towards the edge, which stretches or squeezes the skin by its derivative
      stretch += ((offsetMm * 2 * share) / RIM_COS / meanHalfMm) * (Math.sqrt(1 - cos * cos) / cos);
      stretch = Math.min(2, Math.max(0.4, stretch));
    }
    if (px < 0 || py < 0 || px > widthPx || py > heightPx) continue;
    out.candidate[n] = i;
    out.xPx[n] = px;
    out.yPx[n] = py;
    out.xMm[n] = ((px - cxPx) * z) / fx;
    out.yMm[n] = ((py - cyPx) * z) / fy;
    out.zMm[n] = z;
    out.cosTheta[n] = cos;
    out.tiltX[n] = tiltX;
    out.tiltY[n] = tiltY;
    out.pxPerMm[n] = pxPerMm;
    out.stretch[n] = stretch;
    n++;
  }
  return n;
}

/** Drops those from `from` to `to` in `out` that another part of the head hides. @returns how many are left in it */
function withoutHidden(
  from: number,
  to: number,
  { ux, uy, uz, xMm, yMm, zMm }: HeadPlaces,
  surface: Surface,
  mayBeHidden: ReturnType<typeof overlaps>,
  out: SeenCandidates,
): number {
  const [cx, cy, cz] = surface.centreMm;
  const R = surface.rotation;
  let n = from;
  let kept = from;
  const keepTo = (end: number) => {
    if (n < kept) for (const key of COLUMNS) out[key].copyWithin(n, kept, end);
    n += end - kept;
    kept = end + 1;
  };
  for (let j = from; j < to; j++) {
    const i = out.candidate[j];
    if (uy[i] <= HOLLOW_UY || !mayBeHidden(ux[i], uy[i], uz[i])) continue;
    const x = R[0] * xMm[i] + R[1] * yMm[i] + R[2] * zMm[i] + cx;
    const y = R[3] * xMm[i] + R[4] * yMm[i] + R[5] * zMm[i] + cy;
    const z = R[6] * xMm[i] + R[7] * yMm[i] + R[8] * zMm[i] + cz;
    if (isHidden(surface, x, y, z)) keepTo(j);
  }
  keepTo(to);
  return n;
}

/** seeingSteps without pauses. */
export const seeCandidates = (...args: Parameters<typeof seeingSteps>): SeenCandidates => finish(seeingSteps(...args));

/** 1 for each candidate that at least one of several photos shows. */
export function seenOnHead(total: number, photos: readonly Pick<SeenCandidates, 'candidate'>[]): Uint8Array {
  const isSeen = new Uint8Array(total);
  for (const { candidate } of photos) for (let j = 0; j < candidate.length; j++) isSeen[candidate[j]] = 1;
  return isSeen;
}

/** Candidates chosen as dots, ascending, each with its session. */
export interface Chosen {
  candidate: Uint32Array;
  session: Uint8Array;
}
/** What the plan wants of the candidates, by number. */
export interface Asked {
  targetPerCm2: Float32Array;
  /** share of all candidates that are dots before this one, where any are wanted */
  before: Float64Array;
}

/** Hash salts: for fading, and for the session of a dot that only this photo adds. */
const FADE_SALT = 6;
const SESSION_SALT = 7;

/**
 * The plan's dots as this photo shows them. Towards the silhouette they are thinned by a fixed random number each; where the head in the
 * photo is larger than the model, the next candidates in order fill the extra skin.
 * @param shares cumulative shares of the sessions, ascending to 1
 * @returns the dots shown, with their indices in `seen`
 */
export function shownCandidates(
  seen: SeenCandidates,
  { areaFactor, perCm2 }: Pick<HeadPlaces, 'areaFactor' | 'perCm2'>,
  { targetPerCm2, before }: Asked,
  chosen: Chosen,
  shares: readonly number[],
  seed: number,
): Chosen & { seenIndex: Uint32Array } {
  const seenIndex = new Uint32Array(seen.count);
  const session = new Uint8Array(seen.count);
  const asked = { areaFactor, perCm2, targetPerCm2, before };
  const at = { n: 0, chosen: 0 };
  for (let from = 0; from < seen.count; from += A_STEP)
    showSome(from, Math.min(seen.count, from + A_STEP), at, seen, asked, chosen, shares, seed, seenIndex, session);
  const { n } = at;
  const candidate = new Uint32Array(n);
  for (let k = 0; k < n; k++) candidate[k] = seen.candidate[seenIndex[k]];
  return { seenIndex: seenIndex.slice(0, n), candidate, session: session.slice(0, n) };
}

/** Goes through those of the seen candidates from `from` to `to`. @param at how many are shown and how many of the chosen are passed; goes on */
function showSome(
  from: number,
  to: number,
  at: { n: number; chosen: number },
  seen: SeenCandidates,
  { areaFactor, perCm2, targetPerCm2, before }: Pick<HeadPlaces, 'areaFactor' | 'perCm2'> & Asked,
  chosen: Chosen,
  shares: readonly number[],
  seed: number,
  seenIndex: Uint32Array,
  session: Uint8Array,
) {
  for (let j = from; j < to; j++) {
    const i = seen.candidate[j];
    if (targetPerCm2[i] <= 0) continue;
    while (at.chosen < chosen.candidate.length && chosen.candidate[at.chosen] < i) at.chosen++;
    const factor = seen.stretch[j] * rimShare(seen.cosTheta[j]);
    let k = 0;
    if (chosen.candidate[at.chosen] === i) {
      if (factor < 1 && hash01(i, seed * 8 + FADE_SALT) >= factor) continue;
      k = chosen.session[at.chosen];
    } else {
      if (factor <= 1 || before[i] >= Math.min(1, (targetPerCm2[i] * areaFactor[i] * factor) / perCm2)) continue;
      const share = hash01(i, seed * 8 + SESSION_SALT);
      while (share >= shares[k]) k++;
      k++;
    }
    seenIndex[at.n] = j;
    session[at.n++] = k;
  }
}
