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

/** Adds up skin and dots, by zone. */
function counter(zoneCount: number, sessionCount: number) {
  const none = (): ZoneFigures => ({ areaCm2: 0, dots: 0, dotsPerSession: new Array(sessionCount).fill(0), minutes: [0, 0] });
  const whole = none();
  const zones = Array.from({ length: zoneCount }, none);
  return {
    addSkin(zone: number, cm2: number) {
      whole.areaCm2 += cm2;
      if (zones[zone]) zones[zone].areaCm2 += cm2;
    },
    /** @param session from 1; 0, old work, is not counted */
    addDot(zone: number, session: number) {
      if (session === 0) return;
      for (const part of zones[zone] ? [whole, zones[zone]] : [whole]) {
        part.dots++;
        part.dotsPerSession[session - 1]++;
      }
    },
    figures: (): Figures => ({
      ...whole,
      minutes: minutesFor(whole.dots),
      zones: zones.map((zone) => ({ ...zone, minutes: minutesFor(zone.dots) })),
    }),
  };
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

export function planFigures({ treatment, design, scale }: Planned, { places, field, plan, isSeen, seen, dots }: Counted): PlanFigures {
  const [whole, unseen, shown] = [0, 1, 2].map(() => counter(design.zones.length, treatment.sessions.length));
  for (let i = 0; i < places.count; i++) {
    if (field.targetPerCm2[i] <= 0) continue;
    const cm2 = places.areaFactor[i] / places.perCm2;
    whole.addSkin(field.zone[i], cm2);
    if (!isSeen[i]) unseen.addSkin(field.zone[i], cm2);
  }
  for (let j = 0; j < plan.count; j++) {
    whole.addDot(plan.zone[j], plan.session[j]);
    if (!isSeen[plan.candidate[j]]) unseen.addDot(plan.zone[j], plan.session[j]);
  }
  for (let j = 0; j < seen.count; j++) {
    const i = seen.candidate[j];
    if (field.targetPerCm2[i] > 0) shown.addSkin(field.zone[i], (seen.stretch[j] * places.areaFactor[i]) / places.perCm2);
  }
  for (let j = 0; j < dots.count; j++) shown.addDot(dots.zone[j], dots.session[j]);
  return { ...whole.figures(), areaSdShare: 2 * (scale?.sdShare ?? 0), unseen: unseen.figures(), shown: shown.figures() };
}
