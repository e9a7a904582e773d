/* The client's own stubble and the plan: what would continue it, and the project so changed. */

import { MAX_PER_CM2, type Project } from '../core/consultation/schema.ts';
import { DEFAULT_PER_CM2 } from '../core/treatment/finish.ts';
import { healedLight } from '../core/treatment/healed-light.ts';
import { matchStubble, type StubbleMatch, toneDifference } from '../core/treatment/match-stubble.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import type { FoundStubble } from './photo-reader.ts';

const countOf = ({ reading }: FoundStubble) => (reading.ok ? reading.count : null);

/** The plan that continues the stubble; of a photo too coarse to count on, its tone only. */
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

/** What the plan as it stands heals to beside the stubble: light kept, and the colour difference on the same skin. */
export function planBesideStubble(project: Project, found: FoundStubble, zoneIndex: number): { healed: Rgb; dE00: number } {
  const healed = healedLight(project.treatment, project.design.zones[zoneIndex]?.perCm2 ?? DEFAULT_PER_CM2, found.tone.skin);
  return { healed, dE00: toneDifference(found.tone.skin, found.tone.kept, healed) };
}

/** The zone that a match is for: the selected one where it takes dots, else the first that does; -1 where none. */
export function zoneToMatch(project: Project, selected: number): number {
  const takesDots = (i: number) => ['fill', 'hair', 'scar'].includes(project.design.zones[i]?.kind);
  return takesDots(selected) ? selected : project.design.zones.findIndex((_, i) => takesDots(i));
}

/** One sentence where the stubble could not be read, or only its tone; null where all was. */
export function stubbleTrouble(found: FoundStubble | null): string | null {
  if (!found) return 'No shaved hair was found facing the camera in this photo. It shows best from the side or the back, close and sharp.';
  if (!found.reading.ok)
    return found.reading.reason === 'coarse'
      ? `This photo has ${found.reading.pxPerMm.toFixed(1)} px per mm where the stubble is, too coarse to count hairs: only the tone is matched.`
      : 'No hairs stand out in this patch: only the tone is matched.';
  return null;
}

/** Under this share the tone is more what is usual than what this photo shows. */
const MOSTLY_READ = 0.5;
/** One sentence where the tone rests more on what is usual than on this photo; null where it was read. */
export const stubbleDoubt = ({ tone }: FoundStubble): string | null =>
  tone.fromPhoto < MOSTLY_READ
    ? 'Little bare scalp under the same light borders the stubble in this photo: its tone is mostly what shaved sides usually have.'
    : null;
