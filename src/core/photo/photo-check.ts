/*
 * What is wrong with a photo for planning on it: one sentence each, and what to do. Read from the reading copy and from the head that was
 * found or placed; quiet on a sharp, evenly lit, whole head. Thresholds are assumed: from the rendered heads and their degraded copies.
 * Not checked: hats, hands, a second head whose face is not seen.
 */
import { labOfLinear } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import type { HeadArea, HeadCells } from './head-cells.ts';
import { edgeBlurPx } from './sharpness.ts';

export interface PhotoFinding {
  id: string;
  /** one sentence */
  text: string;
  /** what to do, one sentence */
  remedy: string;
}

/** What the search for a face has told; null where none was made. */
export interface FaceSeen {
  /** how far the face leans in the picture, radians */
  rollRad: number;
  more: boolean;
}

export interface CheckedPhoto {
  raster: Raster;
  widthPx: number;
  heightPx: number;
  head: HeadArea;
  cells: HeadCells;
  face: FaceSeen | null;
}

/** assumed: below it a dot of 0.3 mm is one pixel. */
const LEAST_PX_PER_MM = 4;
const LEAST_LONG_SIDE_PX = 1000;
/** assumed: sigma, mm; wider than two fresh dots at half height. */
const MOST_BLUR_MM = 0.25;
/** Sigma in pixels of the reading copy below which coarse pixels, not blur, are the trouble. */
const LEAST_BLUR_PX = 1.2;
const MOST_ROLL_DEG = 10;
/** One half of the head against the other, medians of bare skin: soft light from one side reaches 2.3. */
const MOST_HALF_RATIO = 2.6;
/** The brightest twentieth of bare skin against the darkest: 2.4 to 3.0 in soft light, 8.3 under a bare lamp. */
const MOST_SPREAD = 5;
/** Hue angle and chroma of skin in white light: 51 to 59 degrees and 14 to 25 on the rendered heads. */
const SKIN_HUE_DEG: readonly [number, number] = [35, 78];
const MOST_SKIN_CHROMA = 36;
/** Less chroma than this is grey. */
const LEAST_CHROMA = 5;
/** Paler skin than this cannot be told from a grey wall. */
const LEAST_TELLING_CHROMA = 8;
/** Share of the head's patches whose colour could be skin's in any usual light. */
const LEAST_SKIN_SHARE = 0.3;
const MOST_CLIPPED_SHARE = 0.1;
const COLOUR_LOST_SHARE = 0.5;
const DARK_HEAD_LUMINANCE = 0.06;
const DARK_PICTURE_LUMINANCE = 0.1;
/** A glint: so much brighter than the middle of the skin, and paler (blue over red). */
const GLINT_BRIGHTER = 1.5;
const GLINT_PALER = 1.1;
const MOST_GLINT_SHARE = 0.08;
/** Colourless patches much darker than the head's middle are dark hair; brighter than it, hair that glints. assumed: from one rendered wet head, where they are 3 and 7 %; elsewhere not both. */
const HAIR_CHROMA = 9;
const DARK_HAIR = { below: 0.35, share: 0.015 };
const WET_HAIR = { above: 1.1, share: 0.045 };
const MOST_OUTSIDE_SHARE = 0.04;
const FEW_CELLS = 60;

export function checkPhoto(photo: CheckedPhoto): PhotoFinding[] {
  const { cells } = photo;
  const bare: number[] = [];
  for (let i = 0; i < cells.count; i++) if (cells.hair[i] < 0.3 && cells.cosTheta[i] > 0.5) bare.push(i);
  // under full hair the light is judged by the hair
  const skin = bare.length >= FEW_CELLS ? bare : Array.from({ length: cells.count }, (_, i) => i);
  const found = [sizeOf(photo), blurOf(photo), ...faceFindings(photo.face)];
  // between two heads the outline that was found may be neither's
  if (photo.face?.more) return found.filter((f) => f !== null);
  found.push(cutOff(photo, skin));
  if (skin.length >= FEW_CELLS) found.push(...lightFindings(photo, skin, bare.length >= FEW_CELLS));
  return found.filter((f) => f !== null);
}

