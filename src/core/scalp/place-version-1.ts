/*
 * Version 1 of a project file has its design in the pixels of its photo. It is converted to the map as soon as the head and scale are known;
 * until then it is kept in pixels (`design.unplaced`).
 */
import type { DesignPx, Project } from '../consultation/schema.ts';
import { placeCurve, placeLine, placePath } from './place-drawing.ts';
import { projectSurface, type Surface } from './surface.ts';

/** The project with `unplaced` converted to the map; unchanged if there is nothing to convert or no head yet. */
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
    // the conversion gives the two halves different points
    mirrored: false,
  });
  return {
    hairline: hairline && line(hairline),
    // an outline that leaves the head goes so far behind it that its blend is not visible
    zones: zones.map(({ outlinePx, ...zone }) => ({ ...zone, outline: placeLine(outlinePx, true, surface, zone.blendMm) })),
    strokes: strokes.map(({ pathPx, ...stroke }) => ({ ...stroke, path: placePath(pathPx, surface, stroke.radiusMm) })),
  };
}
