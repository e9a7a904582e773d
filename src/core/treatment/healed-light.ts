/*
 * The mean light that healed work leaves on flat, evenly dotted skin, per band: the tone of the picture without its dots.
 * Overlaps of cores are counted as if dots lay at random.
 */
import type { Treatment } from '../project/schema.ts';
import { ein } from './gaussian-dot.ts';
import { darknessKept, SETTLED_DAYS } from './healing.ts';
import { lightAbove, type Rgb, VEIL_GAIN, WASH_BANDS, washAbsorbance } from './pigments.ts';

/** Share of light kept, R G B, 0..1, once sessions 1..`sessionCount` have each settled. */
export function healedLight(treatment: Treatment, perCm2: number, sessionCount = treatment.sessions.length): Rgb {
  const sigmaMm = treatment.dotMm / 2.355;
  const above = lightAbove(treatment.depthMm);
  const kept = darknessKept(SETTLED_DAYS, { band: treatment.healing, care: treatment.care, scar: false });
  const bands = WASH_BANDS[treatment.wash];
  const finish = treatment.finish?.light ?? [1, 1, 1];
  const of = (c: 0 | 1 | 2) => {
    let cores = 0;
    let before = 0;
    for (const { cumulativeShare, dilution } of treatment.sessions.slice(0, sessionCount)) {
      const perMm2 = ((cumulativeShare - before) * perCm2) / 100;
      before = cumulativeShare;
      cores += perMm2 * 2 * Math.PI * sigmaMm * sigmaMm * kept * finish[c] * ein(washAbsorbance(dilution) * bands[c]);
    }
    const underCores = above.core[c] + (1 - above.core[c]) * Math.exp(-cores);
    const underVeil = above.veil[c] + (1 - above.veil[c]) * Math.exp(-VEIL_GAIN[c] * cores);
    return underCores * underVeil;
  };
  return [of(0), of(1), of(2)];
}
