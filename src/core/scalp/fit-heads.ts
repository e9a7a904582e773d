/*
 * Fits one head to several photos (core/README.md 2): its half-axes, and for each photo its position, rotation, scale and camera, from the
 * evidence kept of each (head-evidence.ts). It needs no pixels, so it runs again whenever a photo is added or removed. A photo whose outline
 * does not match the head that the others show gets little weight and is named.
 */
import type { Head, Scale } from '../consultation/schema.ts';
import { type NormalRows, normalRows } from '../math/least-squares.ts';
import { DISAGREEMENT } from './head-disagreement.ts';
import type { HeadEvidence } from './head-evidence.ts';
import { headPriors, type Parts, partsOf, photoPriors, photoRows, scaleDifference, singlePhotoPriors } from './joint-rows.ts';
import {
  asMeasured,
  DEPTH,
  FOCAL,
  halfAxesOf,
  type JointPhoto,
  jointPhoto,
  OWN,
  ownOf,
  type Row,
  rotationOf,
  SHARED,
  surfaceOf,
} from './joint-unknowns.ts';
import { plainAngles, rotationAngles } from './rotation.ts';
import { strayOf } from './scalp-outline.ts';
import { type PlacedPhoto, type SkinMatches, skinMatches, skinRows } from './skin-matches.ts';

export interface PhotoOfHead {
  id: string;
  kept: HeadEvidence;
}
export interface PlacedHead {
  id: string;
  /** the shared head as it lies in this photo */
  head: Head;
  scale: Scale;
  focalPx: number;
  /** weight of the photo in the shared head: 1 if its outline fits, near 0 if not */
  weight: number;
  /**
   * how much this photo differs, as a share: its own proportions of the head ('head'), its own scale ('scale'), or the weight that it lost
   * because its outline does not fit ('outline')
   */
  differs: { about: 'head' | 'scale' | 'outline'; share: number };
}
export interface JointHead {
  halfAxesMm: [number, number, number];
  photos: PlacedHead[];
}

/** The photos that disagree about the head, worst first. */
export const disagreeing = ({ photos }: JointHead) =>
  photos
    .filter(({ differs }) => differs.share > DISAGREEMENT)
    .sort((a, b) => b.differs.share - a.differs.share)
    .map(({ id, differs }) => ({ id, ...differs }));

/** Points within these distances are assigned to scalp and ears; smaller each round. */
const ROUNDS = [
  { scalpMm: 20, earMm: 14 },
  { scalpMm: 12, earMm: 12 },
  { scalpMm: 8, earMm: 9 },
  { scalpMm: 6, earMm: 7 },
  { scalpMm: 5, earMm: 6 },
  { scalpMm: 5, earMm: 6 },
] as const;
/** Skin is matched before these rounds. */
const SKIN_ROUNDS: readonly number[] = [2, 4];
const STEPS = 3;
const DAMPING = 1e-3;
const MAX_STEP = 0.15;
const MAX_STEP_MM = 5;
/** The weights of the photos are updated after these rounds. */
const FIRST_WEIGHTING_ROUND = 1;
const LAST_WEIGHTING_ROUND = ROUNDS.length - 2;
/** A photo whose outline strays by this much (scalp-outline.ts) gets half weight. assumed: a single fit is not trusted from 8 on. */
const HALF_WEIGHT_MM2 = 6;
/** A photo with less weight than this is named for its outline. */
const LOW_WEIGHT = 0.4;
/** Steps and reach when a single photo is fitted to the finished head, or the head to a single photo. */
const OWN_STEPS = 4;
const OWN_REACH = { scalpMm: 15, earMm: 8 } as const;

/** A single photo gets exactly the result of its own measurement. @throws without a photo */
export function fitHeads(photos: readonly PhotoOfHead[]): JointHead {
  if (!photos.length) throw new Error('fitHeads: no photo');
  if (photos.length === 1) return alone(photos[0]);
  const joint = photos.map(({ kept }, i) => jointPhoto(kept, SHARED + OWN * i));
  let p = new Array<number>(SHARED + OWN * joint.length).fill(0);
  for (const photo of joint) asMeasured(photo, p);
  let photoWeights = joint.map(() => 1);
  let outlineWeights = photoWeights;
  let parts: Parts[] = [];
  let skin: SkinMatches[] = [];
  ROUNDS.forEach((reach, round) => {
    parts = joint.map((photo) => partsOf(photo, p, reach));
    if (SKIN_ROUNDS.includes(round))
      skin = skinMatches(
        joint,
        joint.map((photo) => surfaceOf(photo, p)),
      );
    for (let step = 0; step < STEPS; step++) p = stepped(p, rowsOf(joint, p, parts, photoWeights, skin));
    if (round === FIRST_WEIGHTING_ROUND || round === LAST_WEIGHTING_ROUND) {
      outlineWeights = joint.map((photo) => outlineWeight(photo, p));
      photoWeights = joint.map((photo, i) => outlineWeights[i] / (1 + (headDifference(photo, p) / DISAGREEMENT) ** 2));
    }
  });
  // a photo with little weight is not yet fitted to the shared head
  joint.forEach((photo, i) => {
    if (photoWeights[i] > 0.9) return;
    for (let step = 0; step < OWN_STEPS; step++) p = ownStep(photo, p, partsOf(photo, p, OWN_REACH));
  });
  const normal = rowsOf(joint, p, parts, photoWeights, skin);
  return {
    halfAxesMm: halfAxesOf(p),
    photos: joint.map((photo, i): PlacedHead => {
      const surface = surfaceOf(photo, p);
      const { centreMm: c, focalPx } = surface;
      const [x, y] = surface.project(c[0], c[1], c[2]);
      const rotationRad = plainAngles(rotationAngles(rotationOf(photo, p)));
      const { first, kept } = photo;
      return {
        id: photos[i].id,
        head: { ...kept.alone.head, centrePx: [x, y], halfAxesMm: halfAxesOf(p), rotationRad, shape: 'standard' },
        scale: {
          pxPerMm: surface.pxPerMm,
          method: kept.byHand.scale?.method ?? 'mixed',
          sdShare: normal.spread([first + DEPTH, first + FOCAL], [-1, 1]),
        },
        focalPx,
        weight: photoWeights[i],
        differs: differenceOf(photo, p, outlineWeights[i]),
      };
    }),
  };
}

