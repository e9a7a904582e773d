/* A finish and a reading of finished work in words. */
import type { WorkTrouble } from '../app/calibrate.ts';
import type { ToneComparison } from '../core/treatment/finish.ts';
import type { Rgb } from '../core/treatment/pigments.ts';

/** Least difference of CIELAB lightness or chroma that is mentioned. assumed. */
const WORTH_A_WORD = 0.4;
/** Two tones with a smaller CIEDE2000 count as the same. */
const ALIKE = 0.5;

const figure = (dE00: number) => `(ΔE\u00a0${dE00.toFixed(1)})`;

/** "darker and greyer than the default (ΔE 4.2)" */
export function besideWords({ dE00, lightness, chroma }: ToneComparison, than: string): string {
  const words: string[] = [];
  if (Math.abs(lightness) > WORTH_A_WORD) words.push(lightness < 0 ? 'darker' : 'lighter');
  if (Math.abs(chroma) > WORTH_A_WORD) words.push(chroma < 0 ? 'greyer' : 'warmer');
  return dE00 < ALIKE || !words.length
    ? `hardly different from ${than} ${figure(dE00)}`
    : `${words.join(' and ')} than ${than} ${figure(dE00)}`;
}

/** From this ratio of kept red to kept blue on, a reading looks like a shadow: pigment under skin takes far more red. assumed: finished work has 0.5 to 0.75. */
const LIKE_SHADE = 0.95;
/** One sentence if a reading is doubtful, else null. */
export const doubtWords = ([red, , blue]: Rgb): string | null =>
  red > LIKE_SHADE * blue
    ? 'It takes as much blue as red, as a shadow does: check that both marks lie in the same light, away from shine.'
    : null;

/** Why a reading was refused, and what to do. @param photos names of the pictures on the screen */
export function troubleWords(trouble: WorkTrouble, photos: Record<'before' | 'after', string>): string {
  if (trouble.reason === 'not-darker')
    return 'The treated place is not darker than the bare one: check which mark is which, or choose photos under more alike light.';
  const place = `The ${trouble.place} place in the ${photos[trouble.photo]}`;
  return trouble.reason === 'dark'
    ? `${place} is too dark to read: move its mark to brighter skin, or use a brighter photo.`
    : `${place} is overexposed and its colour is lost: move its mark to skin without shine.`;
}
