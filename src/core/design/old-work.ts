/*
 * Old work to repair: dots that are already in the skin, simulated where the photo does not show them. They are chosen like other dots, but
 * from the mirrored candidate set, so that they differ from the new ones. They have session 0 and exist on every day.
 */
import type { Design } from '../consultation/schema.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import { type DensityField, densityField } from './density.ts';
import { chooseDots, type Marks, type PlanDots } from './dots.ts';

/** Added to the project's seed for the mirrored set. */
export const OLD_WORK_SEED = 977;

/** Target density of old work: from "oldwork" zones only, ignoring hair and hairline. */
export function oldWorkField({ zones }: Pick<Design, 'zones'>, places: HeadPlaces): DensityField {
  const old = zones.map((zone) =>
    zone.kind === 'oldwork' ? { ...zone, kind: 'fill' as const, avoidHair: false } : { ...zone, perCm2: 0 },
  );
  return densityField({ hairline: null, zones: old, strokes: [] }, places, null, null);
}

const ALL_AT_ONCE = [{ day: 0, cumulativeShare: 1, dilution: 1 }];
/** @param places placed with seed + OLD_WORK_SEED @param marks of the project's own seed */
export function oldWorkDots(places: HeadPlaces, marks: Marks, field: DensityField): PlanDots {
  const dots = chooseDots(ALL_AT_ONCE, places, marks, field);
  dots.session.fill(0);
  return dots;
}