function alone({ id, kept: { alone: one } }: PhotoOfHead): JointHead {
  const [a, b, c] = one.head.halfAxesMm;
  return { halfAxesMm: [a, b, c], photos: [{ id, ...one, weight: 1, differs: { about: 'head', share: 0 } }] };
}

function rowsOf(
  joint: readonly JointPhoto[],
  p: readonly number[],
  parts: readonly Parts[],
  photoWeights: readonly number[],
  skin: readonly SkinMatches[],
): NormalRows {
  const normal = normalRows(p.length);
  addRows(normal, headPriors(p), 1);
  joint.forEach((photo, i) => {
    addRows(normal, photoRows(photo, p, parts[i]), photoWeights[i]);
    addRows(normal, photoPriors(photo, p), 1);
  });
  for (const match of skin) {
    const { one, other } = match;
    addRows(normal, skinRows(match, [placedPhoto(joint[one], p), placedPhoto(joint[other], p)]), photoWeights[one] * photoWeights[other]);
  }
  return normal;
}
function placedPhoto(photo: JointPhoto, p: readonly number[]): PlacedPhoto {
  const surface = surfaceOf(photo, p);
  return { surface, own: ownOf(photo, p, surface) };
}
function addRows(normal: NormalRows, rows: readonly Row[], photoWeight: number) {
  for (const { columns, slopes, residual, weight } of rows) normal.add(columns, slopes, residual, weight * photoWeight);
}

const stepped = (p: readonly number[], normal: NormalRows): number[] =>
  normal.step(DAMPING).map((by, k) => {
    const most = k > 3 && k < SHARED - 1 ? MAX_STEP_MM : MAX_STEP;
    return p[k] - Math.max(-most, Math.min(most, by));
  });

/** One step in the photo's own unknowns, with the shared head fixed. */
function ownStep(photo: JointPhoto, p: readonly number[], parts: Parts): number[] {
  const normal = normalRows(OWN);
  for (const { columns, slopes, residual, weight } of [...photoRows(photo, p, parts), ...photoPriors(photo, p)]) {
    const own = columns.flatMap((column, i) => (column < SHARED ? [] : [[column - photo.first, slopes[i]]]));
    normal.add(
      own.map(([column]) => column),
      own.map(([, slope]) => slope),
      residual,
      weight,
    );
  }
  const by = normal.step(DAMPING);
  return p.map((x, k) => {
    const own = k - photo.first;
    return own < 0 || own >= OWN ? x : x - Math.max(-MAX_STEP, Math.min(MAX_STEP, by[own]));
  });
}

function outlineWeight(photo: JointPhoto, p: readonly number[]): number {
  if (photo.kept.byHand.head || !photo.outline.length) return 1;
  const { missedMm2 } = strayOf(photo.outline, surfaceOf(photo, p), photo.kept.photo);
  return 1 / (1 + (missedMm2 / HALF_WEIGHT_MM2) ** 2);
}

/** How much the head's proportions change, as a share, if the shared head is refitted to this photo alone. */
function headDifference(photo: JointPhoto, shared: readonly number[]): number {
  const one: JointPhoto = { ...photo, first: SHARED };
  let p = [...shared.slice(0, SHARED), ...shared.slice(photo.first, photo.first + OWN)];
  const parts = partsOf(one, p, OWN_REACH);
  for (let step = 0; step < OWN_STEPS; step++) {
    const normal = normalRows(p.length);
    addRows(normal, [...photoRows(one, p, parts), ...photoPriors(one, p), ...singlePhotoPriors(p, shared)], 1);
    p = stepped(p, normal);
  }
  return Math.max(...[1, 2].map((k) => Math.abs(Math.expm1(p[k] - shared[k]))));
}

/** @param photoWeight the photo's weight by its outline alone */
function differenceOf(photo: JointPhoto, p: readonly number[], photoWeight: number): PlacedHead['differs'] {
  if (photoWeight < LOW_WEIGHT) return { about: 'outline', share: 1 - photoWeight };
  const head = headDifference(photo, p);
  const scale = Math.abs(scaleDifference(photo, p));
  return scale > head ? { about: 'scale', share: scale } : { about: 'head', share: head };
}
