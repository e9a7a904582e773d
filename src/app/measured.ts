/*
 * What the last measuring of each photo reported besides scale and head: what is sure, what was guessed, whether to ask for the side. It
 * applies for as long as the project's head is the one that was found. It is not saved.
 */

import type { Consultation } from '../core/consultation/consultation.ts';
import type { Design, Head, Project, Side } from '../core/consultation/schema.ts';
import { headIn, photoOf } from '../core/consultation/shown-project.ts';
import type { PhotoFinding } from '../core/photo/photo-check.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { Guess } from '../core/scalp/measure-told.ts';

export interface Measured {
  /** as it was found */
  head: Head;
  /** the design proposed on it; null where there was one before, or none was worth proposing */
  proposed: Design | null;
  sawFace: boolean;
  isTrusted: boolean;
  sure: readonly string[];
  guessed: readonly Guess[];
  /** from where the head may be seen, the likeliest first: to be asked. Null: it is known, or nobody wants to say */
  askedSides: readonly Side[] | null;
}

/** @param before the project that was measured, @param after the same with what was found */
export function measuredOf(measures: PhotoMeasures, before: Project, after: Project): Measured {
  const { head, sawFace, isTrusted, sure, guessed, isSideTold, sides, view } = measures;
  const likeliest = sides.length ? sides.map(({ side }) => side) : [view];
  return {
    head,
    proposed: after.design === before.design ? null : after.design,
    sawFace,
    isTrusted,
    sure,
    guessed,
    askedSides: isSideTold ? null : likeliest,
  };
}

/** Heads that a later fit to all photos made of those that were measured. */
const measuredAs = new WeakMap<Head, Head>();
const asFound = (head: Head | null | undefined) => head && (measuredAs.get(head) ?? head);

/** Nobody has moved the head since it was measured. */
export const isAsMeasured = (project: Project, measured: Measured | null): measured is Measured =>
  measured !== null && asFound(measured.head) === asFound(project.head);

/** Each measuring's report by the head that it found, so that undo restores the report with the head. */
const toldOf = new WeakMap<Head, Measured>();
export function noteTold(measured: Measured): Measured {
  toldOf.set(asFound(measured.head) as Head, measured);
  return measured;
}
/** The reports that belong to the heads of this consultation; the same object if `measured` has them already. */
export function toldIn({ head: shared, photos }: Consultation, measured: Readonly<Record<string, Measured>>) {
  const back = photos.flatMap(({ id, pose }): [string, Measured][] => {
    const head = asFound(headIn(shared, pose));
    const told = head && toldOf.get(head);
    return told && asFound(measured[id]?.head) !== head ? [[id, told]] : [];
  });
  return back.length ? { ...measured, ...Object.fromEntries(back) } : measured;
}

/** Remembers, where the head was fitted anew, that heads which were as they were measured are so still. */
export function noteFittedAnew(measured: Readonly<Record<string, Measured>>, before: Consultation, after: Consultation) {
  const headOf = (consultation: Consultation, id: string) => headIn(consultation.head, photoOf(consultation, id)?.pose ?? null);
  for (const [id, { head }] of Object.entries(measured)) {
    const [was, now] = [headOf(before, id), headOf(after, id)];
    if (was && now && now !== was && asFound(was) === asFound(head)) measuredAs.set(now, asFound(head) as Head);
  }
}

/** The project to measure: with the side that was told, and without a design that the last measuring proposed and nobody has changed. */
export function toMeasure(project: Project, last: Measured | null, side: Side | null): Project {
  const told = side ? { ...project, photo: { ...project.photo, side } } : project;
  return last?.proposed === project.design ? { ...told, design: { ...project.design, hairline: null, zones: [] } } : told;
}

/** The one sentence or two after measuring: the worst that was found or guessed, and where the rest is. Null: there is nothing to say. */
export function measuredNotice(
  { guessed, askedSides }: Measured,
  findings: readonly PhotoFinding[],
  trouble: string | null,
): string | null {
  const worth = guessed.filter(({ about }) => about !== 'scale' && !(about === 'side' && askedSides));
  const said = [
    ...(trouble ? [{ text: trouble, under: '' }] : []),
    ...worth.map(({ text, mend }) => ({ text: `${text} ${mend}`, under: 'Head' })),
    ...findings.map(({ text, remedy }) => ({ text: `${text} ${remedy}`, under: 'Photo' })),
  ];
  if (!said.length) return null;
  const rest = ['Head', 'Photo']
    .map((under) => ({ under, count: said.slice(1).filter((one) => one.under === under).length }))
    .filter(({ count }) => count)
    .map(({ under, count }) => `${count} more under ${under}`);
  return rest.length ? `${said[0].text} ${rest.join(', ')}.` : said[0].text;
}
