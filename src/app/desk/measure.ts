/* Measures a photo: scale and head, a first design where there is none, the skin of a new project, as one step that can be undone. */
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { Side } from '../../core/consultation/schema.ts';
import { headIn, photoOf, shownProject, withShown } from '../../core/consultation/shown-project.ts';
import { dismiss, notify } from '../actions.ts';
import type { Activity } from '../activities.ts';
import type { MeasuredPhoto } from '../measure-opened.ts';
import { measuredNotice, measuredOf, toMeasure } from '../measured.ts';
import { keepingHandWork, knownFocalPx, withFirstDesign, withHead, withSkin } from '../measured-project.ts';
import type { Desk } from './desk.ts';
import { tellMeasured, withJoinedHead } from './joined.ts';

interface Asked {
  isNew?: boolean;
  /** that somebody has told */
  side?: Side | null;
}

/** Measures the shown photo. */
export async function measure(desk: Desk, asked: Asked = {}) {
  dismiss(desk.store, desk.measuringNoticeId);
  try {
    await desk.activities.run('measure', 'Measuring the photo', (activity) => measureShown(desk, asked, activity));
  } catch (error) {
    notify(desk.store, 'note', `The photo could not be measured: ${(error as Error).message}`);
  }
}

async function measureShown(desk: Desk, { isNew = false, side = null }: Asked, { signal }: Activity) {
  const { store, pipeline, opened } = desk;
  const { photo, project: open, screen } = store.getState();
  const shown = opened?.shown;
  if (!photo || !open || !shown) return;
  const { id } = shown;
  const last = screen.measured[id] ?? null;
  const project = toMeasure(open, last, side);
  const outcome = await desk.services.measureOpened(
    shown.seekers,
    photo,
    { focalPx: knownFocalPx(project, photo), side: project.photo.side ?? null },
    signal,
  );
  signal.throwIfAborted();
  const { measures, found, takesDots, seen, whyNone } = outcome;
  shown.face = seen;
  if (!measures) return void notify(store, 'note', `The photo ${whyNone} Or set the scale and drag the ellipse onto the head.`);
  const headed = withHead(project, measures, found);
  const hair = await pipeline.hairSeen(headed, photo, signal);
  const measured = withFirstDesign(headed, measures, takesDots, hair);
  const ready = measured.head && (await desk.candidates.whenReady(measured.head.halfAxesMm as never, signal));
  if (ready) await pipeline.prepare(measured, photo, ready, seen, signal);
  signal.throwIfAborted();

  const { consultation: before, screen: now } = store.getState();
  if (!before || !photoOf(before, id)) return;
  const current = shownProject(before, id, now.planName);
  const from = current === open ? project : toMeasure(current, last, side);
  const used = current === open ? measures : keepingHandWork(measures, open, current);
  const next = current === open ? measured : withFirstDesign(withHead(from, used, found), used, takesDots, hair);
  const withIt = isNew && current.treatment.skin === open.treatment.skin ? withSkin(next, pipeline.reading(next, photo, seen)) : next;
  const joined = withJoinedHead(before, withShown(before, id, now.planName, withIt), id);
  store.setState({ consultation: joined.consultation });
  const after = shownProject(joined.consultation, id, now.planName);
  // a head that was dragged meanwhile is not as measured, and says so by being another
  const head = (used.head === from.head ? measures.head : after.head) ?? measures.head;
  const told = measuredOf({ ...measures, head }, from, after);
  tellMeasured(store, before, joined, id, told);
  const findings = isNew ? pipeline.reading(measured, photo, seen)?.findings : null;
  const notice = measuredNotice(told, findings ?? [], found.ok ? null : found.reason);
  if (notice) desk.measuringNoticeId = notify(store, 'note', notice);
}

/** What was measured in a photo that is not shown, as part of the change that adds it or on its own. Says nothing beyond its mark. */
export function takeMeasured(desk: Desk, change: (consultation: Consultation) => Consultation, id: string, outcome: MeasuredPhoto) {
  const { store } = desk;
  const { consultation: kept, screen } = store.getState();
  if (!kept) return;
  const before = change(kept);
  const { measures, found, takesDots } = outcome;
  if (!photoOf(before, id)) return;
  const open = shownProject(before, id, screen.planName);
  // somebody has set it by hand meanwhile
  if (!measures || open.head || open.scale) return void (before === kept || store.setState({ consultation: before }));
  const joined = withJoinedHead(
    before,
    withShown(before, id, screen.planName, withFirstDesign(withHead(open, measures, found), measures, takesDots, null)),
    id,
  );
  store.setState({ consultation: joined.consultation });
  const after = shownProject(joined.consultation, id, screen.planName);
  const head = headIn(joined.consultation.head, photoOf(joined.consultation, id)?.pose ?? null) ?? measures.head;
  tellMeasured(store, before, joined, id, measuredOf({ ...measures, head }, open, after));
}
