/*
 * Mean share of light that flat, evenly dotted skin returns once healed, per band: the tone of the picture without its dots.
 * Overlaps of cores are counted as if dots lay at random.
 */
import type { Treatment } from '../consultation/schema.ts';
import { meanLight } from './composite.ts';
import { ein, einInverse } from './gaussian-dot.ts';
import { darknessKept, HEALED_DIAMETER, SETTLED_DAYS } from './healing.ts';
import {
  depthBlurMm2,
  keptUnder,
  lightAbove,
  type Rgb,
  SMOOTHED_MM2,
  VEIL_GAIN,
  VEIL_SIGMA_MM,
  WASH_BANDS,
  washAbsorbance,
} from './pigments.ts';

/** The veil after sessions 1..`sessionCount` have healed, and the mean share of its light that cores leave. */
function healedLayers(treatment: Treatment, perCm2: number, sessionCount = treatment.sessions.length) {
  const sigmaMm = treatment.dotMm / 2.355;
  const above = lightAbove(treatment.depthMm);
  const kept = healedShare(treatment);
  const bands = WASH_BANDS[treatment.wash];
  const finish = treatment.finish?.light ?? NO_FINISH;
  const taken = [0, 0, 0];
  const variance = VEIL_SIGMA_MM.dark ** 2;
  // for dots at random the mean of e^-x exceeds e^(-mean x): by each dot's own square, and by its dark times its core
  let [squares, products] = [0, 0];
  let before = 0;
  for (const { cumulativeShare, dilution } of treatment.sessions.slice(0, sessionCount)) {
    const perMm2 = ((cumulativeShare - before) * perCm2) / 100;
    before = cumulativeShare;
    const light = BANDS.map((c) => 2 * Math.PI * sigmaMm * sigmaMm * kept * finish[c] * ein(washAbsorbance(dilution) * bands[c]));
    for (const c of BANDS) taken[c] += perMm2 * light[c];
    const dark = VEIL_GAIN.dark * light[1];
    squares += (perMm2 * dark * dark) / (8 * Math.PI * variance);
    products +=
      (perMm2 * dark * light[1]) / (2 * Math.PI * (variance + sigmaMm * sigmaMm + depthBlurMm2(treatment.depthMm) + SMOOTHED_MM2));
  }
  const dark = VEIL_GAIN.dark * taken[1];
  const veil = [VEIL_GAIN.grey * taken[0], (VEIL_GAIN.dark * (taken[2] - taken[0])) / 2, dark, 0] as const;
  const dimmed = (1 - above.veil) * Math.exp(squares - dark);
  const both = above.core * (above.veil + dimmed) + (1 - above.core) * Math.exp(-taken[1]) * (above.veil + dimmed * Math.exp(products));
  return { veil, coresKept: both / keptUnder(above.veil, dark), above };
}
const BANDS = [0, 1, 2] as const;
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
  return shareOf(skin, meanLight(skin, veil, 1, above));
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
