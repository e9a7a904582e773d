/* Opens a consultation: a photo, a project, a demo, or one kept on this device. If that fails or is cancelled, the open one stays as it is. */
import { type Consultation, parseConsultation } from '../../core/consultation/consultation.ts';
import { type Design, type DesignPx, newProject, type Project } from '../../core/consultation/schema.ts';
import { photoOf, planOf, shownProject, withShown } from '../../core/consultation/shown-project.ts';
import { consultationOf } from '../../core/consultation/version-1.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { closeConsultation, notify, openConsultation } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { askedOnce } from '../asked-once.ts';
import { openedProject } from '../opened-project.ts';
import { createPipeline, type Pipeline } from '../pipeline.ts';
import { createPlanner, type Planner } from '../planner.ts';
import type { ShippedReading } from '../shipped-reading.ts';
import type { Screen } from '../store.ts';
import { type Desk, replaceOpened } from './desk.ts';
import { newId } from './keep.ts';
import type { Ahead } from './measure-ahead.ts';
import { measureShown } from './measure-shown.ts';
import { makeThumbnails } from './photo-files.ts';
import { readForScreen } from './read-photo.ts';
import type { PhotoFile, ReadPhoto } from './services.ts';

type Size = { widthPx: number; heightPx: number };
interface ToOpen {
  /** the photo to show first */
  file: Blob;
  name: string;
  /** the consultation for a photo of that size, or why there is none */
  consultation(size: Size): Consultation | Refusal;
  /** the consultation, if it is known before the photo's size: its head is prepared while the photo is read */
  known?: Consultation;
  /** id of that photo; default: the first */
  photoId?: string;
  /** files of the other photos */
  files?: ReadonlyMap<string, PhotoFile>;
  view: Partial<Screen>;
  /** id of a consultation kept on this device; null: a new one */
  keptId: string | null;
  /** it is measured while it is read */
  ahead?: Ahead;
  /** what is read of it, if that is known */
  reading?: ShippedReading | null;
}
/** One sentence: why it cannot be opened. */
type Refusal = string;
const named = (file: Blob & { name?: string }, otherwise: string) => file.name ?? otherwise;

