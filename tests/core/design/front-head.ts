/* A head from the front and slightly above, large in its photo, with a hairline under a fill zone that reaches beyond the head's top. */

import { type DesignPx, type Project, parseProject } from '../../../src/core/consultation/schema.ts';
import { type DensityField, densityField } from '../../../src/core/design/density.ts';
import { chooseDots, dotsOf, type Marks, marksOf, type PlanDots } from '../../../src/core/design/dots.ts';
import { edgeWaver } from '../../../src/core/design/edge-waver.ts';
import { joinHair } from '../../../src/core/design/hair-on-head.ts';
import { strayMm } from '../../../src/core/design/hand.ts';
import { isInside } from '../../../src/core/math/polygon.ts';
import { type ExistingHair, hairAt } from '../../../src/core/photo/existing-hair.ts';
import type { MapDeg } from '../../../src/core/scalp/head-map.ts';
import { placeCurve, placeLine } from '../../../src/core/scalp/place-drawing.ts';
import { withPlacedDesign } from '../../../src/core/scalp/place-version-1.ts';
import { projectSurface, type Surface } from '../../../src/core/scalp/surface.ts';
import { CANDIDATES_PER_CM2, type Candidates } from '../../../src/core/stipple/candidates.ts';
import { type HeadPlaces, placeOnHead } from '../../../src/core/stipple/head-places.ts';
import { type HalfAxesMm, headAreaMm2, headPoints } from '../../../src/core/stipple/head-points.ts';
import { type SeenCandidates, seeCandidates, shownCandidates } from '../../../src/core/stipple/seen-candidates.ts';
import { type Dots, dotsInPhoto } from '../../../src/core/treatment/dots-in-photo.ts';

type Points = [number, number][];
export const LINE: Points = [
  [330, 660],
  [480, 560],
  [700, 520],
  [920, 560],
  [1070, 660],
];
export const OUTLINE: Points = [
  [240, 720],
  [240, 240],
  [1160, 240],
  [1160, 720],
];
/** Old work low on the head's front. */
export const OLD_WORK: Points = [
  [600, 380],
  [600, 620],
  [800, 620],
  [800, 380],
];
type ZonePx = DesignPx['zones'][number];
type HairlinePx = NonNullable<DesignPx['hairline']>;
/** Drawn in the photo: laid on the head with the project. */
export const fillZone = (change: Partial<ZonePx> = {}): ZonePx => ({
  kind: 'fill',
  outlinePx: OUTLINE,
  perCm2: 140,
  blendMm: 0,
  temples: 1,
  avoidHair: false,
  ...change,
});
export const hairlineOf = (change: Partial<HairlinePx> = {}): HairlinePx => ({
  pointsPx: LINE,
  style: 'natural',
  featherMm: 7,
  irregularity: 0,
  mirrored: false,
  ...change,
});

/** One zone clipped by the hairline, unless told otherwise. */
export function frontProject(design: Partial<DesignPx> = {}, change: { halfAxesMm?: HalfAxesMm; seed?: number } = {}): Project {
  const parsed = parseProject({
    format: 'smp-project',
    version: 1,
    seed: change.seed ?? 1,
    photo: { name: '', widthPx: 1400, heightPx: 1400 },
    scale: { pxPerMm: 6 },
    camera: { focalPx: 5400 },
    head: { centrePx: [700, 760], halfAxesMm: change.halfAxesMm ?? [77, 79, 92], rotationRad: [0.3, 0, 0] },
    design: { hairline: hairlineOf(), zones: [fillZone()], strokes: [], ...design },
  });
  if (!parsed.ok) throw new Error(parsed.reason);
  return withPlacedDesign(parsed.project);
}
export const surfaceOf = (project: Project) => projectSurface(project) as Surface;

let loose: Candidates | null = null;
/** Random places at the density of the real candidates, quickly made: for truths that do not depend on even spacing. */
export function looseCandidates(): Candidates {
  const halfAxesMm: HalfAxesMm = [77, 79, 92];
  loose ??= {
    halfAxesMm,
    shaped: true,
    perCm2: CANDIDATES_PER_CM2,
    ...headPoints(halfAxesMm, true, Math.round((headAreaMm2(halfAxesMm, true) / 100) * CANDIDATES_PER_CM2), 5),
  };
  return loose;
}

