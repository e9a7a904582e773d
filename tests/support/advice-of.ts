/* What the program advises on a project, without a photo to read. */
import type { Project } from '../../src/core/consultation/schema.ts';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { advise } from '../../src/core/treatment/advice.ts';

export function adviceOf(project: Project) {
  const surface = projectSurface(project);
  return surface ? advise(project, surface, null) : [];
}
