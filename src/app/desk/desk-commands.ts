/* Implements the commands of the panels on a desk. */
import { notify } from '../actions.ts';
import type { Commands } from '../commands.ts';
import { NOT_LOADED } from '../not-loaded.ts';
import type { Desk } from './desk.ts';
import { changeFinishes, deleteEverything } from './keep.ts';
import { measureShown } from './measure-shown.ts';
import { closeToStart, openDemo, openPhoto, openProject, resume } from './open.ts';
import { WORKING_SIDE_PX } from './read-photo.ts';
import { removePhotoAndRefit } from './remove-and-refit.ts';
import { showPhoto } from './show-photo.ts';

export function deskCommands(desk: Desk, canvas: HTMLCanvasElement): Commands {
  const { services, store } = desk;
  const loaded = <T>(part: Promise<T>): Promise<T | null> =>
    part.catch(() => {
      notify(store, 'problem', NOT_LOADED);
      return null;
    });
  const photos = () => loaded(import('./photos.ts'));
  return {
    canvas,
    demos: services.demos,
    openPhoto: (file) => openPhoto(desk, file),
    openPhotos: async (files) => (await photos())?.openPhotos(desk, files),
    addPhotos: async (files) => (await photos())?.addPhotos(desk, files),
    removePhoto: (id) => removePhotoAndRefit(desk, id) !== null,
    showPhoto: (id) => showPhoto(desk, id),
    openCamera: services.openCamera,
    async keepPhoto(file, label, side) {
      const loaded = await photos();
      return loaded ? loaded.keepPhoto(desk, file, label, side) : { ok: false, reason: NOT_LOADED };
    },
    openKept: async (photo, word) => (await photos())?.openKept(desk, photo, word),
    openProject: (file) => openProject(desk, file),
    openDemo: (id) => openDemo(desk, id),
    recent: () => services.library.list(),
    resume: async (id) => void (await resume(desk, id)),
    saveProject: async () => (await import('./export.ts')).saveProject(desk),
    exportImage: async (options) => (await import('./export.ts')).exportImage(desk, options),
    leaving: async () => (await loaded(import('./leaving.ts')))?.leavingCommands(desk) ?? null,
    deleteEverything: () => deleteEverything(desk),
    turnPhoto: async () => (await import('./turn.ts')).turnPhoto(desk),
    closeToStart: () => closeToStart(desk),
    proposeHead: () => measureShown(desk),
    measureFromSide: (side) => measureShown(desk, { side }),
    proposeHairline: async (pattern) => (await import('./propose.ts')).proposeHairline(desk, pattern),
    matchStubble: async () => (await loaded(import('./match-stubble.ts')))?.matchStubble(desk),
    async readPicture(file) {
      try {
        const read = await services.readPhoto(file, { name: file.name, maxSidePx: WORKING_SIDE_PX });
        if (!read.ok) return read;
        read.pixels.working.close();
        return { ok: true, raster: read.photo.small };
      } catch (error) {
        return { ok: false, reason: `${file.name} could not be opened: ${(error as Error).message}` };
      }
    },
    finishes: () => services.library.finishes(),
    keepFinish: (finish) => changeFinishes(desk, (kept) => [...kept.filter(({ name }) => name !== finish.name), finish]),
    removeFinish: (name) => changeFinishes(desk, (kept) => kept.filter((one) => one.name !== name)),
  };
}
