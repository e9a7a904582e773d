/*
 * Findings about a photo's light and colour: too bright, too dark, harsh or coloured light, wet hair, shine.
 */
import { labOfLinear } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import { isUpperHead } from './hair-tone.ts';
import type { HeadCells } from './head-cells.ts';
import { colourOf, type OwnSkin } from './own-skin.ts';
import type { CheckedPhoto, PhotoFinding } from './photo-check.ts';

/**
 * Harsh light: bare skin is grouped into facets that face the same way (normal components rounded to 1/3), and the facet luminance at 90 %
 * of the skin is divided by that at 10 %. assumed: 1.3 to 2.9 in soft light on 28 photographs, ring and window light among them, 3.7 and
 * 3.9 on two doubtful ones, 4.8 and more where one lamp or window leaves the rest in shade. Dark hair mistaken for skin looks like shade.
 */
const FACET = 1 / 3;
const FACET_COS = 0.35;
const MIN_FACETS = 8;
const FACET_CELLS = 60;
const MAX_SPREAD = 4;
/** Certainly bare: little hair, and about the client's own colour, so that hair is not taken for shade nor a glint for light. */
const BARE = { hair: 0.15, paler: 0.85, redder: 1.6 };
/** Hue angle and chroma of skin in white light: 51 to 59 degrees and 14 to 25 on the rendered heads. */
const SKIN_HUE_DEG: readonly [number, number] = [35, 78];
const MAX_SKIN_CHROMA = 36;
/** A colour with less chroma is grey. */
const MIN_CHROMA = 5;
/** Least share of the head's cells with a colour that skin can have in any usual light. */
const MIN_SKIN_SHARE = 0.3;
const MAX_CLIPPED_SHARE = 0.1;
const COLOUR_LOST_SHARE = 0.5;
const DARK_HEAD_LUMINANCE = 0.06;
const DARK_PICTURE_LUMINANCE = 0.1;
/** A glint on the scalp is this much brighter than the median skin and the client's own, and this much paler (blue over red). */
const GLINT_BRIGHTER = 1.5;
const GLINT_PALER = 1.1;
const MAX_GLINT_SHARE = 0.08;
/**
 * Wet hair: colourless glints brighter than bare skin, next to dark colourless hair. assumed: 2 % of the scalp; 40 photographs of dry heads
 * have at most 0.9 %, a rendered wet head 7 %.
 */
const COLOURLESS_SHARE = 0.4;
const DARK_HAIR = 0.35;
const BESIDE_MM = 5;
const MAX_GLINTS_IN_HAIR = 0.02;

const medianOf = (cells: readonly number[], value: (i: number) => number) =>
  Float32Array.from(cells, value).sort()[cells.length >> 1] ?? Number.NaN;
const labIn = (cells: HeadCells, i: number) => labOfLinear(cells.r[i], cells.g[i], cells.b[i]);
const hueDeg = ([, a, b]: readonly number[]) => (Math.atan2(b, a) * 180) / Math.PI;
export const medianLab = ({ r, g, b }: HeadCells, at: readonly number[]) =>
  labOfLinear(
    medianOf(at, (i) => r[i]),
    medianOf(at, (i) => g[i]),
    medianOf(at, (i) => b[i]),
  );

/**
 * @param skin cells to judge the light by
 * @param isBare whether they are bare skin
 */