/** Opens something as one activity, including finding its file. @returns whether it was opened */
async function opening(desk: Desk, text: string, name: string, find: (activity: Activity) => Promise<ToOpen | Refusal>): Promise<boolean> {
  const { store } = desk;
  if (!(await desk.keeper.mayLeave())) return false;
  try {
    const outcome = await desk.activities.run('open', text, async (activity) => {
      await desk.erasing;
      activity.signal.throwIfAborted();
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

async function putOnDesk(desk: Desk, found: ToOpen, activity: Activity): Promise<true | Refusal> {
  const { known, photoId, reading } = found;
  const planner = createPlanner();
  const pipeline = known && createPipeline(planner, photoId ?? known.photos[0].id, reading);
  const ahead = new AbortController();
  // what fails here is told when it is drawn
  if (pipeline) prepareHead(desk, pipeline, known, found, ahead.signal).catch(() => {});
  try {
    return await readAndShow(desk, planner, pipeline, found, activity);
  } finally {
    ahead.abort();
  }
}

const planNameIn = (consultation: Consultation, { planName }: Partial<Screen>) =>
  planName && planOf(consultation, planName) ? planName : consultation.plans[0].name;

async function prepareHead(desk: Desk, pipeline: Pipeline, known: Consultation, { photoId, view, reading }: ToOpen, signal: AbortSignal) {
  const project = shownProject(known, photoId ?? known.photos[0].id, planNameIn(known, view));
  if (!project.head) return;
  if (!reading) warmReader().catch(() => {});
  const graphics = desk.startEasel();
  pipeline.outlineAhead(project);
  // the graphics go first, for the photo is drawn before the dots
  if (!(await graphics)) return;
  await pipeline.placesAhead(project, await desk.candidates.whenReady(project.head.halfAxesMm, signal), signal);
}

async function readAndShow(
  desk: Desk,
  planner: Planner,
  pipeline: Pipeline | undefined,
  found: ToOpen,
  activity: Activity,
): Promise<true | Refusal> {
  const { ahead } = found;
  let isShown = false;
  try {
    const read = await readForScreen(desk, found.file, found.name, activity, { ...ahead, camera: found.reading?.camera });
    // of a refused one nothing is drawn that would hold the models up
    if (read.ok) await ahead?.looked;
    if (activity.signal.aborted) {
      if (read.ok) read.pixels.working.close();
      throw activity.signal.reason;
    }
    if (!read.ok) return read.reason;
    const made = found.consultation(read.photo);
    if (typeof made === 'string') {
      read.pixels.working.close();
      return made;
    }
    desk.planner = planner;
    desk.pipeline = pipeline ?? createPipeline(planner, found.photoId ?? made.photos[0].id);
    showOpened(desk, read, made, found);
    isShown = true;
    return true;
  } finally {
    if (!isShown) ahead?.stop.abort();
  }
}

/** Loads the worker that measures photos and reads their hair. */
const warmReader = async () => (await import('../measure-away.ts')).warmMeasurer();

function showOpened(
  desk: Desk,
  { photo, pixels, original }: ReadPhoto,
  made: Consultation,
  { photoId, files, view, keptId, ahead }: ToOpen,
) {
  const { store } = desk;
  const id = photoId ?? made.photos[0].id;
  const planName = planNameIn(made, view);
  const project = shownProject(made, id, planName);
  const consultation = withShown(made, id, planName, openedProject(project, photo));
  const seekers = ahead?.seekers ?? askedOnce(desk.services.seekersIn(pixels.working, photo));
  const opened = {
    files: new Map([...(files ?? []), [id, { original, thumbnail: files?.get(id)?.thumbnail ?? null }]]),
    shown: { id, photo, pixels, seekers, face: null, begun: ahead?.begun },
  };
  // while the photo is drawn for the first time
  desk.pipeline.hairAhead(shownProject(consultation, id, planName), photo).catch(() => {});
  replaceOpened(desk, opened);
  desk.keeper.begin(keptId ?? newId(), opened.files, keptId !== null);
  openConsultation(store, photo, consultation, { day: settledDay(project.treatment), ...view, photoId: id, planName });
  if (photo.message) notify(store, 'note', photo.message);
  if (consultation.photos.length > 1) void makeThumbnails(desk);
}

/** Of desks whose models are loaded. */
const measureAheadOn = new WeakMap<Desk, (desk: Desk) => Ahead>();

export async function openPhoto(desk: Desk, file: Blob & { name?: string }) {
  const name = named(file, 'Pasted photo');
  const consultation = ({ widthPx, heightPx }: Size) => consultationOf(newProject({ name, widthPx, heightPx }));
  const view = { step: 'head', day: 54 } as const;
  const isOpen = await opening(desk, 'Opening the photo', name, async () => ({
    file,
    name,
    consultation,
    view,
    keptId: null,
    ahead: measureAheadOn.get(desk)?.(desk),
  }));
  if (!isOpen) return;
  await measureShown(desk, { isNew: true });
  const loaded = await import('./measure-ahead.ts').catch(() => null);
  if (loaded) measureAheadOn.set(desk, loaded.measureAhead);
}

export async function openProject(desk: Desk, file: Blob & { name?: string }) {
  const name = named(file, 'project');
  await opening(desk, 'Opening the project', name, async () => {
    const unpacked = await desk.services.unpackProject(file, name);
    if (!unpacked.ok) return unpacked.reason;
    const { consultation } = unpacked;
    const files = unpacked.files.size ? withoutThumbnails(unpacked.files) : filesOnDesk(desk, consultation);
    const there = consultation.photos.filter(({ id }) => files.has(id));
    const [first] = there;
    if (!first) return `${name} carries no photo: open its photo first, then the project again.`;
    if (there.length < consultation.photos.length)
      notify(desk.store, 'note', `${name} carries ${there.length} of its ${consultation.photos.length} photos.`);
    return { ...shownFirst(consultation, files, first.id, name), view: { step: 'sessions' }, keptId: null };
  });
}
const withoutThumbnails = (files: ReadonlyMap<string, Blob>) =>
  new Map([...files].map(([id, original]): [string, PhotoFile] => [id, { original, thumbnail: null }]));

const shownFirst = (consultation: Consultation, files: ReadonlyMap<string, PhotoFile>, photoId: string, name: string) => {
  const entry = photoOf(consultation, photoId) as Consultation['photos'][number];
  return {
    file: (files.get(photoId) as PhotoFile).original,
    name: entry.name,
    consultation: (size: Size) => fitting(consultation, entry, size, name),
    known: consultation,
    photoId,
    files,
  };
};

export async function openDemo(desk: Desk, id: string) {
  const { demos, unpackProject } = desk.services;
  const demo = demos.find((d) => d.id === id) ?? demos[0];
  await opening(desk, 'Opening the demo', 'The demo', async ({ signal }) => {
    const load = async (url: string) => {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      return answer.blob();
    };
    const loadReading = async (): Promise<ShippedReading> => JSON.parse(await (await load(demo.reading)).text());
    // without it the photo is read like any other
    const [file, json, reading] = await Promise.all([load(demo.photo), load(demo.project), loadReading().catch(() => null)]);
    const unpacked = await unpackProject(json, `${demo.id}.json`);
    if (!unpacked.ok) return unpacked.reason;
    const { consultation } = unpacked;
    const [{ id: photoId }] = consultation.photos;
    const files = new Map([[photoId, { original: file, thumbnail: null }]]);
    return { ...shownFirst(consultation, files, photoId, demo.title), view: { step: 'sessions', wipe: 0.5 }, keptId: null, reading };
  });
}

/** @returns whether it was opened */
export async function resume(desk: Desk, id: string): Promise<boolean> {
  const isOpen = await opening(desk, 'Opening the photo', 'That consultation', async () => {
    const found = await desk.services.library.open(id);
    if (!found) return 'That consultation is no longer on this device.';
    const { title, project } = found.saved;
    const consultation = keptConsultation(project);
    if (typeof consultation === 'string') return `${title || 'That consultation'} cannot be opened: ${consultation}.`;
    // version 1 had one photo and no name for it
    const files = new Map([...found.files].map(([photoId, file]): [string, PhotoFile] => [photoId || consultation.photos[0].id, file]));
    const view = (found.saved.view ?? {}) as Partial<Screen>;
    const shown = [view.photoId, ...consultation.photos.map((photo) => photo.id)].find(
      (one) => one && files.has(one) && photoOf(consultation, one),
    );
    if (!shown) return 'That consultation is no longer on this device.';
    return { ...shownFirst(consultation, files, shown, title), view, keptId: id };
  });
  const { project } = desk.store.getState();
  if (isOpen && !project?.scale && !project?.head) await measureShown(desk);
  return isOpen;
}

/** Consultations of version 1 were stored without validation, and must still open. */
function keptConsultation(json: unknown): Consultation | Refusal {
  const parsed = parseConsultation(json);
  if (parsed.ok) return parsed.consultation;
  return (json as { version?: unknown } | null)?.version === 1 ? consultationOf(uncheckedVersion1(json)) : parsed.reason;
}

const uncheckedVersion1 = (json: unknown): Project => {
  const { design, ...project } = json as Project & { design: DesignPx & Pick<Design, 'norwood'> };
  const { norwood, ...unplaced } = design;
  return { ...project, version: 2, design: { hairline: null, zones: [], strokes: [], norwood, unplaced } };
};

export async function closeToStart(desk: Desk) {
  desk.activities.abort('open', 'measure', 'add', 'read');
  const { opened } = desk;
  // something else may have been opened during the save
  if ((await desk.keeper.mayLeave()) && desk.opened === opened) close(desk);
}

/** Closes the consultation and aborts everything that could open another. */
export function close(desk: Desk) {
  desk.activities.abort('open', 'measure', 'add', 'read');
  replaceOpened(desk, null);
  desk.keeper.end();
  closeConsultation(desk.store);
}

const sizeOf = ({ widthPx, heightPx }: Size) => `${widthPx} x ${heightPx}`;
/** The consultation if it was made for a photo of this size, else what is wrong. */
const fitting = (consultation: Consultation, entry: Size, size: Size, name: string) =>
  sizeOf(entry) === sizeOf(size) ? consultation : `${name} was made for a photo of ${sizeOf(entry)} pixels; this one has ${sizeOf(size)}.`;

/** Files of the open consultation that fit a project without photos: the same size, and the same id if there are several. */
function filesOnDesk({ store, opened }: Desk, wanted: Consultation): ReadonlyMap<string, PhotoFile> {
  const open = store.getState().consultation?.photos ?? [];
  const found = new Map<string, PhotoFile>();
  for (const entry of wanted.photos) {
    const alike = open.filter((photo) => sizeOf(photo) === sizeOf(entry));
    const one = alike.find(({ id }) => id === entry.id) ?? (wanted.photos.length === 1 ? alike[0] : undefined);
    const file = one && opened?.files.get(one.id);
    if (file) found.set(entry.id, file);
  }
  return found;
}
