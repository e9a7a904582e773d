/*
 * The head in the photo as a grid of small cells: mean colour in linear light, tilt, part of the head and hair of each. Skin tone and the
 * photo check work on these means, so that noise, pores and single hairs average out.
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import { finish, type Steps } from '../math/steps.ts';
import { type HeadPart, PARTS } from './hair-tone.ts';

/** Side of a cell, mm: wider than a pore, narrower than a highlight. */
const CELL_MM = 1.5;
/** About how many pixels are read along a cell's side; more make no difference. */
const MAX_ACROSS = 4;
/** A channel at or above this byte may be clipped. */
const CLIPPED_BYTE = 252;

/** Rows read between two pauses. */
const A_STEP = 16;

export interface HeadCells {
  count: number;
  xPx: Float32Array;
  yPx: Float32Array;
  /** mean linear light */
  r: Float32Array;
  g: Float32Array;
  b: Float32Array;
  luminance: Float32Array;
  cosTheta: Float32Array;
  /** components of the normal along the picture's x and y */
  nx: Float32Array;
  ny: Float32Array;
  /** index into PARTS */
  part: Uint8Array;
  /** hair, 0..1 */
  hair: Float32Array;
  /** 1 where a channel is clipped in most of the pixels read */
  clipped: Uint8Array;
}

/** The part of a head surface that is needed here. */
export interface HeadArea {
  pxPerMm: number;
  hit(xPx: number, yPx: number): { cosTheta: number; nx: number; ny: number; part: HeadPart } | null;
  outlinePx(count: number): readonly (readonly [number, number])[];
}

/** Cells inside the picture whose skin has cos(tilt) above `leastCos`, row by row. */
export const readHeadCells = (...args: Parameters<typeof headCellSteps>): HeadCells => finish(headCellSteps(...args));

/** readHeadCells in pieces. */
export function* headCellSteps(
  raster: Raster,
  photoWidthPx: number,
  head: HeadArea,
  hair: ((xPx: number, yPx: number) => number) | null,
  leastCos: number,
): Steps<HeadCells> {
  const { widthPx: w, heightPx: h } = raster;
  const scale = w / photoWidthPx;
  const outline = head.outlinePx(72);
  const side = Math.max(1, CELL_MM * head.pxPerMm * scale);
  const from = (axis: 0 | 1) => Math.max(0, Math.min(...outline.map((p) => p[axis])) * scale);
  const to = (axis: 0 | 1, limit: number) => Math.min(limit, Math.max(...outline.map((p) => p[axis])) * scale);
  const [x0, y0, x1, y1] = [from(0), from(1), to(0, w), to(1, h)];
  const most = Math.max(0, Math.ceil((x1 - x0) / side)) * Math.max(0, Math.ceil((y1 - y0) / side));
  const column = () => new Float32Array(most);
  const cells: HeadCells = {
    count: 0,
    xPx: column(),
    yPx: column(),
    r: column(),
    g: column(),
    b: column(),
    luminance: column(),
    cosTheta: column(),
    nx: column(),
    ny: column(),
    part: new Uint8Array(most),
    hair: column(),
    clipped: new Uint8Array(most),
  };
  const stride = Math.max(1, Math.floor(side / MAX_ACROSS));
  for (let y = y0, row = 0; y + side <= y1; y += side, row++) {
    if (row % A_STEP === A_STEP - 1) yield;
    for (let x = x0; x + side <= x1; x += side) addCell(x, y, side, stride, raster, scale, head, hair, leastCos, cells);
  }
  return cells;
}

/** Adds the cell at x, y of the raster if its skin is tilted less than that. */
function addCell(
  x: number,
  y: number,
  side: number,
  stride: number,
  { widthPx: w, rgba }: Raster,
  scale: number,
  head: HeadArea,
  hair: ((xPx: number, yPx: number) => number) | null,
  leastCos: number,
  cells: HeadCells,
) {
  const xPx = (x + side / 2) / scale;
  const yPx = (y + side / 2) / scale;
  const at = head.hit(xPx, yPx);
  if (!at || at.cosTheta <= leastCos) return;
  let [r, g, b, n, clipped] = [0, 0, 0, 0, 0];
  for (let v = Math.floor(y); v < Math.floor(y + side) || v === Math.floor(y); v += stride)
    for (let u = Math.floor(x); u < Math.floor(x + side) || u === Math.floor(x); u += stride) {
      const o = (v * w + u) * 4;
      r += LINEAR_OF_BYTE[rgba[o]];
      g += LINEAR_OF_BYTE[rgba[o + 1]];
      b += LINEAR_OF_BYTE[rgba[o + 2]];
      if (Math.max(rgba[o], rgba[o + 1], rgba[o + 2]) >= CLIPPED_BYTE) clipped++;
      n++;
    }
  const i = cells.count++;
  cells.xPx[i] = xPx;
  cells.yPx[i] = yPx;
  cells.r[i] = r / n;
  cells.g[i] = g / n;
  cells.b[i] = b / n;
  cells.luminance[i] = luminance(r / n, g / n, b / n);
  cells.cosTheta[i] = at.cosTheta;
  cells.nx[i] = at.nx;
  cells.ny[i] = at.ny;
  cells.part[i] = PARTS.indexOf(at.part);
  cells.hair[i] = hair ? hair(xPx, yPx) : 0;
  cells.clipped[i] = 2 * clipped > n ? 1 : 0;
}
