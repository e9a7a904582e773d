/*
 * The shown day in plain words: what skin and dots do at the age of the last completed session (timeline as clinics describe it).
 * People differ; the sentence promises nothing.
 */
import type { Treatment } from '../core/consultation/schema.ts';
import { DAYS_PER_YEAR, settledAfter } from '../core/treatment/healing.ts';

export function daySentence(treatment: Treatment, day: number): string {
  if (day < 0) return 'Before: the photo as it is.';
  const { sessions } = treatment;
  let done = 0;
  while (done < sessions.length && sessions[done].day <= day) done += 1;
  if (done === 0) return 'Before: the photo as it is.';
  const last = sessions[done - 1];
  const age = day - last.day;
  const more = done < sessions.length;
  if (age < 1) return `Session ${done} is just done: the dots look dark and large on slightly red skin. Both calm down.`;
  if (age < 3) return 'Redness is fading; the dots are at their darkest. This is not the result yet.';
  if (age < 5) return 'Fine flakes come off and the dots begin to lighten.';
  if (age < 11) return 'Scabs are shedding; the dots look pale and patchy. This is normal.';
  if (age < 18)
    return more ? 'Pale, but the colour is coming back. The next session builds on this.' : 'Pale, but the colour is coming back.';
  if (day < settledAfter(last.day)) return 'The colour is settling towards its healed shade.';
  if (more) return `Session ${done} has healed. ${sessions.length - done === 1 ? 'One more session is' : 'More sessions are'} planned.`;
  const years = age / DAYS_PER_YEAR;
  const touched = treatment.touchUpYears.some((y) => y <= years);
  if (years < 0.4) return 'Healed: this is the result. Expect a range, not a promise.';
  if (touched) return 'After a touch-up: the dots are renewed, and a little wider than at first.';
  if (years < 2) return 'Settled: slightly softer than when it healed.';
  return 'Softer and paler with the years; about now many people have a touch-up.';
}
