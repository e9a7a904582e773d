/*
 * The mean light that healed work leaves on flat, evenly dotted skin, per band: the tone of the picture without its dots.
 * Overlaps of cores are counted as if dots lay at random.
 */
import type { Treatment } from '../consultation/schema.ts';
import { ein, einInverse } from './gaussian-dot.ts';
import { darknessKept, HEALED_DIAMETER, SETTLED_DAYS } from './healing.ts';
import { depthBlurMm2, lightAbove, type Rgb, VEIL_GAIN, WASH_BANDS, washAbsorbance } from './pigments.ts';

/** Shares of light kept, R G B, 0..1. */
export interface HealedLayers {
  /** mean over the dots and the skin between them */
  cores: Rgb;
  /** of the skin between the dots */
  veil: Rgb;
}

/** What sessions 1..`sessionCount` leave once each has settled. */
export function healedLayers(treatment: Treatment, perCm2: number, sessionCount = treatment.sessions.length): HealedLayers {
  const sigmaMm = treatment.dotMm / 2.355;
  const above = lightAbove(treatment.depthMm);
  const kept = healedShare(treatment);
  const bands = WASH_BANDS[treatment.wash];
  const finish = treatment.finish?.light ?? NO_FINISH;
  const taken = (c: 0 | 1 | 2) => {
    let cores = 0;
    let before = 0;
    for (const { cumulativeShare, dilution } of treatment.sessions.slice(0, sessionCount)) {
      const perMm2 = ((cumulativeShare - before) * perCm2) / 100;
      before = cumulativeShare;
      cores += perMm2 * 2 * Math.PI * sigmaMm * sigmaMm * kept * finish[c] * ein(washAbsorbance(dilution) * bands[c]);
    }
    return cores;
  };
  const under = (v: Rgb, gain: Rgb): Rgb => [0, 1, 2].map((c) => v[c] + (1 - v[c]) * Math.exp(-gain[c] * taken(c as 0))) as unknown as Rgb;
  return { cores: under(above.core, NO_FINISH), veil: under(above.veil, VEIL_GAIN) };
}
const NO_FINISH: Rgb = [1, 1, 1];
const healedShare = ({ healing, care }: Treatment) => darknessKept(SETTLED_DAYS, { band: healing, care, scar: false });

/** Share of light kept, R G B, 0..1, once sessions 1..`sessionCount` have each settled. */
export function healedLight(treatment: Treatment, perCm2: number, sessionCount = treatment.sessions.length): Rgb {
  const { cores, veil } = healedLayers(treatment, perCm2, sessionCount);
  return [cores[0] * veil[0], cores[1] * veil[1], cores[2] * veil[2]];
}

/** One dot of the last session, fresh or healed: its diameter as the skin above shows it, and the light left at its centre. */
export function oneDot(treatment: Treatment, isHealed: boolean): { shownMm: number; kept: Rgb } {
  const sigma = treatment.dotMm / 2.355;
  const variance = (sigma * (isHealed ? HEALED_DIAMETER : 1)) ** 2 + depthBlurMm2(treatment.depthMm);
  const { dilution } = treatment.sessions[treatment.sessions.length - 1];
  const bands = WASH_BANDS[treatment.wash];
  const finish = treatment.finish?.light ?? NO_FINISH;
  const { core } = lightAbove(treatment.depthMm);
  const of = (c: 0 | 1 | 2) => {
    const light = (isHealed ? healedShare(treatment) : 1) * finish[c] * ein(washAbsorbance(dilution) * bands[c]) * sigma * sigma;
    return core[c] + (1 - core[c]) * Math.exp(-einInverse(light / variance));
  };
  return { shownMm: 2.355 * Math.sqrt(variance), kept: [of(0), of(1), of(2)] };
}
