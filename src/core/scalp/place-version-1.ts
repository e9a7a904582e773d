/*
 * Version 1 of a project file has its design in the pixels of its one photo. It is laid on the map of that file's head as soon as there
 * is one; until then it waits as it is (`design.unplaced`).
 */
import type { DesignPx, Project } from '../consultation/schema.ts';
import { placeCurve, placeLine, placePath } from './place-drawing.ts';
import { projectSurface, type Surface } from './surface.ts';

/** The project with what waits in pixels laid on its head, or as it is where nothing waits or the head is not known yet. */
export function withPlacedDesign(project: Project): Project {
  const { unplaced, ...design } = project.design;
  const surface = unplaced && projectSurface(project);
  if (!unplaced || !surface) return project;
  const { hairline, zones, strokes } = placed(unplaced, surface);
  return {
    ...project,
    design: {
      ...design,
      hairline: design.hairline ?? hairline,
      zones: [...zones, ...design.zones],
      strokes: [...strokes, ...design.strokes],
    },
  };
}

function placed({ hairline, zones, strokes }: DesignPx, surface: Surface): Pick<Project['design'], 'hairline' | 'zones' | 'strokes'> {
  const line = ({ pointsPx, ...rest }: NonNullable<DesignPx['hairline']>) => ({
    ...rest,
    points: placeCurve(pointsPx, surface),
    // its two halves get different points on the way: they can be made alike again by hand
    mirrored: false,
  });
  return {
    hairline: hairline && line(hairline),
    // where an outline leaves the head its blend must not reach back into sight
    zones: zones.map(({ outlinePx, ...zone }) => ({ ...zone, outline: placeLine(outlinePx, true, surface, zone.blendMm) })),
    strokes: strokes.map(({ pathPx, ...stroke }) => ({ ...stroke, path: placePath(pathPx, surface, stroke.radiusMm) })),
  };
}
