/* A desk whose browser services are stood in for: photos open, measure and are kept when the test says so. */
import { vi } from 'vitest';
import { createDesk, type Desk } from '../../src/app/desk/desk.ts';
import type { PhotoFiles, Services } from '../../src/app/desk/services.ts';
import type { MeasuredPhoto } from '../../src/app/measure-opened.ts';
import { createAppStore } from '../../src/app/store.ts';
import type { Consultation } from '../../src/core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import type { Head, Scale } from '../../src/core/consultation/schema.ts';
import { PLAIN_CAMERA } from '../../src/core/photo/plain-camera.ts';
import type { HeadEvidence } from '../../src/core/scalp/head-evidence.ts';
import type { PhotoMeasures } from '../../src/core/scalp/measure-photo.ts';
import { CANONICAL_HALF_AXES_MM, type Candidates } from '../../src/core/stipple/candidates.ts';
import { fitOnce } from './fit-once.ts';

export const WIDTH_PX = 400;
export const HEIGHT_PX = 496;

/** Something that ends when the test lets it. */
export function held<T>() {
  const asked: { resolve(value: T): void; reject(error: Error): void; signal?: AbortSignal }[] = [];
  const ask = (signal?: AbortSignal) => new Promise<T>((resolve, reject) => asked.push({ resolve, reject, signal }));
  return { asked, ask };
}

/** All of it bare skin. */
const skin = () => Uint8ClampedArray.from({ length: (4 * WIDTH_PX * HEIGHT_PX) / 64 }, (_, i) => [224, 178, 150, 255][i % 4]);

export const photoNamed = (name: string): DecodedPhoto => ({
  name,
  widthPx: WIDTH_PX,
  heightPx: HEIGHT_PX,
  hasAlpha: false,
  workingWidthPx: WIDTH_PX,
  workingHeightPx: HEIGHT_PX,
  exifFocalPx: null,
  small: { widthPx: WIDTH_PX / 8, heightPx: HEIGHT_PX / 8, rgba: skin() },
  cameraLook: { look: PLAIN_CAMERA, whenRead: Promise.resolve() },
  message: '',
});
const fewCandidates = (): Candidates => ({
  halfAxesMm: CANONICAL_HALF_AXES_MM,
  shaped: true,
  perCm2: 1,
  x: Float32Array.of(0, 10),
  y: Float32Array.of(-78, -70),
  z: Float32Array.of(-10, -20),
});
export const bitmap = () => ({ width: WIDTH_PX, height: HEIGHT_PX, close: vi.fn() });

const HEAD: Head = { centrePx: [200, 200], halfAxesMm: [77, 90, 95], rotationRad: [0, 0, 0], shape: 'standard' };
const SCALE: Scale = { pxPerMm: 1.5, method: 'iris', sdShare: 0.03 };
/** What is kept of a photo in which nothing but this head was found. */
const keptOf = (head: Head, scale: Scale): HeadEvidence => ({
  photo: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
  alone: { head, scale, focalPx: 700 * scale.pxPerMm },
  isFocalKnown: false,
  sawFace: true,
  byHand: { scale: null, head: false },
  iris: null,
  seenRad: head.rotationRad,
  seenSdRad: [0.06, 0.06, 0.06],
  anchors: [],
  outlinePx: [],
  edgesPx: [],
});

/** A head in the middle of the photo, seen from the front. */
export const measured = ({ kept, ...change }: Partial<PhotoMeasures> & { kept?: HeadEvidence } = {}): MeasuredPhoto => ({
  kept: async () => kept ?? keptOf(change.head ?? HEAD, change.scale ?? SCALE),
  measures: {
    scale: SCALE,
    ways: [],
    head: HEAD,
    irisPx: null,
    sawFace: true,
    view: 'front',
    sides: [],
    costMm2: null,
    isSideKnown: true,
    isFaceDoubtful: false,
    isFaceBlind: false,
    earsPx: [],
    isMaskBelieved: false,
    isTrusted: true,
    guessedFocalPx: null,
    messages: [],
    sure: [],
    guessed: [],
    ...change,
  } as PhotoMeasures,
  found: { ok: true, face: null, more: async () => false },
  trouble: null,
  seen: Promise.resolve(null),
  wholeSeen: async () => null,
  whyNone: null,
});

