/* Measures a photo: scale and head, a first design if there is none, the skin class of a new project. One undo step. */
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { Project, Side } from '../../core/consultation/schema.ts';
import { headIn, photoOf, shownProject, withShown } from '../../core/consultation/shown-project.ts';
import { amend, dismiss, noteHeadless, notify, stepsSince } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { withEvidence } from '../join-heads.ts';
import type { MeasuredPhoto } from '../measure-opened.ts';
import { measuredNotice, measuredOf, toMeasure } from '../measured.ts';
import { hingesOnFaces, keepingHandWork, knownFocalPx, withHead, withSkin } from '../measured-project.ts';
import type { AppStore } from '../store.ts';
import type { Desk } from './desk.ts';
import { gestureEnd } from './gesture-end.ts';
import { storeReport, withMeasured } from './joined.ts';
import { MEASURING } from './measure-shown.ts';
import type { ShownPhoto } from './services.ts';
import { DRAWN_AFTER_MS } from './show.ts';

interface Asked {
  isNew?: boolean;
  /** given by the user */
  side?: Side | null;
}

/** The only photo's evidence is for fitting its head together with those of later ones. */
const isAlone = ({ photos }: Consultation) => photos.length === 1;

/** Measures the shown photo. */
export async function measure(desk: Desk, asked: Asked = {}) {
  await desk.activities.run('measure', MEASURING, (activity) => measureWithin(desk, activity, asked));
}

/** The same, inside a running activity. */
export async function measureWithin(desk: Desk, activity: Activity, asked: Asked = {}) {
  dismiss(desk.store, desk.measuringNoticeId);
  try {
    await measureShown(desk, asked, activity);
  } catch (error) {
    if (!activity.signal.aborted) notify(desk.store, 'note', `The photo could not be measured: ${(error as Error).message}`);
  }
}

/** What was begun while the photo was being opened, if it is what is asked now. */
function takeBegun(shown: ShownPhoto, { focalPx, side }: { focalPx: number | null; side: Side | null }, signal: AbortSignal) {
  const { begun } = shown;
  shown.begun = null;
  if (!begun) return null;
  const { outcome, stop } = begun;
  if (side !== null || begun.focalPx !== focalPx) return void stop.abort();
  signal.addEventListener('abort', () => stop.abort(signal.reason));
  return outcome;
}

