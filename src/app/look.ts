/*
 * How a photo's dots look on a day and at a zoom. Caches the last result of each, so every picture that is animated has its own Look; what
 * does not depend on the day (EveryDay) can be shared by several pictures of the same dots.
 */
import type { Project } from '../core/consultation/schema.ts';
import { type Lend, newColumns } from '../core/math/columns.ts';
import { finish } from '../core/math/steps.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import { type Appearance, appearanceOn, type DayOptions, type FreshWork } from '../core/treatment/appearance.ts';
import { NO_GLOSS, NOTHING_ABOVE } from '../core/treatment/composite.ts';
import type { Dots } from '../core/treatment/dots-in-photo.ts';
import { colourBeside, type LightAbove } from '../core/treatment/pigments.ts';
import { fixedColumns, splatsFor } from '../core/treatment/splats.ts';
import { type Veil, type VeilLayers, veilOn, veilSteps } from '../core/treatment/veil.ts';
import type { veilAway } from './measure-away.ts';
import { remember, rememberSteps } from './remember.ts';
import type { DesignResult } from './stages.ts';

/** Share of the skin's colour that own hair keeps, for colourBeside. It is read in the photo's own light, so with white set by hand it is not known. */
export const hairKeeps = ({ white }: Project, hair: HairBasis | null): number | null => (white ? null : (hair?.colourKept ?? null));

/** The part that is the same on every day and at every zoom. */
export function createEveryDay() {
  let summed: { dots: Dots; fresh: FreshWork; zones: Project['design']['zones']; layers: VeilLayers | null } | null = null;
  const work = remember(
    (sessions: FreshWork['sessions'], dotMm: number, wash: FreshWork['wash'], finish: FreshWork['finish']): FreshWork => ({
      sessions,
      dotMm,
      wash,
      finish,
    }),
  );
  const freshIn = ({ sessions, dotMm, wash, finish }: Project['treatment']) => work(sessions, dotMm, wash, finish);
  const layers = rememberSteps(function* (dots: Dots, fresh: FreshWork, zones: Project['design']['zones']) {
    const there = summed;
    summed = null;
    return there?.dots === dots && there.fresh === fresh && there.zones === zones ? there.layers : yield* veilSteps(dots, fresh, zones);
  });
  return {
    fixed: remember(fixedColumns),
    layers: (dots: Dots, { treatment, design }: Project) => layers(dots, freshIn(treatment), design.zones),
    /** Has them summed elsewhere, for the next time that they are asked for; resolves although that fails. @throws the signal's reason */
    async layersAway(sum: typeof veilAway, dots: Dots, { treatment, design: { zones } }: Project, signal?: AbortSignal): Promise<void> {
      const fresh = freshIn(treatment);
      try {
        summed = { dots, fresh, zones, layers: await sum(dots, fresh, zones, signal) };
      } catch {
        signal?.throwIfAborted();
      }
    },
  };
}
export type EveryDay = ReturnType<typeof createEveryDay>;

/** @param lend may reuse columns if each picture is drawn before the next is requested */
export function createLook(everyDay: EveryDay = createEveryDay(), lend: Lend = newColumns) {
  const appearance = remember(
    (
      dots: Dots,
      treatment: Project['treatment'],
      zones: Project['design']['zones'],
      day: number,
      sessions: number | undefined,
    ): Appearance => appearanceOn(dots, treatment, zones, { day, sessions } satisfies DayOptions, lend),
  );
  const veilOnDay = remember(
    (layers: VeilLayers | null, treatment: Project['treatment'], day: number, sessions: number | undefined): Veil | null =>
      layers && veilOn(layers, treatment, { day, sessions }, lend),
  );
  const aboveBeside = remember(
    (above: LightAbove, hairKeeps: number | null, detail: number): LightAbove => ({
      ...above,
      colour: colourBeside(hairKeeps),
      detail,
    }),
  );
  return {
    /** Appearance of the dots on a day. */
    appearance: ({ dots }: DesignResult, { treatment, design }: Project, { day, sessions }: DayOptions) =>
      appearance(dots, treatment, design.zones, day, sessions),
    /** The frame to draw over the photo. @param scale output px per photo px */
    frame: (project: Project, result: DesignResult | null, look: Appearance | null, scale: number, sessions?: number) => ({
      splats: result && look ? splatsFor(result.dots, look, result.camera, scale, everyDay.fixed(result.dots), lend) : null,
      veil: result && look ? veilOnDay(finish(everyDay.layers(result.dots, project)), project.treatment, look.day, sessions) : null,
      above: look ? aboveBeside(look.above, hairKeeps(project, result?.hair ?? null), result?.camera.detail ?? 1) : NOTHING_ABOVE,
      gloss: result?.gloss ?? NO_GLOSS,
      white: project.white?.gains,
    }),
  };
}
export type Look = ReturnType<typeof createLook>;
export type Frame = ReturnType<Look['frame']>;
