/*
 * Opening a consultation: a photo, a project, a demo, or one that is kept here. On any trouble, and when it is cancelled, the one that
 * is open stays as it is.
 */
import { newProject, type Project } from '../../core/consultation/schema.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { closeConsultation, notify, openConsultation } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { askedOnce } from '../asked-once.ts';
import { withCamera } from '../measured-project.ts';
import type { Session } from '../store.ts';
import { type Desk, replaceOpened } from './desk.ts';
import { newId } from './keep.ts';
import { measure } from './measure.ts';
import type { ReadPhoto } from './services.ts';

/** Long side of the copy shown on the screen, px (tablets lose the tab above it). */
export const WORKING_SIDE_PX = 4096;

interface ToOpen {
  file: Blob;
  name: string;
  /** the project for a photo of that size, or why it cannot be */
  project(size: { widthPx: number; heightPx: number }): Project | string;
  view: Partial<Session>;
  /** of a consultation that is kept here; null: it is new, and kept from now on */
  keptId: string | null;
}
/** Why it cannot be opened, one sentence. */
type Refusal = string;
const named = (file: Blob & { name?: string }, otherwise: string) => file.name ?? otherwise;

/** Runs the whole of an opening as one activity, from finding the file on. @returns whether it is open now */
export async function opening(
  desk: Desk,
  text: string,
  name: string,
  find: (activity: Activity) => Promise<ToOpen | Refusal>,
): Promise<boolean> {
  const { store } = desk;
  if (!(await desk.keeper.mayLeave())) return false;
  try {
    const outcome = await desk.activities.run('open', text, async (activity) => {
      const found = await find(activity);
      activity.signal.throwIfAborted();
      return typeof found === 'string' ? found : putOnDesk(desk, found, activity);
    });
    if (typeof outcome === 'string') notify(store, 'problem', outcome);
    return outcome === true;
  } catch (error) {
    notify(store, 'problem', `${name} could not be opened: ${(error as Error).message}`);
    return false;
  }
}

export async function readForScreen(desk: Desk, file: Blob, name: string, activity?: Activity) {
  const screen = await desk.startScreen();
  return desk.services.readPhoto(file, {
    name,
    maxSidePx: Math.min(WORKING_SIDE_PX, screen?.maxSidePx ?? WORKING_SIDE_PX),
    signal: activity?.signal,
    onProgress: (share) => activity?.progress('Opening the photo', share),
  });
}

async function putOnDesk(desk: Desk, { file, name, project, view, keptId }: ToOpen, activity: Activity): Promise<true | Refusal> {
  const read = await readForScreen(desk, file, name, activity);
  if (activity.signal.aborted) {
    if (read.ok) read.pixels.working.close();
    throw activity.signal.reason;
  }
  if (!read.ok) return read.reason;
  const made = project(read.photo);
  if (typeof made === 'string') {
    read.pixels.working.close();
    return made;
  }
  setOut(desk, read, withCamera(made, read.photo), view, keptId);
  return true;
}

function setOut(desk: Desk, { photo, pixels, original }: ReadPhoto, project: Project, view: Partial<Session>, keptId: string | null) {
  const { store } = desk;
  const seekers = askedOnce(desk.services.seekersIn(pixels.working, photo));
  replaceOpened(desk, { pixels, original, seekers, face: null }, { widthPx: photo.widthPx, heightPx: photo.heightPx });
  desk.keeper.begin(keptId ?? newId(), original, keptId !== null);
  openConsultation(store, photo, project, { day: settledDay(project.treatment), ...view });
  if (photo.message) notify(store, 'note', photo.message);
  if (!keptId) void desk.keeper.save();
}

export async function openPhoto(desk: Desk, file: Blob & { name?: string }) {
  const name = named(file, 'Pasted photo');
  const project = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }) => newProject({ name, widthPx, heightPx });
  const view = { step: 'head', day: 54 } as const;
  const isOpen = await opening(desk, 'Opening the photo', name, async () => ({ file, name, project, view, keptId: null }));
  if (isOpen) await measure(desk, { isNew: true });
}

export async function openProject(desk: Desk, file: Blob & { name?: string }) {
  const name = named(file, 'project');
  await opening(desk, 'Opening the project', name, async () => {
    const unpacked = await desk.services.unpackProject(file, name);
    if (!unpacked.ok) return unpacked.reason;
    const { project } = unpacked;
    const photo = unpacked.photo ?? photoInSize(desk, project);
    if (!photo) return `${name} carries no photo: open its photo first, then the project again.`;
    return {
      file: photo,
      name: unpacked.photoName || project.photo.name,
      project: (size) => fitting(project, size, name),
      view: { step: 'sessions' },
      keptId: null,
    };
  });
}

export async function openDemo(desk: Desk, id: string) {
  const { demos, unpackProject } = desk.services;
  const demo = demos.find((d) => d.id === id) ?? demos[0];
  await opening(desk, 'Opening the demo', 'The demo', async ({ signal }) => {
    const load = async (url: string) => {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      return answer.blob();
    };
    const [file, json] = await Promise.all([load(demo.photo), load(demo.project)]);
    const unpacked = await unpackProject(json, `${demo.id}.json`);
    if (!unpacked.ok) return unpacked.reason;
    return {
      file,
      name: unpacked.project.photo.name,
      project: (size) => fitting(unpacked.project, size, demo.title),
      view: { step: 'sessions', wipe: 0.5 },
      keptId: null,
    };
  });
}

/** @returns whether it is open now */
export async function resume(desk: Desk, id: string): Promise<boolean> {
  const isOpen = await opening(desk, 'Opening the photo', 'That consultation', async () => {
    const found = await desk.services.library.open(id);
    if (!found) return 'That consultation is no longer on this device.';
    const { project, title, view } = found.saved;
    return {
      file: found.original,
      name: project.photo.name,
      project: (size) => fitting(project, size, title),
      view: view as Partial<Session>,
      keptId: id,
    };
  });
  const { project } = desk.store.getState();
  if (isOpen && !project?.scale && !project?.head) await measure(desk);
  return isOpen;
}

export async function closeToStart(desk: Desk) {
  desk.activities.abort('open', 'measure');
  const { opened } = desk;
  // something else may have been opened while it was saved
  if ((await desk.keeper.mayLeave()) && desk.opened === opened) close(desk);
}

/** Nothing is open any more, and nothing that was under way goes on to change that. */
export function close(desk: Desk) {
  desk.activities.abort('open', 'measure');
  replaceOpened(desk, null);
  desk.keeper.end();
  closeConsultation(desk.store);
}

const sizeOf = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }) => `${widthPx} x ${heightPx}`;
/** The project if it was made for a photo of this size, else what is wrong. */
const fitting = (project: Project, size: { widthPx: number; heightPx: number }, name: string) =>
  sizeOf(project.photo) === sizeOf(size)
    ? project
    : `${name} was made for a photo of ${sizeOf(project.photo)} pixels; this one has ${sizeOf(size)}.`;

function photoInSize({ store, opened }: Desk, project: Project): Blob | null {
  const { photo } = store.getState();
  return photo && opened && sizeOf(photo) === sizeOf(project.photo) ? opened.original : null;
}