async function measureShown(desk: Desk, { isNew = false, side = null }: Asked, { signal }: Activity) {
  const { store, pipeline, opened } = desk;
  const { photo, project: open, screen } = store.getState();
  const shown = opened?.shown;
  if (!photo || !open || !shown) return;
  const { id } = shown;
  const last = screen.measured[id] ?? null;
  const project = toMeasure(open, last, side);
  const given = { focalPx: knownFocalPx(project, photo), side: project.photo.side ?? null };
  const outcome = await (takeBegun(shown, given, signal) ?? desk.services.measureOpened(shown.seekers, photo, given, signal));
  signal.throwIfAborted();
  const { measures, found, trouble, takesDots, whyNone } = outcome;
  if (!measures) {
    shown.face = await outcome.wholeSeen();
    signal.throwIfAborted();
    noteHeadless(store, id);
    return void notify(store, 'note', trouble ?? `The photo ${whyNone} Or set the scale and drag the ellipse onto the head.`);
  }
  const asFound = withHead(project, measures, found);
  const hairReading = pipeline.hairSeen(asFound, photo, signal);
  // what fails here is told when it is waited for
  hairReading.catch(() => {});
  /** Another face is looked for after the first dots, unless they hinge on it. */
  const readOn = async (on: Project) => {
    const seen = await outcome.seen;
    const reading = await pipeline.readingAhead(on, photo, seen, signal, 'skin');
    const whole = isNew && reading && hingesOnFaces(reading) ? await outcome.wholeSeen() : seen;
    return { seen: whole, reading: whole === seen ? reading : await pipeline.readingAhead(on, photo, whole, signal, 'skin') };
  };
  readOn(asFound).catch(() => {});
  // meanwhile, what does not depend on the hair
  const beside = async () => {
    const ready = asFound.head && (await desk.candidates.whenReady(asFound.head.halfAxesMm, signal));
    if (ready) await pipeline.besideHair(asFound, photo, ready, signal);
  };
  beside().catch(() => {});
  const hair = await hairReading;
  const placedIn = async (consultation: Consultation, planName: string) => {
    const current = shownProject(consultation, id, planName);
    const from = current === open ? project : toMeasure(current, last, side);
    const used = current === open ? measures : keepingHandWork(measures, open, current);
    // the same objects as long as nothing was changed meanwhile, so that the hair is not read again
    const headed = current === open ? asFound : withHead(from, used, found);
    const kept = isAlone(consultation) ? null : await outcome.kept(signal);
    const what = { measures: used, kept, takesDots, hair };
    const after = await withMeasured(desk.services.fitHeads, consultation, { id, planName }, headed, what, signal);
    signal.throwIfAborted();
    return { consultation, planName, from, used, after, project: shownProject(after, id, planName) };
  };
  const stateNow = () => {
    const { consultation, screen: now } = store.getState();
    return { consultation: consultation && photoOf(consultation, id) ? consultation : null, planName: now.planName };
  };
  const then = stateNow();
  if (!then.consultation) return;
  let placed = await placedIn(then.consultation, then.planName);
  const measured = placed.project;
  const ready = measured.head && (await desk.candidates.whenReady(measured.head.halfAxesMm, signal));
  if (ready) await pipeline.planAhead(measured, photo, ready, signal);
  // with the skin class that it will get, which changes the sessions
  const { seen, reading } = await readOn(measured);
  signal.throwIfAborted();
  shown.face = seen;
  const shownNext = isNew ? withSkin(measured, reading) : measured;
  if (ready) await pipeline.designAhead(shownNext, photo, ready, signal);
  signal.throwIfAborted();

  // keep changes made in the meantime: apply the results to the newest state
  for (let now = stateNow(); now.consultation !== placed.consultation || now.planName !== placed.planName; now = stateNow()) {
    if (!now.consultation) return;
    placed = await placedIn(now.consultation, now.planName);
  }
  const { consultation: before, planName, from, used, after: joined, project: next } = placed;
  const isSkinOurs = isNew && from.treatment.skin === open.treatment.skin;
  const inSkin = () => (next === measured ? shownNext : withSkin(next, pipeline.reading(next, photo, seen)));
  const consultation = isSkinOurs ? withShown(joined, id, planName, inSkin()) : joined;
  store.setState({ consultation });
  const after = shownProject(consultation, id, planName);
  // a head that was dragged in the meantime is another object and so does not count as measured
  const head = (used.head === from.head ? measures.head : after.head) ?? measures.head;
  const told = measuredOf({ ...measures, head }, from, after);
  storeReport(store, before, consultation, id, told);
  // looking for a face again would keep the graphics from drawing the dots, and the photo is checked for blur then
  await new Promise((resolve) => setTimeout(resolve, DRAWN_AFTER_MS));
  signal.throwIfAborted();
  // without it the head is taken as it lies
  const adding = isAlone(before) && addEvidence(store, consultation, isAlone, id, outcome, signal).catch(() => {});
  const whole = await outcome.wholeSeen();
  signal.throwIfAborted();
  if (shown.face === seen) shown.face = whole;
  if (whole !== seen) desk.show.request();
  // of the head as it lies now: the one before would be laid out anew
  const now = stateNow();
  const asNow = now.consultation ? shownProject(now.consultation, id, now.planName) : after;
  const known = await pipeline.readingAhead(asNow, photo, whole, signal);
  signal.throwIfAborted();
  const findings = isNew ? known?.findings : null;
  const notice = measuredNotice(told, findings ?? [], trouble);
  if (notice) desk.measuringNoticeId = notify(store, 'note', notice);
  await adding;
}

/**
 * Works out the evidence of a photo, which its first dots do not wait for, and writes it into the undo step of its measurement and into those
 * of the later ones in which the photo lies as measured.
 */
export async function addEvidence(
  store: AppStore,
  measured: Consultation,
  isAsMeasured: (step: Consultation) => boolean,
  id: string,
  outcome: MeasuredPhoto,
  signal: AbortSignal,
) {
  const kept = await outcome.kept(signal);
  await gestureEnd(store, signal);
  const alike = stepsSince(store, measured).filter((step) => isAsMeasured(step) && photoOf(step, id));
  amend(store, new Map(alike.map((step) => [step, withEvidence(step, id, { kept })])));
}

/** Stores the measurement of a photo that is not shown, together with the change that adds it. Shows no notice. */
export async function takeMeasured(
  desk: Desk,
  change: (consultation: Consultation) => Consultation,
  id: string,
  outcome: MeasuredPhoto,
  signal: AbortSignal,
): Promise<void> {
  const { store } = desk;
  const { consultation: kept, screen } = store.getState();
  if (!kept) return;
  const before = change(kept);
  const { measures, found, takesDots } = outcome;
  if (!photoOf(before, id)) return;
  if (!measures) noteHeadless(store, id);
  const open = shownProject(before, id, screen.planName);
  // the user has set it by hand in the meantime
  if (!measures || open.head || open.scale) return void (before === kept || store.setState({ consultation: before }));
  const shown = { id, planName: screen.planName };
  const what = { measures, kept: await outcome.kept(signal), takesDots, hair: null };
  signal.throwIfAborted();
  const after = await withMeasured(desk.services.fitHeads, before, shown, withHead(open, measures, found), what, signal);
  signal.throwIfAborted();
  // the user has changed something in the meantime
  if (store.getState().consultation !== kept) return takeMeasured(desk, change, id, outcome, signal);
  store.setState({ consultation: after });
  const head = headIn(after.head, photoOf(after, id)?.pose ?? null) ?? measures.head;
  storeReport(store, before, after, id, measuredOf({ ...measures, head }, open, shownProject(after, id, screen.planName)));
}
