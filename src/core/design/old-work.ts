/*
 * Old work to repair: dots that are already in the skin, simulated where the photo cannot show them. They are chosen like any dots, from
 * a mirrored candidate set so that new dots fall between and over them, belong to session 0 and are there on every day.
 */
import type { Design } from '../consultation/schema.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import { type DensityField, densityField } from './density.ts';
import { chooseDots, type Marks, type PlanDots } from './dots.ts';

/** Added to the project's seed for the mirrored set. */
export const OLD_WORK_SEED = 977;

/** What old work is asked for: by "oldwork" zones alone, across hair and hairline. */
export function oldWorkField({ zones }: Pick<Design, 'zones'>, places: HeadPlaces): DensityField {
  const old = zones.map((zone) =>
    zone.kind === 'oldwork' ? { ...zone, kind: 'fill' as const, avoidHair: false } : { ...zone, perCm2: 0 },
  );
  return densityField({ hairline: null, zones: old, strokes: [] }, places, new Float32Array(places.count), null);
}

const ALL_AT_ONCE = [{ day: 0, cumulativeShare: 1, dilution: 1 }];
/** The old dots; `places` and `marks` are those of seed + OLD_WORK_SEED and of the seed itself. */
export function oldWorkDots(places: HeadPlaces, marks: Marks, field: DensityField): PlanDots {
  const dots = chooseDots(ALL_AT_ONCE, places, marks, field);
  dots.session.fill(0);
  return dots;
}
