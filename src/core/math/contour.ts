/*
 * Outlines of the areas of a mask, as closed polygons along the cells' edges, and their simplification.
 * Holes are not traced: they count as part of the area around them.
 */
import type { Point } from './curve.ts';

/** Outer outlines of the 4-connected areas of at least `leastCells` cells, in cell units (corner of the first cell: 0, 0), largest first. */
export function outlinesOf(mask: Uint8Array, width: number, height: number, leastCells: number): Point[][] {
  const area = new Int32Array(width * height);
  const found: { cells: number; outline: Point[] }[] = [];
  const stack = new Int32Array(width * height);
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || area[start]) continue;
    const label = found.length + 1;
    const cells = fill(mask, width, start, area, label, stack);
    found.push({ cells, outline: traced(area, width, height, label, start) });
  }
  return found
    .filter(({ cells }) => cells >= leastCells)
    .sort((a, b) => b.cells - a.cells)
    .map(({ outline }) => outline);
}

/** Labels the area of a mask around a cell. @param stack room for its cells @returns how many it has */
function fill(mask: Uint8Array, width: number, start: number, area: Int32Array, label: number, stack: Int32Array): number {
  let waiting = 0;
  let cells = 0;
  area[start] = label;
  stack[waiting++] = start;
  while (waiting) {
    const i = stack[--waiting];
    cells++;
    const x = i % width;
    for (let side = 0; side < 4; side++) {
      if (side === 0 ? x === 0 : side === 1 && x === width - 1) continue;
      const k = side === 0 ? i - 1 : side === 1 ? i + 1 : side === 2 ? i - width : i + width;
      if (k < 0 || k >= mask.length || !mask[k] || area[k]) continue;
      area[k] = label;
      stack[waiting++] = k;
    }
  }
  return cells;
}

/** Walks around one area with the area on the right hand, from the top left corner of its first cell. */
function traced(area: Int32Array, width: number, height: number, label: number, start: number): Point[] {
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && area[y * width + x] === label;
  const from: Point = [start % width, Math.floor(start / width)];
  const outline: Point[] = [];
  let [x, y] = from;
  let [dx, dy] = [1, 0];
  do {
    outline.push([x, y]);
    x += dx;
    y += dy;
    // the two cells ahead, left and right of the direction of travel
    const left = inside(x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
    const right = inside(x + (dx - dy - 1) / 2, y + (dy + dx - 1) / 2);
    if (!right) [dx, dy] = [-dy, dx];
    else if (left) [dx, dy] = [dy, -dx];
  } while (x !== from[0] || y !== from[1]);
  return outline;
}

/** Simplifies a closed outline: no dropped point is further than `tolerance` from the new one (Douglas and Peucker 1973). */
export function simplified(outline: readonly Point[], tolerance: number): Point[] {
  let far = 0;
  for (let i = 0; i < outline.length; i++)
    if (distance(outline[i], outline[0], outline[0]) > distance(outline[far], outline[0], outline[0])) far = i;
  if (far === 0) return outline.slice();
  return [...kept(outline.slice(0, far + 1), tolerance).slice(0, -1), ...kept([...outline.slice(far), outline[0]], tolerance).slice(0, -1)];
}

function kept(line: readonly Point[], tolerance: number): Point[] {
  let most = tolerance;
  let at = -1;
  for (let i = 1; i + 1 < line.length; i++) {
    const d = distance(line[i], line[0], line[line.length - 1]);
    if (d > most) [most, at] = [d, i];
  }
  return at < 0
    ? [line[0], line[line.length - 1]]
    : [...kept(line.slice(0, at + 1), tolerance).slice(0, -1), ...kept(line.slice(at), tolerance)];
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const len2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = len2 > 0 ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / len2)) : 0;
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}
