/* Figures as words: thousands separators, millimetres, days. */
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

/** How much of an area of the plan the photo shows, one short sentence; none where it shows all. */
export const shownWords = (plan: { areaCm2: number }, shown: { areaCm2: number }): string =>
  plan.areaCm2 - shown.areaCm2 < LEAST_HIDDEN_CM2 ? '' : `This photo shows ${shown.areaCm2.toFixed(0)} cm² of it.`;
/** Less than this is a matter of rounding. */
const LEAST_HIDDEN_CM2 = 1;
