/*
 * Figures for the plan, measured on the head rather than in the picture: every candidate stands for the same area of skin, so areas are
 * counts. Only the part of a zone that this photo shows is counted.
 */

import type { Project } from '../consultation/schema.ts';
import type { DensityField } from '../design/density.ts';
import type { Dots } from '../design/dots.ts';
import type { PlacedCandidates } from '../stipple/candidates.ts';

/** Minutes for 1,000 dots, fast and slow (14,000 dots in 2-4 h: jonathangerow.com). */
export const MINUTES_PER_1000_DOTS = [8.6, 17] as const;

export interface ZoneFigures {
  areaCm2: number;
  dots: number;
  dotsPerSession: number[];
  minutes: readonly [number, number];
}
export interface PlanFigures extends ZoneFigures {
  zones: ZoneFigures[];
  /** 1-sigma error of an area, as a share: twice the scale's */
  areaSdShare: number;
}

const minutesFor = (dots: number): readonly [number, number] => [
  (dots / 1000) * MINUTES_PER_1000_DOTS[0],
  (dots / 1000) * MINUTES_PER_1000_DOTS[1],
];

export function planFigures(project: Project, placed: PlacedCandidates, field: DensityField, dots: Dots): PlanFigures {
  const sessions = project.treatment.sessions.length;
  const zones = project.design.zones.map(
    (): ZoneFigures => ({ areaCm2: 0, dots: 0, dotsPerSession: new Array(sessions).fill(0), minutes: [0, 0] }),
  );
  const whole: ZoneFigures = { areaCm2: 0, dots: 0, dotsPerSession: new Array(sessions).fill(0), minutes: [0, 0] };
  for (let i = 0; i < placed.count; i++) {
    if (field.targetPerCm2[i] <= 0) continue;
    const cm2 = placed.areaFactor[i] / placed.perCm2;
    whole.areaCm2 += cm2;
    const zone = zones[field.zone[i]];
    if (zone) zone.areaCm2 += cm2;
  }
  for (let i = 0; i < dots.count; i++) {
    const k = dots.session[i] - 1;
    if (k < 0) continue;
    whole.dots++;
    whole.dotsPerSession[k]++;
    const zone = zones[dots.zone[i]];
    if (!zone) continue;
    zone.dots++;
    zone.dotsPerSession[k]++;
  }
  return {
    ...whole,
    minutes: minutesFor(whole.dots),
    zones: zones.map((z) => ({ ...z, minutes: minutesFor(z.dots) })),
    areaSdShare: 2 * (project.scale?.sdShare ?? 0),
  };
}
