/* Whether the healed result is seen at a glance on this skin, in words. */
import type { Project } from '../core/consultation/schema.ts';
import { deltaE2000, labOfLinear } from '../core/math/colour.ts';
import { healedLight } from '../core/treatment/healed-light.ts';
import { settledDay } from '../core/treatment/healing.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import { lightOf, SKIN_COLOUR } from '../core/treatment/skin-colours.ts';

/** assumed: a smaller difference of two tones, dE00, is looked for rather than seen. */
const FAINT_DE00 = 5;

/** How far the filled skin, once healed, is from bare skin of that colour (sRGB 0..255), dE00. */
export function healedDifference({ design, treatment }: Project, skinRgb: Rgb): number {
  const perCm2 = Math.max(0, ...design.zones.map((zone) => (zone.kind === 'fill' || zone.kind === 'hair' ? zone.perCm2 : 0)));
  const skin = lightOf(skinRgb);
  const kept = healedLight(treatment, perCm2, skin);
  const lab = (of: (channel: 0 | 1 | 2) => number) => labOfLinear(of(0), of(1), of(2));
  return deltaE2000(
    lab((c) => skin[c]),
    lab((c) => skin[c] * kept[c]),
  );
}

/** One sentence where the healed result hardly shows; null where it does, and before it has healed. */
export function faintWords(project: Project, skinRgb: Rgb | null, day: number): string | null {
  if (day < settledDay(project.treatment)) return null;
  const isFaint = healedDifference(project, skinRgb ?? SKIN_COLOUR[project.treatment.skin]) < FAINT_DE00;
  return isFaint ? 'On this skin the healed result is faint: a darker shade or more fullness shows more.' : null;
}
