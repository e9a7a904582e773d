/* Bar of actions on the point last grabbed, since a finger has no Delete key. It stands on the other side of the picture than the point. */
import { html, nothing } from 'lit-html';
import type { PlaceDeg, Project } from '../../core/consultation/schema.ts';
import { placeInPhoto } from '../../core/scalp/photo-map.ts';
import type { Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { type IconName, icon } from '../icons.ts';
import { toScreen } from '../view.ts';

/** null: not possible for this point */
export interface PointActions {
  label: string;
  place: PlaceDeg;
  remove: (() => void) | null;
  soften: (() => void) | null;
  /** moves it without its twin on the other side from then on */
  alone: (() => void) | null;
}

/** Whether this is the point last grabbed, of a line with as many points as then. */
export const isPicked = ({ local: { picked } }: Ui, zoneId: string, index: number, count: number) =>
  picked?.zoneId === zoneId && picked.index === index && picked.count === count;

export function pointBar(ui: Ui, project: Project, { label, place, remove, soften, alone }: PointActions) {
  if (!remove && !soften && !alone) return nothing;
  const { view, viewportPx } = ui.store.getState().screen;
  const surface = surfaceOf(project);
  const px = surface && placeInPhoto(surface, place);
  const isLow = !!px && toScreen(view, viewportPx.dpr, px)[1] > viewportPx.height / viewportPx.dpr / 2;
  const act = (text: string, picture: IconName, does: (() => void) | null) =>
    does ? html`<button type="button" class="button" @click=${does}>${icon(picture)}<span>${text}</span></button>` : nothing;
  return html`<div class="point-bar" role="group" aria-label=${label} data-at=${isLow ? 'top' : 'foot'}>
    ${act('Remove', 'delete', remove)} ${act('Softer', 'soften', soften)} ${act('One side', 'oneSide', alone)}
  </div>`;
}
