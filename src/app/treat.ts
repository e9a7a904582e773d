/* A plan for what is treated: its zones and hairline, as one step that can be undone, and the step of Plan that comes next. Loaded when it is asked. */
import type { Design, Project, Treating, Zone } from '../core/consultation/schema.ts';
import { TREATS } from '../core/design/treating.ts';
import { projectSurface, type Surface } from '../core/scalp/surface.ts';
import { setDesign, setScreen } from './actions.ts';
import { patternDesign, zonesBehind } from './first-design.ts';
import { isAsMeasured, type Measured } from './measured.ts';
import { type AppStore, shownMeasured } from './store.ts';

const BLEND_MM = 12;

/**
 * What the plan had that was proposed gives way; lines and zones that somebody drew stay, and so does the density. What is outlined by hand
 * is outlined in Plan.
 * @returns false where this view shows nothing that would be filled: nothing is changed
 */
export function treat(store: AppStore, treating: Treating): boolean {
  const { project } = store.getState();
  const surface = project && projectSurface(project);
  const change = surface && designFor(project, surface, treating, shownMeasured(store.getState()));
  if (!change) return false;
  setDesign(store, { ...change, treating });
  const selectedZoneId = store.getState().project?.design.zones[0]?.id ?? '';
  const { draws, zone } = TREATS[treating];
  setScreen(store, {
    selectedZoneId,
    step: draws || zone ? 'density' : 'hairline',
    tool: draws ?? 'none',
    ...(draws ? { way: 'plan' } : {}),
  });
  return true;
}

/** Null: nothing of it shows. */
function designFor(project: Project, surface: Surface, treating: Treating, measured: Measured | null): Partial<Design> | null {
  const { design } = project;
  const { behindLine, zone, isKept } = TREATS[treating];
  if (isKept) return {};
  const drawn = design.zones.filter(({ proposed }) => !proposed);
  const line = design.hairline?.shape ? null : design.hairline;
  if (!behindLine) {
    const filled: Zone[] = zone
      ? [{ ...zone, outline: [...zone.outline], blendMm: BLEND_MM, temples: 1, avoidHair: true, proposed: true }]
      : [];
    return { hairline: line, zones: [...filled, ...drawn], norwood: undefined };
  }
  const { pattern, shape } = behindLine;
  if (pattern === 'whole' && isWholeProposed(design)) return {};
  // the first proposal knows the hair, the ears and the neck that the photo shows
  const first = pattern === 'whole' && isAsMeasured(project, measured) ? measured.proposed : null;
  const proposed =
    first ??
    (line ? { hairline: line, zones: zonesBehind(project, surface, pattern, line) } : patternDesign(project, surface, pattern, shape));
  if (!proposed?.zones.length) return null;
  const perCm2 = design.zones.find(({ kind }) => kind === 'fill')?.perCm2;
  const filled = perCm2 === undefined ? proposed.zones : proposed.zones.map((one) => ({ ...one, perCm2 }));
  return { hairline: line ?? proposed.hairline, zones: [...filled, ...drawn], norwood: pattern };
}

/** The whole scalp is filled as it was proposed: another answer has not replaced it. */
const isWholeProposed = ({ zones, norwood, treating }: Design) =>
  (treating === undefined || treating === 'shaved') && (norwood ?? 'whole') === 'whole' && zones.some(({ proposed }) => proposed);
