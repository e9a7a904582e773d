/*
 * The one file that knows everyone: builds the store, the pipeline, the stage and the panels, and connects them.
 */
import { changeProject, closeConsultation, dismiss, inGesture, notify, openConsultation, setDesign, setSession } from './app/actions.ts';
import { askedOnce } from './app/asked-once.ts';
import { createCandidateSource } from './app/candidate-source.ts';
import type { Commands, Demo } from './app/commands.ts';
import { demos } from './app/demos.ts';
import { createKeeper } from './app/desk/keep.ts';
import { patternDesign } from './app/first-design.ts';
import { knownFocalPx, measuredProject, type Picture, runJob, withCamera, withSkin } from './app/job.ts';
import { measureOpened, type Seekers } from './app/measure-opened.ts';
import { measuredNotice, measuredOf, toMeasure } from './app/measured.ts';
import type { PhotoReading } from './app/photo-reader.ts';
import { createPipeline, type DesignResult, type Frame } from './app/pipeline.ts';
import { queued } from './app/queued.ts';
import { createAppStore, type Session } from './app/store.ts';
import { matchedProject, stubbleTrouble, zoneToMatch } from './app/stubble-match.ts';
import type { FaceSeen } from './core/photo/photo-check.ts';
import { type Design, type KeptFinish, type NorwoodPattern, newProject, type Project, type Side } from './core/project/schema.ts';
import { projectSurface } from './core/scalp/surface.ts';
import { CANONICAL_HALF_AXES_MM } from './core/stipple/candidates.ts';
import { advise } from './core/treatment/advice.ts';
import type { Appearance } from './core/treatment/appearance.ts';
import { planFigures } from './core/treatment/estimates.ts';
import { settledDay } from './core/treatment/healing.ts';
import { memorise, recalled } from './io/browser-storage.ts';
import { captionStrip } from './io/caption-strip.ts';
import { openLibrary } from './io/library.ts';
import { packProject, unpackProject } from './io/project-file.ts';
import { type PhotoPixels, readPhoto } from './io/read-photo.ts';
import { projectFileName, saveFile } from './io/save-file.ts';
import { seekersIn } from './io/seekers.ts';
import { writeJpeg } from './io/write-jpeg.ts';
import { writePng } from './io/write-png.ts';
import type { Stage } from './render/stage.ts';
import { mountUi } from './ui/mount.ts';

/** Long side of the copy shown on the screen, px (tablets lose the tab above it). */
const WORKING_SIDE_PX = 4096;
const SURROUND = { dark: [0x2a / 255, 0x2a / 255, 0x2a / 255], light: [0xc9 / 255, 0xc9 / 255, 0xc9 / 255] } as const;

const store = createAppStore();
const library = openLibrary();
const newId = () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
const keeper = createKeeper(store, library, newId);
const pipeline = createPipeline();
const canvas = document.createElement('canvas');
const candidates = createCandidateSource(
  (share) => {
    const busy = share === null ? null : { text: 'Preparing the dots', share, cancel: null };
    if (store.getState().project || share === null) setSession(store, { busy });
  },
  () => requestDraw(),
);

let stage: Stage | null = null;
let stageStarting: Promise<Stage | null> | null = null;
let pixels: PhotoPixels | null = null;
let original: Blob | null = null;
let face: FaceSeen | null = null;
let seekers: Seekers | null = null;
let opening: AbortController | null = null;
let measuring: AbortController | null = null;
/** the notice of the last measuring */
let saidId = 0;

/* ---------- the picture ---------- */

function startStage(): Promise<Stage | null> {
  stageStarting ??= import('./render/stage.ts').then(async ({ createStage }) => {
    const made = await createStage(canvas);
    if (!made.ok) {
      setSession(store, { webgl: 'missing' });
      notify(store, 'problem', made.reason);
      return null;
    }
    stage = made.stage;
    stage.onLost = (lost) => {
      setSession(store, { webgl: lost ? 'lost' : 'ok' });
      if (!lost) {
        drawn = null;
        requestDraw();
      }
    };
    return stage;
  });
  return stageStarting;
}

