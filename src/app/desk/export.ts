/* What leaves as a file: the picture with its caption, and the project. Loaded when it is asked for. */
import { notify } from '../actions.ts';
import { pictureOf, writePicture } from '../picture.ts';
import type { Desk } from './desk.ts';

export interface ExportOptions {
  widthPx?: number;
  type: 'png' | 'jpeg';
}

/** The picture as it is when asked for, whatever is opened or changed meanwhile. Exports follow each other: each holds a whole photo. */
export function exportImage(desk: Desk, options: ExportOptions): Promise<void> {
  const { opened, store } = desk;
  const { consultation, project, photo, screen } = store.getState();
  if (!project || !photo || !opened) return Promise.resolve();
  const { pixels } = opened.shown;
  const { day } = screen;
  // another photo may be shown, by a pipeline of its own, before this is written
  const { pipeline } = desk;
  const write = async () => {
    try {
      const blob = await desk.activities.run('export', 'Writing the picture', async ({ signal, progress }) => {
        const { candidates, services } = desk;
        const ready = project.head && project.scale ? await candidates.whenReady(project.head.halfAxesMm as never, signal) : null;
        const bitmap = await pixels.decodeFull(signal);
        try {
          signal.throwIfAborted();
          const result = ready ? pipeline.design(project, photo, ready) : null;
          const look = result ? pipeline.appearance(result, project, { day }) : null;
          const text = look && look.sessionsDone > 0 ? `Session ${look.sessionsDone}, day ${Math.round(day)}` : 'Before';
          return await writePicture(
            services,
            pictureOf(pipeline, { project, photo, result, look }, { bitmap, widthPx: options.widthPx ?? null }),
            {
              type: options.type,
              caption: { text, title: project.title },
              signal,
              onProgress: (share) => progress('Writing the picture', share),
            },
          );
        } finally {
          bitmap.close();
        }
      });
      if (blob) {
        const which = consultation && consultation.photos.length > 1 ? `-${screen.photoId}` : '';
        const ending = `${which}-day-${Math.round(day)}.${options.type === 'jpeg' ? 'jpg' : 'png'}`;
        desk.services.saveFile(blob, desk.services.projectFileName(project, ending));
      }
    } catch (error) {
      notify(store, 'problem', `The picture could not be written: ${(error as Error).message}`);
    }
  };
  const mine = desk.exported.then(write);
  desk.exported = mine;
  return mine;
}

export async function saveProject({ store, opened, services }: Desk) {
  const { consultation, project } = store.getState();
  if (!consultation || !project || !opened) return;
  try {
    const name = services.projectFileName({ ...project, photo: { ...project.photo, name: consultation.photos[0].name } }, '.smp');
    services.saveFile(await services.packProject(consultation, opened.files), name);
  } catch (error) {
    notify(store, 'problem', `The project could not be saved: ${(error as Error).message}`);
  }
}
