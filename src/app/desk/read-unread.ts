/*
 * Reads the hair in photos that are not shown, and which scalp they show. One at a time, decoded and released. Loaded on first use.
 */
import { photoOf, shownProject } from '../../core/consultation/shown-project.ts';
import { createPipeline } from '../pipeline.ts';
import type { Desk } from './desk.ts';
import { readForScreen } from './read-photo.ts';
import type { Opened } from './services.ts';

/** Pose of each photo when it was read, by its id. */
const readPoses = new WeakMap<Opened, Map<string, readonly unknown[]>>();
function readPosesOf(opened: Opened) {
  const known = readPoses.get(opened) ?? new Map<string, readonly unknown[]>();
  readPoses.set(opened, known);
  return known;
}
/** Everything about a photo's pose and head that its reading depends on. */
function poseInputs({ store }: Desk, id: string): readonly unknown[] | null {
  const { consultation } = store.getState();
  const entry = consultation && photoOf(consultation, id);
  return entry?.pose && entry.scale && consultation?.head ? [consultation.head, entry.pose, entry.scale, entry.camera] : null;
}
/** The next photo that is measured, not shown, and not read in its present pose. */
function nextUnread(desk: Desk): string | null {
  const { opened, store } = desk;
  if (!opened) return null;
  const { consultation } = store.getState();
  const readAs = readPosesOf(opened);
  // the shown photo is read whenever it is drawn
  const shownPose = poseInputs(desk, opened.shown.id);
  if (shownPose) readAs.set(opened.shown.id, shownPose);
  const unread = consultation?.photos.find(({ id }) => {
    const pose = poseInputs(desk, id);
    const read = readAs.get(id);
    return opened.files.has(id) && pose && !(read && pose.every((part, i) => part === read[i]));
  });
  return unread?.id ?? null;
}

/** Reads photos that are unread or whose head has moved, as one activity. */
export async function readUnread(desk: Desk) {
  const { opened } = desk;
  if (!opened || !nextUnread(desk)) return;
  const readAs = readPosesOf(opened);
  await desk.activities.run('read', 'Reading the other photos', async ({ signal, progress }) => {
    for (let id = nextUnread(desk); id; id = nextUnread(desk)) {
      progress('Reading the other photos', readAs.size / (opened.files.size + 1));
      const pose = poseInputs(desk, id);
      // a photo that cannot be read is not tried again until its pose changes
      if (pose) readAs.set(id, pose);
      await readOne(desk, id, signal).catch(() => {});
      if (signal.aborted) return void readAs.delete(id);
    }
  });
  if (desk.opened === opened) desk.show.request();
}

async function readOne(desk: Desk, id: string, signal: AbortSignal) {
  const { opened, store } = desk;
  const { consultation, screen } = store.getState();
  const file = opened?.files.get(id);
  const entry = consultation && photoOf(consultation, id);
  if (!file || !entry) return;
  const project = shownProject(consultation, id, screen.planName);
  if (!project.head) return;
  const candidates = await desk.candidates.whenReady(project.head.halfAxesMm, signal);
  const read = await readForScreen(desk, file.original, entry.name, { signal, progress() {} });
  if (!read.ok) return;
  read.pixels.working.close();
  signal.throwIfAborted();
  await createPipeline(desk.planner, id).readForPlan(project, read.photo, candidates, signal);
}
