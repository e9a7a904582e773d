/*
 * From project and photos to dots, as two tables of stages: a row names its inputs and computes one value, again only if an input has
 * changed. The plan's rows know the head and no photo; a photo's rows project the plan. If the `when` of a row is false, its value is null
 * and its inputs are not computed.
 *   of the head    candidates -> places, marks ─┐
 *   of each photo  surface, rim -> seen -> hair read at them ─┐
 *   of the plan    places, hair of all photos -> density -> dots
 *   of each photo  dots -> those it shows
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import { type DensityField, densitySteps } from '../core/design/density.ts';
import { chooseDots, dotsOf, type Marks, marksOf, type PlanDots } from '../core/design/dots.ts';
import { edgeWaver, type Waver } from '../core/design/edge-waver.ts';
import { type HairOnHead, type HairReading, joinSteps } from '../core/design/hair-on-head.ts';
import { strayMm } from '../core/design/hand.ts';
import { type NorwoodSuggestion, suggestNorwood } from '../core/design/norwood-suggestion.ts';
import { OLD_WORK_SEED, oldWorkDots, oldWorkField } from '../core/design/old-work.ts';
import type { Raster } from '../core/math/raster.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import { type ExistingHair, type HairAtPlaces, hairAtSteps } from '../core/photo/existing-hair.ts';
import type { HairOptions } from '../core/photo/hair.ts';
import { type HairAt, hairOn } from '../core/photo/hair-grid.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../core/photo/skin.ts';
import { lateStrands, strandSteps } from '../core/photo/strands.ts';
import { whitened } from '../core/photo/whitened.ts';
import { headForm } from '../core/scalp/head-form.ts';
import { type Outline, outlineOf, type Rim, rimSteps } from '../core/scalp/rim.ts';
import type { Surface } from '../core/scalp/surface.ts';
import { candidatePlaceSteps } from '../core/stipple/candidate-places.ts';
import type { Candidates } from '../core/stipple/candidates.ts';
import { type HeadPlaces, placeOnHead, placingSteps } from '../core/stipple/head-places.ts';
import { type SeenCandidates, seeCandidates, seeingSteps, seenOnHead, shownCandidates } from '../core/stipple/seen-candidates.ts';
import type { Gloss } from '../core/treatment/composite.ts';
import { type Dots, dotsInPhoto, joinDots } from '../core/treatment/dots-in-photo.ts';
import { type FineLook, fineLook } from '../core/treatment/fine-contrast.ts';
import type { HairAway } from './hair-away.ts';
import { coverageSteps, hairOptions, type PhotoPart, surfaceIn } from './hair-of-photo.ts';
import type { PhotoReader } from './photo-reader.ts';
import { remember, rememberSteps } from './remember.ts';
import { only, type Row, stageRows } from './stage-table.ts';

type HeadOf = NonNullable<Project['head']>;

/** Inputs of the plan's stages: the head without a pose, the design, and what each photo has reported. */
export interface GivenPlan {
  candidates: Candidates;
  halfAxesMm: HeadOf['halfAxesMm'];
  headShape: HeadOf['shape'];
  seed: number;
  hand: number;
  sessions: Project['treatment']['sessions'];
  design: Project['design'];
  zones: Project['design']['zones'];
  /** one per photo; null if its hair was not read */
  readings: readonly (HairReading | null)[];
  /** the candidates that each photo shows */
  sights: readonly Pick<SeenCandidates, 'candidate'>[];
}
interface MadePlan {
  places: HeadPlaces;
  marks: Marks;
  waver: Waver;
  /** the hair that dots avoid; null if no zone avoids hair */
  hair: HairOnHead | null;
  isSeen: Uint8Array;
  field: DensityField;
  dots: PlanDots;
  oldPlaces: HeadPlaces | null;
  oldField: DensityField | null;
  oldDots: PlanDots | null;
  norwood: Plan['norwood'];
  plan: Plan;
}
/** Results of the plan's stages, for the photos to show. */
export interface Plan {
  places: HeadPlaces;
  marks: Marks;
  field: DensityField;
  dots: PlanDots;
  /** old work: dots that exist already, with their own places */
  old: { places: HeadPlaces; field: DensityField; dots: PlanDots } | null;
  isSeen: Uint8Array;
  /** worked out when it is first asked for, which the first dots do not wait for */
  norwood: () => NorwoodSuggestion | null;
}

