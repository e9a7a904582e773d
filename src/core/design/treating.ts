/*
 * What a plan is for, and the first design that follows from it: a hairline's shape, a zone on the map, or an area to outline by hand. No
 * hairline is drawn if the client's own stays (crown, thinning, patches, scars).
 */
import type { HairlineShape, NorwoodPattern, Treating, ZoneKind } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import type { MapDeg } from '../scalp/head-map.ts';
import { bareOutlines } from './norwood.ts';

interface Treatment {
  /** the pattern is filled behind a hairline of this shape */
  behindLine?: { pattern: NorwoodPattern; shape: HairlineShape };
  /** a zone without a hairline */
  zone?: { kind: ZoneKind; outline: readonly MapDeg[]; perCm2: number };
  /** kind of zone that the user outlines by hand */
  draws?: ZoneKind;
  /** the existing design is kept */
  isKept?: boolean;
}

/** assumed: the top, where women's hair and diffuse thinning become visible first, from behind the hairline to behind the crown. */
const TOP_HALF: readonly Point[] = [
  [0, 42],
  [18, 38],
  [31, 22],
  [37, 0],
  [33, -26],
  [19, -46],
  [0, -52],
];
const TOP: readonly Point[] = [
  ...TOP_HALF,
  ...TOP_HALF.slice(1, -1)
    .map(([x, y]): Point => [-x, y])
    .reverse(),
];

export const TREATS: Record<Treating, Treatment> = {
  shaved: { behindLine: { pattern: 'whole', shape: 'straight' } },
  receding: { behindLine: { pattern: 'III', shape: 'mature' } },
  crown: { zone: { kind: 'fill', outline: bareOutlines('III vertex')[1], perCm2: 140 } },
  // assumed: fewer dots are enough between hairs, since the hair itself shades the skin
  thinning: { zone: { kind: 'hair', outline: TOP, perCm2: 110 } },
  alopecia: { draws: 'fill' },
  scar: { draws: 'scar' },
  repair: { draws: 'oldwork', isKept: true },
};
