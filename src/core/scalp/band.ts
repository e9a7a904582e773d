/*
 * A band along a line drawn on the head, for treating a scar: all places within half the width of the line. It is rasterised on the map and
 * its outline traced, so that a line that turns back or crosses itself still gives one simple outline.
 */
import { outlinesOf, simplified } from '../math/contour.ts';
import { boundsOf, subdivide } from '../math/polygon.ts';
import type { HeadForm } from './head-form.ts';
import { type MapDeg, mmPerDeg, pointAt } from './head-map.ts';
import { rounded } from './photo-map.ts';

const CELL_MM = 0.25;
/** Spacing of the points about which the band is rasterised. */
const STEP_MM = 0.5;
/** Tolerance of the simplified outline: few points are easier to drag. */
const WITHIN_MM = 0.3;
/** Largest stretch of the map around the vertex, reached about 120 degrees from it. */
const MAX_STRETCH = 2.5;

/** @returns the outline on the map, closed, round ends included; `line` may be a single place. */
export function bandAlong(form: HeadForm, line: readonly MapDeg[], widthMm: number): MapDeg[] {
  const perDeg = mmPerDeg(form.halfAxesMm);
  const [cellDeg, reachDeg] = [CELL_MM / perDeg, (MAX_STRETCH * widthMm) / 2 / perDeg];
  const { minX, minY, maxX, maxY } = boundsOf(line);
  const reach = Math.ceil(reachDeg / cellDeg);
  const [left, low] = [minX - reachDeg, minY - reachDeg];
  const width = Math.ceil((maxX + reachDeg - left) / cellDeg);
  const height = Math.ceil((maxY + reachDeg - low) / cellDeg);
  const mask = new Uint8Array(width * height);
  const skin = new Map<number, readonly [number, number, number]>();
  const skinAt = (i: number) => {
    let p = skin.get(i);
    if (!p) skin.set(i, (p = pointAt(form, [left + ((i % width) + 0.5) * cellDeg, low + (Math.floor(i / width) + 0.5) * cellDeg])));
    return p;
  };
  const within2 = (widthMm / 2) ** 2;
  for (const place of line.length > 1 ? subdivide(line, STEP_MM / perDeg, false) : line) {
    const [px, py, pz] = pointAt(form, place);
    const [x0, y0] = [Math.round((place[0] - left) / cellDeg), Math.round((place[1] - low) / cellDeg)];
    for (let y = Math.max(0, y0 - reach); y < Math.min(height, y0 + reach); y++)
      for (let x = Math.max(0, x0 - reach); x < Math.min(width, x0 + reach); x++) {
        const i = y * width + x;
        if (mask[i]) continue;
        const [qx, qy, qz] = skinAt(i);
        if ((qx - px) ** 2 + (qy - py) ** 2 + (qz - pz) ** 2 <= within2) mask[i] = 1;
      }
  }
  const [outline = []] = outlinesOf(mask, width, height, 1);
  return simplified(outline, WITHIN_MM / CELL_MM).map(([x, y]) => rounded([left + x * cellDeg, low + y * cellDeg]));
}
