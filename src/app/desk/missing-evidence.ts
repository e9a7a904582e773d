/*
 * Works out the evidence of the shown photo before another one is added, if its measuring was stopped or closed between its first dots and its
 * evidence. Only a head that lies as it is measured gets it: any other was placed by hand, and is taken as it lies.
 */
import type { Head, Scale } from '../../core/consultation/schema.ts';
import { photoOf } from '../../core/consultation/shown-project.ts';
import { knownFocalPx } from '../measured-project.ts';
import type { Desk } from './desk.ts';
import { addEvidence } from './measure.ts';
import type { ShownPhoto } from './services.ts';

/** Photos whose head was found to lie in another way. */
const placedByHand = new WeakSet<ShownPhoto>();

/** Without it, and after a failure, nothing is changed. @throws the signal's reason */
export async function addMissingEvidence({ opened, services, store }: Desk, signal: AbortSignal) {
  const { consultation, photo, project } = store.getState();
  if (!opened || !consultation || !photo || !project?.scale || !project.head) return;
  const { shown } = opened;
  const entry = photoOf(consultation, shown.id);
  if (!entry || entry.evidence || placedByHand.has(shown)) return;
  // a scale that was set by hand, or a head that was fitted together with others, is not as measured
  const isFitted = consultation.photos.some((other) => other !== entry && other.pose);
  if (isFitted || project.scale.method === 'marks' || project.scale.method === 'tape') return;
  try {
    const known = { focalPx: knownFocalPx(project, photo), side: project.photo.side ?? null };
    const outcome = await services.measureOpened(shown.seekers, photo, known, signal);
    const { measures } = outcome;
    if (!measures || figuresOf(measures) !== figuresOf({ scale: project.scale, head: project.head })) return void placedByHand.add(shown);
    await addEvidence(store, consultation, (step) => photoOf(step, shown.id) === entry, shown.id, outcome, signal);
  } catch {
    signal.throwIfAborted();
  }
}

const figuresOf = ({ scale, head }: { scale: Scale; head: Head }) =>
  JSON.stringify([scale.pxPerMm, scale.method, head.centrePx, head.rotationRad, head.halfAxesMm, head.squeeze ?? 1, head.shape]);