/** Inputs of a photo's stages that do not depend on the plan. */
export interface GivenPhoto {
  photo: PhotoPart;
  scale: NonNullable<Project['scale']>;
  camera: Project['camera'];
  head: HeadOf;
  white: Project['white'];
  raster: Raster;
  cameraLook: DecodedPhoto['cameraLook'];
  zones: Project['design']['zones'];
}
/** All inputs of a photo's stages; projecting the candidates needs only `places`. */
export interface GivenView extends GivenPhoto {
  places: HeadPlaces;
  plan: Plan;
  sessions: Project['treatment']['sessions'];
  seed: number;
}
export interface DesignResult {
  surface: Surface;
  seen: SeenCandidates;
  plan: Plan;
  dots: Dots;
  skin: SkinReading | null;
  /** share of light that the client's own shaved hair keeps, 0..1, or null */
  stubbleKept: number | null;
  gloss: Gloss;
  camera: FineLook;
  /** what the reading of existing hair is based on; null if no zone avoids hair */
  hair: HairBasis | null;
}
/** Own hair, and what its reading is based on. */
type SeenHair = ExistingHair & { basis: HairBasis | null };
/** Values that depend on photo and head only. */
interface OfPhoto {
  surface: Surface;
  /** each worked out when it is first asked for: of a rim or hair that was read elsewhere it is not */
  outline: () => Outline;
  rim: Rim;
  hairOptions: () => Omit<HairOptions, 'skinAt'>;
  coverage: HairAt;
  strands: ExistingHair['strands'];
  hair: SeenHair;
  inWhite: Raster;
  look: CameraLook;
}
interface MadeView extends OfPhoto {
  seen: SeenCandidates;
  /** hair at the visible candidates; null if no zone avoids hair */
  reading: HairAtPlaces | null;
  avoided: SeenHair | null;
  hairBasis: HairBasis | null;
  /** wanted density at each visible candidate, per cm^2 */
  asked: Float32Array;
  skin: SkinReading | null;
  shown: Dots;
  oldSeen: SeenCandidates | null;
  dots: Dots;
  stubbleKept: number | null;
  gloss: Gloss;
  fineLook: FineLook;
  result: DesignResult;
}

const avoidsHair = ({ zones }: Pick<Project['design'], 'zones'>) => zones.some((zone) => zone.avoidHair);
const hasOldWork = ({ zones }: Pick<Project['design'], 'zones'>) => zones.some((zone) => zone.kind === 'oldwork');

const planStage = stageRows<GivenPlan, MadePlan>();

/** The same for most consultations: they depend on no head. */
const lastMarks = remember(marksOf);
const lastPlaces = rememberSteps(candidatePlaceSteps);

export const PLAN_STAGES: readonly Row<GivenPlan, MadePlan>[] = [
  planStage('places', ['candidates', 'halfAxesMm', 'headShape', 'seed', 'hand'], function* (candidates, halfAxesMm, shape, seed, hand) {
    return yield* placingSteps(yield* lastPlaces(candidates, seed, strayMm(hand)), headForm(halfAxesMm, shape));
  }),
  planStage('marks', ['candidates', 'seed', 'hand'], (candidates, seed, hand) => lastMarks(candidates.x.length, seed, hand)),
  planStage('waver', ['places', 'seed'], edgeWaver),
  only(
    avoidsHair,
    planStage('hair', ['places', 'readings'], (places, readings) =>
      joinSteps(
        places.count,
        readings.filter((reading) => reading !== null),
      ),
    ),
  ),
  planStage('isSeen', ['places', 'sights'], (places, sights) => seenOnHead(places.count, sights)),
  planStage('field', ['design', 'places', 'waver', 'hair'], densitySteps),
  planStage('dots', ['sessions', 'places', 'marks', 'field'], chooseDots),
  only(
    hasOldWork,
    planStage('oldPlaces', ['candidates', 'halfAxesMm', 'headShape', 'seed', 'hand'], (candidates, halfAxesMm, shape, seed, hand) =>
      placeOnHead(candidates, headForm(halfAxesMm, shape), seed + OLD_WORK_SEED, strayMm(hand)),
    ),
  ),
  only(
    hasOldWork,
    planStage('oldField', ['design', 'oldPlaces'], (design, places) => places && oldWorkField(design, places)),
  ),
  only(
    hasOldWork,
    planStage(
      'oldDots',
      ['oldPlaces', 'marks', 'oldField'],
      (places, marks, field) => places && field && oldWorkDots(places, marks, field),
    ),
  ),
  planStage('norwood', ['places', 'hair'], (places, hair) => remember(() => hair && suggestNorwood(places, hair))),
  planStage(
    'plan',
    ['places', 'marks', 'field', 'dots', 'oldPlaces', 'oldField', 'oldDots', 'isSeen', 'norwood'],
    (places, marks, field, dots, oldPlaces, oldField, oldDots, isSeen, norwood) => ({
      places,
      marks,
      field,
      dots,
      old: oldPlaces && oldField && oldDots && { places: oldPlaces, field: oldField, dots: oldDots },
      isSeen,
      norwood,
    }),
  ),
];

/** The dots of a plan, or of its old work, in a photo. */
function shownOf(
  { places, field, dots }: Pick<Plan, 'places' | 'field' | 'dots'>,
  marks: Marks,
  seen: SeenCandidates,
  shares: readonly number[],
  seed: number,
): Dots {
  const asked = { targetPerCm2: field.targetPerCm2, before: marks.before };
  const shown = shownCandidates(seen, places, asked, dots, shares, seed);
  return dotsInPhoto(dotsOf(shown, marks, field), shown.seenIndex, seen, places.count);
}

