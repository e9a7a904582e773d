/*
 * The flat colour that a session leads to once healed, for the swatches: the mean light left by dots at the plan's density
 * (model.md 6 to 8, averaged over the skin). The picture itself is drawn dot by dot; this is its tone only.
 */
import type { SkinClass, Treatment } from '../core/project/schema.ts';
import { ein } from '../core/treatment/gaussian-dot.ts';
import { darknessKept, SETTLED_DAYS } from '../core/treatment/healing.ts';
import { HALO_GAIN, lightAbove, type Rgb, WASH_BANDS, washAbsorbance } from '../core/treatment/pigments.ts';

/** assumed: one sRGB colour per skin class, by eye, for swatches where the photo's own skin is not measured. */
export const SKIN_SWATCH: Record<SkinClass, Rgb> = {
  I: [240, 214, 199],
  II: [229, 190, 165],
  III: [209, 161, 131],
  IV: [171, 121, 88],
  V: [122, 80, 55],
  VI: [74, 48, 36],
};

const toLinear = (byte: number) => {
  const x = byte / 255;
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
};
const toByte = (x: number) => Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
export const cssColour = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

/** Skin after sessions 1..`sessionCount` are healed, sRGB 0..255. */
export function healedTone(skin: Rgb, treatment: Treatment, perCm2: number, sessionCount: number): Rgb {
  const sigmaMm = treatment.dotMm / 2.355;
  const areaMm2 = 2 * Math.PI * sigmaMm * sigmaMm;
  const above = lightAbove(treatment.depthMm);
  const kept = darknessKept(SETTLED_DAYS, { band: treatment.healing, care: treatment.care, scar: false });
  const out = skin.map((byte, c) => {
    let taken = 0;
    let before = 0;
    for (const session of treatment.sessions.slice(0, sessionCount)) {
      const perMm2 = ((session.cumulativeShare - before) * perCm2) / 100;
      before = session.cumulativeShare;
      taken +=
        perMm2 * kept * areaMm2 * ein(washAbsorbance(session.dilution) * WASH_BANDS[treatment.wash][c]) * (1 - above[c]) * HALO_GAIN[c];
    }
    return toByte(toLinear(byte) * Math.exp(-taken));
  });
  return [out[0], out[1], out[2]];
}
