/*
 * The only file that imports from every folder: gives the desk the browser's services and connects desk, screen and storage.
 */
import { createCandidateSource } from './app/candidate-source.ts';
import { demos } from './app/demos.ts';
import { createDesk } from './app/desk/desk.ts';
import { deskCommands } from './app/desk/desk-commands.ts';
import { followStore } from './app/desk/follow-store.ts';
import { closeToStart, resume } from './app/desk/open.ts';
import type { Services } from './app/desk/services.ts';
import { loadedOnce } from './app/loaded-once.ts';
import { createAppStore } from './app/store.ts';
import { CANONICAL_HALF_AXES_MM } from './core/stipple/candidates.ts';
import { followHistory } from './io/browser-history.ts';
import { memorise, recalled } from './io/browser-storage.ts';
import { openLibrary } from './io/library.ts';
import { consultationToResume, rememberOpen } from './io/open-consultation.ts';
import { packProject, unpackProject } from './io/project-file.ts';
import { readPhoto } from './io/read-photo.ts';
import { projectFileName, saveFile } from './io/save-file.ts';
import { seekersIn } from './io/seekers.ts';
import { canShareFile, shareFile } from './io/share-file.ts';
import { mountUi } from './ui/mount.ts';

const store = createAppStore();
const canvas = document.createElement('canvas');
const beginStage = async () => {
  const made = await (await import('./render/stage.ts')).createStage(canvas);
  return made.ok ? made : (await import('./render/canvas-stage.ts')).createCanvasStage(canvas, made);
};
let stage: ReturnType<typeof beginStage> | null = null;
const startStage = () => {
  stage ??= beginStage();
  return stage;
};

const measurer = loadedOnce(() => import('./app/measure-opened.ts'));

const services: Services = {
  library: openLibrary(),
  demos,
  candidates: createCandidateSource,
  startStage,
  async graphicsFault() {
    const made = await startStage();
    return made.ok ? (await import('./render/readback.ts')).graphicsFault(made.stage) : null;
  },
  readPhoto,
  turnedPhoto: async (original) => (await import('./io/turned-photo.ts')).turnedPhoto(original),
  seekersIn: (working, photo, lookedAt) => seekersIn(working, photo, () => canvas.getContext('webgl2') !== null, lookedAt),
  fitHeads: async (...asked) => (await import('./app/measure-away.ts')).fitHeadsAway(...asked),
  measureOpened: async (...asked) => (await measurer()).measureOpened(...asked),
  unpackProject,
  packProject,
  projectFileName,
  thumbnail: async (of) => (await import('./io/thumbnail.ts')).thumbnail(of),
  saveFile,
  canShareFile,
  recall: (key) => recalled('localStorage', key),
  memorise: (key, text) => memorise('localStorage', key, text),
  shareFile,
  openCamera: async (facing) => (await import('./io/camera.ts')).openCamera(facing),
  async *renderStrips(picture, progress) {
    const made = await startStage();
    if (!made.ok) throw new Error('there is no WebGL 2 here.');
    const { renderStrips } = await import('./render/full-size.ts');
    yield* renderStrips(made.stage, { ...picture, ...progress });
  },
  async openFilm(photo, signal) {
    const made = await startStage();
    if (!made.ok) throw new Error('there is no WebGL 2 here.');
    return (await import('./render/film.ts')).openFilm(made.stage, photo, signal);
  },
  labelStrip: async (...asked) => (await import('./io/caption-strip.ts')).labelStrip(...asked),
  writeVideo: async (...asked) => (await import('./io/write-video.ts')).writeVideo(...asked),
  writeGif: async (...asked) => (await import('./io/write-gif.ts')).writeGif(...asked),
  captionStrip: async (...asked) => (await import('./io/caption-strip.ts')).captionStrip(...asked),
  writePng: async (...asked) => (await import('./io/write-png.ts')).writePng(...asked),
  writeJpeg: async (...asked) => (await import('./io/write-jpeg.ts')).writeJpeg(...asked),
};
const desk = createDesk(store, services);
followStore(desk);

async function begin() {
  // on failure they are requested again with the first head
  desk.candidates.whenReady(CANONICAL_HALF_AXES_MM).catch(() => {});
  if (location.hash === '#render') {
    await desk.startEasel();
    const { runJob } = await import('./app/job.ts');
    window.stubbleJob = (request) => runJob(desk, request);
    document.documentElement.dataset.job = 'ready';
    return;
  }
  const commands = deskCommands(desk, canvas);
  mountUi(document.getElementById('app') as HTMLElement, store, commands);
  if (location.hash === '#demo') return commands.openDemo(demos[0].id);
  const id = await consultationToResume(() => services.library.latest());
  if (id) await resume(desk, id);
}

const tellHistory = followHistory({
  openId: () => (store.getState().consultation ? desk.keeper.openId() : ''),
  open: (id) => resume(desk, id),
  goHome: () => closeToStart(desk),
});
store.subscribe((state, before) => {
  if (state.consultation === before.consultation) return;
  rememberOpen(state.consultation ? desk.keeper.openId() : null);
  tellHistory();
});
window.addEventListener('focus', () => void desk.keeper.check());
window.addEventListener('beforeunload', (event) => {
  if (store.getState().screen.saved === 'failed') event.preventDefault();
});

void begin();