function sizeOf({ widthPx, heightPx, head }: CheckedPhoto): PhotoFinding | null {
  const long = Math.max(widthPx, heightPx);
  if (head.pxPerMm >= LEAST_PX_PER_MM && long >= LEAST_LONG_SIDE_PX) return null;
  return {
    id: 'small',
    text: `The photo is coarse: ${head.pxPerMm.toFixed(1)} pixels per mm of head, ${long} pixels along its long side.`,
    remedy: `Take it closer or larger: from ${LEAST_PX_PER_MM} pixels per mm a dot is more than one pixel.`,
  };
}

function blurOf({ raster, widthPx, head }: CheckedPhoto): PhotoFinding | null {
  const scale = raster.widthPx / widthPx;
  let part: Raster | null = headPart(raster, scale, head);
  // a strong blur leaves no clear edges at full size: look again at half, a quarter, an eighth
  for (let shrink = 1; part && shrink <= 8; shrink *= 2, part = halved(part)) {
    const sigma = edgeBlurPx(part);
    if (sigma === null) continue;
    const blurMm = (sigma * shrink) / (head.pxPerMm * scale);
    if (blurMm <= MOST_BLUR_MM || sigma * shrink < LEAST_BLUR_PX) return null;
    return {
      id: 'blurred',
      text: `The head is blurred: its edges are ${(2.355 * blurMm).toFixed(1)} mm wide, wider than a dot.`,
      remedy: 'Take it again with the focus on the scalp, a steady hand and more light.',
    };
  }
  return null;
}

/** The head with a little room around it, raster pixels. */
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
    rollDeg > MOST_ROLL_DEG
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

const medianOf = (cells: readonly number[], value: (i: number) => number) =>
  Float32Array.from(cells, value).sort()[cells.length >> 1] ?? Number.NaN;
/** The brightest twentieth against the darkest one. */
function spreadOf(cells: readonly number[], luminance: Float32Array): number {
  const sorted = Float32Array.from(cells, (i) => luminance[i]).sort();
  const last = sorted.length - 1;
  return sorted[Math.floor(0.95 * last)] / Math.max(1e-4, sorted[Math.floor(0.05 * last)]);
}
const labIn = (cells: HeadCells, i: number) => labOfLinear(cells.r[i], cells.g[i], cells.b[i]);
const hueDeg = ([, a, b]: readonly number[]) => (Math.atan2(b, a) * 180) / Math.PI;
const medianLab = ({ r, g, b }: HeadCells, at: readonly number[]) =>
  labOfLinear(
    medianOf(at, (i) => r[i]),
    medianOf(at, (i) => g[i]),
    medianOf(at, (i) => b[i]),
  );

/** The head reaches the picture's upper or side edge: its outline does, or its own colour lies along that edge. */
function cutOff({ raster, widthPx, heightPx, head, cells }: CheckedPhoto, skin: readonly number[]): PhotoFinding | null {
  const outline = head.outlinePx(72);
  const [nearX, nearY] = [0.005 * widthPx, 0.005 * heightPx];
  const outside = outline.filter(([x, y]) => x < nearX || y < nearY || x > widthPx - nearX).length / outline.length;
  if (outside <= MOST_OUTSIDE_SHARE && !(skin.length >= FEW_CELLS && skinAtEdge(raster, widthPx, outline, medianLab(cells, skin))))
    return null;
  return {
    id: 'cut-off',
    text: 'The head is cut off at the edge of the picture.',
    remedy: 'Take it again with the whole head and some room around it: what is not seen cannot be measured.',
  };
}