const photoStage = stageRows<GivenView, MadeView>();

/** @param away what a worker has read of the photo */
export const photoStages = (
  reader: PhotoReader,
  away: Pick<HairAway, 'hairOf' | 'stubbleOf' | 'rimOf'>,
): readonly Row<GivenView, MadeView>[] => [
  photoStage('surface', ['photo', 'scale', 'camera', 'head'], surfaceIn),
  photoStage('outline', ['surface'], (surface) => remember(() => outlineOf(surface))),
  photoStage('rim', ['raster', 'photo', 'surface', 'outline'], function* (raster, photo, surface, outline) {
    return away.rimOf({ raster, surface }) ?? (yield* rimSteps(raster, photo.widthPx, surface, outline()));
  }),
  photoStage('seen', ['places', 'surface', 'photo', 'rim'], seeingSteps),
  photoStage('hairOptions', ['photo', 'surface'], (photo, surface) => remember(() => hairOptions(photo, surface))),
  photoStage('coverage', ['raster', 'photo', 'surface', 'hairOptions'], function* (raster, photo, surface, options) {
    return hairOn(away.hairOf({ raster, surface })?.coverage ?? (yield* coverageSteps(raster, photo, surface, options())));
  }),
  photoStage('strands', ['raster', 'surface', 'hairOptions'], (raster, surface, options) =>
    lateStrands(function* () {
      return away.hairOf({ raster, surface })?.strands ?? (yield* strandSteps(raster, options()));
    }),
  ),
  photoStage('hair', ['coverage', 'strands'], (coverage, strands) => ({ coverage, tone: coverage.tone, basis: coverage.basis, strands })),
  only(
    avoidsHair,
    photoStage('avoided', ['hair'], (hair) => hair),
  ),
  photoStage('reading', ['seen', 'avoided'], (seen, avoided) => avoided && hairAtSteps(seen, avoided)),
  only(
    avoidsHair,
    photoStage('hairBasis', ['coverage'], ({ basis }) => basis),
  ),
  photoStage('inWhite', ['raster', 'white'], (raster, white) => (white ? whitened(raster, white.gains) : raster)),
  photoStage('asked', ['plan', 'seen'], ({ field }, { candidate, count }) => {
    const asked = new Float32Array(count);
    for (let j = 0; j < count; j++) asked[j] = field.targetPerCm2[candidate[j]];
    return asked;
  }),
  photoStage('skin', ['inWhite', 'photo', 'seen', 'asked', 'avoided'], (raster, photo, seen, asked, avoided) =>
    readSkin(raster, photo.widthPx, seen, asked, avoided?.coverage ?? null),
  ),
  photoStage('shown', ['plan', 'seen', 'sessions', 'seed'], (plan, seen, sessions, seed) =>
    shownOf(
      plan,
      plan.marks,
      seen,
      sessions.map((session) => session.cumulativeShare),
      seed,
    ),
  ),
  only(
    hasOldWork,
    photoStage(
      'oldSeen',
      ['plan', 'surface', 'photo', 'rim'],
      ({ old }, surface, photo, rim) => old && seeCandidates(old.places, surface, photo, rim),
    ),
  ),
  photoStage('dots', ['shown', 'plan', 'oldSeen', 'seed'], (shown, { old, marks, places }, oldSeen, seed) =>
    old && oldSeen ? joinDots(shown, shownOld(shownOf(old, marks, oldSeen, [1], seed)), places.count) : shown,
  ),
  photoStage('stubbleKept', ['raster', 'photo', 'surface', 'avoided'], function* (raster, photo, surface, avoided) {
    if (!avoided) return null;
    const tone = (away.stubbleOf({ raster, surface }) ?? { tone: yield* reader.stubbleTone(raster, photo, surface, avoided) }).tone;
    return tone?.kept[1] ?? null;
  }),
  photoStage('look', ['cameraLook'], ({ look }) => {
    if (!look) throw new Error('the camera of this photo was not read yet');
    return look;
  }),
  photoStage('fineLook', ['look', 'scale', 'hairBasis'], (look, { pxPerMm }, basis) => fineLook(look, pxPerMm, basis?.skinTexture ?? null)),
  // a pale scar must not be taken for shine
  photoStage('gloss', ['skin', 'zones', 'hairBasis'], (skin, zones, basis) =>
    glossOfSkin(basis?.paleLine || zones.some(({ kind }) => kind === 'scar') ? null : skin),
  ),
  photoStage(
    'result',
    ['surface', 'seen', 'plan', 'dots', 'skin', 'stubbleKept', 'gloss', 'fineLook', 'hairBasis'],
    (surface, seen, plan, dots, skin, stubbleKept, gloss, camera, hair) => ({
      surface,
      seen,
      plan,
      dots,
      skin,
      stubbleKept,
      gloss,
      camera,
      hair,
    }),
  ),
];
/** Dots that a photo adds at its rim count as old work too. */
const shownOld = (dots: Dots): Dots => ({ ...dots, session: new Uint8Array(dots.count) });
