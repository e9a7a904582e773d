/*
 * Turns the open photo by hand, where its file does not say which way up it is, or says it wrongly. The turn is kept in the photo itself.
 * All that was placed on it lay on other pixels: it is measured again as a consultation of its own, and the one before stays kept.
 */
import { newProject } from '../../core/consultation/schema.ts';
import { notify } from '../actions.ts';
import type { Desk } from './desk.ts';
import { measure } from './measure.ts';
import { opening } from './open.ts';

export async function turnPhoto(desk: Desk) {
  const { opened, services, store } = desk;
  const { project, session } = store.getState();
  if (!opened || !project) return;
  const { name, side } = project.photo;
  const { design } = project;
  const hadPlan = design.hairline !== null || design.zones.length > 0 || design.strokes.length > 0;
  const isOpen = await opening(desk, 'Turning the photo', name || 'The photo', async () => ({
    file: await services.turnedPhoto(opened.original),
    name,
    project: ({ widthPx, heightPx }) => ({ ...newProject({ name, widthPx, heightPx, side }, project.title), treatment: project.treatment }),
    view: { step: 'photo', day: session.day },
    keptId: null,
  }));
  if (!isOpen) return;
  if (hadPlan)
    notify(
      store,
      'note',
      'The photo was turned and is measured anew. What was planned on it before is kept under “Carry on” on the first screen.',
    );
  await measure(desk, { isNew: !hadPlan });
}
