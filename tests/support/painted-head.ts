/* A picture of a lit ball before a wall, in any skin, light and state, with the surface that fits it exactly: for readings of a photo. */
import { srgbOf } from '../../src/core/math/colour.ts';
import type { Raster } from '../../src/core/math/raster.ts';
import type { HeadPart } from '../../src/core/photo/hair-tone.ts';
import { type HeadArea, readHeadCells } from '../../src/core/photo/head-cells.ts';
import { headSurface } from '../../src/core/scalp/surface.ts';

export interface Painted {
  widthPx?: number;
  heightPx?: number;
  /** reflectance of the skin, linear */
  skin?: readonly number[];
  wall?: readonly number[];
  /** colour and strength of the light, per channel */
  light?: readonly number[];
  /** where the light comes from; not unit length: its length is how directed it is, 0 even to 1 hard */
  from?: readonly [number, number, number];
  centrePx?: readonly [number, number];
  radiusPx?: number;
  /** light from everywhere, against what `from` adds */
  ambient?: number;
  /** share of the ball's patches that glint white */
  glint?: number;
  /** half-width of a box blur, px */
  blurPx?: number;
}

/** Linear reflectances that Chardon's typology calls light, intermediate and dark. */
export const SKINS = { I: [0.62, 0.46, 0.38], III: [0.46, 0.3, 0.21], VI: [0.09, 0.05, 0.035] } as const;
const RADIUS_MM = 60;
const STEPS = 4095;
const BYTE_OF_LINEAR = Uint8Array.from({ length: STEPS + 1 }, (_, i) => Math.round(255 * srgbOf(i / STEPS)));

export function paintHead(o: Painted = {}) {
  const { widthPx = 640, heightPx = 1000, skin = SKINS.III, wall = [0.4, 0.4, 0.4], light = [1, 1, 1] } = o;
  const { from = [0.2, -0.3, -0.3], centrePx = [widthPx / 2, heightPx * 0.4], radiusPx = 250, ambient = 0.7, glint = 0, blurPx = 0 } = o;
  const linear = new Float32Array(widthPx * heightPx * 3);
  let seed = 7;
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const grain = 1 + ((seed >>> 24) / 255 - 0.5) * 0.03;
      const nx = (x + 0.5 - centrePx[0]) / radiusPx;
      const ny = (y + 0.5 - centrePx[1]) / radiusPx;
      const q = 1 - nx * nx - ny * ny;
      const lit = q > 0 ? Math.max(0.03, ambient + nx * from[0] + ny * from[1] - Math.sqrt(q) * from[2]) : 1;
      const isGlint = q > 0 && glint > 0 && (Math.floor((5 * x) / radiusPx) * 7 + Math.floor((5 * y) / radiusPx) * 3) % 10 < 10 * glint;
      for (let c = 0; c < 3; c++)
        linear[(y * widthPx + x) * 3 + c] = ((q > 0 ? skin[c] * lit : wall[c]) + (isGlint ? 0.3 : 0)) * light[c] * grain;
    }
  const blurred = blurPx ? boxBlurred(linear, widthPx, heightPx, blurPx) : linear;
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255);
  for (let i = 0; i < widthPx * heightPx; i++)
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = BYTE_OF_LINEAR[Math.round(STEPS * Math.min(1, blurred[3 * i + c]))];
  const raster: Raster = { widthPx, heightPx, rgba };
  const surface = headSurface({
    widthPx,
    heightPx,
    pxPerMm: radiusPx / RADIUS_MM,
    focalPx: 1e5,
    head: { centrePx, halfAxesMm: [RADIUS_MM, RADIUS_MM, RADIUS_MM], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
  });
  const head: HeadArea = {
    pxPerMm: surface.pxPerMm,
    hit: (xPx, yPx) => {
      const hit = surface.hit(xPx, yPx);
      return (
        hit && {
          cosTheta: hit.cosTheta,
          nx: hit.nx,
          ny: hit.ny,
          part: partAt((xPx - centrePx[0]) / radiusPx, (yPx - centrePx[1]) / radiusPx),
        }
      );
    },
    outlinePx: surface.outlinePx,
  };
  return { raster, widthPx, heightPx, head, cells: readHeadCells(raster, widthPx, head, null, 0.3) };
}

