/*
 * Figures of the plan, measured on the head and not in a picture: every candidate stands for the same area of skin, so an area is a count.
 * Counted are the whole plan, the part of it that no photo shows, and the part that one photo shows.
 */

import type { Project } from '../consultation/schema.ts';
import type { DensityField } from '../design/density.ts';
import type { PlanDots } from '../design/dots.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import type { SeenCandidates } from '../stipple/seen-candidates.ts';

/** Minutes for 1,000 dots, fast and slow (14,000 dots in 2-4 h: jonathangerow.com). */
export const MINUTES_PER_1000_DOTS = [8.6, 17] as const;

export interface ZoneFigures {
  areaCm2: number;
  dots: number;
  dotsPerSession: number[];
  minutes: readonly [number, number];
}
/** Totals and the same per zone. */
export interface Figures extends ZoneFigures {
  zones: ZoneFigures[];
}
export interface PlanFigures extends Figures {
  /** relative error of an area, 1 sigma: twice that of the scale */
  areaSdShare: number;
  /** the part of the plan that no photo shows */
  unseen: Figures;
  /** the part of the plan that the given photo shows, up to its silhouette */
  shown: Figures;
}

const minutesFor = (dots: number): readonly [number, number] => [
  (dots / 1000) * MINUTES_PER_1000_DOTS[0],
  (dots / 1000) * MINUTES_PER_1000_DOTS[1],
];

/** Skin in cm^2 and dots of each session: of the whole, then of each zone. */
interface Sums {
  areaCm2: Float64Array;
  dots: Int32Array;
  sessionCount: number;
}
const noSums = (zoneCount: number, sessionCount: number): Sums => ({
  areaCm2: new Float64Array(1 + zoneCount),
  dots: new Int32Array((1 + zoneCount) * sessionCount),
  sessionCount,
});
function addSkin({ areaCm2 }: Sums, zone: number, cm2: number) {
  areaCm2[0] += cm2;
  if (zone + 1 < areaCm2.length) areaCm2[zone + 1] += cm2;
}
/** Their sessions are from 1; 0, old work, is not counted. @param isSeen candidates that are left out */
function addDots(
  { areaCm2, dots, sessionCount }: Sums,
  { count, zone, session, candidate }: Counted['dots'] & Partial<Pick<PlanDots, 'candidate'>>,
  isSeen?: Uint8Array,
) {
  for (let j = 0; j < count; j++) {
    const k = session[j] - 1;
    if (k < 0 || (isSeen && candidate && isSeen[candidate[j]])) continue;
    dots[k]++;
    if (zone[j] + 1 < areaCm2.length) dots[(zone[j] + 1) * sessionCount + k]++;
  }
}
function figuresOf({ areaCm2, dots, sessionCount }: Sums): Figures {
  const [whole, ...zones] = Array.from(areaCm2, (cm2, k): ZoneFigures => {
    const dotsPerSession = [...dots.subarray(k * sessionCount, (k + 1) * sessionCount)];
    const count = dotsPerSession.reduce((sum, n) => sum + n, 0);
    return { areaCm2: cm2, dots: count, dotsPerSession, minutes: minutesFor(count) };
  });
  return { ...whole, zones };
}

type Planned = Pick<Project, 'treatment' | 'design' | 'scale'>;
/** The plan on the head and the part that a photo shows. */
export interface Counted {
  places: Pick<HeadPlaces, 'count' | 'areaFactor' | 'perCm2'>;
  field: DensityField;
  plan: Pick<PlanDots, 'count' | 'candidate' | 'session' | 'zone'>;
  /** 1 for each candidate that any photo shows (stipple/seen-candidates.ts) */
  isSeen: Uint8Array;
  seen: Pick<SeenCandidates, 'count' | 'candidate' | 'stretch'>;
  dots: Pick<PlanDots, 'count' | 'session' | 'zone'>;
}

// loops in functions of their own stay compiled from one plan to the next
function addPlanned(whole: Sums, unseen: Sums, { count, areaFactor, perCm2 }: Counted['places'], field: DensityField, isSeen: Uint8Array) {
  for (let i = 0; i < count; i++) {
    if (field.targetPerCm2[i] <= 0) continue;
    const cm2 = areaFactor[i] / perCm2;
    addSkin(whole, field.zone[i], cm2);
    if (!isSeen[i]) addSkin(unseen, field.zone[i], cm2);
  }
}
function addShown(shown: Sums, { areaFactor, perCm2 }: Counted['places'], field: DensityField, seen: Counted['seen']) {
  for (let j = 0; j < seen.count; j++) {
    const i = seen.candidate[j];
    if (field.targetPerCm2[i] > 0) addSkin(shown, field.zone[i], (seen.stretch[j] * areaFactor[i]) / perCm2);
  }
}

export function planFigures({ treatment, design, scale }: Planned, { places, field, plan, isSeen, seen, dots }: Counted): PlanFigures {
  const [whole, unseen, shown] = [0, 1, 2].map(() => noSums(design.zones.length, treatment.sessions.length));
  addPlanned(whole, unseen, places, field, isSeen);
  addDots(whole, plan);
  addDots(unseen, plan, isSeen);
  addShown(shown, places, field, seen);
  addDots(shown, dots);
  return { ...figuresOf(whole), areaSdShare: 2 * (scale?.sdShare ?? 0), unseen: figuresOf(unseen), shown: figuresOf(shown) };
}
