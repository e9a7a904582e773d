/*
 * Mean share of light that flat, evenly dotted skin returns once healed, per band: the tone of the picture without its dots.
 * Overlaps of cores are counted as if dots lay at random.
 */
import type { Treatment } from '../consultation/schema.ts';
import { groundLight, meanLight } from './composite.ts';
import { ein, einInverse } from './gaussian-dot.ts';
import { darknessKept, HEALED_DIAMETER, SETTLED_DAYS } from './healing.ts';
import { depthBlurMm2, keptUnder, lightAbove, type Rgb, VEIL_GAIN, WASH_BANDS, washAbsorbance } from './pigments.ts';

/** The veil after sessions 1..`sessionCount` have healed, and the mean share of light that their cores leave. */
function healedLayers(treatment: Treatment, perCm2: number, sessionCount = treatment.sessions.length) {
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
  const [red, green, blue] = [taken(0), taken(1), taken(2)];
  const veil = [VEIL_GAIN.grey * red, VEIL_GAIN.dark * green, 0, (VEIL_GAIN.dark * (blue - red)) / 2] as const;
  return { veil, coresKept: keptUnder(above.core, green), above };
}
const NO_FINISH: Rgb = [1, 1, 1];
const healedShare = ({ healing, care }: Treatment) => darknessKept(SETTLED_DAYS, { band: healing, care, scar: false });

const shareOf = (skin: Rgb, light: Rgb): Rgb => [light[0] / skin[0], light[1] / skin[1], light[2] / skin[2]];

/**
 * Share of light kept, R G B, 0..1, after sessions 1..`sessionCount` have healed.
 * @param skin linear light of the bare skin
 */
export function healedLight(treatment: Treatment, perCm2: number, skin: Rgb, sessionCount = treatment.sessions.length): Rgb {
  const { veil, coresKept, above } = healedLayers(treatment, perCm2, sessionCount);
  return shareOf(skin, meanLight(skin, veil, coresKept, above));
}
/** The same for the skin between the dots, after all sessions. */
export function healedBetweenDots(treatment: Treatment, perCm2: number, skin: Rgb): Rgb {
  const { veil, above } = healedLayers(treatment, perCm2);
  return shareOf(skin, groundLight(skin, veil, above));
}

/** One dot of the last session, fresh or healed: its diameter seen through the skin, and the linear light at its centre on a ground. */
export function oneDot(treatment: Treatment, isHealed: boolean, ground: Rgb): { shownMm: number; light: Rgb } {
  const sigma = treatment.dotMm / 2.355;
  const variance = (sigma * (isHealed ? HEALED_DIAMETER : 1)) ** 2 + depthBlurMm2(treatment.depthMm);
  const { dilution } = treatment.sessions[treatment.sessions.length - 1];
  const green = treatment.finish?.light[1] ?? 1;
  const above = lightAbove(treatment.depthMm);
  const light = (isHealed ? healedShare(treatment) : 1) * green * ein(washAbsorbance(dilution)) * sigma * sigma;
  const kept = keptUnder(above.core, einInverse(light / variance));
  return { shownMm: 2.355 * Math.sqrt(variance), light: meanLight(ground, [0, 0, 0, 0], kept, above) };
}
