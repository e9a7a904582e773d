/* Proposes a hairline and zones for a pattern of baldness. */
import type { Design, NorwoodPattern } from '../../core/consultation/schema.ts';
import { projectSurface } from '../../core/scalp/surface.ts';
import { notify, setDesign } from '../actions.ts';
import { patternDesign } from '../first-design.ts';
import type { Desk } from './desk.ts';

export function proposeHairline({ store }: Desk, pattern?: NorwoodPattern) {
  const { project } = store.getState();
  const surface = project && projectSurface(project);
  if (!project || !surface) return;
  const { hairline, norwood } = project.design;
  const design = patternDesign(project, surface, pattern ?? norwood ?? 'whole', hairline?.shape?.name, hairline?.shape);
  if (design && (pattern || design.hairline)) setDesign(store, keepingWork(project.design, design, pattern));
  else notify(store, 'note', 'No hairline shows in this view. Draw a zone under Density instead.');
}

/** The proposal with the density that was chosen and with all zones other than fills. */
function keepingWork(before: Design, proposed: Pick<Design, 'hairline' | 'zones'>, norwood?: NorwoodPattern): Partial<Design> {
  const perCm2 = before.zones.find((zone) => zone.kind === 'fill')?.perCm2;
  const fills = proposed.zones.map((zone) => (perCm2 === undefined ? zone : { ...zone, perCm2 }));
  const zones = [...fills, ...before.zones.filter((zone) => zone.kind !== 'fill')];
  return { ...proposed, zones, ...(norwood ? { norwood } : {}) };
}
