/*
 * Old work to repair: dots that are already in the skin, simulated where the photo cannot show them. They are chosen like any dots, from
 * a mirrored candidate set so that new dots fall between and over them, belong to session 0 and are there on every day.
 */
import type { Project, Treatment } from '../consultation/schema.ts';
import type { Surface } from '../scalp/surface.ts';
import type { PlacedCandidates } from '../stipple/candidates.ts';
import { densityField } from './density.ts';
import { chooseDots, type Dots } from './dots.ts';

/** Added to the project's seed for the mirrored set. */
export const OLD_WORK_SEED = 977;

/** The old dots of all "oldwork" zones; `placed` was placed with seed + OLD_WORK_SEED. */
export function oldWorkDots(
  { design, photo, seed, treatment }: Pick<Project, 'design' | 'photo' | 'seed'> & { treatment: Pick<Treatment, 'hand'> },
  surface: Surface,
  placed: PlacedCandidates,
): Dots {
  const zones = design.zones.map((zone) =>
    zone.kind === 'oldwork' ? { ...zone, kind: 'fill' as const, avoidHair: false } : { ...zone, perCm2: 0 },
  );
  const old = {
    photo,
    seed,
    design: { hairline: null, zones, strokes: [] },
    treatment: { hand: treatment.hand, sessions: [{ day: 0, cumulativeShare: 1, dilution: 1 }] },
  };
  const dots = chooseDots(old, placed, densityField(old, surface, placed, new Float32Array(placed.count), null));
  dots.session.fill(0);
  for (let i = 0; i < dots.count; i++) dots.number[i] += placed.total;
  return dots;
}

/** The columns of both, the second's after the first's. `placedIndex` of the second no longer has a meaning. */
export function joinDots(first: Dots, second: Dots): Dots {
  const joined: Record<string, unknown> = { count: first.count + second.count };
  for (const key of Object.keys(first) as (keyof Dots)[]) {
    const a = first[key];
    const b = second[key];
    if (typeof a === 'number' || typeof b === 'number') continue;
    const Column = a.constructor as new (length: number) => Float32Array;
    const column = new Column(a.length + b.length);
    column.set(a);
    column.set(b, a.length);
    joined[key] = column;
  }
  return joined as unknown as Dots;
}
