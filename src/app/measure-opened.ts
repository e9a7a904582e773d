/*
 * Measures an opened photo, however it lies: looks for a face and a person, and where no face is found, or one that does not lie on the head,
 * for nose, eyes and ears, which also tell whether the picture stands upright. What is found in a turned picture comes back in the photo's own.
 */
import type { DecodedPhoto } from '../core/project/photo.ts';
import type { Side } from '../core/project/schema.ts';
import type { BodyPoints, PosesSeen } from '../core/scalp/body-points.ts';
import type { FaceLandmarks } from '../core/scalp/face-landmarks.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { onPerson, type PersonMask } from '../core/scalp/person-mask.ts';
import { uprightQuarters } from '../core/scalp/seen-side.ts';
import { faceBack, headBack, pointBack, type Quarters, type Size, turnedMask, turnedRaster, turnedSize } from '../core/scalp/turned.ts';
import type { IsPerson } from './first-design.ts';
import { measureAway } from './measure-away.ts';

type Failure = { ok: false; reason: string };
/** `more`: another face is in the picture besides. */
export type FaceFound = { ok: true; face: FaceLandmarks | null; more: boolean } | Failure;

/** What looks for people in the photo turned clockwise, in the pixels of that picture. */
export interface Seekers {
  /** landmarks of the face, null where none is seen, or why the model could not load */
  face(quarters: Quarters, signal?: AbortSignal): Promise<FaceFound>;
  /** where a person is, null where that cannot be told */
  person(quarters: Quarters, signal?: AbortSignal): Promise<PersonMask | null>;
  /** nose, eyes and ears; null where the model could not load */
  poses(signal?: AbortSignal): Promise<PosesSeen | null>;
}

export interface MeasuredPhoto {
  /** null: no head was found */
  measures: PhotoMeasures | null;
  found: FaceFound;
  /** where the photo shows the person, where that can be told */
  isPerson?: IsPerson;
}

export async function measureOpened(
  seekers: Seekers,
  photo: DecodedPhoto,
  { focalPx, side }: { focalPx: number | null; side: Side | null },
  signal?: AbortSignal,
): Promise<MeasuredPhoto> {
  const size = { widthPx: photo.widthPx, heightPx: photo.heightPx };
  let found = await seekers.face(0, signal);
  let person = await seekers.person(0, signal);
  const measured = (quarters: Quarters, body: BodyPoints | null) =>
    measureAway(
      {
        raster: quarters ? turnedRaster(photo.small, quarters) : photo.small,
        photo: turnedSize(size, quarters),
        focalPx,
        face: found.ok ? found.face : null,
        person,
        body,
        side,
      },
      signal,
    );
  const first = found.ok && found.face ? await measured(0, null) : null;
  if (first && !first.isFaceDoubtful) return { measures: first, found, isPerson: isPersonIn(first, person, size, 0) };
  const poses = await seekers.poses(signal);
  const quarters = poses ? uprightQuarters(poses, Math.max(photo.widthPx, photo.heightPx)) : 0;
  if (quarters) {
    found = await seekers.face(quarters, signal);
    person = await seekers.person(quarters, signal);
  }
  const measures = await measured(quarters, poses?.[quarters] ?? null);
  const isFace = measures?.sawFace && found.ok && found.face;
  return {
    measures: measures && laidBack(measures, size, quarters),
    found: found.ok ? { ...found, face: isFace ? faceBack(isFace, size, quarters) : null } : found,
    isPerson: isPersonIn(measures, person, size, quarters),
  };
}

function isPersonIn(measures: PhotoMeasures | null, person: PersonMask | null, photo: Size, quarters: Quarters): IsPerson | undefined {
  if (!person || !measures?.isMaskBelieved) return undefined;
  return onPerson(turnedMask(person, ((4 - quarters) % 4) as Quarters), photo);
}

const TURNED = ['', 'a quarter turn to the left', 'upside down', 'a quarter turn to the right'] as const;

function laidBack(measures: PhotoMeasures, photo: Size, quarters: Quarters): PhotoMeasures {
  if (!quarters) return measures;
  return {
    ...measures,
    head: headBack(measures.head, photo, quarters),
    irisPx: measures.irisPx?.map(([x, y, width]): [number, number, number] => [...pointBack([x, y], photo, quarters), width]) ?? null,
    guessed: measures.guessed.map((guess) => ({ ...guess, atPx: guess.atPx && pointBack(guess.atPx, photo, quarters) })),
    messages: [`The photo lies ${TURNED[quarters]}: the head was found with it turned upright.`, ...measures.messages],
  };
}
