/*
 * Hairlines as practitioners draw them, half a line each, seen straight from the front: mm beside the middle and above the mid-point, then
 * the sideburn as a place on the map. On a head they become eleven places on its map (head-map.ts): these points, and one more on each side
 * of the corner so that the spline follows the drawn shape.
 * The straight one follows four finished hairlines measured in photographs: mid-point 59-65 mm above the glabella, corners 0-2 mm higher
 * and 53-56 mm from the middle, square and rounded, then steeply down inside the silhouette. assumed: the others, drawn by eye from the
 * trade's descriptions (receding ones after Norwood 1975, women's after Nusbaum and Fuentefria 2009).
 */
import type { HairlineShape } from '../consultation/schema.ts';
import { type Point, splineThrough } from '../math/curve.ts';
import { squeezeOf } from '../scalp/hairline-height.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { frontAt, type MapDeg, mirrored, pointAt, upMm } from '../scalp/head-map.ts';

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
  straight: { midMm: 62, brow: [32, 1], cornerAsideMm: 54.5, cornerMm: 0.5 },
  rounded: { midMm: 62, brow: [30, -1.5], cornerAsideMm: 52, cornerMm: -9 },
  mature: { midMm: 66, brow: [22, 2], cornerAsideMm: 50, cornerMm: 12 },
  receded: { midMm: 68, brow: [18, 4], cornerAsideMm: 44, cornerMm: 24 },
  peak: { midMm: 60, brow: [15, 6], cornerAsideMm: 51, cornerMm: 8 },
  woman: { midMm: 60, brow: [28, -2], cornerAsideMm: 50, cornerMm: -12 },
};
const SIDEBURN: MapDeg = [84, 46];

/**
 * The whole line on a head, from the subject's right to the left.
 * @param midForwardDeg forward coordinate of the mid-point on the map (hairline-height.ts converts it from mm above the glabella)
 * @param cornerMm above the mid-point, in a squeezed picture before the squeezing
 */
export function shapePoints(shape: DrawnShape, midForwardDeg: number, cornerMm: number, form: HeadForm): MapDeg[] {
  const { brow, cornerAsideMm } = SHAPES[shape];
  // a squeezed picture shows heights lower than they are
  const squeeze = squeezeOf(form.halfAxesMm);
  const middle: MapDeg = [0, midForwardDeg];
  const midUpMm = upMm(form, middle);
  const [asideMm, downMm] = pointAt(form, SIDEBURN);
  const half: Point[] = [
    [brow[0], brow[1] * squeeze],
    [cornerAsideMm, cornerMm * squeeze],
    [asideMm, -downMm - midUpMm],
  ];
  const drawn = [...half.map(([x, y]): Point => [-x, y]).reverse(), [0, 0] as const, ...half];
  const onHead = ([x, y]: Point) => frontAt(form, x, midUpMm + y);
  const side = [onHead(half[0]), onHead(halfWay(drawn, 4)), onHead(half[1]), onHead(halfWay(drawn, 5)), SIDEBURN];
  return [...side.map(mirrored).reverse(), middle, ...side];
}

/** The point halfway along the spline through `points`, between one of them and the next. */
function halfWay(points: readonly Point[], from: number): Point {
  const curve = splineThrough(points, 2);
  const indexOf = ([x, y]: Point) => curve.findIndex((p) => p[0] === x && p[1] === y);
  return curve[(indexOf(points[from]) + indexOf(points[from + 1])) >> 1];
}
