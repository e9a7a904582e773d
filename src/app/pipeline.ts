/*
 * From a project to the picture of one photo: the photo's stages (stages.ts), the plan's stages shared with the other photos (planner.ts), then
 * the look of its dots on a day and at a zoom. Caches the last result of each.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { PhotoPx, Project } from '../core/consultation/schema.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import type { HairAt } from '../core/photo/hair-grid.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { Candidates } from '../core/stipple/candidates.ts';
import type { Dots } from '../core/treatment/dots-in-photo.ts';
import { type PlanFigures, planFigures } from '../core/treatment/estimates.ts';
import { createHairAway, type Extent, loadMeasuring } from './hair-away.ts';
import type { PhotoPart } from './hair-of-photo.ts';
import { inPieces } from './in-pieces.ts';
import { createEveryDay, createLook } from './look.ts';
import type { createStubbleFinder, FoundStubble, StubbleFinder } from './own-stubble.ts';
import { type Check, createPhotoReader, type PhotoReading } from './photo-reader.ts';
import type { PlanGiven, Planner } from './planner.ts';
import { remember } from './remember.ts';
import type { ShippedReading } from './shipped-reading.ts';
import { createStages } from './stage-table.ts';
import { type DesignResult, type GivenPhoto, photoStages } from './stages.ts';

/** The rasters of a photo that stages read. */
type PhotoRasters = Pick<DecodedPhoto, 'small' | 'cameraLook'>;

/** Inputs of the plan's stages, without what photos report. */
function planOf({ seed, treatment, design }: Project, { halfAxesMm, shape }: GivenPhoto['head'], candidates: Candidates): PlanGiven {
  const { hand, sessions } = treatment;
  return { candidates, halfAxesMm, headShape: shape, seed, hand, sessions, design, zones: design.zones };
}

/** Single hairs, which few plans need, are read this long after a design, ms. assumed: its dots are drawn by then. */
const STRANDS_AFTER_MS = 1000;

/** The photo check, which the first dots do not wait for. */
let checker: Check | null = null;

