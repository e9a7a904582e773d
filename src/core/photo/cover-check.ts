/*
 * What hides the scalp or the face: a hat, hair too long to plan on, glasses. Compared with this client's own skin, so that no skin colour
 * is taken for a hat. Not detected: hands; a white hat above the forehead, a hat of the skin's colour, any hat where no face is
 * seen; long fair or grey hair within the head's outline (it has the colour of grey stubble, and stubble shows streaks as combed hair does).
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import { isUpperHead, PARTS } from './hair-tone.ts';
import type { HeadCells } from './head-cells.ts';
import { colourOf, type OwnSkin } from './own-skin.ts';
import { PERSON, type PersonShare } from './person-share.ts';
import type { CheckedPhoto, PhotoFinding } from './photo-check.ts';

const FOREHEAD = PARTS.indexOf('forehead');
const MIN_COS = 0.35;
const FEW_CELLS = 60;

/** Points of the face mesh on cheeks and nose, out of reach of beard, brows and hats; half the side of a patch, as a share of the distance between the irises. */
const CHEEKS = [50, 280, 101, 330, 117, 346, 118, 347, 4, 5, 195];
const IRISES = [468, 473] as const;
const PATCH = 0.03;
/**
 * A patch of forehead that differs from the cheeks by more than this share of their colour, or by this in ln of light, is not skin.
 * assumed: bare foreheads in 18 photographs have at most 8 % of such patches.
 */
const UNLIKE_SKIN = { colour: 0.5, light: 1.2 };
const MAX_UNLIKE_SHARE = 0.5;
/** Limits of ln(red / green) and ln(green / blue) outside which it is neither skin nor natural hair. assumed: at most 8 % of each of 18 scalps. */
const NO_HAIR = { green: -0.1, blue: -0.25, redder: 1.9, yellower: 0.6 };
const MAX_ODD_SHARE = 0.3;
/** With less colour on the cheeks than this a hat cannot be told from skin. */
const MIN_COLOUR = 0.15;

/**
 * No skin shows through below these shares of the colour and light of the client's bare skin. Shaved hair takes half of the colour at
 * most. assumed: 0 to 3 % of the scalp in 29 photographs of shaved or short hair, 5 % and more in three of four with full dark hair (the
 * fourth was taken in blue light).
 */
const HIDDEN = { colour: 0.3, light: 0.6 };
const MAX_HIDDEN_SHARE = 0.045;
/** Pixels of the person beside the upper half of the head over those on it. assumed: at most 0.13 for 18 shaved heads with a face, 0.8 with long sides. */
const MAX_BESIDE = 0.3;
/** How far beside the head is searched, as a share of its breadth; further out may be another person. */
const BESIDE = 1 / 3;

export function coverFindings(photo: CheckedPhoto, own: OwnSkin | null): PhotoFinding[] {
  const { face, cells } = photo;
  const found: PhotoFinding[] = [];
  const hat = face !== null && isCovered(photo, face.pointsPx);
  if (hat)
    found.push({
      id: 'hat',
      text: 'The forehead or the scalp is covered by a hat, a band or a fringe.',
      remedy: 'Take it again with the head bare: what is covered cannot be planned on.',
    });
  else if (own && hiddenShare(cells, own) > MAX_HIDDEN_SHARE)
    found.push({
      id: 'long-hair',
      text: 'Parts of the scalp are hidden: the hair is too long to plan on, or a hat covers it.',
      remedy:
        'If the hair stays long, choose “Thinning between long hair” under “What are we treating?”. Else clip it short where the work is to be shown, and take the photo again with the head bare.',
    });
  else if (face?.person && besideShare(photo, face.person) > MAX_BESIDE)
    found.push({
      id: 'long-hair',
      text: 'Hair or something else stands out beside the head: its outline cannot be seen.',
      remedy: 'Shave the sides or tie the hair back, keep hands away, and take the photo again.',
    });
  if (face?.glasses)
    found.push({
      id: 'glasses',
      text: 'Glasses hide the eyes, from which the scale is measured.',
      remedy: 'Take them off and take the photo again, or check the scale under Scale.',
    });
  return found;
}

