/* A plan for what is treated: its zones and hairline, as one step that can be undone, and the step of Plan that comes next. Loaded when it is asked. */
import type { Design, Treating, Zone } from '../core/consultation/schema.ts';
import { TREATS } from '../core/design/treating.ts';
import { projectSurface } from '../core/scalp/surface.ts';
import { setDesign, setScreen } from './actions.ts';
import { patternDesign } from './first-design.ts';
import type { AppStore } from './store.ts';

const BLEND_MM = 12;

/** What the plan had that was proposed gives way; what somebody drew stays. */
export function treat(store: AppStore, treating: Treating) {
  const { project } = store.getState();
  const surface = project && projectSurface(project);
  if (!project || !surface) return;
  const { design } = project;
  const { behindLine, zone, draws, isKept } = TREATS[treating];
  const own = design.zones.filter(({ proposed }) => !proposed);
  let change: Partial<Design> = isKept ? {} : { hairline: null, zones: own, norwood: undefined };
  if (behindLine) {
    const { pattern, shape } = behindLine;
    const proposed = patternDesign(project, surface, pattern, shape);
    change = proposed ? { ...proposed, zones: [...proposed.zones, ...own], norwood: pattern } : {};
  } else if (zone) {
    const filled: Zone = { ...zone, outline: [...zone.outline], blendMm: BLEND_MM, temples: 1, avoidHair: true, proposed: true };
    change.zones = [filled, ...own];
  }
  setDesign(store, { ...change, treating });
  const selectedZoneId = store.getState().project?.design.zones[0]?.id ?? '';
  setScreen(store, { selectedZoneId, step: draws || zone ? 'density' : 'hairline', tool: draws ?? 'none' });
}