let drawn: { result: DesignResult | null; look: Appearance | null; scale: number; frame: Frame } | null = null;
let told: {
  result: DesignResult | null;
  look: Appearance | null;
  reading: PhotoReading | null;
  project: Project | null;
  patch: Session['stubblePatch'];
} | null = null;

const requestDraw = queued(requestAnimationFrame, draw);

function draw() {
  const { project, photo, session } = store.getState();
  if (!stage || !photo || !project || stage.isLost()) return;
  const ready = project.scale && project.head ? candidates.get(project.head.halfAxesMm as never) : null;
  const result = ready ? pipeline.design(project, photo, ready) : null;
  const look = result ? pipeline.appearance(result, project, { day: session.day }) : null;
  const { scale, originX, originY } = session.view;
  const white = project.white?.gains;
  const same = drawn?.result === result && drawn.look === look && drawn.scale === scale && drawn.frame.white === white;
  if (!drawn || !same) drawn = { result, look, scale, frame: pipeline.frame(project, result, look, scale) };
  const { width, height } = session.viewportPx;
  stage.drawScreen(
    {
      widthPx: width,
      heightPx: height,
      scale,
      originX,
      originY,
      wipePx: look && look.shownCount > 0 ? Math.round(session.wipe * width) : 0,
      surround: SURROUND[session.theme],
    },
    drawn.frame,
  );
  tellResults(project, result, look, told?.reading ?? null, !ready && !!project.head && !!project.scale);
  requestReading();
}

/** Reads the photo again apart from the drawing, and only after a drag: it takes as long as a picture does. */
const requestReading = queued(setTimeout, () => {
  const { project, photo } = store.getState();
  if (!project || !photo || !told || told.project !== project || inGesture(store)) return;
  tellResults(project, told.result, told.look, pipeline.reading(project, photo, face), store.getState().results.updating);
});

function tellResults(
  project: Project,
  result: DesignResult | null,
  look: Appearance | null,
  reading: PhotoReading | null,
  updating: boolean,
) {
  const { session, results } = store.getState();
  const patch = session.stubblePatch;
  const sameReading = told?.reading?.tone === reading?.tone && told?.reading?.findings === reading?.findings;
  const same = told?.result === result && told.look === look && told.project === project && told.patch === patch;
  if (same && sameReading && results.updating === updating) return;
  told = { result, look, reading, project, patch };
  store.setState({
    results: {
      updating,
      dotCount: look?.shownCount ?? 0,
      sessionOnDay: look?.sessionsDone ?? 0,
      figures: result ? planFigures(project, result.placed, result.field, result.dots) : null,
      advice: result ? advise(project, result.surface, result.skin, result.stubbleKept) : [],
      stubble: patch ? findStubble(project) : null,
      skinRgb: result?.skin?.rgb ?? null,
      tone: reading?.tone ?? null,
      photoFindings: reading?.findings ?? null,
      norwood: result?.norwood ?? null,
      hair: result?.hair ?? null,
    },
  });
}

/** The stubble in the patch that is shown, or in one that is proposed. */
function findStubble(project: Project) {
  const { photo, session } = store.getState();
  const at = session.stubblePatch;
  return photo && pipeline.stubble(project, photo, typeof at === 'string' ? null : at);
}

async function writePicture({ bitmap, hasAlpha, outWidthPx, outHeightPx, frame }: Picture, options: PictureOptions = {}): Promise<Blob> {
  const made = await startStage();
  if (!made) throw new Error('the picture cannot be drawn here: there is no WebGL 2');
  const { renderStrips } = await import('./render/full-size.ts');
  const caption = options.caption ? captionStrip(outWidthPx, options.caption, store.getState().project?.title) : null;
  async function* strips() {
    yield* renderStrips(made as Stage, {
      bitmap,
      hasAlpha,
      outWidthPx,
      outHeightPx,
      frame,
      signal: options.signal,
      onProgress: options.onProgress,
    });
    if (caption) yield caption.rgba;
  }
  const image = { widthPx: outWidthPx, heightPx: outHeightPx + (caption?.heightPx ?? 0), hasAlpha };
  return options.type === 'jpeg' ? jpegOrThrow(image, strips()) : writePng(image, strips());
}
interface PictureOptions {
  caption?: string;
  type?: 'png' | 'jpeg';
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}
async function jpegOrThrow(
  image: { widthPx: number; heightPx: number; hasAlpha: boolean },
  strips: AsyncIterable<Uint8Array>,
): Promise<Blob> {
  const made = await writeJpeg(image, strips);
  if (!made.ok) throw new Error(made.reason);
  return made.blob;
}