/** Three passes of a mean over (2 r + 1) pixels each way, close to a Gaussian of sigma r. */
function boxBlurred(input: Float32Array, w: number, h: number, r: number): Float32Array {
  let from = input;
  for (let pass = 0; pass < 3; pass++)
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ]) {
      const out = new Float32Array(w * h * 3);
      const [lines, length] = dx ? [h, w] : [w, h];
      const step = 3 * (dx + dy * w);
      // a line with its ends carried on
      const line = new Float32Array(length + 2 * r);
      for (let n = 0; n < lines; n++)
        for (let c = 0; c < 3; c++) {
          const start = 3 * n * (dx ? w : 1) + c;
          for (let i = 0; i < line.length; i++) line[i] = from[start + step * Math.min(length - 1, Math.max(0, i - r))];
          for (let i = 0; i < length; i++) {
            let sum = 0;
            for (let k = 0; k <= 2 * r; k++) sum += line[i + k];
            out[start + step * i] = sum / (2 * r + 1);
          }
        }
      from = out;
    }
  return from;
}

/** Forehead in the middle above the eyes, scalp around and above it, no scalp below; shares of the radius from the centre. */
const partAt = (x: number, y: number): HeadPart => (y > 0 ? 'other' : y > -0.5 && Math.abs(x) < 0.5 ? 'forehead' : 'scalp');

export type PaintedHead = ReturnType<typeof paintHead>;

/** The picture with linear colours painted over it, where there are any, and its patches read again. Shares of the radius from the centre. */
export function paintOver(painted: PaintedHead, at: (x: number, y: number) => readonly number[] | null): PaintedHead {
  const { widthPx, heightPx, head } = painted;
  const rgba = painted.raster.rgba.slice();
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const colour = at((x + 0.5 - widthPx / 2) / 250, (y + 0.5 - heightPx * 0.4) / 250);
      for (let c = 0; colour && c < 3; c++) rgba[4 * (y * widthPx + x) + c] = BYTE_OF_LINEAR[Math.round(STEPS * colour[c])];
    }
  const raster: Raster = { widthPx, heightPx, rgba };
  return { ...painted, raster, cells: readHeadCells(raster, widthPx, head, null, 0.3) };
}

/** Where the painted ball's face has what the photo check looks at, shares of the radius from the centre. */
export const EYES = { across: 0.4, down: 0.24 };
/** A face mesh on the ball as it is painted by default: eyes, ridge of the nose, cheeks; the other points lie at its middle. */
export function faceOnBall(): Float32Array {
  const points = new Float32Array(478 * 3);
  const put = (k: number, x: number, y: number) => points.set([320 + 250 * x, 400 + 250 * y, 0], 3 * k);
  for (let k = 0; k < 478; k++) put(k, 0, 0);
  const { across, down } = EYES;
  for (const [side, outer, inner, iris] of [
    [-1, 33, 133, 468],
    [1, 263, 362, 473],
  ]) {
    put(outer, side * (across + 0.14), down);
    put(inner, side * (across - 0.14), down);
    put(iris, side * across, down);
  }
  for (const [k, y] of [
    [9, 0.04],
    [8, 0.12],
    [168, 0.2],
    [6, 0.28],
    [197, 0.36],
    [195, 0.42],
    [4, 0.5],
    [5, 0.46],
  ])
    put(k, 0, y);
  for (const [k, x, y] of [
    [50, -0.4, 0.55],
    [280, 0.4, 0.55],
    [101, -0.3, 0.5],
    [330, 0.3, 0.5],
    [117, -0.45, 0.5],
    [346, 0.45, 0.5],
    [118, -0.35, 0.45],
    [347, 0.35, 0.45],
  ])
    put(k, x, y);
  return points;
}
