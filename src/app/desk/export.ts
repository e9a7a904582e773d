/* Files for the user: the picture with its caption, and the project. Loaded on first use. */
import { notify } from '../actions.ts';
import type { TakenFile } from '../commands.ts';
import { pictureOf, writePicture } from '../picture.ts';
import type { Desk } from './desk.ts';
import { photoEnding, pictureInTurn } from './picture-in-turn.ts';

export interface ExportOptions {
  widthPx?: number;
  type: 'png' | 'jpeg';
}

export async function exportImage(desk: Desk, options: ExportOptions): Promise<void> {
  const file = await imageFile(desk, options);
  if (file) desk.services.saveFile(file.blob, file.name);
}

/** The picture in its state at the time of the call. */
export function imageFile(desk: Desk, { type, widthPx }: ExportOptions): Promise<TakenFile | null> {
  const { day } = desk.store.getState().screen;
  const which = photoEnding(desk);
  const saying = { text: 'Writing the picture', failed: 'The picture could not be written' };
  return pictureInTurn(desk, saying, async ({ project, photo, pipeline, result, lookOn, bitmap, title }, { signal, progress }) => {
    const look = lookOn(day);
    const text = look && look.sessionsDone > 0 ? `Session ${look.sessionsDone}, day ${Math.round(day)}` : 'Before';
    const blob = await writePicture(
      desk.services,
      pictureOf(pipeline, { project, photo, result, look }, { bitmap, widthPx: widthPx ?? null }),
      { type, caption: { text, title }, signal, onProgress: (share) => progress(saying.text, share) },
    );
    const ending = `${which}-day-${Math.round(day)}.${type === 'jpeg' ? 'jpg' : 'png'}`;
    return { blob, name: desk.services.projectFileName(project, ending) };
  });
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
