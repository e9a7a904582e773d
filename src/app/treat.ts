/* Sets up the plan for what is treated: zones and hairline, as one undo step, and the next step of Plan. Loaded on first use. */
import type { Design, Project, Treating, Zone } from '../core/consultation/schema.ts';
import { TREATS } from '../core/design/treating.ts';
import { projectSurface, type Surface } from '../core/scalp/surface.ts';
import { setDesign, setScreen } from './actions.ts';
import { patternDesign, zonesBehind } from './first-design.ts';
import { isAsMeasured, isHeadDoubted, type Measured } from './measured.ts';
import { type AppStore, shownMeasured } from './store.ts';

const BLEND_MM = 12;

/**
 * Replaces what was proposed; lines and zones that the user drew stay, and so does the density. For areas to be outlined by hand it goes to
 * Plan.
 * @returns why nothing was changed; null if it was
 */
export function treat(store: AppStore, treating: Treating): string | null {
  const { project } = store.getState();
  const surface = project && projectSurface(project);
  const measured = shownMeasured(store.getState());
  const { draws, zone, behindLine } = TREATS[treating];
  if (project && (behindLine || zone) && isHeadDoubted(project, measured))
    return 'The head was found, but not well enough to plan on: drag it onto the head first. Nothing was changed.';
  const change = surface && designFor(project, surface, treating, measured);
  if (!change) return 'Nothing that this fills shows in this view: choose another photo or answer. Nothing was changed.';
  setDesign(store, { ...change, treating });
  const selectedZoneId = store.getState().project?.design.zones[0]?.id ?? '';
  setScreen(store, {
    selectedZoneId,
    step: draws || zone ? 'density' : 'hairline',
    tool: draws ?? 'none',
    ...(draws ? { way: 'plan' } : {}),
  });
  return null;
}

/** Null if nothing of it is visible. */
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
  // the first proposal takes account of the hair, ears and neck in the photo
  const first = pattern === 'whole' && isAsMeasured(project, measured) ? measured.proposed : null;
  const proposed =
    first ??
    (line ? { hairline: line, zones: zonesBehind(project, surface, pattern, line) } : patternDesign(project, surface, pattern, shape));
  if (!proposed?.zones.length) return null;
  const perCm2 = design.zones.find(({ kind }) => kind === 'fill')?.perCm2;
  const filled = perCm2 === undefined ? proposed.zones : proposed.zones.map((one) => ({ ...one, perCm2 }));
  return { hairline: line ?? proposed.hairline, zones: [...filled, ...drawn], norwood: pattern };
}

/** Whether the whole scalp is still filled as proposed. */
const isWholeProposed = ({ zones, norwood, treating }: Design) =>
  (treating === undefined || treating === 'shaved') && (norwood ?? 'whole') === 'whole' && zones.some(({ proposed }) => proposed);