export interface Drawn {
  project: Project;
  surface: Surface;
  places: HeadPlaces;
  seen: SeenCandidates;
  marks: Marks;
  field: DensityField;
  /** of the whole head, and as the photo shows them */
  plan: PlanDots;
  dots: Dots;
}
/** Where the candidates of one head and seed lie: the same for every design, so worked out once, as the app does. */
type Place = Pick<Drawn, 'surface' | 'places' | 'seen' | 'marks'> & { waver: ReturnType<typeof edgeWaver> };
const known = new Map<Candidates, Map<string, Place>>();
function placeOf(project: Project, candidates: Candidates): Place {
  const { photo, scale, camera, head, seed } = project;
  const { hand } = project.treatment;
  const key = JSON.stringify([photo, scale, camera, head, seed, hand]);
  const ofThese = known.get(candidates) ?? new Map<string, Place>();
  known.set(candidates, ofThese);
  const before = ofThese.get(key);
  if (before) return before;
  const surface = surfaceOf(project);
  const places = placeOnHead(candidates, surface, seed, strayMm(hand));
  const seen = seeCandidates(places, surface, photo);
  const made = { surface, places, seen, marks: marksOf(places.count, seed, hand), waver: edgeWaver(places, seed) };
  ofThese.set(key, made);
  return made;
}
/** Everything from project to dots. @param hair as the photo shows it */
export function draw(project: Project, candidates: Candidates, hair: ExistingHair | null = null): Drawn {
  const { surface, places, seen, marks, waver } = placeOf(project, candidates);
  const { sessions } = project.treatment;
  const field = densityField(project.design, places, waver, hair && joinHair(places.count, [hairAt(seen, hair)]));
  const plan = chooseDots(sessions, places, marks, field);
  const shares = sessions.map((session) => session.cumulativeShare);
  const asked = { targetPerCm2: field.targetPerCm2, before: marks.before };
  const shown = shownCandidates(seen, places, asked, plan, shares, project.seed);
  const dots = dotsInPhoto(dotsOf(shown, marks, field), shown.seenIndex, seen, places.count);
  return { project, surface, places, seen, marks, field, plan, dots };
}
/** What was drawn in the photo of a front head, on its map. */
export const outlineOn = (surface: Surface, outlinePx: Points): MapDeg[] => placeLine(outlinePx, true, surface, 0);
export const lineOn = (surface: Surface, pointsPx: Points): MapDeg[] => placeCurve(pointsPx, surface);

export const idsOf = (dots: Dots, upTo = 5) => new Set(dots.number.filter((_, i) => dots.session[i] <= upTo));
export const isSubset = (small: Set<number>, large: Set<number>) => [...small].every((id) => large.has(id));

/** cm^2 of skin behind the photo pixels inside an outline, for each range of tilts: solid angle over cosine, pixel by pixel. */
export function areasCm2(surface: Surface, outlinePx: Points, tilts: readonly ((cosTheta: number) => boolean)[], stepPx = 2): number[] {
  const mm2 = tilts.map(() => 0);
  for (let y = stepPx / 2; y < 1400; y += stepPx)
    for (let x = stepPx / 2; x < 1400; x += stepPx) {
      if (!isInside(outlinePx, x, y)) continue;
      const hit = surface.hit(x, y);
      if (!hit) continue;
      const ray = Math.hypot((x - surface.cxPx) / surface.focalPx, (y - surface.cyPx) / surface.focalPx, 1);
      const pixelMm2 = ((hit.zMm * stepPx) / surface.focalPx) ** 2 / (ray * hit.cosTheta);
      for (let k = 0; k < tilts.length; k++) if (tilts[k](hit.cosTheta)) mm2[k] += pixelMm2;
    }
  return mm2.map((area) => area / 100);
}