export interface FakeDesk {
  desk: Desk;
  services: Services;
  kept: { projects: Map<string, Consultation>; photos: Map<string, PhotoFiles> };
  notices(): string[];
}

/** Everything ends at once unless a service is given. */
export function fakeDesk(given: Partial<Services> = {}): FakeDesk {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const store = createAppStore();
  const projects = new Map<string, Consultation>();
  const photos = new Map<string, PhotoFiles>();
  const services: Services = {
    library: {
      open: async (id) => {
        const [project, files] = [projects.get(id), photos.get(id)];
        return project && files ? { saved: { project, title: project.title, view: {} }, files } : null;
      },
      list: async () => [],
      latest: async () => null,
      keep: async ({ id, project }, files) => {
        projects.set(id, project);
        photos.set(id, files);
        return { ok: true };
      },
      has: async (id) => projects.has(id),
      finishes: async () => [],
      changeFinishes: async () => ({ ok: true }),
      deleteEverything: async () => {
        projects.clear();
        photos.clear();
        return { ok: true };
      },
    },
    demos: [],
    candidates: () => ({ get: () => null, whenReady: async () => fewCandidates() }),
    graphicsFault: async () => null,
    startStage: async () => ({ ok: false, reason: 'no graphics in a test' }),
    readPhoto: async (file, { name }) => ({
      ok: true,
      photo: photoNamed(name),
      pixels: { working: bitmap() as never, decodeFull: async () => bitmap() as never },
      original: file,
    }),
    turnedPhoto: async (original) => original,
    seekersIn: () => ({}) as never,
    measureOpened: async () => measured(),
    fitHeads: async (photos) => fitOnce(photos),
    unpackProject: async () => ({ ok: false, reason: 'not a project' }),
    thumbnail: async () => new Blob(['small'], { type: 'image/jpeg' }),
    packProject: async () => new Blob(['zip']),
    projectFileName: ({ title, photo }, ending) => `${title || photo.name}${ending}`,
    saveFile: vi.fn(),
    recall: () => null,
    memorise: vi.fn(),
    canShareFile: () => false,
    shareFile: async () => false,
    openCamera: async () => ({ ok: false, reason: 'no camera' }),
    async *renderStrips({ outWidthPx, outHeightPx }) {
      yield new Uint8Array(outWidthPx * outHeightPx * 4);
    },
    openFilm: async ({ outWidthPx, outHeightPx }) => ({
      widthPx: outWidthPx,
      heightPx: outHeightPx,
      draw: async () => new Uint8Array(4 * outWidthPx * outHeightPx),
    }),
    labelStrip: async (widthPx) => ({ heightPx: 1, rgba: new Uint8Array(4 * widthPx) }),
    writeVideo: async () => ({ ok: false, reason: 'no encoder in a test' }),
    async writeGif(_, frames) {
      let count = 0;
      for await (const _ of frames) count++;
      return new Blob([String(count)]);
    },
    captionStrip: async (widthPx) => ({ heightPx: 1, rgba: new Uint8Array(4 * widthPx) }),
    async writePng(_, strips) {
      let bytes = 0;
      for await (const strip of strips) bytes += strip.length;
      return new Blob([String(bytes)]);
    },
    writeJpeg: async () => ({ ok: false, reason: 'too large' }),
    ...given,
  };
  return {
    desk: createDesk(store, services),
    services,
    kept: { projects, photos },
    notices: () => store.getState().screen.notices.map(({ text }) => text),
  };
}

export const jpeg = (name: string) => new File(['pixels'], name, { type: 'image/jpeg' });
/** Lets everything that can go on do so. */
export const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setTimeout(done));
};