/* ---------- opening and keeping consultations ---------- */

async function readFor(file: Blob, name: string, signal?: AbortSignal) {
  const made = await startStage();
  return readPhoto(file, {
    name,
    maxSidePx: Math.min(WORKING_SIDE_PX, made?.maxSidePx ?? WORKING_SIDE_PX),
    signal,
    onProgress: (share) => busy('Opening the photo', share),
  });
}

function busy(text: string, share: number, cancel = opening ? () => opening?.abort() : null) {
  setSession(store, { busy: { text, share, cancel } });
}

/** Opens a photo (with or without a project) as the open consultation; on any trouble the one before stays. */
async function open(
  file: Blob,
  name: string,
  makeProject: (size: { widthPx: number; heightPx: number }) => Project | string,
  session: Partial<Session>,
  id: string,
  keep: boolean,
) {
  if (!(await keeper.mayLeave())) return void setSession(store, { busy: null });
  opening?.abort();
  const abort = (opening = new AbortController());
  busy('Opening the photo', Number.NaN);
  try {
    const read = await readFor(file, name, abort.signal);
    abort.signal.throwIfAborted();
    if (!read.ok) return void notify(store, 'problem', read.reason);
    const made = makeProject(read.photo);
    if (typeof made === 'string') {
      read.pixels.working.close();
      return void notify(store, 'problem', made);
    }
    const project = withCamera(made, read.photo);
    pixels?.working.close();
    pixels = read.pixels;
    seekers = askedOnce(seekersIn(pixels.working, read.photo));
    original = read.original;
    face = null;
    keeper.begin(id, read.original, !keep);
    stage?.setPhoto(pixels.working, { widthPx: read.photo.widthPx, heightPx: read.photo.heightPx });
    drawn = null;
    told = null;
    openConsultation(store, read.photo, project, { day: settledDay(project.treatment), ...session });
    if (read.photo.message) notify(store, 'note', read.photo.message);
    if (keep) await keeper.save();
  } catch (error) {
    if (!abort.signal.aborted) notify(store, 'problem', `${name} could not be opened: ${(error as Error).message}`);
  } finally {
    if (opening === abort) {
      opening = null;
      setSession(store, { busy: null });
    }
  }
}

/** Measures the open photo: scale and head (and a first design where there is none; the skin of a new project), as one step that can be undone. */
async function measure({ isNew = false, side = null }: { isNew?: boolean; side?: Side | null } = {}) {
  const { photo, project: open, session } = store.getState();
  if (!photo || !open || !seekers) return;
  measuring?.abort();
  dismiss(store, saidId);
  const abort = (measuring = new AbortController());
  const id = keeper.openId();
  const project = toMeasure(open, session.measured, side);
  setSession(store, { busy: { text: 'Measuring the photo', share: Number.NaN, cancel: () => abort.abort() } });
  try {
    const { measures, found, takesDots, seen, whyNone } = await measureOpened(
      seekers,
      photo,
      { focalPx: knownFocalPx(project, photo), side: project.photo.side ?? null },
      abort.signal,
    );
    if (id !== keeper.openId()) return;
    face = seen;
    if (!measures) return void notify(store, 'note', `The photo ${whyNone} Or set the scale and drag the ellipse onto the head.`);
    const measured = measuredProject(project, measures, found, takesDots);
    const ready = measured.head && (await candidates.whenReady(measured.head.halfAxesMm as never));
    if (ready) await pipeline.prepare(measured, photo, ready, face, abort.signal);
    if (id !== keeper.openId() || abort.signal.aborted) return;
    let from = project;
    changeProject(store, (p) => {
      if (p !== open) from = toMeasure(p, session.measured, side);
      const next = p === open ? measured : measuredProject(from, measures, found, takesDots);
      return isNew ? withSkin(next, pipeline.reading(next, photo, face)) : next;
    });
    const told = measuredOf(measures, from, store.getState().project ?? from);
    setSession(store, { measured: told });
    const findings = isNew ? pipeline.reading(measured, photo, face)?.findings : null;
    const notice = measuredNotice(told, findings ?? [], found.ok ? null : found.reason);
    if (notice) saidId = notify(store, 'note', notice);
  } catch (error) {
    if (!abort.signal.aborted) notify(store, 'note', `The photo could not be measured: ${(error as Error).message}`);
  } finally {
    if (measuring === abort) setSession(store, { busy: null });
  }
}

