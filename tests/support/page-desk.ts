/* For a page of a test: a desk with the app's own readers and no graphics, that finds nobody in a photo. */
import { createDesk, type Desk } from '../../src/app/desk/desk.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { createAppStore } from '../../src/app/store.ts';
import { packProject, unpackProject } from '../../src/io/project-file.ts';
import { readPhoto } from '../../src/io/read-photo.ts';
import { projectFileName } from '../../src/io/save-file.ts';
import { thumbnail } from '../../src/io/thumbnail.ts';
import { turnedPhoto } from '../../src/io/turned-photo.ts';

const unused = () => {
  throw new Error('nothing of the kind in this test');
};
const services: Services = {
  library: {
    open: async () => null,
    list: async () => [],
    latest: async () => null,
    // what cannot be written down cannot be kept
    keep: async (consultation) => {
      JSON.stringify(consultation);
      return { ok: true };
    },
    has: async () => true,
    finishes: async () => [],
    changeFinishes: async () => ({ ok: true }),
    deleteEverything: async () => ({ ok: true }),
  },
  demos: [],
  candidates: () => ({ get: () => null, whenReady: () => new Promise(() => {}) }),
  graphicsFault: async () => null,
  startStage: () => new Promise(() => {}),
  readPhoto,
  turnedPhoto,
  seekersIn: unused,
  measureOpened: async () => unused(),
  fitHeads: async () => unused(),
  unpackProject,
  packProject,
  thumbnail,
  projectFileName,
  saveFile: unused,
  recall: unused,
  memorise: unused,
  canShareFile: unused,
  shareFile: async () => unused(),
  openCamera: async () => unused(),
  renderStrips: unused,
  openFilm: async () => unused(),
  labelStrip: unused,
  writeVideo: unused,
  writeGif: unused,
  captionStrip: unused,
  writePng: unused,
  writeJpeg: unused,
};
services.startStage = async () => ({ ok: false, reason: 'No graphics are needed to open a file.' });
services.seekersIn = (_working, _photo, lookedAt = {}) => {
  // they are looked at by no model, but taken
  for (const copy of Object.values(lookedAt)) void copy.then((one) => one?.close());
  return {} as never;
};
services.measureOpened = async () =>
  ({
    measures: null,
    whyNone: 'shows nobody.',
    seen: null,
    wholeSeen: async () => null,
    found: { ok: true, face: null, more: async () => false },
    trouble: null,
  }) as never;

export const deskWithoutGraphics = (): Desk => createDesk(createAppStore(), services);
