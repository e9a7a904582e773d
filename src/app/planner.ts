/*
 * The plan of one consultation, computed once for all photos: the plan's stages, and what each photo reports about the scalp it shows. The
 * reported columns are kept after a photo is released, as long as the candidates are the same.
 */
import type { HairReading } from '../core/design/hair-on-head.ts';
import type { Steps } from '../core/math/steps.ts';
import type { HeadPlaces } from '../core/stipple/head-places.ts';
import type { SeenCandidates } from '../core/stipple/seen-candidates.ts';
import { remember } from './remember.ts';
import { createStages } from './stage-table.ts';
import { type GivenPlan, PLAN_STAGES, type Plan } from './stages.ts';

/** Inputs of the plan other than what the photos report. */
export type PlanGiven = Omit<GivenPlan, 'readings' | 'sights'>;
type Sight = Pick<SeenCandidates, 'candidate'>;
interface Report {
  candidates: PlanGiven['candidates'];
  seed: number;
  sight: Sight;
  reading: HairReading | null;
}

export interface Planner {
  places(given: PlanGiven): Steps<HeadPlaces>;
  /** works out what depends on no photo */
  ahead(given: PlanGiven): Steps<void>;
  /** stores what a photo reports, replacing its earlier report */
  report(given: PlanGiven, photoId: string, sight: Sight, reading: HairReading | null): void;
  hasReported(given: Pick<PlanGiven, 'candidates' | 'seed'>, photoId: string): boolean;
  /** works out where dots are wanted, from all reports about these candidates */
  field(given: PlanGiven): Steps<void>;
  /** the plan from all reports about these candidates */
  plan(given: PlanGiven): Steps<Plan>;
  /** limits the plan to the reports of these photos; default: all */
  setPhotos(ids: readonly string[]): void;
}

export function createPlanner(): Planner {
  const stages = createStages(PLAN_STAGES);
  const reports = new Map<string, Report>();
  let photos: readonly string[] | null = null;
  // the same list as long as no photo has reported anything new
  const readingsOf = remember((...all: (HairReading | null)[]) => all);
  const sightsOf = remember((...all: Sight[]) => all);
  const withReports = (given: PlanGiven): GivenPlan => {
    const counting = [...reports]
      .filter(([id, one]) => one.candidates === given.candidates && one.seed === given.seed && (!photos || photos.includes(id)))
      // a fixed order, independent of which photo was shown first
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => one);
    return {
      ...given,
      readings: readingsOf(...counting.map((one) => one.reading)),
      sights: sightsOf(...counting.map((one) => one.sight)),
    };
  };
  return {
    places: (given) => stages.steps('places', given),
    *ahead(given) {
      yield* stages.steps('places', given);
      yield* stages.steps('marks', given);
    },
    report({ candidates, seed }, photoId, sight, reading) {
      // if the plan avoids no hair, none was read: keep the earlier reading
      const before = reports.get(photoId);
      const isSame = before?.candidates === candidates && before.seed === seed;
      reports.set(photoId, { candidates, seed, sight, reading: reading ?? (isSame ? before.reading : null) });
    },
    hasReported({ candidates, seed }, photoId) {
      const one = reports.get(photoId);
      return one?.candidates === candidates && one.seed === seed;
    },
    *field(given) {
      yield* stages.steps('field', withReports(given));
    },
    plan: (given) => stages.steps('plan', withReports(given)),
    setPhotos(ids) {
      photos = ids;
    },
  };
}