const nameOf = (file: Blob & { name?: string }, otherwise: string) => file.name ?? otherwise;

const commands: Commands = {
  canvas,
  demos: demos satisfies readonly Demo[],
  async openPhoto(file) {
    const name = nameOf(file, 'Pasted photo');
    await open(
      file,
      name,
      (size) => newProject({ name, widthPx: size.widthPx, heightPx: size.heightPx }),
      { step: 'head', day: 54 },
      newId(),
      true,
    );
    if (store.getState().project && !store.getState().project?.scale) await measure({ isNew: true });
  },
  async openCamera(facing) {
    const { openCamera } = await import('./io/camera.ts');
    return openCamera(facing);
  },
  async keepPhoto(file, view, side) {
    const read = await readPhoto(file, { name: file.name, maxSidePx: WORKING_SIDE_PX });
    if (!read.ok) return read;
    read.pixels.working.close();
    const { widthPx, heightPx } = read.photo;
    const now = new Date();
    const title = `${view}, ${now.toLocaleDateString('sv')} ${now.toLocaleTimeString('sv', { timeStyle: 'short' })}`;
    const id = newId();
    const project = newProject({ name: file.name, widthPx, heightPx, side }, title);
    const kept = await library.keep({ id, title, savedAt: now.getTime(), project, view: { step: 'head', day: 54 } }, read.original);
    return kept.ok ? { ok: true, photo: { id, title } } : kept;
  },
  async openKept({ id }, word) {
    await commands.resume(id);
    if (word) notify(store, 'note', word);
  },
  async openProject(file) {
    const name = nameOf(file, 'project');
    const unpacked = await unpackProject(file, name);
    if (!unpacked.ok) return void notify(store, 'problem', unpacked.reason);
    const photoFile = unpacked.photo ?? matchingOpenPhoto(unpacked.project);
    if (!photoFile) return void notify(store, 'problem', `${name} carries no photo: open its photo first, then the project again.`);
    await open(
      photoFile,
      unpacked.photoName || unpacked.project.photo.name,
      (size) => fitting(unpacked.project, size, name),
      { step: 'sessions' },
      newId(),
      true,
    );
  },
  async openDemo(id) {
    const demo = demos.find((d) => d.id === id) ?? demos[0];
    const load = async (url: string) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      return answer.blob();
    };
    busy('Opening the demo', Number.NaN, null);
    try {
      const [photo, project] = await Promise.all([load(demo.photo), load(demo.project)]);
      const unpacked = await unpackProject(project, `${demo.id}.json`);
      if (!unpacked.ok) return void notify(store, 'problem', unpacked.reason);
      await open(
        photo,
        unpacked.project.photo.name,
        (size) => fitting(unpacked.project, size, demo.title),
        { step: 'sessions', wipe: 0.5 },
        newId(),
        true,
      );
    } catch (error) {
      setSession(store, { busy: null });
      notify(store, 'problem', `The demo could not be loaded: ${(error as Error).message}`);
    }
  },
  async recent() {
    return library.list();
  },
  async resume(id) {
    const found = await library.open(id);
    if (!found) return void notify(store, 'problem', 'That consultation is no longer on this device.');
    const view = found.saved.view as Partial<Session>;
    await open(
      found.original,
      found.saved.project.photo.name,
      (size) => fitting(found.saved.project, size, found.saved.title),
      view,
      id,
      false,
    );
    if (keeper.openId() === id && !store.getState().project?.scale && !found.saved.project.head) await measure();
  },
  async saveProject() {
    const { project } = store.getState();
    if (!project || !original) return;
    try {
      saveFile(await packProject(project, original), projectFileName(project, '.smp'));
    } catch (error) {
      notify(store, 'problem', `The project could not be saved: ${(error as Error).message}`);
    }
  },
  async exportImage({ widthPx, type }) {
    const { project, photo, session } = store.getState();
    if (!project || !photo || !pixels) return;
    const abort = new AbortController();
    const progress = (share: number) => setSession(store, { busy: { text: 'Writing the picture', share, cancel: () => abort.abort() } });
    progress(0);
    try {
      const ready = project.head && project.scale ? await candidates.whenReady(project.head.halfAxesMm as never) : null;
      const result = ready ? pipeline.design(project, photo, ready) : null;
      const look = result ? pipeline.appearance(result, project, { day: session.day }) : null;
      const bitmap = await pixels.decodeFull(abort.signal);
      const outWidthPx = widthPx ?? photo.widthPx;
      const scale = outWidthPx / photo.widthPx;
      const blob = await writePicture(
        {
          bitmap,
          hasAlpha: photo.hasAlpha,
          outWidthPx,
          outHeightPx: Math.max(1, Math.round(photo.heightPx * scale)),
          frame: pipeline.frame(project, result, look, scale),
        },
        {
          type,
          signal: abort.signal,
          onProgress: progress,
          caption: look && look.sessionsDone > 0 ? `Session ${look.sessionsDone}, day ${Math.round(session.day)}` : 'Before',
        },
      );
      bitmap.close();
      saveFile(blob, projectFileName(project, `-day-${Math.round(session.day)}.${type === 'jpeg' ? 'jpg' : 'png'}`));
    } catch (error) {
      if (!abort.signal.aborted) notify(store, 'problem', `The picture could not be written: ${(error as Error).message}`);
    } finally {
      setSession(store, { busy: null });
    }
  },
  async deleteEverything() {
    keeper.end();
    const gone = await library.deleteEverything();
    toStart();
    if (gone.ok) notify(store, 'note', 'Everything Stubble kept on this device is gone.');
    else notify(store, 'problem', gone.reason);
  },
  async closeToStart() {
    if (await keeper.mayLeave()) toStart();
  },
  proposeHead: () => measure(),
  tellSide: (side) => measure({ side }),
  async proposeHairline(pattern) {
    const { project } = store.getState();
    const surface = project && projectSurface(project);
    if (!project || !surface) return;
    const { hairline, norwood } = project.design;
    const design = patternDesign(project, surface, pattern ?? norwood ?? 'whole', hairline?.shape?.name, hairline?.shape);
    if (design && (pattern || design.hairline)) setDesign(store, keepingWork(project.design, design, pattern));
    else notify(store, 'note', 'No hairline shows in this view. Draw a zone under Density instead.');
  },
  matchStubble() {
    const { project, session } = store.getState();
    if (!project) return;
    const found = findStubble(project);
    const trouble = stubbleTrouble(found);
    if (trouble) notify(store, 'note', trouble);
    if (!found) return;
    if (!session.stubblePatch) setSession(store, { stubblePatch: 'proposed' });
    changeProject(store, (p) => matchedProject(p, found, zoneToMatch(p, session.selectedZone)));
  },
  async readPicture(file) {
    try {
      const read = await readPhoto(file, { name: file.name, maxSidePx: WORKING_SIDE_PX });
      if (!read.ok) return read;
      read.pixels.working.close();
      return { ok: true, raster: read.photo.small };
    } catch (error) {
      return { ok: false, reason: `${file.name} could not be opened: ${(error as Error).message}` };
    }
  },
  finishes: () => library.finishes(),
  keepFinish: (finish) => changeFinishes((kept) => [...kept.filter(({ name }) => name !== finish.name), finish]),
  removeFinish: (name) => changeFinishes((kept) => kept.filter((one) => one.name !== name)),
};

