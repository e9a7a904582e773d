/*
 * What makes a photo unfit for planning: each finding says what is wrong and what to do. Uses the reading copy of the photo and the head
 * that was found or placed; a sharp, evenly lit, whole head has no findings. Thresholds are assumed: from the rendered heads and degraded
 * copies of them. light-check.ts covers light, cover-check.ts what hides the head. Not checked: a second head whose face is not seen.
 */
import { labOfLinear } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import { finish, type Steps } from '../math/steps.ts';
import { coverFindings } from './cover-check.ts';
import type { HeadArea, HeadCells } from './head-cells.ts';
import { lightFindings, medianLab } from './light-check.ts';
import { ownSkin } from './own-skin.ts';
import type { PersonShare } from './person-share.ts';
import { edgeBlurSteps } from './sharpness.ts';

export interface PhotoFinding {
  id: string;
  /** one sentence */
  text: string;
  /** what to do, one sentence */
  remedy: string;
}

/** Result of the face search. */
export interface FaceSeen {
  /** roll of the face in the picture, radians */
  rollRad: number;
  more: boolean;
  /** the face mesh, x y z interleaved, in photo px */
  pointsPx: Float32Array;
  glasses: boolean;
  /** where a person is in the whole picture; null if unknown */
  person: PersonShare | null;
}
export interface CheckedPhoto {
  raster: Raster;
  widthPx: number;
  heightPx: number;
  head: HeadArea;
  cells: HeadCells;
  face: FaceSeen | null;
}

/** assumed: below this a dot of 0.3 mm is about one pixel. */
const MIN_PX_PER_MM = 4;
const MIN_LONG_SIDE_PX = 1000;
/** assumed: sigma, mm; wider than two fresh dots at half height. */
const MAX_BLUR_MM = 0.25;
/** Below this sigma, in pixels of the reading copy, the problem is coarse pixels rather than blur. */
const MIN_BLUR_PX = 1.2;
const MAX_ROLL_DEG = 10;
/** Skin with less chroma cannot be told from a grey wall. */
const MIN_TELLING_CHROMA = 8;
const MAX_OUTSIDE_SHARE = 0.04;
const FEW_CELLS = 60;

export const checkPhoto = (photo: CheckedPhoto): PhotoFinding[] => finish(checkSteps(photo));

function* checkSteps(photo: CheckedPhoto): Steps<PhotoFinding[]> {
  return withBlur(yield* besideBlurSteps(photo), yield* blurSteps(photo));
}

/** Findings about everything but blur, in pieces: no first dots depend on that, and it takes as long as all others. */
export function* besideBlurSteps(photo: CheckedPhoto): Steps<PhotoFinding[]> {
  const { cells } = photo;
  const bare: number[] = [];
  for (let i = 0; i < cells.count; i++) if (cells.hair[i] < 0.3 && cells.cosTheta[i] > 0.5) bare.push(i);
  // with little bare skin the light is judged on all cells
  const skin = bare.length >= FEW_CELLS ? bare : Array.from({ length: cells.count }, (_, i) => i);
  const found = [sizeOf(photo), ...faceFindings(photo.face)];
  yield;
  // with two heads in the picture the outline may belong to neither
  if (photo.face?.more) return found.filter((f) => f !== null);
  const own = ownSkin(cells);
  yield;
  found.push(cutOff(photo, skin), ...coverFindings(photo, own));
  yield;
  // the cells of a hat would give the cloth's light and colour
  const isSkin = !found.some((f) => f?.id === 'hat');
  if (isSkin && skin.length >= FEW_CELLS) found.push(...lightFindings(photo, skin, bare.length >= FEW_CELLS, own));
  return found.filter((f) => f !== null);
}

function sizeOf({ widthPx, heightPx, head }: CheckedPhoto): PhotoFinding | null {
  const long = Math.max(widthPx, heightPx);
  if (head.pxPerMm >= MIN_PX_PER_MM && long >= MIN_LONG_SIDE_PX) return null;
  return {
    id: 'small',
    text: `The photo is coarse: ${head.pxPerMm.toFixed(1)} pixels per mm of head, ${long} pixels along its long side.`,
    remedy: `Take it closer or larger: from ${MIN_PX_PER_MM} pixels per mm a dot is more than one pixel.`,
  };
}

/** The findings with that about blur in its place, which is after the size. */
export function withBlur(findings: readonly PhotoFinding[], blur: PhotoFinding | null): PhotoFinding[] {
  const first = findings.filter(({ id }) => id === 'small');
  return [...first, ...(blur ? [blur] : []), ...findings.slice(first.length)];
}

/** The finding about blur, in pieces; null if there is none. */
export function* blurSteps({ raster, widthPx, head }: Pick<CheckedPhoto, 'raster' | 'widthPx' | 'head'>): Steps<PhotoFinding | null> {
  const scale = raster.widthPx / widthPx;
  let part: Raster | null = headPart(raster, scale, head);
  // a strong blur leaves no clear edges at full size: try half, a quarter, an eighth
  for (let shrink = 1; part && shrink <= 8; shrink *= 2, part = halved(part)) {
    yield;
    const sigma = yield* edgeBlurSteps(part);
    if (sigma === null) continue;
    const blurMm = (sigma * shrink) / (head.pxPerMm * scale);
    if (blurMm <= MAX_BLUR_MM || sigma * shrink < MIN_BLUR_PX) return null;
    return {
      id: 'blurred',
      text: `The head is blurred: its edges are ${(2.355 * blurMm).toFixed(1)} mm wide, wider than a dot.`,
      remedy: 'Take it again with the focus on the scalp, a steady hand and more light.',
    };
  }
  return null;
}

