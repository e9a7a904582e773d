/*
 * How every dot looks on a day, in mm and light, before any pixel is known: the spread of its core and the light it takes per band.
 * Each session ages on its own clock (model.md 8).
 */
import type { Dots } from '../design/dots.ts';
import type { Treatment, Zone } from '../project/schema.ts';
import { ein, einInverseFast } from './gaussian-dot.ts';
import { darknessWithTouchUps, redness, sigmaMm } from './healing.ts';
import { lightAbove, OLD_WORK, type Rgb, WASH_BANDS, washAbsorbance } from './pigments.ts';

export interface Appearance {
  day: number;
  /** sessions done by this day, 0.. */
  sessionsDone: number;
  /** share of all planned dots that are done */
  doneShare: number;
  /** dots of sessions done; the others have light 0 */
  shownCount: number;
  /** light a dot takes: Ein(A) sigma^2 per band, mm^2 (times 2 pi it is an area of full darkness); 3 columns interleaved */
  lightMm2: Float32Array;
  /** sigma^2 of the core on this day, mm^2 */
  variance: Float32Array;
  /** redness 0..1 each dot carries */
  redness: Float32Array;
  /** share of light returned by the skin above the pigment */
  above: Rgb;
}

export interface DayOptions {
  day: number;
  /** stop after this session; default all */
  sessions?: number;
}

/** The day 28 days after the last session that is done. */
export const settledDay = (treatment: Treatment, sessions = treatment.sessions.length) =>
  sessions > 0 ? treatment.sessions[Math.min(sessions, treatment.sessions.length) - 1].day + 28 : -1;

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

/** Columns for `dots` on a day. Allocates; about 4 ms for 60,000 dots. */
export function appearanceOn(dots: Dots, treatment: Treatment, zones: readonly Zone[], options: DayOptions): Appearance {
  const sessionsDone = sessionsDoneOn(treatment, options);
  const bands = WASH_BANDS[treatment.wash];
  const states = treatment.sessions.map((session, k) => {
    const age = options.day - session.day;
    const conditions = { band: treatment.healing, care: treatment.care };
    const normal = darknessWithTouchUps(age, options.day, treatment, { ...conditions, scar: false });
    const scar = darknessWithTouchUps(age, options.day, treatment, { ...conditions, scar: true });
    const sigma = sigmaMm(1, age);
    const healed = sigmaMm(0, age); // what years of spreading add, whatever the size
    return {
      done: k < sessionsDone,
      absorbance: washAbsorbance(session.dilution),
      kept: [normal.kept, scar.kept],
      shrink: Math.sqrt(Math.max(0, sigma * sigma - healed * healed)) * 2.355,
      spread: healed * healed,
      red: redness(Math.min(age, normal.ageDays)),
    };
  });
  const isScar = zones.map((z) => (z.kind === 'scar' ? 1 : 0));
  const n = dots.count;
  const lightMm2 = new Float32Array(3 * n);
  const variance = new Float32Array(n);
  const red = new Float32Array(n);
  const fresh = treatment.dotMm / 2.355;
  let shownCount = 0;
  for (let i = 0; i < n; i++) {
    if (dots.session[i] === 0) {
      if (options.day < 0 || options.sessions === 0) continue;
      const sigma = (OLD_WORK.diameterMm / 2.355) * dots.sizeFactor[i];
      for (let c = 0; c < 3; c++)
        lightMm2[3 * i + c] = sigma * sigma * einFast(OLD_WORK.absorbance * dots.darkFactor[i] * OLD_WORK.bands[c]);
      variance[i] = sigma * sigma;
      continue;
    }
    const state = states[dots.session[i] - 1];
    if (!state.done) continue;
    shownCount++;
    const sigma = fresh * dots.sizeFactor[i];
    const kept = state.kept[isScar[dots.zone[i]] ?? 0] * sigma * sigma;
    const absorbance = state.absorbance * dots.darkFactor[i];
    lightMm2[3 * i] = kept * einFast(absorbance * bands[0]);
    lightMm2[3 * i + 1] = kept * einFast(absorbance * bands[1]);
    lightMm2[3 * i + 2] = kept * einFast(absorbance * bands[2]);
    const now = sigma * state.shrink;
    variance[i] = now * now + state.spread;
    red[i] = state.red;
  }
  return {
    day: options.day,
    sessionsDone,
    doneShare: sessionsDone ? treatment.sessions[sessionsDone - 1].cumulativeShare : 0,
    shownCount,
    lightMm2,
    variance,
    redness: red,
    above: lightAbove(treatment.depthMm),
  };
}

/** Full width at half maximum (mm) and green absorbance at the centre of one dot on the day, as it would be without any blur. */
export function dotMeasures(appearance: Appearance, i: number) {
  const variance = appearance.variance[i];
  return {
    diameterMm: 2.355 * Math.sqrt(variance),
    absorbance: variance > 0 ? einInverseFast(appearance.lightMm2[3 * i + 1] / variance) : 0,
  };
}
