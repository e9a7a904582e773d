/* Formats figures and days for the screen, and names photos. */
import type { PhotoEntry } from '../core/consultation/consultation.ts';
import type { Differs } from '../core/consultation/evidence.ts';
import type { Side } from '../core/consultation/schema.ts';
import { nearestView } from '../core/scalp/head-view.ts';
import { rotationMatrix } from '../core/scalp/rotation.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
export const count = (n: number) => whole.format(Math.round(n));
export const fixed = (n: number, digits: number) => n.toFixed(digits).replace('-', '\u2212');
export const percent = (share: number, digits = 0) => `${(share * 100).toFixed(digits)} %`;
export const plural = (n: number, one: string, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** "before", "day 12", "11 months", "3 years" */
export function dayWords(day: number): string {
  if (day < 0) return 'before';
  if (day < 120) return `day ${Math.round(day)}`;
  if (day < 700) return `${Math.round(day / 30.4)} months`;
  const years = day / 365.25;
  return `${years.toFixed(1).replace('.0', '')} years`;
}
export const previewName = (day: number, session: number, dots: number) =>
  `Preview: ${day < 0 || session < 1 ? 'before' : `session ${session}`}, day ${Math.round(day)}, ${count(dots)} dots`;

export const SIDE_WORDS: Readonly<Record<Side, string>> = {
  front: 'Front',
  'threequarter-left': 'Three-quarter left',
  'threequarter-right': 'Three-quarter right',
  left: 'Left side',
  right: 'Right side',
  back: 'Back',
  top: 'Top',
  'front-from-above': 'Front, above',
};
/** Name of a photo: its label, else the side it shows, else its file's name. */
export function photoWords({ label, side, name, id, pose }: Pick<PhotoEntry, 'label' | 'side' | 'name' | 'id' | 'pose'>): string {
  const shown = side ?? (pose && nearestView(rotationMatrix(pose.rotationRad)));
  return label || (shown && SIDE_WORDS[shown]) || name.replace(/\.[^.]*$/, '') || id;
}
/** Sentence about a photo that disagrees with the others: in what, by how much, and what to do. */
export function apartWords(photo: string, { about, share }: Differs): string {
  const name = `“${photo}”`;
  if (about === 'scale') return `${name} has another scale than the other photos, by ${percent(share)}: set it anew under Scale.`;
  if (about === 'head')
    return `${name} shows a head of another shape than the other photos do, by ${percent(share)}: check its outline under Head, and whether it is the same person.`;
  return `The head of the other photos does not fit the outline in “${photo}”, which now counts for ${percent(1 - share)}: drag the outline onto the head there, or remove the photo.`;
}
export const REMOVED = (photo: string) => `“${photo}” is removed. Undo brings it back.`;
/** One short sentence about how much of the plan's area the photo shows; '' if all of it. */
export const shownWords = (plan: { areaCm2: number }, shown: { areaCm2: number }): string =>
  plan.areaCm2 - shown.areaCm2 < MIN_HIDDEN_CM2 ? '' : `This photo shows ${shown.areaCm2.toFixed(0)} cm² of it.`;
/** A smaller hidden area is rounding. */
const MIN_HIDDEN_CM2 = 1;