/** Whether the forehead does not have the colour of the cheeks, or much of the scalp a colour that neither skin nor hair has. */
function isCovered({ raster, widthPx, cells }: CheckedPhoto, pointsPx: Float32Array): boolean {
  const cheek = cheekLight(raster, raster.widthPx / widthPx, pointsPx);
  if (!cheek) return false;
  const [colour, yellow, light] = [Math.log(cheek[0] / cheek[1]), Math.log(cheek[1] / cheek[2]), luminance(cheek[0], cheek[1], cheek[2])];
  if (!(colour > MIN_COLOUR)) return false;
  let [forehead, unlike, scalp, odd] = [0, 0, 0, 0];
  for (let i = 0; i < cells.count; i++) {
    if (!isUpperHead(cells.part[i]) || cells.cosTheta[i] <= MIN_COS) continue;
    const c = colourOf(cells, i);
    const d = Math.log((cells.g[i] + 1e-3) / (cells.b[i] + 1e-3));
    scalp++;
    if (c < NO_HAIR.green || d < NO_HAIR.blue || c > NO_HAIR.redder * colour + 0.1 || d > yellow + NO_HAIR.yellower) odd++;
    if (cells.part[i] !== FOREHEAD) continue;
    forehead++;
    if (Math.abs(c - colour) > UNLIKE_SKIN.colour * colour || Math.abs(Math.log((cells.luminance[i] + 1e-3) / light)) > UNLIKE_SKIN.light)
      unlike++;
  }
  return (forehead >= FEW_CELLS && unlike > MAX_UNLIKE_SHARE * forehead) || (scalp >= FEW_CELLS && odd > MAX_ODD_SHARE * scalp);
}

/** Median linear light R G B of the patches on the cheeks; null if too few are in the picture. */
function cheekLight({ widthPx: w, heightPx: h, rgba }: Raster, scale: number, pointsPx: Float32Array): number[] | null {
  const at = (k: number) => [pointsPx[3 * k] * scale, pointsPx[3 * k + 1] * scale];
  const [a, b] = IRISES.map(at);
  const half = Math.max(1, Math.round(PATCH * Math.hypot(a[0] - b[0], a[1] - b[1])));
  const patches: number[][] = [];
  for (const [x, y] of CHEEKS.map(at)) {
    const sum = [0, 0, 0];
    let n = 0;
    for (let v = Math.max(0, Math.floor(y) - half); v <= Math.min(h - 1, Math.floor(y) + half); v++)
      for (let u = Math.max(0, Math.floor(x) - half); u <= Math.min(w - 1, Math.floor(x) + half); u++, n++)
        for (let c = 0; c < 3; c++) sum[c] += LINEAR_OF_BYTE[rgba[(v * w + u) * 4 + c]];
    if (n) patches.push(sum.map((s) => s / n + 1e-4));
  }
  if (patches.length < CHEEKS.length / 2) return null;
  return [0, 1, 2].map((c) => patches.map((p) => p[c]).sort((p, q) => p - q)[patches.length >> 1]);
}

/** Share of the scalp where no skin shows through the hair. */
function hiddenShare(cells: HeadCells, own: OwnSkin): number {
  let [scalp, hidden] = [0, 0];
  for (let i = 0; i < cells.count; i++) {
    if (!isUpperHead(cells.part[i]) || cells.cosTheta[i] <= MIN_COS) continue;
    scalp++;
    if (colourOf(cells, i) < HIDDEN.colour * own.colour && cells.luminance[i] < HIDDEN.light * own.luminance) hidden++;
  }
  return scalp >= FEW_CELLS ? hidden / scalp : 0;
}

/** Pixels of the person beside the upper half of the head, over those on it. */
function besideShare({ head, widthPx, heightPx }: CheckedPhoto, { widthPx: w, heightPx: h, share }: PersonShare): number {
  const outline = head.outlinePx(144).map(([x, y]) => [(x * w) / widthPx, (y * h) / heightPx] as const);
  const xs = outline.map((p) => p[0]);
  const ys = outline.map((p) => p[1]);
  const [left, right, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys)];
  const room = BESIDE * (right - left);
  const pixels: PersonPixels = { beside: 0, on: 0 };
  for (let y = Math.max(0, Math.ceil(top)); y < Math.min(h, (top + Math.max(...ys)) / 2); y++) {
    const crossings: number[] = [];
    outline.forEach(([x0, y0], k) => {
      const [x1, y1] = outline[(k + 1) % outline.length];
      if (y0 <= y + 0.5 !== y1 <= y + 0.5) crossings.push(x0 + ((x1 - x0) * (y + 0.5 - y0)) / (y1 - y0));
    });
    if (crossings.length < 2) continue;
    const row = share.subarray(y * w, (y + 1) * w);
    addRow(pixels, row, Math.max(0, Math.floor(left - room)), Math.min(w, right + room), Math.min(...crossings), Math.max(...crossings));
  }
  return pixels.on ? pixels.beside / pixels.on : 0;
}

interface PersonPixels {
  beside: number;
  on: number;
}
/** Counts the person's pixels of a row in a stretch, beside the head and on it. */
function addRow(pixels: PersonPixels, share: Uint8Array, start: number, end: number, from: number, to: number) {
  let [beside, on] = [0, 0];
  for (let x = start; x < end; x++) {
    if (share[x] < PERSON) continue;
    if (x + 0.5 < from || x + 0.5 > to) beside++;
    else on++;
  }
  pixels.beside += beside;
  pixels.on += on;
}
