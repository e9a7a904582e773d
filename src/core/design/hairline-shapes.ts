/*
 * Hairlines as practitioners draw them, half a line each, seen straight from the front: mm beside the middle and above the mid-point, then
 * temple and sideburn as places on the map. On a head they become eleven places on its map (head-map.ts): the corners are rounded, and the
 * sides run from it to the temple point and back to the sideburn.
 * A line is where the first dots stand; the eye sees it where they are denser, about 7 mm behind. The straight one follows four finished
 * hairlines in photographs: mid-point 59-65 mm above the glabella, corners 0-2 mm higher (ours up to 5: by eye three of them have 3-5) and
 * 53-56 mm from the middle, rounded, then steeply down 8-14 mm inside the silhouette; ours lie about 5 mm nearer to the middle, for the eye
 * sees them that far out. assumed: the others, drawn by eye from the trade's descriptions (receding ones after Norwood 1975, women's after
 * Nusbaum and Fuentefria 2009).
 */
import type { HairlineShape } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { squeezeOf } from '../scalp/hairline-height.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { frontAt, type MapDeg, mirrored, upMm } from '../scalp/head-map.ts';

export type DrawnShape = Exclude<HairlineShape, 'none'>;
/** Heights of mid-point and corners, mm, as set by the two sliders. */
export interface HairlineHeights {
  /** mid-point above the glabella */
  midMm: number;
  /** corners above the mid-point */
  cornerMm: number;
}
interface Shape extends HairlineHeights {
  /** a point between the middle and the corner: beside the middle and above the mid-point */
  brow: readonly [asideMm: number, aboveMm: number];
  cornerAsideMm: number;
}

export const SHAPES: Record<DrawnShape, Shape> = {
  straight: { midMm: 55, brow: [30, 2], cornerAsideMm: 52, cornerMm: 1 },
  rounded: { midMm: 55, brow: [30, -1.5], cornerAsideMm: 52, cornerMm: -9 },
  mature: { midMm: 59, brow: [22, 2], cornerAsideMm: 50, cornerMm: 12 },
  receded: { midMm: 61, brow: [18, 4], cornerAsideMm: 44, cornerMm: 24 },
  peak: { midMm: 54, brow: [15, 6], cornerAsideMm: 51, cornerMm: 8 },
  woman: { midMm: 54, brow: [28, -2], cornerAsideMm: 50, cornerMm: -12 },
};

/** Where a side of the line ends: the temple point, the foremost place of the side hair, and the front edge of the sideburn below it. */
export type LineSide = readonly [temple: MapDeg, sideburn: MapDeg];
/**
 * Where no side hair is seen. On the one finished head with slick sides the skin has lost half of its colour up to 8 mm inside the silhouette above
 * the temple point, 4 mm beside it.
 */
export const USUAL_SIDE: LineSide = [
  [75, 48],
  [97, 43],
];
/** The sides of a line, the subject's left and right. */
export interface LineSides {
  left: LineSide;
  right: LineSide;
}
const USUAL_SIDES: LineSides = { left: USUAL_SIDE, right: [mirrored(USUAL_SIDE[0]), mirrored(USUAL_SIDE[1])] };

/** The side of a line that ends in side hair: the temple point a little before its edge, then back into it, degrees. assumed. */
const BEFORE_HAIR_DEG = 4;
const INTO_HAIR_DEG = [22, -12] as const;
/**
 * Side hair whose edge lies further than this behind the usual temple point has receded too, degrees: there work adds the temple, as the one
 * finished side of this kind shows, by 2 cm. assumed: the limit.
 */
const RECEDED_DEG = 10;
const sideAt = ([across, forward]: MapDeg, beforeDeg: number): LineSide => [
  [across, forward + beforeDeg],
  [across + Math.sign(across) * INTO_HAIR_DEG[0], forward + INTO_HAIR_DEG[1]],
];
/**
 * The sides that end in this person's side hair, at its edge if their own hairline is whole, and at the usual temple point where side hair has
 * receded; a side on which none is seen mirrors the other.
 */
export function sidesIn(left: MapDeg | null, right: MapDeg | null, isFrontWhole = false): LineSides | undefined {
  const beforeDeg = isFrontWhole ? 0 : BEFORE_HAIR_DEG;
  const end = (edge: MapDeg, usual: LineSide) => (!isFrontWhole && edge[1] < usual[0][1] - RECEDED_DEG ? usual : sideAt(edge, beforeDeg));
  const [l, r] = [left ?? (right && mirrored(right)), right ?? (left && mirrored(left))];
  return l && r ? { left: end(l, USUAL_SIDES.left), right: end(r, USUAL_SIDES.right) } : undefined;
}

/** A corner is round: the line begins to turn this far before it, mm, and there lies above the straight line to it. */
const ROUNDED_MM = 22;
const LIFTED_MM = 2.5;

/**
 * The whole line on a head, from the subject's right to the left.
 * @param midForwardDeg forward coordinate of the mid-point on the map (hairline-height.ts converts it from mm above the glabella)
 * @param cornerMm above the mid-point, in a squeezed picture before the squeezing
 */
export function shapePoints(
  shape: DrawnShape,
  midForwardDeg: number,
  cornerMm: number,
  form: HeadForm,
  sides: LineSides = USUAL_SIDES,
): MapDeg[] {
  const { brow, cornerAsideMm } = SHAPES[shape];
  // a squeezed picture shows heights lower than they are
  const squeeze = squeezeOf(form.halfAxesMm);
  const middle: MapDeg = [0, midForwardDeg];
  const midUpMm = upMm(form, middle);
  const half = ([temple, sideburn]: LineSide, sign: 1 | -1): MapDeg[] => {
    const at: Point = [brow[0], brow[1] * squeeze];
    const corner: Point = [cornerAsideMm, cornerMm * squeeze];
    const [x, y] = toward(corner, at, ROUNDED_MM);
    const onHead = ([asideMm, aboveMm]: Point) => frontAt(form, sign * asideMm, midUpMm + aboveMm);
    return [onHead(at), onHead([x, y + LIFTED_MM * squeeze]), onHead(corner), temple, sideburn];
  };
  return [...half(sides.right, -1).reverse(), middle, ...half(sides.left, 1)];
}

/** The sides of a line that was drawn from a shape. */
export const sidesOf = (points: readonly MapDeg[]): LineSides => ({
  left: [points[points.length - 2], points[points.length - 1]],
  right: [points[1], points[0]],
});

/** The point `mm` from one point towards another, at most half way. */
function toward([x, y]: Point, [toX, toY]: Point, mm: number): Point {
  const share = Math.min(0.5, mm / (Math.hypot(toX - x, toY - y) || 1));
  return [x + (toX - x) * share, y + (toY - y) * share];
}