async function changeFinishes(change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]) {
  const kept = await library.changeFinishes(change);
  return kept.ok ? { ok: true as const, finishes: await library.finishes() } : kept;
}

/** The proposal with what it does not replace: the density chosen, and every zone that is no plain fill. */
const keepingWork = (before: Design, proposed: Pick<Design, 'hairline' | 'zones'>, norwood?: NorwoodPattern): Partial<Design> => {
  const perCm2 = before.zones.find((zone) => zone.kind === 'fill')?.perCm2;
  const fills = proposed.zones.map((zone) => (perCm2 === undefined ? zone : { ...zone, perCm2 }));
  const zones = [...fills, ...before.zones.filter((zone) => zone.kind !== 'fill')];
  return { ...proposed, zones, ...(norwood ? { norwood } : {}) };
};
/** The project if it was made for a photo of this size, else what is wrong. */
const fitting = (project: Project, size: { widthPx: number; heightPx: number }, name: string) =>
  project.photo.widthPx === size.widthPx && project.photo.heightPx === size.heightPx
    ? project
    : `${name} was made for a photo of ${project.photo.widthPx} x ${project.photo.heightPx} pixels; this one has ${size.widthPx} x ${size.heightPx}.`;
const matchingOpenPhoto = (project: Project): Blob | null => {
  const { photo } = store.getState();
  return photo && original && photo.widthPx === project.photo.widthPx && photo.heightPx === project.photo.heightPx ? original : null;
};