export function lightFindings(
  { raster, cells, head, face }: CheckedPhoto,
  skin: readonly number[],
  isBare: boolean,
  own: OwnSkin | null,
): PhotoFinding[] {
  const found: PhotoFinding[] = [];
  const share = (test: (i: number) => boolean) => skin.filter(test).length / skin.length;
  const middle = medianOf(skin, (i) => cells.luminance[i]);
  const clippedShare = share((i) => cells.clipped[i] === 1);
  const clipped = clippedShare > MAX_CLIPPED_SHARE;
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
  const spread = isBare && own ? shadeSpread(cells, own) : 1;
  if (spread > MAX_SPREAD && !dark)
    found.push({
      id: 'harsh-light',
      text: `The light is harsh: the lit skin is ${spread.toFixed(0)} times as bright as that in shade.`,
      remedy: 'Turn the head to a window or use a second lamp: dots look different in light and shade.',
    });
  const wet = !clipped && !dark && own !== null && glintsInHair(cells, own, BESIDE_MM * head.pxPerMm) > MAX_GLINTS_IN_HAIR;
  if (wet)
    found.push({
      id: 'wet-hair',
      text: 'The hair glints as if it were wet or oiled.',
      remedy: 'Dry it and take the photo again: wet hair shows more scalp than dry hair does.',
    });
  const glintPale = GLINT_PALER * medianOf(skin, (i) => cells.b[i] / Math.max(1e-4, cells.r[i]));
  const glintFrom = GLINT_BRIGHTER * Math.max(middle, own?.luminance ?? 0);
  const scalp = skin.filter((i) => isUpperHead(cells.part[i]));
  const glints = scalp.filter((i) => cells.luminance[i] > glintFrom && cells.b[i] > glintPale * cells.r[i]);
  if (isBare && !clipped && !dark && !wet && glints.length > MAX_GLINT_SHARE * scalp.length)
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
    return hue > 15 && hue < 100 && Math.hypot(a, b) > MIN_CHROMA;
  });
  if (isColourless(raster))
    found.push({ id: 'no-colour', text: 'The photo is black and white.', remedy: 'Skin tone and undertone need a colour photo.' });
  else if (skinShare < MIN_SKIN_SHARE && !face)
    found.push({
      id: 'no-skin',
      text: 'What was taken for the head has not the colour of skin.',
      remedy: 'Check under Head that the ellipse lies on a head, and that the light is white.',
    });
  else if (isBare && (hueDeg(lab) < SKIN_HUE_DEG[0] || hueDeg(lab) > SKIN_HUE_DEG[1] || chroma > MAX_SKIN_CHROMA))
    found.push({
      id: 'coloured-light',
      text: `The light looks ${castOf(lab)}: skin and pigment are shown in its colour.`,
      remedy: 'Take it in daylight, or set white by a grey card or a white sheet under Shade.',
    });
  return found;
}

/** Luminance of bare skin facets at the 90th percentile over that at the 10th; 1 if too little shows. */
function shadeSpread(cells: HeadCells, own: OwnSkin): number {
  const facets = new Map<number, number[]>();
  for (let i = 0; i < cells.count; i++) {
    if (cells.cosTheta[i] <= FACET_COS || cells.hair[i] >= BARE.hair) continue;
    const colour = colourOf(cells, i);
    if (colour < BARE.paler * own.colour || colour > BARE.redder * own.colour) continue;
    const facet = 100 * Math.round(cells.nx[i] / FACET) + Math.round(cells.ny[i] / FACET);
    const at = facets.get(facet);
    if (at) at.push(i);
    else facets.set(facet, [i]);
  }
  const lit = [...facets.values()]
    .filter((at) => at.length >= FACET_CELLS)
    .map((at) => ({ count: at.length, luminance: medianOf(at, (i) => cells.luminance[i]) }))
    .sort((p, q) => p.luminance - q.luminance);
  if (lit.length < MIN_FACETS) return 1;
  const total = lit.reduce((sum, { count }) => sum + count, 0);
  const reached = (share: number) => {
    let sum = 0;
    return (lit.find(({ count }) => (sum += count) >= share * total) ?? lit[lit.length - 1]).luminance;
  };
  return reached(0.9) / Math.max(1e-4, reached(0.1));
}

/** Share of the scalp that glints among dark hair. */
function glintsInHair(cells: HeadCells, own: OwnSkin, besidePx: number): number {
  const dark: number[] = [];
  const bright: number[] = [];
  let scalp = 0;
  for (let i = 0; i < cells.count; i++) {
    if (!isUpperHead(cells.part[i])) continue;
    scalp++;
    if (Math.abs(colourOf(cells, i)) > COLOURLESS_SHARE * own.colour) continue;
    if (cells.luminance[i] < DARK_HAIR * own.luminance) dark.push(i);
    else if (cells.luminance[i] > own.luminance) bright.push(i);
  }
  // dark cells by square, for the neighbour search
  const square = (x: number, y: number) => `${Math.floor(x / besidePx)} ${Math.floor(y / besidePx)}`;
  const squares = new Map<string, number[]>();
  for (const i of dark) {
    const key = square(cells.xPx[i], cells.yPx[i]);
    squares.set(key, [...(squares.get(key) ?? []), i]);
  }
  const isBeside = (i: number) =>
    [-1, 0, 1].some((v) =>
      [-1, 0, 1].some((u) =>
        squares
          .get(square(cells.xPx[i] + u * besidePx, cells.yPx[i] + v * besidePx))
          ?.some((k) => Math.hypot(cells.xPx[k] - cells.xPx[i], cells.yPx[k] - cells.yPx[i]) < besidePx),
      ),
    );
  return scalp ? bright.filter(isBeside).length / scalp : 0;
}

const castOf = ([, a, b]: readonly number[]) => (b < 6 ? 'blue' : a < 4 ? 'green' : b < a * 0.7 ? 'pink' : 'yellow');

/** 98th percentile of the picture's luminance. */
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
