/*
 * Small pictures that show a setting: a square of dots at a density, one dot beside a hair, the four hairline edges. Positions follow the R2
 * sequence (Roberts 2018), so that more dots never move the earlier ones.
 */
import { html, nothing, svg } from 'lit-html';
import type { Hairline, HairlineShape } from '../../core/consultation/schema.ts';
import { SHAPES } from '../../core/design/hairline-shapes.ts';
import { type Point, splineThrough } from '../../core/math/curve.ts';
import type { Rgb } from '../../core/treatment/pigments.ts';
import { cssColour } from '../healed-tone.ts';

const G = 1.324717957244746;
const dotPath = (count: number, size: number) => {
  let d = '';
  for (let i = 0; i < count; i++)
    d += `M${(((0.5 + (i + 1) / G) % 1) * size).toFixed(2)} ${(((0.5 + (i + 1) / (G * G)) % 1) * size).toFixed(2)}h0`;
  return d;
};

/** 10 x 10 mm of skin with dots at this density, in their apparent size and colour. @param between colour of the skin between them */
export const densitySquare = (perCm2: number, dot: { shownMm: number; colour: Rgb }, between: Rgb, isCaptioned = true) =>
  html`<svg class="picture-square" viewBox="0 0 10 10">
    <rect width="10" height="10" fill=${cssColour(between)} />
    <path d=${dotPath(Math.round(perCm2), 10)} stroke=${cssColour(dot.colour)} stroke-linecap="round" stroke-width=${dot.shownMm.toFixed(3)} fill="none" />
  </svg>${isCaptioned ? html`<span class="picture-caption">10 mm square</span>` : nothing}`;

/** One dot beside one terminal hair, 0.07 mm (Loussouarn et al. 2016), both at the same magnification. */
export const dotBesideHair = (dot: { shownMm: number; colour: Rgb }, skin: Rgb) =>
  html`<svg class="picture-wide" viewBox="0 0 2.4 0.8">
    <rect width="2.4" height="0.8" fill=${cssColour(skin)} />
    <circle cx="0.7" cy="0.4" r=${(dot.shownMm / 2).toFixed(3)} fill=${cssColour(dot.colour)} />
    <line x1="1.55" y1="0.8" x2="1.75" y2="0" stroke="#1b1714" stroke-width="0.07" />
  </svg><span class="picture-caption">a dot, and a hair of 0.07 mm</span>`;

/** Depth of the ramp and waviness of the line, in picture units of about half a millimetre. */
const EDGES: Record<Hairline['style'], { ramp: number; wander: number }> = {
  soft: { ramp: 26, wander: 7 },
  natural: { ramp: 17, wander: 5 },
  defined: { ramp: 8, wander: 2.5 },
  sharp: { ramp: 1.5, wander: 0 },
};
export function edgePicture(style: Hairline['style']) {
  const { ramp, wander } = EDGES[style];
  let d = '';
  for (let i = 0; i < 250; i++) {
    const x = ((0.5 + (i + 1) / G) % 1) * 60 + Math.sin(i * 12.9) * 1.1;
    const y = ((0.5 + (i + 1) / (G * G)) % 1) * 36 + Math.sin(i * 78.2) * 1.1;
    const edge = 32 - wander * (0.5 + 0.3 * Math.sin(x * 0.33) + 0.2 * Math.sin(x * 0.9 + 1));
    const rank = (i * 0.618034) % 1;
    if (edge - y > rank * ramp) d += `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
  }
  return html`<svg class="picture-edge" viewBox="0 0 60 36">
    <path d=${d} stroke="currentColor" stroke-linecap="round" stroke-width="1.6" fill="none" />
  </svg>`;
}

/** A hairline over a face, from the numbers of its shape: mm are picture units, the glabella is at the bottom. */
export function shapePicture(shape: HairlineShape) {
  const face = svg`<path class="shape-head" d="M-44 62C-46 20 -40 -14 0 -14C40 -14 46 20 44 62" />`;
  if (shape === 'none') return html`<svg class="picture-shape" viewBox="-50 -18 100 82">${face}</svg>`;
  const { brow, cornerAsideMm, cornerMm, midMm } = SHAPES[shape];
  const y = (aboveMidMm: number) => 62 - 0.72 * (midMm + aboveMidMm);
  const half: Point[] = [
    [0.72 * brow[0], y(brow[1])],
    [0.72 * cornerAsideMm, y(cornerMm)],
    [43, 52],
  ];
  const line = splineThrough([...half.map(([x, v]): Point => [-x, v]).reverse(), [0, y(0)], ...half], 3);
  const d = line.map(([x, v]) => `${x.toFixed(1)} ${v.toFixed(1)}`).join('L');
  return html`<svg class="picture-shape" viewBox="-50 -18 100 82">
    <path class="shape-hair" d=${`M${d}C46 20 40 -14 0 -14C-40 -14 -46 20 -43 52Z`} />
    ${face}<path class="shape-line" d=${`M${d}`} />
  </svg>`;
}

export const swatch = (rgb: Rgb) =>
  html`<svg class="swatch" viewBox="0 0 10 10" preserveAspectRatio="none"><rect width="10" height="10" fill=${cssColour(rgb)} /></svg>`;
/** Skin before and after, as two halves of a swatch. */
export const swatchPair = (before: Rgb, after: Rgb) =>
  html`<svg class="swatch-pair" viewBox="0 0 20 10" preserveAspectRatio="none">
    <rect width="10" height="10" fill=${cssColour(before)} />
    <rect x="10" width="10" height="10" fill=${cssColour(after)} />
  </svg>`;
/** Bare skin beside skin with shaved hair: short hairs on a ground of their mean darkness. */
export const stubblePair = (skin: Rgb, stubble: Rgb) =>
  html`<svg class="swatch-pair" viewBox="0 0 20 10" preserveAspectRatio="none">
    <rect width="10" height="10" fill=${cssColour(skin)} />
    <rect x="10" width="10" height="10" fill=${cssColour(stubble)} />
    <path transform="translate(10 0)" d=${dotPath(70, 10).replaceAll('h0', 'l0.25 0.65')} stroke="#1b1714" stroke-opacity="0.65" stroke-width="0.28" fill="none" />
  </svg>`;
/** Two tones edge to edge, where a difference shows best, each with its name below. */
export const tonesBeside = (tones: readonly [{ text: string; rgb: Rgb }, { text: string; rgb: Rgb }]) =>
  html`<figure class="tones">
    <svg role="img" aria-label=${`Two tones side by side: ${tones[0].text}, ${tones[1].text}`} viewBox="0 0 20 10" preserveAspectRatio="none">
      <rect width="10" height="10" fill=${cssColour(tones[0].rgb)} />
      <rect x="10" width="10" height="10" fill=${cssColour(tones[1].rgb)} />
    </svg>
    <figcaption class="picture-caption"><span>${tones[0].text}</span><span>${tones[1].text}</span></figcaption>
  </figure>`;
