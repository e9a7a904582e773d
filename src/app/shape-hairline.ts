/* Draws the hairline in a standard shape. Loaded on first use. */
import type { HairlineShape } from '../core/consultation/schema.ts';
import type { HairlineHeights } from '../core/design/hairline-shapes.ts';
import { projectSurface } from '../core/scalp/surface.ts';
import { setDesign } from './actions.ts';
import { withShape } from './first-design.ts';
import type { AppStore } from './store.ts';

/** False if nothing of the line is visible in this photo. */
export function shapeHairline(store: AppStore, shape: HairlineShape, heights: Partial<HairlineHeights> = {}): boolean {
  const project = store.getState().project;
  const surface = project && projectSurface(project);
  const change = project && surface && withShape(project, surface, shape, heights);
  if (change) setDesign(store, change);
  return !!change;
}
