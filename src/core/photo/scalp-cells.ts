/*
 * The scalp as a grid of cells a few hair spacings wide: mean light, normal and hair of each. The tone of stubble and the patch to read it
 * in are found on these cells.
 */
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import { finish, type Steps } from '../math/steps.ts';

const { fround } = Math;

/** Width of a cell, mm. */
export const CELL_MM = 2;
/** Hair is also read this far around a cell, mm, so that cells on the edge of the hair count as neither. */
const AROUND_MM = 3;

export interface ScalpCellOptions {
  photoWidthPx: number;
  /** of the photo */
  pxPerMm: number;
  bounds: { minX: number; minY: number; maxX: number; maxY: number };
  /** the scalp (no face, no neck) at a photo pixel: normal in the camera's frame and cosine of its tilt, or null */
  scalpAt(xPx: number, yPx: number): { nx: number; ny: number; nz: number; cosTheta: number } | null;
  /** hair 0..1 at a photo pixel, and the share of finished work's tone that it has */
  coverage(xPx: number, yPx: number): number;
  tone(xPx: number, yPx: number): number;
}

/** Row by row; cells off the scalp have cosTheta 0. */
export interface ScalpCells {
  widthCells: number;
  heightCells: number;
  /** photo px */
  stepPx: number;
  x0Px: number;
  y0Px: number;
  cosTheta: Float32Array;
  nx: Float32Array;
  ny: Float32Array;
  nz: Float32Array;
  /** smallest and largest hair reading in and around the cell */
  hairLeast: Float32Array;
  hairMost: Float32Array;
  /** smallest tone in and around the cell */
  toneLeast: Float32Array;
  /** mean linear light R G B, interleaved */
  light: Float32Array;
}

/** A cell's middle and four places around it. */
const AROUND = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/** Cells read between two pauses. */
const A_STEP = 1500;

export const readScalpCells = (raster: Raster, options: ScalpCellOptions): ScalpCells => finish(scalpCellSteps(raster, options));

/** readScalpCells in pieces. */
export function* scalpCellSteps(
  raster: Raster,
  { photoWidthPx, pxPerMm, bounds, scalpAt, coverage, tone }: ScalpCellOptions,
): Steps<ScalpCells> {
  const shrink = raster.widthPx / photoWidthPx;
  const stepPx = CELL_MM * pxPerMm;
  const widthCells = Math.max(0, Math.floor((bounds.maxX - bounds.minX) / stepPx));
  const heightCells = Math.max(0, Math.floor((bounds.maxY - bounds.minY) / stepPx));
  const n = widthCells * heightCells;
  const column = () => new Float32Array(n);
  const cells: ScalpCells = {
    widthCells,
    heightCells,
    stepPx,
    x0Px: bounds.minX,
    y0Px: bounds.minY,
    cosTheta: column(),
    nx: column(),
    ny: column(),
    nz: column(),
    hairLeast: column(),
    hairMost: column(),
    toneLeast: column(),
    light: new Float32Array(3 * n),
  };
  for (let k = 0; k < n; k++) {
    if (k % A_STEP === A_STEP - 1) yield;
    readCell(k, raster, shrink, AROUND_MM * pxPerMm, scalpAt, coverage, tone, cells);
  }
  return cells;
}

/** Reads cell k. @param around how far around it hair is read, photo px */
function readCell(
  k: number,
  raster: Raster,
  shrink: number,
  around: number,
  scalpAt: ScalpCellOptions['scalpAt'],
  coverage: ScalpCellOptions['coverage'],
  tone: ScalpCellOptions['tone'],
  cells: ScalpCells,
) {
  const { widthCells, stepPx, x0Px, y0Px } = cells;
  const left = x0Px + (k % widthCells) * stepPx;
  const top = y0Px + Math.floor(k / widthCells) * stepPx;
  const x = left + stepPx / 2;
  const y = top + stepPx / 2;
  const fromX = Math.max(0, Math.floor(left * shrink));
  const toX = Math.min(raster.widthPx, Math.floor((left + stepPx) * shrink));
  const fromY = Math.max(0, Math.floor(top * shrink));
  const toY = Math.min(raster.heightPx, Math.floor((top + stepPx) * shrink));
  const skin = scalpAt(x, y);
  if (!skin || toX <= fromX || toY <= fromY) return;
  cells.cosTheta[k] = skin.cosTheta;
  cells.nx[k] = skin.nx;
  cells.ny[k] = skin.ny;
  cells.nz[k] = skin.nz;
  let [hairLeast, hairMost, toneLeast] = [Infinity, -Infinity, Infinity];
  for (let near = 0; near < 5; near++) {
    const xPx = x + AROUND[near][0] * around;
    const yPx = y + AROUND[near][1] * around;
    const hair = coverage(xPx, yPx);
    hairLeast = Math.min(hairLeast, hair);
    hairMost = Math.max(hairMost, hair);
    toneLeast = Math.min(toneLeast, tone(xPx, yPx));
  }
  cells.hairLeast[k] = hairLeast;
  cells.hairMost[k] = hairMost;
  cells.toneLeast[k] = toneLeast;
  addLight(3 * k, raster, fromX, toX, fromY, toY, cells.light);
}

/** Mean light of a rectangle of the raster, in single precision, as the column keeps it. */
function addLight(at: number, { widthPx, rgba }: Raster, fromX: number, toX: number, fromY: number, toY: number, light: Float32Array) {
  const pixels = (toX - fromX) * (toY - fromY);
  let [r, g, b] = [0, 0, 0];
  for (let v = fromY; v < toY; v++)
    for (let o = (v * widthPx + fromX) * 4, end = (v * widthPx + toX) * 4; o < end; o += 4) {
      r = fround(r + LINEAR_OF_BYTE[rgba[o]] / pixels);
      g = fround(g + LINEAR_OF_BYTE[rgba[o + 1]] / pixels);
      b = fround(b + LINEAR_OF_BYTE[rgba[o + 2]] / pixels);
    }
  light[at] = r;
  light[at + 1] = g;
  light[at + 2] = b;
}
