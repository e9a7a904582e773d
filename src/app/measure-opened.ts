/*
 * Measures an opened photo in any orientation. Looks for a face and a person first. If there is no face, or it shows no iris or does not fit the
 * head's outline, it looks for nose, eyes and ears, which also tell which way is up. Results are in the photo's own pixels.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Side } from '../core/consultation/schema.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { BodyPoints, PosesSeen } from '../core/scalp/body-points.ts';
import { type FaceLandmarks, faceRollRad } from '../core/scalp/face-landmarks.ts';
import { evidenceBack, type HeadEvidence } from '../core/scalp/head-evidence.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { PersonMask } from '../core/scalp/person-mask.ts';
import { placesForDots, type TakesDots } from '../core/scalp/places-for-dots.ts';
import { isLikelyUpright, logOddsFitted, mayHaveNoseOf, type WayUp, waysUp } from '../core/scalp/seen-side.ts';
import { faceBack, headBack, pointBack, type Quarters, type Size, turnedMask, turnedRaster, turnedSize } from '../core/scalp/turned.ts';
import { type MeasuredAway, measureAway, sendRaster } from './measure-away.ts';

type SmallPhoto = Pick<DecodedPhoto, 'widthPx' | 'heightPx' | 'small'>;
type Failure = { ok: false; reason: string };
/** `more`: whether there is another face in the picture, which takes as long as the first. */
export type FaceFound = { ok: true; face: FaceLandmarks | null; more(): Promise<boolean> } | Failure;

export type PersonFound = { ok: true; person: PersonMask | null } | Failure;

/** Models that find people in the photo turned clockwise; results are in pixels of the turned picture. */
export interface Seekers {
  /** the face, null if there is none, or why the model could not load */
  face(quarters: Quarters, signal?: AbortSignal): Promise<FaceFound>;
  /** mask of the person, null if there is none, or why the model did not work */
  person(quarters: Quarters, signal?: AbortSignal): Promise<PersonFound>;
  /** nose, eyes and ears; null if the model could not load */
  body(quarters: Quarters, signal?: AbortSignal): Promise<BodyPoints | null>;
}

export interface MeasuredPhoto {
  /** null: no head was found */
  measures: PhotoMeasures | null;
  /** evidence for fitting one head to several photos, worked out when it is asked for; a head must have been found */
  kept(signal?: AbortSignal): Promise<HeadEvidence>;
  found: FaceFound;
  /** one sentence if a model did not work: the face's before the outline's */
  trouble: string | null;
  takesDots?: TakesDots;
  /** face and person for the photo check, as if there were no other face */
  seen: Promise<FaceSeen | null>;
  /** the same once another face was looked for, which takes a third of a second: the same object if there is none */
  wholeSeen(): Promise<FaceSeen | null>;
  /** if no head was found: why, as the end of a sentence about the photo */
  whyNone: string | null;
}

/** What the models found in the photo turned one way. */
interface Look {
  found: FaceFound;
  person: PersonFound;
}

