/* Draws the hairline in a standard shape, at the height it has. Loaded on first use. */
import type { HairlineShape, Project } from '../core/consultation/schema.ts';
import { hairlineCurve } from '../core/design/hairline.ts';
import type { HairlineHeights } from '../core/design/hairline-shapes.ts';
import { hairlineHeight } from '../core/scalp/hairline-height.ts';
import { projectSurface, type Surface } from '../core/scalp/surface.ts';
import { setDesign } from './actions.ts';
import { withShape } from './first-design.ts';
import type { AppStore } from './store.ts';

/** Keeps the mid-point where it is unless `heights` move it. False if nothing of the line is visible in this photo. */
export function shapeHairline(store: AppStore, shape: HairlineShape, heights: Partial<HairlineHeights> = {}): boolean {
  const project = store.getState().project;
  const surface = project && projectSurface(project);
  const change = project && surface && withShape(project, surface, shape, { ...keptHeight(project, surface), ...heights });
  if (change) setDesign(store, change);
  return !!change;
}

/** The height set, or that of a line drawn by hand; none if no line crosses the middle of the face. */
function keptHeight({ design, photo }: Project, surface: Surface): Partial<HairlineHeights> {
  const line = design.hairline;
  if (!line) return {};
  const midMm = line.shape?.midMm ?? hairlineHeight(hairlineCurve(line, 0.5), surface, photo.landmarks?.glabella)?.midMm;
  return midMm === undefined ? {} : { midMm: Math.min(MOST_MM, Math.max(LEAST_MM, Math.round(midMm * 10) / 10)) };
}
/** Limits of a shape's height in a file, mm. */
const [LEAST_MM, MOST_MM] = [20, 140];
