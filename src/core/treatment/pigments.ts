/*
 * Pigment and skin as numbers (model.md 6 and 7): what a wash absorbs per band, what skin above it sends back, how far light strays.
 * Bands are R, G, B of linear sRGB, taken at 650, 550 and 450 nm.
 */
import type { Wash } from '../project/schema.ts';

export type Rgb = readonly [number, number, number];

/** Centre absorbance (natural log, double pass) of undiluted stock. assumed: dilution 20 then gives 1.9 (model.md 6). */
export const STOCK_ABSORBANCE = 40;

/** Absorbance per band relative to green. */
export const WASH_BANDS: Record<Wash, Rgb> = {
  // assumed: carbon black, about 1/lambda (model.md 6)
  neutral: [0.93, 1.0, 1.1],
  // assumed: carbon with brown oxide, which absorbs mainly 400-550 nm (domain.md 3, S89)
  warm: [0.8, 1.0, 1.3],
  // assumed: a brown corrected with blue: absorbs red a little more than carbon does
  cool: [1.0, 1.0, 1.02],
};

/** Dots of old work: merged and blue. assumed: half a millimetre after years, red lost most (S117: old or deep pigment turns blue-green). */
export const OLD_WORK = { diameterMm: 0.5, absorbance: 0.7, bands: [1.3, 1, 0.65] as Rgb } as const;

/** Reduced scattering of skin at 650 / 550 / 450 nm, per cm: 8.3 (l/1000)^-1 + 1.7 (l/1000)^-4 (Jacques, OMLC; domain.md 9). */
const REDUCED_SCATTERING_PER_CM: Rgb = [22.3, 33.7, 59.9];

/** Sideways spread of the light a dot takes, sigma in mm. assumed: about the transport mean free path, red widest (model.md 7). */
export const HALO_SIGMA_MM: Rgb = [0.25, 0.2, 0.15];
/** Light a dot takes over what falls on its own area. assumed: by tone on the rendered heads (model.md 7). */
export const HALO_GAIN: Rgb = [2.3, 2.15, 2.0];

/** Redness of fresh work: multiply by 1 - this x e (model.md 7). assumed: by eye. */
export const REDNESS: Rgb = [0, 0.18, 0.12];
/** Spread of redness around a dot, sigma in mm: about 1 mm across. assumed. */
export const REDNESS_SIGMA_MM = 0.5;
/** e falls to 1/e in this many days (model.md 7). assumed: redness is mostly gone in 1-2 days, others until day 5 (S94, S96, S97). */
export const REDNESS_DAYS = 1.2;

/** Share of light that skin above the pigment returns before it is met: v = S z / (1 + S z), S = 0.75 mus' (Kubelka-Munk; model.md 7). */
export function lightAbove(depthMm: number): Rgb {
  const v = (mus: number) => {
    const sz = 0.75 * (mus / 10) * depthMm;
    return sz / (1 + sz);
  };
  return [v(REDUCED_SCATTERING_PER_CM[0]), v(REDUCED_SCATTERING_PER_CM[1]), v(REDUCED_SCATTERING_PER_CM[2])];
}

/** Green absorbance at the centre of a fresh dot of a wash diluted 1 part pigment to `dilution` parts water. */
export const washAbsorbance = (dilution: number) => STOCK_ABSORBANCE / (1 + dilution);
