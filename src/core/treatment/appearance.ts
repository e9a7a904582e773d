/*
 * Size and darkness of every dot on a day, in mm and shares of light, before any pixel is involved. Each session ages by its own days
 * (core/README.md 8).
 */

import type { Treatment, Zone } from '../consultation/schema.ts';
import type { PlanDots } from '../design/dots.ts';
import { type Lend, newColumns } from '../math/columns.ts';
import { ein, einInverseFast } from './gaussian-dot.ts';
import { darknessWithTouchUps, redness, sigmaMm } from './healing.ts';
import { depthBlurMm2, type LightAbove, lightAbove, OLD_WORK, WASH_BANDS, washAbsorbance } from './pigments.ts';

export interface Appearance {
  day: number;
  /** number of sessions done by this day */
  sessionsDone: number;
  /** number of dots of those sessions; the others have light 0 */
  shownCount: number;
  /** green light that each dot takes, Ein(A) sigma^2, mm^2; times 2 pi it is the area of black that would take as much */
  lightMm2: Float32Array;
  /** sigma^2 of the core seen through the skin above it, mm^2 */
  variance: Float32Array;
  /** share of light that the skin above the pigment returns */
  above: LightAbove;
}

export interface DayOptions {
  day: number;
  /** last session shown; default all */
  sessions?: number;
}

/** Number of sessions done by a day. */
export const sessionsDoneOn = (treatment: Treatment, { day, sessions = Infinity }: DayOptions) =>
  treatment.sessions.filter((s, i) => i < sessions && day >= 0 && s.day <= day).length;

const EIN_STEPS = 2048;
const EIN_MAX = 64;
let einTable: Float64Array | null = null;
/** ein() by linear interpolation in a table; relative error below 3e-4 for any wash. */
function einFast(x: number): number {
  einTable ??= Float64Array.from({ length: EIN_STEPS + 2 }, (_, i) =>
    i === 0 ? 1 : ein((i * EIN_MAX) / EIN_STEPS) / ((i * EIN_MAX) / EIN_STEPS),
  );
  const at = (Math.min(x, EIN_MAX) * EIN_STEPS) / EIN_MAX;
  const i = at | 0;
  return x * (einTable[i] + (einTable[i + 1] - einTable[i]) * (at - i));
}

/** How a session's dots have healed by a day. */
export interface SessionState {
  done: boolean;
  /** darkness relative to fresh dots, in skin and in a scar */
  kept: readonly [number, number];
  /** diameter relative to fresh dots */
  shrink: number;
  /** variance added over the years, mm^2 */
  spread: number;
  /** redness 0..1 */
  red: number;
}

export function sessionStates(treatment: Treatment, options: DayOptions): SessionState[] {
  const sessionsDone = sessionsDoneOn(treatment, options);
  return treatment.sessions.map((session, k) => {
    const age = options.day - session.day;
    const conditions = { band: treatment.healing, care: treatment.care };
    const normal = darknessWithTouchUps(age, options.day, treatment, { ...conditions, scar: false });
    const scar = darknessWithTouchUps(age, options.day, treatment, { ...conditions, scar: true });
    const sigma = sigmaMm(1, age);
    const healed = sigmaMm(0, age); // spreading over years does not depend on the size
    return {
      done: k < sessionsDone,
      kept: [normal.kept, scar.kept],
      shrink: Math.sqrt(Math.max(0, sigma * sigma - healed * healed)) * 2.355,
      spread: healed * healed,
      red: redness(Math.min(age, normal.ageDays)),
    };
  });
}

/** The parts of a treatment that fresh dots depend on. */
export type FreshWork = Pick<Treatment, 'sessions' | 'dotMm' | 'wash' | 'finish'>;

const NO_FINISH = [1, 1, 1] as const;
/** The columns that decide how dots look. They hold no photo, so this takes dots of the whole head as well as of one photo. */
export type LookingDots = Pick<PlanDots, 'count' | 'session' | 'sizeFactor' | 'darkFactor' | 'zone'>;

/** Light of one band (0, 1, 2: R, G, B) that fresh dot `i` takes: Ein(A) sigma^2 times the studio's finish (old work has none), mm^2. */
export function freshLightMm2(dots: LookingDots, i: number, treatment: FreshWork, band: 0 | 1 | 2): number {
  const isOld = dots.session[i] === 0;
  const sigma = ((isOld ? OLD_WORK.diameterMm : treatment.dotMm) / 2.355) * dots.sizeFactor[i];
  const stock = isOld ? OLD_WORK.absorbance : washAbsorbance(treatment.sessions[dots.session[i] - 1].dilution);
  const bands = isOld ? OLD_WORK.bands : WASH_BANDS[treatment.wash];
  const absorbance = stock * dots.darkFactor[i];
  const finish = (isOld ? null : treatment.finish?.light) ?? NO_FINISH;
  return finish[band] * sigma * sigma * einFast(absorbance * bands[band]);
}

/** Appearance of `dots` on a day. About 4 ms for 60,000 dots. */
export function appearanceOn(
  dots: LookingDots,
  treatment: Treatment,
  zones: readonly Zone[],
  options: DayOptions,
  lend: Lend = newColumns,
): Appearance {
  const sessionsDone = sessionsDoneOn(treatment, options);
  const states = sessionStates(treatment, options);
  const isScar = zones.map((z) => (z.kind === 'scar' ? 1 : 0));
  const n = dots.count;
  const lightMm2 = lend('light', n);
  const variance = lend('variance', n);
  const fresh = treatment.dotMm / 2.355;
  const depthBlur = depthBlurMm2(treatment.depthMm);
  let shownCount = 0;
  for (let i = 0; i < n; i++) {
    const isOld = dots.session[i] === 0;
    if (isOld && (options.day < 0 || options.sessions === 0)) continue;
    const state = isOld ? null : states[dots.session[i] - 1];
    if (state && !state.done) continue;
    if (state) shownCount++;
    const kept = state ? state.kept[isScar[dots.zone[i]] ?? 0] : 1;
    lightMm2[i] = kept * freshLightMm2(dots, i, treatment, 1);
    const sigma = state ? fresh * dots.sizeFactor[i] * state.shrink : (OLD_WORK.diameterMm / 2.355) * dots.sizeFactor[i];
    variance[i] = sigma * sigma + (state?.spread ?? 0) + depthBlur;
  }
  return { day: options.day, sessionsDone, shownCount, lightMm2, variance, above: lightAbove(treatment.depthMm) };
}

/** Full width at half maximum (mm) and green absorbance at the centre of dot `i`, without the photo's blur. */
export function dotMeasures(appearance: Appearance, i: number) {
  const variance = appearance.variance[i];
  return {
    diameterMm: 2.355 * Math.sqrt(variance),
    absorbance: variance > 0 ? einInverseFast(appearance.lightMm2[i] / variance) : 0,
  };
}
