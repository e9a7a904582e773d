/*
 * One consultation's way from project to picture: the stages of stages.ts, then how its dots look on a day and at a zoom. Remembers the
 * last result of each.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { PhotoPx, Project } from '../core/consultation/schema.ts';
import type { Dots } from '../core/design/dots.ts';
import type { Steps } from '../core/math/steps.ts';
import type { HairAt } from '../core/photo/hair.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { Candidates } from '../core/stipple/candidates.ts';
import { type Appearance, appearanceOn, type DayOptions, type FreshWork } from '../core/treatment/appearance.ts';
import { NO_GLOSS, NOTHING_ABOVE } from '../core/treatment/composite.ts';
import { fixedColumns, splatsFor } from '../core/treatment/splats.ts';
import { type Veil, type VeilLayers, veilLayers, veilOn } from '../core/treatment/veil.ts';
import { createPhotoReader, type FoundStubble, type PhotoReading } from './photo-reader.ts';
import { remember } from './remember.ts';
import { createStages, type DesignResult, type GivenPhoto, stagesOf } from './stages.ts';

/** What is read off a photo's own pixels. */
type PhotoRasters = Pick<DecodedPhoto, 'small' | 'edgePieces'>;

/** What the stages read of a project and its photo; null while it has no scale or no head. */
function givenOf(project: Project, { small, edgePieces }: PhotoRasters): GivenPhoto | null {
  const { photo, scale, camera, head, seed, treatment, design, white } = project;
  if (!scale || !head) return null;
  const { hand, sessions } = treatment;
  return { photo, scale, camera, head, seed, hand, sessions, design, zones: design.zones, white, raster: small, edgePieces };
}

const eventLoop = () => new Promise((resolve) => setTimeout(resolve));
async function inPieces<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await eventLoop();
    signal?.throwIfAborted();
  }
}

export function createPipeline() {
  const reader = createPhotoReader();
  const stages = createStages(stagesOf(reader));
  const appearance = remember(
    (d: Dots, treatment: Project['treatment'], zones: Project['design']['zones'], day: number, sessions: number | undefined): Appearance =>
      appearanceOn(d, treatment, zones, { day, sessions } satisfies DayOptions),
  );
  const fixed = remember(fixedColumns);
  const layers = remember((d: Dots, work: FreshWork, zones: Project['design']['zones']) => veilLayers(d, work, zones));
  const freshWork = remember(
    (sessions: FreshWork['sessions'], dotMm: number, wash: FreshWork['wash'], finish: FreshWork['finish']): FreshWork => ({
      sessions,
      dotMm,
      wash,
      finish,
    }),
  );
  const veilOnDay = remember(
    (plan: VeilLayers | null, treatment: Project['treatment'], day: number, sessions: number | undefined): Veil | null =>
      plan && veilOn(plan, treatment, { day, sessions }),
  );
  const veilOf = (result: DesignResult, { treatment, design }: Project, day: number, sessions: number | undefined) =>
    veilOnDay(
      layers(result.dots, freshWork(treatment.sessions, treatment.dotMm, treatment.wash, treatment.finish), design.zones),
      treatment,
      day,
      sessions,
    );

  return {
    /** The dots of the plan, or null while the project has no scale or head. */
    design(project: Project, photo: PhotoRasters, candidates: Candidates): DesignResult | null {
      const given = givenOf(project, photo);
      return given && stages.value('result', { ...given, candidates });
    },
    /** Works the same out ahead, a stage at a time, yielding to the event loop between them; `design` and `reading` then find it done. */
    async prepare(
      project: Project,
      photo: PhotoRasters,
      candidates: Candidates,
      face: FaceSeen | null,
      signal: AbortSignal,
    ): Promise<void> {
      const given = givenOf(project, photo);
      if (!given) return;
      await inPieces(stages.steps('result', { ...given, candidates }), signal);
      await eventLoop();
      this.reading(project, photo, face);
    },
    /** Hair that the photo shows, read a piece at a time; null while there is no scale or head. */
    async hairSeen(project: Project, photo: PhotoRasters, signal?: AbortSignal): Promise<HairAt | null> {
      const given = givenOf(project, photo);
      return given && inPieces(stages.steps('coverage', given), signal);
    },
    /** Skin tone and what is wrong with the photo; null while there is no scale or head. */
    reading(project: Project, photo: PhotoRasters, face: FaceSeen | null): PhotoReading | null {
      const given = givenOf(project, photo);
      if (!given) return null;
      return reader.skin(stages.value('inWhite', given), project, stages.value('surface', given), stages.value('hair', given), face);
    },
    /** The client's own stubble, in the patch at `movedTo` or one that is proposed; null where no shaved hair faces the camera. */
    stubble(project: Project, photo: PhotoRasters, movedTo: PhotoPx | null): FoundStubble | null {
      const given = givenOf(project, photo);
      if (!given) return null;
      const { blurPx } = stages.value('look', given);
      return reader.stubble(given.raster, project, stages.value('surface', given), stages.value('hair', given), movedTo, blurPx);
    },
    /** How those dots look on a day. */
    appearance: (result: DesignResult, project: Project, options: DayOptions) =>
      appearance(result.dots, project.treatment, project.design.zones, options.day, options.sessions),
    /** All that lies on the photo at a zoom (output pixels per photo pixel). New columns each time. */
    frame: (project: Project, result: DesignResult | null, look: Appearance | null, scale: number, sessions?: number) => ({
      splats: result && look ? splatsFor(result.dots, look, result.camera, scale, fixed(result.dots)) : null,
      veil: result && look ? veilOf(result, project, look.day, sessions) : null,
      above: look?.above ?? NOTHING_ABOVE,
      gloss: result?.gloss ?? NO_GLOSS,
      white: project.white?.gains,
    }),
  };
}
export type Pipeline = ReturnType<typeof createPipeline>;
export type Frame = ReturnType<Pipeline['frame']>;
