/*
 * Report of the last measurement of each photo: what is certain, what was guessed, whether to ask for the side. It is valid while the
 * project's head is the measured one. It is not saved.
 */

import type { Consultation } from '../core/consultation/consultation.ts';
import type { Design, Head, Project, Side } from '../core/consultation/schema.ts';
import { headIn, photoOf } from '../core/consultation/shown-project.ts';
import type { PhotoFinding } from '../core/photo/photo-check.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { Guess } from '../core/scalp/measurement-report.ts';

export interface Measured {
  /** as measured */
  head: Head;
  /** the design proposed on it; null if there was one before or none could be proposed */
  proposed: Design | null;
  sawFace: boolean;
  isTrusted: boolean;
  sure: readonly string[];
  guessed: readonly Guess[];
  /** sides to ask the user about, likeliest first; null if the side is known or the question was dismissed */
  askedSides: readonly Side[] | null;
}

/** @param before the project before the measurement @param after the project with its results */
export function measuredOf(measures: PhotoMeasures, before: Project, after: Project): Measured {
  const { head, sawFace, isTrusted, sure, guessed, isSideKnown, sides, view } = measures;
  const likeliest = sides.length ? sides.map(({ side }) => side) : [view];
  return {
    head,
    proposed: after.design === before.design ? null : after.design,
    sawFace,
    isTrusted,
    sure,
    guessed,
    askedSides: isSideKnown ? null : likeliest,
  };
}

/** From heads made by a later joint fit to the measured heads that they replace. */
const measuredAs = new WeakMap<Head, Head>();
const asFound = (head: Head | null | undefined) => head && (measuredAs.get(head) ?? head);

/** Whether the user has not moved the head since it was measured. */
export const isAsMeasured = (project: Project, measured: Measured | null): measured is Measured =>
  measured !== null && asFound(measured.head) === asFound(project.head);

/** Whether the head is still as a measurement that is not trusted has put it: nothing is proposed on it before it was dragged. */
export const isHeadDoubted = (project: Project, measured: Measured | null): boolean =>
  isAsMeasured(project, measured) && !measured.isTrusted;

/** Reports by the head that was measured, so that undo restores the report with the head. */
const reportByHead = new WeakMap<Head, Measured>();
export function rememberReport(measured: Measured): Measured {
  reportByHead.set(asFound(measured.head) as Head, measured);
  return measured;
}
/** The reports for the heads of this consultation; the same object if `measured` has them already. */
export function reportsIn({ head: shared, photos }: Consultation, measured: Readonly<Record<string, Measured>>) {
  const back = photos.flatMap(({ id, pose }): [string, Measured][] => {
    const head = asFound(headIn(shared, pose));
    const told = head && reportByHead.get(head);
    return told && asFound(measured[id]?.head) !== head ? [[id, told]] : [];
  });
  return back.length ? { ...measured, ...Object.fromEntries(back) } : measured;
}

/** After a joint fit, records that heads which counted as measured still do. */
export function noteRefitted(measured: Readonly<Record<string, Measured>>, before: Consultation, after: Consultation) {
  const headOf = (consultation: Consultation, id: string) => headIn(consultation.head, photoOf(consultation, id)?.pose ?? null);
  for (const [id, { head }] of Object.entries(measured)) {
    const [was, now] = [headOf(before, id), headOf(after, id)];
    if (was && now && now !== was && asFound(was) === asFound(head)) measuredAs.set(now, asFound(head) as Head);
  }
}

/** The project to measure: with the side given by the user, and without a design that the last measurement proposed and nobody has changed. */
export function toMeasure(project: Project, last: Measured | null, side: Side | null): Project {
  const told = side ? { ...project, photo: { ...project.photo, side } } : project;
  return last?.proposed === project.design ? { ...told, design: { ...project.design, hairline: null, zones: [] } } : told;
}

/** Notice after a measurement: the worst finding or guess, and where to find the rest. Null if there is nothing to report. */
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
