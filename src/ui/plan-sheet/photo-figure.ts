/* A photo on the sheet, with hairline, its height above the glabella and zones as vector lines. */
import { html, nothing, svg } from 'lit-html';
import type { SheetPicture } from '../../app/commands.ts';
import type { PhotoPx } from '../../core/consultation/schema.ts';
import { hairlineCurve, placeHairline } from '../../core/design/hairline.ts';
import { subdivide } from '../../core/math/polygon.ts';
import { hairlineHeight } from '../../core/scalp/hairline-height.ts';
import { headForm } from '../../core/scalp/head-form.ts';
import type { MapDeg } from '../../core/scalp/head-map.ts';
import { curveInPhoto, lineInPhoto, placeUnder } from '../../core/scalp/photo-map.ts';
import type { Surface } from '../../core/scalp/surface.ts';
import { pathsOf, surfaceOf } from '../head-geometry.ts';

/** A line of the figure is this wide, as a share of the picture's width. */
const LINE_SHARE = 0.004;
const TEXT_SHARE = 0.05;

export function photoFigure(picture: SheetPicture, url: string, caption: string, isDrawn: boolean) {
  const { x, y, width, height } = picture.rect;
  const surface = surfaceOf(picture.project);
  return html`<figure>
    <svg viewBox=${`${x} ${y} ${width} ${height}`} role="img" aria-label=${caption}>
      <image href=${url} x=${x} y=${y} width=${width} height=${height} preserveAspectRatio="none" />
      ${isDrawn && surface ? drawing(picture, surface) : nothing}
    </svg>
    <figcaption>${caption}</figcaption>
  </figure>`;
}

function drawing({ project, rect }: SheetPicture, surface: Surface) {
  const { design, photo } = project;
  const line = LINE_SHARE * rect.width;
  const { hairline } = design;
  const isBehind = hairline
    ? placeHairline(hairline, headForm(surface.halfAxesMm, surface.shaped ? 'standard' : 'ellipsoid')).isBehind
    : () => true;
  // the hairline clips zones: leave out their outlines in front of it
  const outlines = design.zones
    .filter(({ kind }) => kind !== 'protect')
    .map(({ outline }) => pathsOf(runs(subdivide(outline, 1, true), isBehind).flatMap((run) => lineInPhoto(surface, run))));
  const d = hairline ? pathsOf(curveInPhoto(surface, hairline.points)) : '';
  return svg`<g fill="none" stroke-linecap="round" stroke-linejoin="round">
    ${outlines.map((path) => svg`<path d=${path} stroke="#fff" stroke-width=${line} /><path d=${path} stroke="#000" stroke-width=${line / 2} stroke-dasharray=${`${3 * line} ${3 * line}`} />`)}
    ${d ? svg`<path d=${d} stroke="#fff" stroke-width=${3 * line} /><path d=${d} stroke="#000" stroke-width=${1.4 * line} />` : nothing}
    ${hairline ? height(hairlineCurve(hairline, 1), surface, photo.landmarks?.glabella ?? null, line, TEXT_SHARE * rect.width) : nothing}
  </g>`;
}

/** The parts of a closed line for which `isThere` holds. */
function runs(line: readonly MapDeg[], isThere: (acrossDeg: number, forwardDeg: number) => boolean): MapDeg[][] {
  const found: MapDeg[][] = [];
  let run: MapDeg[] | null = null;
  for (const place of line) {
    if (!isThere(...place)) run = null;
    else if (run) run.push(place);
    else found.push((run = [place]));
  }
  return found;
}

/** The line from the glabella up to the hairline, with its length in mm. */
function height(curve: readonly MapDeg[], surface: Surface, glabellaPx: PhotoPx | null, line: number, textPx: number) {
  const found = hairlineHeight(curve, surface, glabellaPx);
  const from = glabellaPx && placeUnder(surface, ...glabellaPx)?.place;
  if (found?.from !== 'face' || !from) return nothing;
  const middle = curve.filter(([, forward]) => forward > 0).reduce((a, b) => (Math.abs(b[0]) < Math.abs(a[0]) ? b : a), curve[0]);
  const path = lineInPhoto(surface, [from, middle]).flat();
  if (path.length < 2) return nothing;
  const d = pathsOf([path]);
  const ends = [path[0], path[path.length - 1]].map(([x, y]) => `M${x - 5 * line} ${y}H${x + 5 * line}`).join('');
  const [x, y] = path[path.length >> 1];
  const words = `${found.midMm.toFixed(0)} mm`;
  return svg`<path d=${d + ends} stroke="#fff" stroke-width=${2.4 * line} /><path d=${d + ends} stroke="#000" stroke-width=${line} />
    <rect x=${x + 4 * line} y=${y - 0.85 * textPx} width=${textPx * (0.68 * words.length + 0.4)} height=${1.15 * textPx} rx=${0.2 * textPx} fill="#fff" />
    <text x=${x + 4 * line + 0.3 * textPx} y=${y} font-size=${textPx} font-weight="600" fill="#000">${words}</text>`;
}
