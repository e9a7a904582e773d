/*
 * Constants of pigment and skin (core/README.md 6 and 7): absorbance of a wash per band, light returned by skin above it, spread of light.
 * Bands are R, G, B of linear sRGB, taken at 650, 550 and 450 nm.
 */
import type { Wash } from '../consultation/schema.ts';

export type Rgb = readonly [number, number, number];

/** Absorbance at the centre of a dot of undiluted pigment (natural log, light passing twice); 2.4 at dilution 20. Fitted, see VEIL_GAIN. */
export const STOCK_ABSORBANCE = 50;

/** Absorbance per band relative to green. */
export const WASH_BANDS: Record<Wash, Rgb> = {
  // assumed: carbon black, about 1/lambda (core/README.md 6)
  neutral: [0.93, 1.0, 1.1],
  // assumed: carbon with brown oxide, which absorbs mainly 400-550 nm (core/README.md 6)
  warm: [0.65, 1.0, 1.35],
  // assumed: a brown corrected with blue: absorbs red a little more than carbon does
  cool: [1.05, 1.0, 1.0],
};

/** Dots of old work, merged and blue. assumed: 0.5 mm after years, taking red most (old or deep pigment turns blue-green: baldingblog.com). */
export const OLD_WORK = { diameterMm: 0.5, absorbance: 1, bands: [1.3, 1, 0.65] as Rgb } as const;

/** Reduced scattering of skin at 550 nm, per mm: 8.3 (l/1000)^-1 + 1.7 (l/1000)^-4 per cm (Jacques 1998). */
const REDUCED_SCATTERING_PER_MM = 3.37;

/**
 * Spread of the veil, sigma in mm. Light travels sideways under the skin and is absorbed by pigment on its way, so bare skin between dots
 * turns dark and grey too. Effective diffusion length in pale skin, 1 / sqrt(3 mua (mua + mus')): 2 mm at 650 nm and 0.6 mm at 550 nm with mua
 * 0.03 and 0.25 per mm (order of magnitude: Jacques 2013). Grey follows red light, which travels furthest, and cameras blur colour besides:
 * fitted to how colour comes back in front of finished work on nine heads (2.6 to 4.3 mm).
 */
export const VEIL_SIGMA_MM = { grey: 3, dark: 0.5 } as const;
/**
 * Strength of the veil relative to the light that cores take. Fitted, with the depths and the blur below, to photographs of eight heads before
 * and after finished work (skin III and IV, one studio): luminance times about 0.77, ln of the bands' ratios about halved, texture with a
 * half-width of 0.23 mm and, from fine to coarse, the strengths in core/README.md 7. Dense shaved hair of twenty other people also halves those ratios.
 */
export const VEIL_GAIN = { grey: 15.5, dark: 4.1 } as const;
/** How dark the wide part of the veil is, relative to how grey. */
export const WIDE_DARK = VEIL_GAIN.dark / VEIL_GAIN.grey;
/** Shares of ln(red / green) and ln(blue / green) of bare skin. */
export type ColourShares = readonly [red: number, blue: number];
/**
 * The shares that the densest pigment leaves: light from above it is skin's own. Skin turns olive rather than pink: eleven finished heads keep
 * 0.52 of ln(red / green) and 0.63 of ln(blue / green) (standard errors 0.03; the difference is 0.11 on average and hardly below 0 on any), the
 * three that were used for no fit 0.51 and 0.62. Fitted to the eight others, with VEIL_GAIN.
 */
const LEAST_COLOUR: ColourShares = [0.39, 0.51];
/**
 * Dense own hair keeps 0.55 to 0.72 of that colour beside finished work. Where it keeps more, since it is brown or the light is warm, a wash is mixed to
 * it: so much more colour is left, up to MOST_COLOUR. assumed.
 */
const USUAL_HAIR = 0.7;
const MOST_COLOUR = 0.75;
/** Shares of the skin's colour that pigment leaves beside own hair that keeps `hairKeeps` of it; null: no dense hair is seen. */
export function colourBeside(hairKeeps: number | null): ColourShares {
  const more = Math.max(0, (hairKeeps ?? USUAL_HAIR) - USUAL_HAIR);
  const [red, blue] = LEAST_COLOUR;
  return [Math.min(MOST_COLOUR, red + more), Math.min(MOST_COLOUR, blue + more)];
}
/** Pigment is a column that begins at this share of its depth, so little skin lies above it when seen straight on. Fitted, see VEIL_GAIN. */
const TOP_SHARE = 0.04;
/** Light from the side meets most pigment this far below depthMm, at 0.2 mm by default (Raman of tattoos finds ink at 0.05-0.4 mm). Fitted. */
const VEIL_BELOW_MM = 0.05;
/** Blur by the skin above: sigma over the depth of most pigment. Fitted. */
const DEPTH_BLUR = 0.61;
/**
 * Variance by which a drawn mark is wider still, mm^2: skin and camera smooth what is as fine as dots before the camera sharpens it. Fitted with
 * the sharpening (ON_FINE_MARKS) to the light of finished work, which is about as skewed to the light side as to the dark one.
 */
export const SMOOTHED_MM2 = 0.028;

/** Largest loss of each band to the redness of fresh work (core/README.md 7), which spreads like the dark of the veil. assumed: by eye. */
export const REDNESS: Rgb = [0, 0.18, 0.12];
/** Days in which redness falls to 1/e. assumed: clinics say mostly gone in 1-2 days, some until day 5. */
export const REDNESS_DAYS = 1.2;

/** What is seen of pigment: the share of light that skin returns from above it, and how much of its detail the photo shows. */
export interface LightAbove {
  /** straight above a dot */
  core: number;
  /** for light that travels sideways */
  veil: number;
  /** what the densest pigment leaves of the colour of bare skin */
  colour: ColourShares;
  /** share of the contrast between dots and the skin around them that the photo shows */
  detail: number;
}

/** Reflectance of pale skin in red, where it absorbs least. assumed: to a few per cent. */
const PALE_SKIN = 0.58;

/**
 * Reflectance of a layer of skin `zMm` thick over black, relative to skin of infinite depth (Kubelka and Munk 1931, with absorption):
 * R(z) = sinh(b S z) / (a sinh(b S z) + b cosh(b S z)), a = (1 + R^2) / 2 R, b = a - R, S = 0.75 mus'.
 */
const returnedAbove = (zMm: number): number => {
  const a = (1 + PALE_SKIN ** 2) / (2 * PALE_SKIN);
  const b = a - PALE_SKIN;
  const tanh = Math.tanh(b * 0.75 * REDUCED_SCATTERING_PER_MM * zMm);
  return tanh / (a * tanh + b) / PALE_SKIN;
};

/** Share of light left by pigment of an absorbance under skin that returns `above` before it. */
export const keptUnder = (above: number, absorbance: number) => above + (1 - above) * Math.exp(-absorbance);

export const lightAbove = (depthMm: number): LightAbove => ({
  core: returnedAbove(depthMm * TOP_SHARE),
  veil: returnedAbove(depthMm + VEIL_BELOW_MM),
  colour: LEAST_COLOUR,
  detail: 1,
});

/** Variance that the skin above adds to a dot, mm^2. */
export const depthBlurMm2 = (depthMm: number) => (DEPTH_BLUR * (depthMm + VEIL_BELOW_MM)) ** 2;

/** Green absorbance at the centre of a fresh dot; the wash is 1 part pigment to `dilution` parts water. */
export const washAbsorbance = (dilution: number) => STOCK_ABSORBANCE / (1 + dilution);
