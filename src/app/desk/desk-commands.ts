/* The commands of the panels, as use cases of a desk. */
import { notify } from '../actions.ts';
import type { Commands } from '../commands.ts';
import type { Desk } from './desk.ts';
import { changeFinishes, deleteEverything, keepPhoto } from './keep.ts';
import { measure } from './measure.ts';
import { closeToStart, openDemo, openPhoto, openProject, resume, WORKING_SIDE_PX } from './open.ts';
import { matchStubble, proposeHairline } from './propose.ts';

export function deskCommands(desk: Desk, canvas: HTMLCanvasElement): Commands {
  const { services, store } = desk;
  return {
    canvas,
    demos: services.demos,
    openPhoto: (file) => openPhoto(desk, file),
    openCamera: services.openCamera,
    keepPhoto: (file, view, side) => keepPhoto(desk, file, view, side),
    async openKept({ id }, word) {
      await resume(desk, id);
      if (word) notify(store, 'note', word);
    },
    openProject: (file) => openProject(desk, file),
    openDemo: (id) => openDemo(desk, id),
    recent: () => services.library.list(),
    resume: async (id) => void (await resume(desk, id)),
    saveProject: async () => (await import('./export.ts')).saveProject(desk),
    exportImage: async (options) => (await import('./export.ts')).exportImage(desk, options),
    deleteEverything: () => deleteEverything(desk),
    turnPhoto: async () => (await import('./turn.ts')).turnPhoto(desk),
    closeToStart: () => closeToStart(desk),
    proposeHead: () => measure(desk),
    tellSide: (side) => measure(desk, { side }),
    proposeHairline: async (pattern) => proposeHairline(desk, pattern),
    matchStubble: () => matchStubble(desk),
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
