/* Points sorted by the cells of a grid, for finding neighbours on a curved surface in space. */

export interface Points3 {
  x: Float32Array;
  y: Float32Array;
  z: Float32Array;
}

/** Where the points lie, mm. */
export interface Box {
  minX: number;
  minY: number;
  minZ: number;
  sizeX: number;
  sizeY: number;
  sizeZ: number;
}

export function boxOf({ x, y, z }: Points3): Box {
  let [minX, minY, minZ, maxX, maxY, maxZ] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    if (x[i] < minX) minX = x[i];
    if (x[i] > maxX) maxX = x[i];
    if (y[i] < minY) minY = y[i];
    if (y[i] > maxY) maxY = y[i];
    if (z[i] < minZ) minZ = z[i];
    if (z[i] > maxZ) maxZ = z[i];
  }
  return { minX, minY, minZ, sizeX: maxX - minX, sizeY: maxY - minY, sizeZ: maxZ - minZ };
}
export const longestSide = ({ sizeX, sizeY, sizeZ }: Box) => Math.max(sizeX, sizeY, sizeZ) + 1;

/** Cells over a box, with a layer of empty ones around it. */
export interface Cells extends Box {
  cellMm: number;
  nx: number;
  ny: number;
  nz: number;
}
export function cellsOver(box: Box, wantedMm: number): Cells {
  const cellMm = Math.min(wantedMm, longestSide(box));
  const along = (sizeMm: number) => Math.ceil(sizeMm / cellMm) + 3;
  return { ...box, cellMm, nx: along(box.sizeX), ny: along(box.sizeY), nz: along(box.sizeZ) };
}
export const countOf = ({ nx, ny, nz }: Cells) => nx * ny * nz;

/** Points in the order of their cells: those of cell c are start[c] to start[c + 1], and `of` says which each was. */
export interface Sorted extends Points3 {
  start: Int32Array;
  of: Int32Array;
  cellOf: Int32Array;
}
/** @param start one more than any grid has cells; may be shared by sets that are not used at the same time */
export const newSorted = (size: number, start: Int32Array): Sorted => ({
  x: new Float32Array(size),
  y: new Float32Array(size),
  z: new Float32Array(size),
  start,
  of: new Int32Array(size),
  cellOf: new Int32Array(size),
});

/** Sorts the first `size` points, or of `which` the first `size`. */
export function sortInto(to: Sorted, cells: Cells, from: Points3, which: Int32Array | null, size: number) {
  const { minX, minY, minZ, cellMm, ny, nz } = cells;
  const { start, cellOf } = to;
  const count = countOf(cells);
  start.fill(0, 0, count + 1);
  for (let k = 0; k < size; k++) {
    const i = which ? which[k] : k;
    const [x, y, z] = [from.x[i], from.y[i], from.z[i]];
    const c = ((((x - minX) / cellMm) | 0) + 1) * ny * nz + ((((y - minY) / cellMm) | 0) + 1) * nz + (((z - minZ) / cellMm) | 0) + 1;
    cellOf[k] = c;
    start[c]++;
  }
  for (let c = 0, sum = 0; c <= count; c++) {
    sum += start[c];
    start[c] = sum;
  }
  for (let k = size - 1; k >= 0; k--) {
    const i = which ? which[k] : k;
    const at = --start[cellOf[k]];
    to.x[at] = from.x[i];
    to.y[at] = from.y[i];
    to.z[at] = from.z[i];
    to.of[at] = k;
  }
}

/** The rows of cells around a cell, its own first: most places have a near point there. */
const ROW_X = [0, -1, 1, 0, 0, -1, -1, 1, 1];
const ROW_Y = [0, 0, 0, -1, 1, -1, 1, -1, 1];

/** Squared distance to the nearest of the points `from` to `end`, at most `most2`. */
function nearest2Of({ x, y, z }: Points3, from: number, end: number, px: number, py: number, pz: number, most2: number): number {
  let best = most2;
  for (let j = from; j < end; j++) {
    const ex = x[j] - px;
    const ey = y[j] - py;
    const ez = z[j] - pz;
    const d = ex * ex + ey * ey + ez * ez;
    if (d < best) best = d;
  }
  return best;
}