/** The part of the raster that holds the head, with a margin. */
function headPart(raster: Raster, scale: number, head: HeadArea): Raster | null {
  const outline = head.outlinePx(72);
  const xs = outline.map((p) => p[0] * scale);
  const ys = outline.map((p) => p[1] * scale);
  const room = 0.05 * (Math.max(...xs) - Math.min(...xs));
  const x0 = Math.max(0, Math.floor(Math.min(...xs) - room));
  const y0 = Math.max(0, Math.floor(Math.min(...ys) - room));
  const widthPx = Math.min(raster.widthPx, Math.ceil(Math.max(...xs) + room)) - x0;
  const heightPx = Math.min(raster.heightPx, Math.ceil(Math.max(...ys) + room)) - y0;
  if (widthPx < 8 || heightPx < 8) return null;
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    const from = ((y0 + y) * raster.widthPx + x0) * 4;
    rgba.set(raster.rgba.subarray(from, from + widthPx * 4), y * widthPx * 4);
  }
  return { widthPx, heightPx, rgba };
}

function halved({ widthPx: w, heightPx: h, rgba }: Raster): Raster {
  const [widthPx, heightPx] = [w >> 1, h >> 1];
  const out = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      for (let c = 0; c < 4; c++) {
        const o = (2 * y * w + 2 * x) * 4 + c;
        out[(y * widthPx + x) * 4 + c] = (rgba[o] + rgba[o + 4] + rgba[o + 4 * w] + rgba[o + 4 * w + 4] + 2) >> 2;
      }
  return { widthPx, heightPx, rgba: out };
}

function faceFindings(face: FaceSeen | null): (PhotoFinding | null)[] {
  const rollDeg = Math.abs(((face?.rollRad ?? 0) * 180) / Math.PI);
  return [
    rollDeg > MAX_ROLL_DEG
      ? {
          id: 'tilted',
          text: `The head leans by ${Math.round(rollDeg)}° in the picture.`,
          remedy: 'Heights above the brows are easier to judge on a head held upright: take it again, or turn the photo.',
        }
      : null,
    face?.more
      ? {
          id: 'faces',
          text: 'More than one face is in the picture.',
          remedy: 'One head was measured: check that it is the client’s, or crop the photo to it.',
        }
      : null,
  ];
}

/** The head is cut off at the top or a side: its outline crosses that edge, or skin of its colour lies along it. */
function cutOff({ raster, widthPx, heightPx, head, cells }: CheckedPhoto, skin: readonly number[]): PhotoFinding | null {
  const outline = head.outlinePx(72);
  const [nearX, nearY] = [0.005 * widthPx, 0.005 * heightPx];
  const outside = outline.filter(([x, y]) => x < nearX || y < nearY || x > widthPx - nearX).length / outline.length;
  if (outside <= MAX_OUTSIDE_SHARE && !(skin.length >= FEW_CELLS && skinAtEdge(raster, widthPx, outline, medianLab(cells, skin))))
    return null;
  return {
    id: 'cut-off',
    text: 'The head is cut off at the edge of the picture.',
    remedy: 'Take it again with the whole head and some room around it: what is not seen cannot be measured.',
  };
}

/** Whether skin of the head's colour covers the top or a side edge over more than a tenth of the head's breadth. */
function skinAtEdge({ widthPx: w, rgba }: Raster, photoWidthPx: number, outline: HeadOutline, [L, a, b]: readonly number[]): boolean {
  if (Math.hypot(a, b) < MIN_TELLING_CHROMA) return false;
  const scale = w / photoWidthPx;
  const xs = outline.map((p) => Math.max(0, Math.min(w - 1, Math.round(p[0] * scale))));
  const ys = outline.map((p) => Math.max(0, Math.round(p[1] * scale)));
  const [left, right, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys)];
  const middle = Math.round((top + Math.max(...ys)) / 2);
  const needed = (right - left) / 10;
  const isSkin = (x: number, y: number) => {
    const o = (y * w + x) * 4;
    const lab = labOfLinear((rgba[o] / 255) ** 2.2, (rgba[o + 1] / 255) ** 2.2, (rgba[o + 2] / 255) ** 2.2);
    return Math.hypot(lab[1] - a, lab[2] - b) < 7 && Math.abs(lab[0] - L) < 20;
  };
  let [leftRun, rightRun, topRun] = [0, 0, 0];
  for (let y = top; y < middle && (y + 1) * w * 4 <= rgba.length; y++) {
    if (isSkin(2, y)) leftRun++;
    if (isSkin(w - 3, y)) rightRun++;
  }
  for (let x = left; x < right; x++) if (isSkin(x, 2)) topRun++;
  return Math.max(leftRun, rightRun, topRun) > needed;
}
type HeadOutline = readonly (readonly [number, number])[];
