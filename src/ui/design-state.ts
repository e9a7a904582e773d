/* State of the project: which steps are done, and whether there is a design to show. */
import type { Step } from '../app/store.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Local } from './context.ts';

export const hasDesign = (project: Project | null): project is Project =>
  !!project?.scale &&
  !!project.head &&
  (project.design.zones.some((z) => z.kind !== 'protect') || project.design.strokes.some((s) => s.tool === 'add'));

export function isDone(step: Step, project: Project, local: Local): boolean {
  switch (step) {
    case 'photo':
      return true;
    case 'scale':
      return !!project.scale;
    case 'head':
      return !!project.scale && !!project.head;
    case 'hairline':
      return !!project.design.hairline;
    case 'density':
      return hasDesign(project);
    case 'shade':
    case 'sessions':
      return hasDesign(project) && local.visited.has(step);
    case 'share':
      return local.shared;
  }
}