/** @param photoId of this pipeline's photo, among the planner's @param shipped of a demo's photo */
export function createPipeline(planner: Planner, photoId: string, shipped: ShippedReading | null = null) {
  const reader = createPhotoReader();
  const away = createHairAway(shipped);
  let hasDesigned = false;
  /** The plan keeps what was reported to it after the photo was let go of. */
  let readStrands: () => Promise<unknown> = async () => {};
  const stages = createStages(photoStages(reader, away));
  // the same object for as long as nothing in it has changed: whatever else is told of a photo, its stages stay as they are
  const part = remember(
    (widthPx: number, heightPx: number, landmarks: PhotoPart['landmarks']): PhotoPart => ({ widthPx, heightPx, landmarks }),
  );
  /** Inputs of the stages that need no pixels; null without a scale or a head. */
  const poseOf = ({ photo, scale, camera, head }: Project) =>
    scale && head ? { photo: part(photo.widthPx, photo.heightPx, photo.landmarks), scale, camera, head } : null;
  /** Inputs of the photo's stages; null without a scale or a head. */
  const photoOf = (project: Project, { small, cameraLook }: PhotoRasters): GivenPhoto | null => {
    const pose = poseOf(project);
    return pose && { ...pose, zones: project.design.zones, white: project.white, raster: small, cameraLook };
  };

  const sightOf = (given: GivenPhoto) => {
    const { photo, scale, camera, head, raster } = given;
    return { raster, surface: stages.value('surface', { photo, scale, camera, head }) };
  };
  /** Has the hair read by a worker, for the first design; later heads, which were moved, are read in the page. */
  const hairAway = async (given: GivenPhoto, signal?: AbortSignal) => {
    const { photo, scale, camera, head } = given;
    if (!hasDesigned) await away.readHair(sightOf(given), { photo, scale, camera, head }, signal);
  };
  /** Has the veil summed by the worker, if it is there because it has read the hair. */
  const veilAway = async (given: GivenPhoto, project: Project, dots: Dots, signal: AbortSignal) => {
    if (shipped || !away.hairOf(sightOf(given))) return;
    await everyDay.layersAway((await loadMeasuring()).veilAway, dots, project, signal);
  };
  /** All that a design needs besides hair. */
  function* besideHairSteps(project: Project, given: GivenPhoto, candidates: Candidates) {
    const ofPlan = planOf(project, given.head, candidates);
    const places = yield* planner.places(ofPlan);
    yield* stages.steps('seen', { ...given, places });
    yield* planner.ahead(ofPlan);
  }

  /** Places candidates on the head, projects them into the photo, reads its hair, and reports to the planner. */
  function* reportSteps(project: Project, given: GivenPhoto, candidates: Candidates) {
    const ofPlan = planOf(project, given.head, candidates);
    const places = yield* planner.places(ofPlan);
    const seen = yield* stages.steps('seen', { ...given, places });
    const reading = yield* stages.steps('reading', { ...given, places });
    planner.report(ofPlan, photoId, seen, reading);
    readStrands = async () => {
      if (!reading) return;
      await away.readStrands(sightOf(given));
      await inPieces(reading.strandSteps());
    };
    return { ofPlan, places };
  }
  function* fieldSteps(project: Project, given: GivenPhoto, candidates: Candidates) {
    const { ofPlan } = yield* reportSteps(project, given, candidates);
    yield* planner.field(ofPlan);
  }
  /** Continues with the plan on the head and its dots in the photo. @param what of them is wanted */
  function* designSteps<N extends 'result' | 'dots'>(what: N, project: Project, given: GivenPhoto, candidates: Candidates) {
    const { ofPlan, places } = yield* reportSteps(project, given, candidates);
    const { seed, sessions } = ofPlan;
    const plan = yield* planner.plan(ofPlan);
    return yield* stages.steps(what, { ...given, places, plan, sessions, seed });
  }
  const everyDay = createEveryDay();
  let finder: StubbleFinder | null = null;
  const figures = remember(
    (result: DesignResult, treatment: Project['treatment'], design: Project['design'], scale: Project['scale']): PlanFigures => {
      const { plan, seen, dots } = result;
      return planFigures({ treatment, design, scale }, { ...plan, plan: plan.dots, seen, dots });
    },
  );

  const readAway = (given: GivenPhoto, face: FaceSeen | null, what: Extent) =>
    given.white ? null : away.readingOf(sightOf(given), face, what);
  function* readingSteps(check: Check, given: GivenPhoto, face: FaceSeen | null, what: Extent): Steps<PhotoReading> {
    const inWhite = yield* stages.steps('inWhite', given);
    const surface = yield* stages.steps('surface', given);
    const hair = yield* stages.steps('hair', given);
    return yield* reader.skin(check, inWhite, given.photo, !!given.white, surface, hair, face, what === 'whole');
  }

  /** The design, and what its first drawing needs besides the veil. */
  function* shownSteps(project: Project, given: GivenPhoto, candidates: Candidates): Steps<DesignResult> {
    const result = yield* designSteps('result', project, given, candidates);
    everyDay.fixed(result.dots);
    yield;
    figures(result, project.treatment, project.design, project.scale);
    return result;
  }

  return {
    /** whether there has been a design: the first takes about a second, later ones much less */
    hasDesigned: () => hasDesigned,
    /** The dots of the plan; null without a scale or a head. @throws before the photo's camera was read */
    design(project: Project, photo: PhotoRasters, candidates: Candidates): DesignResult | null {
      const given = photoOf(project, photo);
      if (given) hasDesigned = true;
      return given && finish(designSteps('result', project, given, candidates));
    },
    /** Computes the design in pieces, yielding to the event loop between them, so that `design` returns at once. */
    async designAhead(project: Project, photo: PhotoRasters, candidates: Candidates, signal: AbortSignal): Promise<DesignResult | null> {
      const given = photoOf(project, photo);
      if (!given) return null;
      try {
        const hair = hairAway(given, signal);
        // told when it is waited for
        hair.catch(() => {});
        await inPieces(besideHairSteps(project, given, candidates), signal);
        await hair;
        const stubble = away.readStubble(sightOf(given), signal);
        stubble.catch(() => {});
        const dots = await inPieces(designSteps('dots', project, given, candidates), signal);
        const veil = veilAway(given, project, dots, signal);
        veil.catch(() => {});
        await stubble;
        await given.cameraLook.whenRead;
        const result = await inPieces(shownSteps(project, given, candidates), signal);
        await veil;
        await inPieces(everyDay.layers(dots, project), signal);
        return result;
      } finally {
        // after a failure it is not computed ahead again
        hasDesigned ||= !signal.aborted;
        setTimeout(() => void readStrands(), STRANDS_AFTER_MS);
      }
    },
    /** Works out where the head's outline lies, before the photo is there; of a demo its rim is shipped. */
    outlineAhead(project: Project): void {
      const pose = poseOf(project);
      if (pose && !shipped) stages.value('outline', pose)();
    },
    /** Lays the candidates on the head, as far as the signal allows; pipelines of the same planner go on with it. */
    async placesAhead(project: Project, candidates: Candidates, signal: AbortSignal): Promise<void> {
      if (project.head) await inPieces(planner.ahead(planOf(project, project.head, candidates)), signal);
    },
    /** Works out what the first design needs besides hair and sessions, while those are not known yet. */
    async besideHair(project: Project, photo: PhotoRasters, candidates: Candidates, signal: AbortSignal): Promise<void> {
      const given = photoOf(project, photo);
      if (given) await inPieces(besideHairSteps(project, given, candidates), signal);
    },
    /** Works out where dots are wanted, which does not depend on the sessions. */
    async planAhead(project: Project, photo: PhotoRasters, candidates: Candidates, signal: AbortSignal): Promise<void> {
      const given = photoOf(project, photo);
      if (given) await inPieces(fieldSteps(project, given, candidates), signal);
    },
    /** Begins to read the photo's hair, before its design is asked for. */
    async hairAhead(project: Project, photo: PhotoRasters): Promise<void> {
      const given = photoOf(project, photo);
      if (given) await hairAway(given);
    },
    /** Reads the photo for the plan, in pieces, without a design. */
    async readForPlan(project: Project, photo: PhotoRasters, candidates: Candidates, signal: AbortSignal): Promise<void> {
      const given = photoOf(project, photo);
      if (given) await inPieces(reportSteps(project, given, candidates), signal);
      await readStrands();
    },
    /** Hair in the photo, read in pieces; null without a scale or a head. */
    async hairSeen(project: Project, photo: PhotoRasters, signal?: AbortSignal): Promise<HairAt | null> {
      const given = photoOf(project, photo);
      if (given) await hairAway(given, signal);
      return given && inPieces(stages.steps('coverage', given), signal);
    },
    /** Skin tone and what of the photo check the skin class hinges on; null without a scale or a head, and before a photo was read in pieces. */
    reading(project: Project, photo: PhotoRasters, face: FaceSeen | null): PhotoReading | null {
      const given = photoOf(project, photo);
      return given && (readAway(given, face, 'skin') ?? (checker && finish(readingSteps(checker, given, face, 'skin'))));
    },
    /** The same, or with the whole check, in pieces; null too if the check could not be loaded, which is tried again with the next. */
    async readingAhead(
      project: Project,
      photo: PhotoRasters,
      face: FaceSeen | null,
      signal?: AbortSignal,
      what: Extent = 'whole',
    ): Promise<PhotoReading | null> {
      const given = photoOf(project, photo);
      // after the first design the worker goes on with what it has begun
      if (given && !given.white && (!hasDesigned || readAway(given, face, 'skin')))
        await away.readPhoto(sightOf(given), face, what, signal);
      const there = given && readAway(given, face, what);
      if (there) return there;
      checker ??= await import('../core/photo/photo-check.ts').catch(() => null);
      return given && checker && inPieces(readingSteps(checker, given, face, what), signal);
    },
    /**
     * The client's own stubble, in the patch at `movedTo` or a proposed one; null if no shaved hair faces the camera, and before the camera was read.
     * @param create loaded when it is asked for
     */
    stubble(create: typeof createStubbleFinder, project: Project, photo: PhotoRasters, movedTo: PhotoPx | null): FoundStubble | null {
      const given = photoOf(project, photo);
      if (!given?.cameraLook.look) return null;
      const { blurPx } = stages.value('look', given);
      const [surface, cover] = [stages.value('surface', given), stages.value('hair', given)];
      const seen = [given.raster, given.photo, surface, cover] as const;
      const tone = finish(reader.stubbleTone(...seen));
      finder ??= create();
      const { raster, scale } = given;
      const { widthPx } = given.photo;
      return (
        tone &&
        finder(
          { raster, widthPx, scale, surface, coverage: cover.coverage, scalp: finish(reader.scalpCells(...seen)), tone, blurPx },
          movedTo,
        )
      );
    },
    /** Areas, dots and minutes of the whole plan, and of the part that this photo shows. */
    figures: (result: DesignResult, { treatment, design, scale }: Project) => figures(result, treatment, design, scale),
    everyDay,
    ...createLook(everyDay),
  };
}
export type Pipeline = ReturnType<typeof createPipeline>;
export type { Frame } from './look.ts';