/**
 * Squared distance to the nearest point, at most `most2`. Ends at the first row of cells with a point nearer than `enough2`, with the squared
 * distance to the nearest one of that row.
 */
export function nearest2In(
  sorted: Sorted,
  { minX, minY, minZ, cellMm, nx, ny, nz }: Cells,
  px: number,
  py: number,
  pz: number,
  most2: number,
  enough2: number,
): number {
  const { start } = sorted;
  const cx = (((px - minX) / cellMm) | 0) + 1;
  const cy = (((py - minY) / cellMm) | 0) + 1;
  const cz = (((pz - minZ) / cellMm) | 0) + 1;
  let best = most2;
  for (let k = 0; k < ROW_X.length; k++) {
    const row = ((cx + ROW_X[k]) * ny + cy + ROW_Y[k]) * nz + cz;
    best = nearest2Of(sorted, start[row - 1], start[row + 2], px, py, pz, best);
    if (best < enough2) return best;
  }
  if (best <= cellMm * cellMm) return best;
  for (let ring = 2; ; ring++) {
    const toX = Math.min(nx - 1, cx + ring);
    const toY = Math.min(ny - 1, cy + ring);
    const fromZ = Math.max(0, cz - ring);
    const toZ = Math.min(nz - 1, cz + ring) + 1;
    for (let ix = Math.max(0, cx - ring); ix <= toX; ix++)
      for (let iy = Math.max(0, cy - ring); iy <= toY; iy++) {
        const row = (ix * ny + iy) * nz;
        best = nearest2Of(sorted, start[row + fromZ], start[row + toZ], px, py, pz, best);
        if (best < enough2) return best;
      }
    if (best <= ring * cellMm * (ring * cellMm) || ring > nx + ny + nz) return best;
  }
}

/** Lowers each value to the squared distance to one place, for all points within a cell of it. */
export function lowerAround(
  values: Float32Array,
  { x, y, z, start }: Sorted,
  { minX, minY, minZ, cellMm, ny, nz }: Cells,
  px: number,
  py: number,
  pz: number,
) {
  const cx = (((px - minX) / cellMm) | 0) + 1;
  const cy = (((py - minY) / cellMm) | 0) + 1;
  const cz = (((pz - minZ) / cellMm) | 0) + 1;
  for (let ix = cx - 1; ix <= cx + 1; ix++)
    for (let iy = cy - 1; iy <= cy + 1; iy++) {
      const row = (ix * ny + iy) * nz + cz;
      const end = start[row + 2];
      for (let j = start[row - 1]; j < end; j++) {
        const ex = x[j] - px;
        const ey = y[j] - py;
        const ez = z[j] - pz;
        const d = ex * ex + ey * ey + ez * ez;
        if (d < values[j]) values[j] = d;
      }
    }
}

/** The points with each part, which ends where `ends` say, in the order of its cells; the first part stays as it is. */
export function partsInOrder(points: Points3, ends: readonly number[], { minX, minY, minZ, cellMm, ...cells }: Cells): Points3 {
  const total = points.x.length;
  const start = new Int32Array(cells.nx * cells.ny * cells.nz + 1);
  const cellOf = new Int32Array(total);
  const out = { x: points.x.slice(), y: points.y.slice(), z: points.z.slice() };
  for (let i = ends[0]; i < total; i++)
    cellOf[i] =
      (((points.x[i] - minX) / cellMm) | 0) * cells.ny * cells.nz +
      (((points.y[i] - minY) / cellMm) | 0) * cells.nz +
      (((points.z[i] - minZ) / cellMm) | 0);
  for (let part = 1; part < ends.length; part++) {
    const [from, to] = [ends[part - 1], ends[part]];
    start.fill(0);
    for (let i = from; i < to; i++) start[cellOf[i] + 1]++;
    start[0] = from;
    for (let c = 1; c < start.length; c++) start[c] += start[c - 1];
    for (let i = from; i < to; i++) {
      const at = start[cellOf[i]]++;
      out.x[at] = points.x[i];
      out.y[at] = points.y[i];
      out.z[at] = points.z[i];
    }
  }
  return out;
}