/** Whether a run of the upper or a side edge, a tenth of the head long, has the colour of the head's skin. */
function skinAtEdge({ widthPx: w, rgba }: Raster, photoWidthPx: number, outline: HeadOutline, [L, a, b]: readonly number[]): boolean {
  if (Math.hypot(a, b) < LEAST_TELLING_CHROMA) return false;
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

function lightFindings({ raster, cells, head, face }: CheckedPhoto, skin: readonly number[], isBare: boolean): PhotoFinding[] {
  const found: PhotoFinding[] = [];
  const share = (test: (i: number) => boolean) => skin.filter(test).length / skin.length;
  const middle = medianOf(skin, (i) => cells.luminance[i]);
  const clippedShare = share((i) => cells.clipped[i] === 1);
  const clipped = clippedShare > MOST_CLIPPED_SHARE;
  if (clipped)
    found.push({
      id: 'too-bright',
      text: 'Much of the scalp is overexposed: its colour is lost.',
      remedy: 'Take it again darker, without flash or away from the sun.',
    });
  const dark = middle < DARK_HEAD_LUMINANCE && brightEnd(raster) < DARK_PICTURE_LUMINANCE;
  if (dark)
    found.push({
      id: 'too-dark',
      text: 'The photo is very dark.',
      remedy: 'Take it again in more light: skin and hair are hard to tell apart.',
    });
  const outline = head.outlinePx(72);
  const centre = (axis: 0 | 1) => (Math.min(...outline.map((p) => p[axis])) + Math.max(...outline.map((p) => p[axis]))) / 2;
  const [cx, cy] = [centre(0), centre(1)];
  const ratio = (test: (i: number) => boolean) => {
    const one = skin.filter(test);
    const other = skin.filter((i) => !test(i));
    if (one.length < FEW_CELLS || other.length < FEW_CELLS) return 1;
    const r = medianOf(one, (i) => cells.luminance[i]) / medianOf(other, (i) => cells.luminance[i]);
    return Math.max(r, 1 / r);
  };
  const uneven = isBare
    ? Math.max(
        ratio((i) => cells.xPx[i] < cx),
        ratio((i) => cells.yPx[i] < cy),
      )
    : 1;
  const spread = isBare ? spreadOf(skin, cells.luminance) : 1;
  if ((uneven > MOST_HALF_RATIO || spread > MOST_SPREAD) && !dark)
    found.push({
      id: 'harsh-light',
      text:
        uneven > MOST_HALF_RATIO
          ? `The light is harsh: one half of the head is ${uneven.toFixed(1)} times as bright as the other.`
          : `The light is harsh: the lit skin is ${spread.toFixed(0)} times as bright as that in shade.`,
      remedy: 'Turn the head to a window or use a second lamp: dots look different in light and shade.',
    });
  const wet = !clipped && !dark && isWet(cells);
  if (wet)
    found.push({
      id: 'wet-hair',
      text: 'The hair glints as if it were wet or oiled.',
      remedy: 'Dry it and take the photo again: wet hair shows more scalp than dry hair does.',
    });
  const glintPale = GLINT_PALER * medianOf(skin, (i) => cells.b[i] / Math.max(1e-4, cells.r[i]));
  if (
    isBare &&
    !clipped &&
    !dark &&
    !wet &&
    share((i) => cells.luminance[i] > GLINT_BRIGHTER * middle && cells.b[i] > glintPale * cells.r[i]) > MOST_GLINT_SHARE
  )
    found.push({
      id: 'shine',
      text: 'Large parts of the scalp shine.',
      remedy: 'Powder or a dry cloth, and light from the side of the camera: shine hides the dots below it.',
    });
  if (clippedShare > COLOUR_LOST_SHARE || dark) return found;
  const lab = medianLab(
    cells,
    skin.filter((i) => cells.clipped[i] === 0),
  );
  const chroma = Math.hypot(lab[1], lab[2]);
  const skinShare = share((i) => {
    const [, a, b] = labIn(cells, i);
    const hue = hueDeg([0, a, b]);
    return hue > 15 && hue < 100 && Math.hypot(a, b) > LEAST_CHROMA;
  });
  if (isColourless(raster))
    found.push({ id: 'no-colour', text: 'The photo is black and white.', remedy: 'Skin tone and undertone need a colour photo.' });
  else if (skinShare < LEAST_SKIN_SHARE && !face)
    found.push({
      id: 'no-skin',
      text: 'What was taken for the head has not the colour of skin.',
      remedy: 'Check under Head that the ellipse lies on a head, and that the light is white.',
    });
  else if (isBare && (hueDeg(lab) < SKIN_HUE_DEG[0] || hueDeg(lab) > SKIN_HUE_DEG[1] || chroma > MOST_SKIN_CHROMA))
    found.push({
      id: 'coloured-light',
      text: `The light looks ${castOf(lab)}: skin and pigment are shown in its colour.`,
      remedy: 'Take it in daylight, or set white by a grey card or a white sheet under Shade.',
    });
  return found;
}

/** Dark hair and white glints, both without colour, on the same head. */
function isWet(cells: HeadCells): boolean {
  const all = Array.from({ length: cells.count }, (_, i) => i);
  const middle = medianOf(all, (i) => cells.luminance[i]);
  let [dark, bright] = [0, 0];
  for (const i of all) {
    const isDark = cells.luminance[i] < DARK_HAIR.below * middle;
    if (!isDark && cells.luminance[i] <= WET_HAIR.above * middle) continue;
    const [, a, b] = labIn(cells, i);
    if (Math.hypot(a, b) > HAIR_CHROMA) continue;
    if (isDark) dark++;
    else bright++;
  }
  return dark > DARK_HAIR.share * cells.count && bright > WET_HAIR.share * cells.count;
}

const castOf = ([, a, b]: readonly number[]) => (b < 6 ? 'blue' : a < 4 ? 'green' : b < a * 0.7 ? 'pink' : 'yellow');

/** Luminance that the brightest fiftieth of the picture reaches. */
function brightEnd({ widthPx: w, heightPx: h, rgba }: Raster): number {
  const step = Math.max(1, Math.floor((w * h) / 20_000));
  const values: number[] = [];
  for (let i = 0; i < w * h; i += step)
    values.push(0.2126 * (rgba[4 * i] / 255) ** 2.2 + 0.7152 * (rgba[4 * i + 1] / 255) ** 2.2 + 0.0722 * (rgba[4 * i + 2] / 255) ** 2.2);
  return values.sort((p, q) => p - q)[Math.floor(values.length * 0.98)] ?? 0;
}

function isColourless({ widthPx: w, heightPx: h, rgba }: Raster): boolean {
  const step = Math.max(1, Math.floor((w * h) / 20_000));
  let [coloured, n] = [0, 0];
  for (let i = 0; i < w * h; i += step, n++) {
    const [r, g, b] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]];
    if (Math.max(r, g, b) - Math.min(r, g, b) > 8) coloured++;
  }
  return coloured < 0.02 * n;
}

