/*
 * The patterns of male baldness (Norwood 1975, South Med J 68:1359, after Hamilton 1951) as outlines of the bare scalp on the map. II and
 * III: the temples, II up to 2 cm in front of the ears and III beyond; III vertex: also the crown; IV: front and crown with a band between;
 * V: that band narrow and sparse; VI: one area; VII: only a low horseshoe of hair is left. assumed: the degrees, since Norwood gives words
 * and drawings. The pictures on the screen are drawn from the same outlines.
 */

import type { NorwoodPattern } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { distanceToOutline, insideTester, isInside } from '../math/polygon.ts';
import type { MapDeg } from '../scalp/head-map.ts';

type Half = readonly Point[];
const mirrored = (half: Half): Point[] => [...half.map(([x, y]): Point => [-x, y]).reverse(), ...half];

/** Outline of a full head of hair, from the middle of the forehead around the left ear to the nape, degrees on the map. */
export const SCALP: readonly Point[] = mirrored([
  [0, 57],
  [25, 53],
  [43, 34],
  [60, 28],
  [76, 24],
  [90, 20],
  [94, 0],
  [94, -34],
  [96, -52],
  [92, -72],
  [60, -110],
  [0, -125],
]);
const isInScalp = insideTester(SCALP);
export const isScalp = ([x, y]: MapDeg) => isInScalp(x, y);
/** The nape, where the lower edge of the hair differs between heads: scalp only where this person's hair is seen. */
const NAPE = { forwardDeg: -45, fromVertexDeg: { least: 100, most: 146 } } as const;
export const isNape = (place: MapDeg) => {
  const { least, most } = NAPE.fromVertexDeg;
  const fromVertexDeg = Math.hypot(...place);
  return place[1] < NAPE.forwardDeg && fromVertexDeg > least && fromVertexDeg < most;
};
/** Above and behind the ears, where short sides taper out. assumed. */
const TAPER = { leastAcrossDeg: 60, mostForwardDeg: 25 } as const;
export const isTaper = ([x, y]: MapDeg) => Math.abs(x) > TAPER.leastAcrossDeg && y < TAPER.mostForwardDeg;
/** Around the ears, from the temples over the sideburns to behind the ears: filled together with the whole scalp behind a line, so that the line's sides end in it. */
const BESIDE_EARS: Half = [
  [80, 52],
  [92, 49],
  [101, 42],
  [105, 34],
  [106, 26],
  [104, 14],
  [103, 0],
  [103, -14],
  [101, -30],
  [96, -52],
  [80, -30],
  [80, 20],
];
const isInBesideEars = insideTester(BESIDE_EARS);
export const isBesideEar = ([x, y]: MapDeg) => isInBesideEars(Math.abs(x), y);

/** Front edge of the remaining hair, from the middle to the temple, and the bare crown if it is separate. */
interface Shape {
  edge: Half;
  crown: { y: number; rx: number; ry: number } | null;
}
const CROWN_Y = -35;
/** Beyond 2 cm in front of the coronal line through the ears (14 degrees forward at this width), where Norwood's II ends. */
const THREE: Half = [
  [0, 52],
  [12, 49],
  [24, 34],
  [39, 9],
  [50, 18],
  [64, 25],
];
const SHAPES: Record<Exclude<NorwoodPattern, 'whole'>, Shape> = {
  II: {
    edge: [
      [0, 53],
      [14, 51],
      [28, 38],
      [40, 19],
      [51, 24],
      [64, 26],
    ],
    crown: null,
  },
  III: {
    edge: THREE,
    crown: null,
  },
  'III vertex': {
    edge: THREE,
    crown: { y: CROWN_Y, rx: 20, ry: 20 },
  },
  IV: {
    edge: [
      [0, 37],
      [12, 35],
      [25, 25],
      [39, 5],
      [50, 16],
      [64, 24],
    ],
    crown: { y: CROWN_Y, rx: 28, ry: 26 },
  },
  V: {
    edge: [
      [0, 17],
      [14, 15],
      [28, 8],
      [43, -4],
      [53, 8],
      [66, 22],
    ],
    crown: { y: -33, rx: 37, ry: 33 },
  },
  VI: {
    edge: [
      [0, -68],
      [24, -63],
      [41, -48],
      [50, -22],
      [53, 2],
      [67, 21],
    ],
    crown: null,
  },
  VII: {
    edge: [
      [0, -92],
      [32, -86],
      [57, -62],
      [67, -30],
      [69, 0],
      [76, 18],
    ],
    crown: null,
  },
};
/** From least to most. */
export const PATTERNS = [...Object.keys(SHAPES), 'whole'] as readonly NorwoodPattern[];

/** The forehead, which closes the outline of the bare front towards the face. */
const FOREHEAD: Half = [
  [92, 18],
  [86, 50],
  [52, 82],
  [0, 98],
];

const FOREHEAD_OUTLINE: readonly Point[] = mirrored([...FOREHEAD].reverse());
const isInForehead = insideTester(FOREHEAD_OUTLINE);
/** Forehead and temples down to the sideburns: the area a hairline may cross. */
export const isForehead = ([x, y]: MapDeg) => isInForehead(x, y);

/** Pattern V only: the band between front and crown is so sparse that it counts neither as bare nor as haired. */
const SPARSE_BAND: readonly Point[] = mirrored([
  [0, 18],
  [14, 16],
  [28, 9],
  [43, -4],
  [37, -33],
  [0, -33],
]);
export const isUndecided = (pattern: NorwoodPattern, [x, y]: MapDeg) =>
  pattern === 'V' && isInside(SPARSE_BAND, x, y) && !isBare(pattern, [x, y]);

/** Whether a place is filled for this pattern (bare scalp and sparse bands), or lies within some degrees of it. */
export const isToFill = (pattern: NorwoodPattern, [x, y]: MapDeg, withinDeg = 0) =>
  [...BARE[pattern], ...(pattern === 'V' ? [SPARSE_BAND] : [])].some(
    (outline) => isInside(outline, x, y) || (withinDeg > 0 && distanceToOutline(outline, x, y) < withinDeg),
  );

/** Closed outlines of the bare scalp, degrees on the map: the front, then the crown if it is separate. */
export function bareOutlines(pattern: NorwoodPattern): Point[][] {
  if (pattern === 'whole') return [SCALP.slice(), FOREHEAD_OUTLINE.slice()];
  const { edge, crown } = SHAPES[pattern];
  const front = [
    ...mirrored(edge),
    ...FOREHEAD,
    ...FOREHEAD.slice(0, -1)
      .map(([x, y]): Point => [-x, y])
      .reverse(),
  ];
  if (!crown) return [front];
  const round = Array.from({ length: 32 }, (_, i): Point => {
    const t = (2 * Math.PI * i) / 32;
    return [crown.rx * Math.cos(t), crown.y + crown.ry * Math.sin(t)];
  });
  return [front, round];
}

const BARE = Object.fromEntries(PATTERNS.map((pattern) => [pattern, bareOutlines(pattern)])) as Record<NorwoodPattern, Point[][]>;
export const isBare = (pattern: NorwoodPattern, [x, y]: MapDeg) => BARE[pattern].some((outline) => isInside(outline, x, y));