export async function measureOpened(
  seekers: Seekers,
  photo: SmallPhoto,
  { focalPx, side }: { focalPx: number | null; side: Side | null },
  signal?: AbortSignal,
): Promise<MeasuredPhoto> {
  const size = { widthPx: photo.widthPx, heightPx: photo.heightPx };
  // while the models look
  sendRaster(photo.small, signal);
  const look = async (quarters: Quarters): Promise<Look> => {
    const [found, person] = await Promise.all([seekers.face(quarters, signal), seekers.person(quarters, signal)]);
    return { found, person };
  };
  const measured = ({ found, person }: Look, quarters: Quarters, body: BodyPoints | null) =>
    measureAway(
      {
        raster: quarters ? turnedRaster(photo.small, quarters) : photo.small,
        photo: turnedSize(size, quarters),
        focalPx,
        face: found.ok ? found.face : null,
        person: person.ok ? person.person : null,
        body,
        side,
      },
      signal,
    );
  const asItLies = await look(0);
  const { found, person } = asItLies;
  const face = found.ok ? found.face : null;
  const first = face && (await measured(asItLies, 0, null));
  const isPlain = first !== null && !first.measures.isFaceDoubtful;
  if (isPlain && !first.measures.isFaceBlind) return told(first, found, person, photo);
  const upright = await seekers.body(0, signal);
  if (isPlain && (!upright || (face && mayHaveNoseOf(face, upright)))) return told(first, found, person, photo);
  const everyWay = async (body: BodyPoints): Promise<PosesSeen> => [
    body,
    await seekers.body(1, signal),
    await seekers.body(2, signal),
    await seekers.body(3, signal),
  ];
  const ways = (poses: PosesSeen): WayUp[] => waysUp(poses, Math.max(photo.widthPx, photo.heightPx), person.ok ? person.person : null);
  const measuredSo = async ({ quarters, logOdds }: WayUp, poses: PosesSeen | null) => {
    const seen = quarters ? await look(quarters) : asItLies;
    const away = await measured(seen, quarters, poses?.[quarters] ?? null);
    return { quarters, seen, away, logOdds: logOddsFitted(logOdds, away ? (away.measures.costMm2 ?? 0) : Number.POSITIVE_INFINITY) };
  };
  const isLikely = upright !== null && isLikelyUpright(upright);
  const poses = upright && (isLikely ? ([upright, null, null, null] as const) : await everyWay(upright));
  const likeliest = await measuredSo(poses ? ways(poses)[0] : { quarters: 0, logOdds: 0 }, poses);
  let best = likeliest;
  // before a head that fits badly is shown, or none, it is looked for with the other ways up
  if (poses && !likeliest.away?.measures.isTrusted) {
    const all = isLikely ? await everyWay(poses[0]) : poses;
    for (const way of ways(all)) {
      if (way.quarters === likeliest.quarters) continue;
      const other = await measuredSo(way, all);
      if (other.away?.measures.isTrusted && other.logOdds > best.logOdds) best = other;
    }
  }
  const { quarters, seen, away } = best;
  const isFace = away?.measures.sawFace && seen.found.ok && seen.found.face;
  const outline = seen.person;
  return told(
    away && inPhotoPixels(away, size, quarters),
    seen.found.ok ? { ...seen.found, face: isFace ? faceBack(isFace, size, quarters) : null } : seen.found,
    outline.ok && outline.person ? { ...outline, person: turnedMask(outline.person, ((4 - quarters) % 4) as Quarters) } : outline,
    photo,
  );
}

async function told(away: MeasuredAway | null, found: FaceFound, outline: PersonFound, photo: SmallPhoto): Promise<MeasuredPhoto> {
  const measures = away?.measures ?? null;
  const person = outline.ok ? outline.person : null;
  const seen = faceSeen(found, person, photo);
  // whoever was aborted does not wait for it
  seen.catch(() => {});
  const wholeSeen = async () => {
    const one = await seen;
    return one && found.ok && (await found.more()) ? { ...one, more: true } : one;
  };
  let keeping: Promise<HeadEvidence> | null = null;
  const kept = async (signal?: AbortSignal) => {
    if (!away) throw new Error('no head was found');
    keeping ??= away.kept(signal);
    return keeping;
  };
  return {
    measures,
    kept,
    found,
    trouble: [found, outline].flatMap((one) => (one.ok ? [] : [one.reason]))[0] ?? null,
    takesDots: measures ? placesForDots(measures, found.ok ? found.face : null, person, photo) : undefined,
    seen,
    wholeSeen,
    whyNone: measures ? null : await noHeadReason(photo, await wholeSeen(), person),
  };
}

async function faceSeen(found: FaceFound, person: PersonMask | null, photo: SmallPhoto): Promise<FaceSeen | null> {
  if (!found.ok || !found.face) return null;
  const { face } = found;
  const { wearsGlasses } = await import('../core/photo/glasses.ts');
  const glasses = wearsGlasses(photo.small, photo.widthPx, face.pointsPx);
  return { rollRad: faceRollRad(face), more: false, pointsPx: face.pointsPx, glasses, person };
}

/** Loaded only if no head was found. */
async function noHeadReason(photo: SmallPhoto, seen: FaceSeen | null, person: PersonMask | null): Promise<string> {
  const { whyNoHead } = await import('../core/photo/why-no-head.ts');
  return whyNoHead(photo.small, seen, person);
}

/** Orientation of a photo that becomes upright by this many quarter turns clockwise. */
const TURNED = ['', 'a quarter turn to the left', 'upside down', 'a quarter turn to the right'] as const;

function inPhotoPixels({ measures, kept }: MeasuredAway, photo: Size, quarters: Quarters): MeasuredAway {
  if (!quarters) return { measures, kept };
  const turned = {
    ...measures,
    head: headBack(measures.head, photo, quarters),
    earsPx: measures.earsPx.map((p) => pointBack(p, photo, quarters)),
    irisPx: measures.irisPx?.map(([x, y, width]): [number, number, number] => [...pointBack([x, y], photo, quarters), width]) ?? null,
    guessed: measures.guessed.map((guess) => ({ ...guess, atPx: guess.atPx && pointBack(guess.atPx, photo, quarters) })),
    messages: [`The photo lies ${TURNED[quarters]}: the head was found with it turned upright.`, ...measures.messages],
  };
  return { measures: turned, kept: async (signal) => evidenceBack(await kept(signal), photo, quarters) };
}
