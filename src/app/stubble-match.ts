/* Matches the plan to the client's own stubble. */

import { MAX_PER_CM2, type Project } from '../core/consultation/schema.ts';
import { DEFAULT_PER_CM2 } from '../core/treatment/finish.ts';
import { healedLight } from '../core/treatment/healed-light.ts';
import { matchStubble, type StubbleMatch, toneDifference } from '../core/treatment/match-stubble.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import type { FoundStubble } from './own-stubble.ts';

const countOf = ({ reading }: FoundStubble) => (reading.ok ? reading.count : null);

/** The plan that matches the stubble; in a photo too coarse for counting, only its tone. */
export function stubbleMatch(project: Project, found: FoundStubble, zoneIndex: number): StubbleMatch {
  const count = countOf(found);
  return matchStubble(
    project.treatment,
    project.design.zones[zoneIndex]?.perCm2 ?? DEFAULT_PER_CM2,
    { perCm2: count && Math.min(MAX_PER_CM2, count.perCm2), diameterMm: count?.diameterMm ?? null, kept: found.tone.kept },
    found.tone.skin,
  );
}

export function matchedProject(project: Project, found: FoundStubble, zoneIndex: number): Project {
  const { perCm2, treatment } = stubbleMatch(project, found, zoneIndex);
  const zones = project.design.zones.map((zone, i) => (i === zoneIndex ? { ...zone, perCm2 } : zone));
  return { ...project, treatment, design: { ...project.design, zones } };
}

/** The healed plan compared with the stubble: light kept, and colour difference on the same skin. */
export function planBesideStubble(project: Project, found: FoundStubble, zoneIndex: number): { healed: Rgb; dE00: number } {
  const healed = healedLight(project.treatment, project.design.zones[zoneIndex]?.perCm2 ?? DEFAULT_PER_CM2, found.tone.skin);
  return { healed, dE00: toneDifference(found.tone.skin, found.tone.kept, healed) };
}

/** Index of the zone to match: the selected one if it takes dots, else the first that does; -1 if none. */
export function zoneToMatch(project: Project, selected: number): number {
  const takesDots = (i: number) => ['fill', 'hair', 'scar'].includes(project.design.zones[i]?.kind);
  return takesDots(selected) ? selected : project.design.zones.findIndex((_, i) => takesDots(i));
}

/** One sentence if the stubble, or its count, could not be read; null if all was. */
export function stubbleTrouble(found: FoundStubble | null): string | null {
  if (!found) return 'No shaved hair was found facing the camera in this photo. It shows best from the side or the back, close and sharp.';
  if (!found.reading.ok)
    return found.reading.reason === 'coarse'
      ? `This photo has ${found.reading.pxPerMm.toFixed(1)} px per mm where the stubble is, too coarse to count hairs: only the tone is matched.`
      : 'No hairs stand out in this patch: only the tone is matched.';
  return null;
}

/** Below this weight of the photo the tone is mostly the usual one. */
const MOSTLY_READ = 0.5;
/** One sentence if the tone is mostly the usual one; null if it was read. */
export const stubbleDoubt = ({ tone }: FoundStubble): string | null =>
  tone.fromPhoto < MOSTLY_READ
    ? 'Little bare scalp under the same light borders the stubble in this photo: its tone is mostly what shaved sides usually have.'
    : null;
