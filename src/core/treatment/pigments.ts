/*
 * Pigment and skin as numbers (core/README.md 6 and 7): what a wash absorbs per band, what skin above it sends back, how far light strays.
 * Bands are R, G, B of linear sRGB, taken at 650, 550 and 450 nm.
 */
import type { Wash } from '../consultation/schema.ts';

export type Rgb = readonly [number, number, number];

/** Centre absorbance (natural log, double pass) of undiluted stock. Dilution 20 then gives 1.6. Fitted, see VEIL_GAIN. */
export const STOCK_ABSORBANCE = 34.5;

/** Absorbance per band relative to green. */
export const WASH_BANDS: Record<Wash, Rgb> = {
  // assumed: carbon black, about 1/lambda (core/README.md 6)
  neutral: [0.93, 1.0, 1.1],
  // assumed: carbon with brown oxide, which absorbs mainly 400-550 nm (core/README.md 6)
  warm: [0.65, 1.0, 1.35],
  // assumed: a brown corrected with blue: absorbs red a little more than carbon does
  cool: [1.05, 1.0, 1.0],
};

/** Dots of old work: merged and blue. assumed: half a millimetre after years, red lost most (old or deep pigment turns blue-green: baldingblog.com). */
export const OLD_WORK = { diameterMm: 0.5, absorbance: 0.7, bands: [1.3, 1, 0.65] as Rgb } as const;

/** Reduced scattering of skin at 550 nm, per mm: 8.3 (l/1000)^-1 + 1.7 (l/1000)^-4 per cm (Jacques 1998). */
const REDUCED_SCATTERING_PER_MM = 3.37;

/**
 * The veil: light that wanders sideways under the skin and is lost in the pigment it passes, so that the bare skin between dots is dark and
 * grey too. Spread in mm (sigma): the effective diffusion length at 650 and 550 nm in pale skin, 1 / sqrt(3 mua (mua + mus')) with mua 0.03
 * and 0.25 per mm (order of magnitude: Jacques 2013), 2 and 0.6 mm; assumed: a little less, as the pigment itself shortens the way. Colour is
 * lost with red, which wanders furthest.
 */
export const VEIL_SIGMA_MM = { grey: 1.5, dark: 0.5 } as const;
/**
 * Light lost to the veil for the light that a core takes itself. Fitted, with the depths and the blur below, to finished work on eight heads
 * photographed before and after (skin III and IV, one studio): luminance kept about 0.77, ln of the bands' ratios about halved, texture with a
 * half-width of 0.23 mm. Dense shaved hair of twenty other people halves them alike.
 */
export const VEIL_GAIN = { grey: 8, dark: 6.2 } as const;
/** A column of pigment begins at this share of its depth: looked at straight, little skin lies above it. Fitted, see VEIL_GAIN. */
const TOP_SHARE = 0.04;
/** Light that strays meets the pigment where most of it lies, this much below depthMm: 0.2 mm by default (ink seen at 0.05-0.4 mm: Raman of tattoos). Fitted. */
const VEIL_BELOW_MM = 0.05;
/** Skin above the pigment blurs a dot by this share of the depth where most of it lies, sigma in mm. Fitted. */
const DEPTH_BLUR = 0.61;

/** Redness of fresh work: multiply by 1 - this x e (core/README.md 7), spread like the green veil. assumed: by eye. */
export const REDNESS: Rgb = [0, 0.18, 0.12];
/** e falls to 1/e in this many days (core/README.md 7). assumed: redness is mostly gone in 1-2 days, others until day 5 (as clinics tell it). */
export const REDNESS_DAYS = 1.2;

/** Share of light that skin above the pigment returns before it is met. */
export interface LightAbove {
  /** looking straight down on a dot */
  core: number;
  /** on its way sideways */
  veil: number;
}

/** Light that pale skin returns as deep as it goes, where it swallows least. assumed: to a few per cent. */
const PALE_SKIN = 0.58;

/**
 * Light returned by a layer `zMm` thick over black, as a share of what skin without end returns (Kubelka and Munk 1931, with absorption):
 * R(z) = sinh(b S z) / (a sinh(b S z) + b cosh(b S z)), a = (1 + R^2) / 2 R, b = a - R, S = 0.75 mus'.
 */
const returnedAbove = (zMm: number): number => {
  const a = (1 + PALE_SKIN ** 2) / (2 * PALE_SKIN);
  const b = a - PALE_SKIN;
  const tanh = Math.tanh(b * 0.75 * REDUCED_SCATTERING_PER_MM * zMm);
  return tanh / (a * tanh + b) / PALE_SKIN;
};

export const lightAbove = (depthMm: number): LightAbove => ({
  core: returnedAbove(depthMm * TOP_SHARE),
  veil: returnedAbove(depthMm + VEIL_BELOW_MM),
});

/** Variance that the skin above adds to a dot, mm^2: the deeper the blurrier. */
export const depthBlurMm2 = (depthMm: number) => (DEPTH_BLUR * (depthMm + VEIL_BELOW_MM)) ** 2;

/** Green absorbance at the centre of a fresh dot of a wash diluted 1 part pigment to `dilution` parts water. */
export const washAbsorbance = (dilution: number) => STOCK_ABSORBANCE / (1 + dilution);
