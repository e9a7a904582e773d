/*
 * How every dot looks on a day, in mm and light, before any pixel is known: the spread of its core and the light it takes per band.
 * Each session ages on its own clock (core/README.md 8).
 */

import type { Treatment, Zone } from '../consultation/schema.ts';
import type { PlanDots } from '../design/dots.ts';
import { type Lend, newColumns } from '../math/columns.ts';
import { ein, einInverseFast } from './gaussian-dot.ts';
import { darknessWithTouchUps, redness, sigmaMm } from './healing.ts';
import { depthBlurMm2, type LightAbove, lightAbove, OLD_WORK, WASH_BANDS, washAbsorbance } from './pigments.ts';

export interface Appearance {
  day: number;
  /** sessions done by this day, 0.. */
  sessionsDone: number;
  /** dots of sessions done; the others have light 0 */
  shownCount: number;
  /** green light a dot takes: Ein(A) sigma^2, mm^2 (times 2 pi it is an area of full darkness) */
  lightMm2: Float32Array;
  /** sigma^2 of the core on this day as the skin above shows it, mm^2 */
  variance: Float32Array;
  /** share of light returned by the skin above the pigment */
  above: LightAbove;
}

export interface DayOptions {
  day: number;
  /** stop after this session; default all */
  sessions?: number;
}

/** Sessions done by a day. */
export const sessionsDoneOn = (treatment: Treatment, { day, sessions = Infinity }: DayOptions) =>
  treatment.sessions.filter((s, i) => i < sessions && day >= 0 && s.day <= day).length;

const EIN_STEPS = 2048;
const EIN_MAX = 64;
let einTable: Float64Array | null = null;
/** ein() from a table (linear; within 3e-4 relative of the light of any wash): for columns of dots. */
function einFast(x: number): number {
  einTable ??= Float64Array.from({ length: EIN_STEPS + 2 }, (_, i) =>
    i === 0 ? 1 : ein((i * EIN_MAX) / EIN_STEPS) / ((i * EIN_MAX) / EIN_STEPS),
  );
  const at = (Math.min(x, EIN_MAX) * EIN_STEPS) / EIN_MAX;
  const i = at | 0;
  return x * (einTable[i] + (einTable[i + 1] - einTable[i]) * (at - i));
}

/** How far a session's dots have come on a day. */
export interface SessionState {
  done: boolean;
  /** darkness against fresh, in skin and in a scar */
  kept: readonly [number, number];
  /** diameter against fresh */
  shrink: number;
  /** variance that years have added, mm^2 */
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
    const healed = sigmaMm(0, age); // what years of spreading add, whatever the size
    return {
      done: k < sessionsDone,
      kept: [normal.kept, scar.kept],
      shrink: Math.sqrt(Math.max(0, sigma * sigma - healed * healed)) * 2.355,
      spread: healed * healed,
      red: redness(Math.min(age, normal.ageDays)),
    };
  });
}

/** What of a treatment fresh dots depend on. */
export type FreshWork = Pick<Treatment, 'sessions' | 'dotMm' | 'wash' | 'finish'>;

const NO_FINISH = [1, 1, 1] as const;
/** What of dots decides how they look: no photo, so that the whole head's and those that a photo shows are both served. */
export type LookingDots = Pick<PlanDots, 'count' | 'session' | 'sizeFactor' | 'darkFactor' | 'zone'>;

/** Light of band 0, 1 or 2 that dot `i` takes when fresh, Ein(A) sigma^2 times the studio's finish (none on old work), mm^2. */
export function freshLightMm2(dots: LookingDots, i: number, treatment: FreshWork, band: 0 | 1 | 2): number {
  const isOld = dots.session[i] === 0;
  const sigma = ((isOld ? OLD_WORK.diameterMm : treatment.dotMm) / 2.355) * dots.sizeFactor[i];
  const stock = isOld ? OLD_WORK.absorbance : washAbsorbance(treatment.sessions[dots.session[i] - 1].dilution);
  const bands = isOld ? OLD_WORK.bands : WASH_BANDS[treatment.wash];
  const absorbance = stock * dots.darkFactor[i];
  const finish = (isOld ? null : treatment.finish?.light) ?? NO_FINISH;
  return finish[band] * sigma * sigma * einFast(absorbance * bands[band]);
}

/** Columns for `dots` on a day. About 4 ms for 60,000 dots. */
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

/** Full width at half maximum (mm) and green absorbance at the centre of one dot on the day, as it would be without any blur. */
export function dotMeasures(appearance: Appearance, i: number) {
  const variance = appearance.variance[i];
  return {
    diameterMm: 2.355 * Math.sqrt(variance),
    absorbance: variance > 0 ? einInverseFast(appearance.lightMm2[i] / variance) : 0,
  };
}