/** Findings under which a skin class read off the photo would be a guess. */
const COLOUR_LOST = ['too-dark', 'too-bright', 'no-colour', 'no-skin'];
export const colourLost = (findings: readonly PhotoFinding[]) => findings.find(({ id }) => COLOUR_LOST.includes(id));

/** Why no head was found, as the end of a sentence about the photo: "NAME shows no head ...". */
export function whyNoHead(raster: Raster, face: FaceSeen | null): string {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const step = Math.max(1, Math.floor((w * h) / 20_000));
  const levels: number[] = [];
  for (let i = 0; i < w * h; i += step) levels.push(0.3 * rgba[4 * i] + 0.59 * rgba[4 * i + 1] + 0.11 * rgba[4 * i + 2]);
  levels.sort((p, q) => p - q);
  const at = (share: number) => levels[Math.floor(share * (levels.length - 1))];
  const start = 'shows no head that could be found: ';
  if (face?.more) return `${start}more than one face is in it; crop it to the client's.`;
  if (at(0.98) < 60) return `${start}it is too dark; take it again in more light.`;
  if (at(0.4) > 235) return `${start}it is overexposed; take it again darker.`;
  if (at(0.95) - at(0.05) < 30) return `${start}it is plain from edge to edge; open a photo of a head.`;
  return `${start}no outline stands out; photograph the whole head before a plain wall.`;
}