function toStart() {
  stage?.setPhoto(null);
  pixels?.working.close();
  pixels = null;
  original = null;
  seekers = null;
  face = null;
  keeper.end();
  drawn = null;
  told = null;
  closeConsultation(store);
}

/* ---------- connections ---------- */

const queueSave = queued(queueMicrotask, () => {
  if (!inGesture(store)) void keeper.save();
});
store.subscribe((state, before) => {
  if (state.project !== before.project || state.session !== before.session || state.photo !== before.photo) requestDraw();
  if (state.project && keeper.openId() && !inGesture(store)) {
    const kept = state.session.step !== before.session.step || state.session.day !== before.session.day;
    if (state.project !== before.project || (kept && !state.session.playing)) queueSave();
  }
});

async function begin() {
  void candidates.whenReady(CANONICAL_HALF_AXES_MM);
  if (location.hash === '#render') {
    await startStage();
    window.stubbleJob = (request) =>
      runJob(
        {
          readPhoto: async (blob, name) => {
            const read = await readFor(blob, name);
            return read.ok
              ? {
                  ok: true,
                  photo: read.photo,
                  decodeFull: () => read.pixels.decodeFull(),
                  seekers: seekersIn(read.pixels.working, read.photo),
                }
              : read;
          },
          unpackProject,
          writePicture,
          candidates,
        },
        request,
      );
    document.documentElement.dataset.job = 'ready';
    return;
  }
  mountUi(document.getElementById('app') as HTMLElement, store, commands);
  if (location.hash === '#demo') return commands.openDemo(demos[0].id);
  const id = await consultationToResume();
  if (id) await commands.resume(id);
}

const OPEN = 'stubble-open';
/** This tab's consultation comes back after a reload, a new tab shows the one last worked on; whoever went home stays there. */
async function consultationToResume(): Promise<string | null> {
  const here = recalled('sessionStorage', OPEN) ?? recalled('localStorage', OPEN);
  if (here === 'no') return null;
  return recalled('sessionStorage', OPEN) ?? library.latest();
}
const rememberOpen = () => {
  const id = store.getState().project ? keeper.openId() : 'no';
  memorise('sessionStorage', OPEN, id);
  memorise('localStorage', OPEN, id);
};
store.subscribe((state, before) => {
  if (state.project !== before.project) rememberOpen();
});
window.addEventListener('focus', () => void keeper.check());
window.addEventListener('beforeunload', (event) => {
  if (store.getState().session.saved === 'failed') event.preventDefault();
});

void begin();
