/* Measures the open photo: scale and head, a first design where there is none, the skin of a new project, as one step that can be undone. */
import type { Side } from '../../core/consultation/schema.ts';
import { changeProject, dismiss, notify, setScreen } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { measuredNotice, measuredOf, toMeasure } from '../measured.ts';
import { keepingHandWork, knownFocalPx, measuredProject, withSkin } from '../measured-project.ts';
import type { Desk } from './desk.ts';

interface Asked {
  isNew?: boolean;
  /** that somebody has told */
  side?: Side | null;
}

export async function measure(desk: Desk, asked: Asked = {}) {
  dismiss(desk.store, desk.measuringNoticeId);
  try {
    await desk.activities.run('measure', 'Measuring the photo', (activity) => measureOpen(desk, asked, activity));
  } catch (error) {
    notify(desk.store, 'note', `The photo could not be measured: ${(error as Error).message}`);
  }
}

async function measureOpen(desk: Desk, { isNew = false, side = null }: Asked, { signal }: Activity) {
  const { store, pipeline, opened } = desk;
  const { photo, project: open, screen } = store.getState();
  if (!photo || !open || !opened) return;
  const project = toMeasure(open, screen.measured, side);
  const { measures, found, takesDots, seen, whyNone } = await desk.services.measureOpened(
    opened.seekers,
    photo,
    { focalPx: knownFocalPx(project, photo), side: project.photo.side ?? null },
    signal,
  );
  signal.throwIfAborted();
  opened.face = seen;
  if (!measures) return void notify(store, 'note', `The photo ${whyNone} Or set the scale and drag the ellipse onto the head.`);
  const measured = measuredProject(project, measures, found, takesDots);
  const ready = measured.head && (await desk.candidates.whenReady(measured.head.halfAxesMm as never, signal));
  if (ready) await pipeline.prepare(measured, photo, ready, seen, signal);
  signal.throwIfAborted();
  let from = project;
  let used = measures;
  changeProject(store, (now) => {
    if (now !== open) {
      from = toMeasure(now, screen.measured, side);
      used = keepingHandWork(measures, open, now);
    }
    const next = now === open ? measured : measuredProject(from, used, found, takesDots);
    return isNew && now.treatment.skin === open.treatment.skin ? withSkin(next, pipeline.reading(next, photo, seen)) : next;
  });
  const after = store.getState().project ?? from;
  // a head that was dragged meanwhile is not as measured, and says so by being another
  const told = measuredOf({ ...measures, head: used.head === from.head ? measures.head : used.head }, from, after);
  setScreen(store, { measured: told });
  const findings = isNew ? pipeline.reading(measured, photo, seen)?.findings : null;
  const notice = measuredNotice(told, findings ?? [], found.ok ? null : found.reason);
  if (notice) desk.measuringNoticeId = notify(store, 'note', notice);
}
