/*
 * Measuring on the picture: heights of the hairline's mid-point and corners, a ruler over the skin, and the line mirrored to the other side.
 * Figures only if the scale is known. Loaded on first use.
 */
import '../styles/measures.css';
import { html, nothing, svg } from 'lit-html';
import type { PhotoPx, PlaceDeg, Project } from '../../core/consultation/schema.ts';
import { hairlineCurve } from '../../core/design/hairline.ts';
import { lengthSdMm, whyNotCalibrated } from '../../core/scalp/calibrated.ts';
import { type HairlineFigures, hairlineFigures } from '../../core/scalp/hairline-figures.ts';
import { type MapDeg, mirrored } from '../../core/scalp/head-map.ts';
import { curveInPhoto, lineInPhoto, placeInPhoto, placePointedAt, pointInView } from '../../core/scalp/photo-map.ts';
import { type SkinPath, skinPath } from '../../core/scalp/skin-path.ts';
import type { Surface } from '../../core/scalp/surface.ts';
import type { Ui } from '../context.ts';
import { checkbox } from '../controls/fields.ts';
import { pathsOf, surfaceOf } from '../head-geometry.ts';
import { toScreen } from '../view.ts';
import { dragPoint } from './drag-point.ts';

export interface Measuring {
  isRulerShown: boolean;
  isGhostShown: boolean;
  /** the ends of the ruler on the head; null: its initial place */
  ruler: readonly [PlaceDeg, PlaceDeg] | null;
}

const CURVE_STEP_DEG = 0.5;
/** Smaller differences, mm, count as level: neither hand nor eye is that accurate. */
const LEVEL_MM = 1;

interface Measured {
  surface: Surface;
  figures: HairlineFigures | null;
}
function measured(project: Project): Measured | null {
  const surface = surfaceOf(project);
  if (!surface || whyNotCalibrated(project)) return null;
  const { hairline } = project.design;
  const figures = hairline && hairlineFigures(hairlineCurve(hairline, CURVE_STEP_DEG), surface, project.photo.landmarks?.glabella);
  return { surface, figures };
}

/** The ruler; initially over the forehead, a third of the head's breadth long. */
function rulerOf(ui: Ui, surface: Surface): readonly [PlaceDeg, PlaceDeg] {
  const { ruler } = ui.local.measuring;
  if (ruler) return ruler;
  const outline = surface.outlinePx(48);
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const y = top + 0.3 * (bottom - top);
  const at = (share: number) => placePointedAt(surface, [left + share * (right - left), y]);
  return [at(0.33), at(0.67)];
}
const pathOfRuler = (ui: Ui, surface: Surface): SkinPath => skinPath(surface, ...rulerOf(ui, surface));

/** Line from a corner straight down, along the head's upright axis, to the level of the glabella. */
function plumb(surface: Surface, place: MapDeg, aboveMm: number): readonly [PhotoPx, PhotoPx] | null {
  const top = placeInPhoto(surface, place);
  const { rotation: R } = surface;
  const p = pointInView(surface, place);
  return top && [top, surface.project(p.xMm + R[1] * aboveMm, p.yMm + R[4] * aboveMm, p.zMm + R[7] * aboveMm)];
}
const upTo = (surface: Surface, { glabella, mid }: HairlineFigures) =>
  mid ? lineInPhoto(surface, skinPath(surface, glabella, mid.place).places) : [];

/** Lines, in photo pixels. */
export function measureLines(ui: Ui, project: Project) {
  const found = measured(project);
  if (!found) return nothing;
  const { surface, figures } = found;
  const { isRulerShown, isGhostShown } = ui.local.measuring;
  const { hairline } = project.design;
  const heights = figures
    ? pathsOf([
        ...upTo(surface, figures),
        ...[figures.left, figures.right].flatMap((corner) => {
          const line = corner && plumb(surface, corner.place, corner.aboveMm);
          return line ? [line] : [];
        }),
      ])
    : '';
  const ghost = isGhostShown && hairline ? pathsOf(curveInPhoto(surface, hairline.points.map(mirrored))) : '';
  const ruler = isRulerShown ? pathsOf(lineInPhoto(surface, pathOfRuler(ui, surface).places)) : '';
  return svg`<g aria-hidden="true">
    <path class="guide-under" d=${heights} /><path class="guide" d=${heights} />
    <path class="ghost-under" d=${ghost} /><path class="ghost" d=${ghost} />
    <path class="line-under" d=${ruler} /><path class="line" d=${ruler} />
  </g>`;
}

const between = ([[ax, ay], [bx, by]]: readonly [PhotoPx, PhotoPx]): PhotoPx => [(ax + bx) / 2, (ay + by) / 2];
const mm = (value: number) => `${value.toFixed(0)} mm`;

/** Figures and the ruler's ends, in CSS pixels. */
export function measureMarks(ui: Ui, project: Project) {
  const found = measured(project);
  if (!found) return nothing;
  const { surface, figures } = found;
  const { view, viewportPx } = ui.store.getState().screen;
  const text = (at: PhotoPx | null | undefined, words: string, look: 'above' | 'beside' | 'below', dx = 0, dy = 0) => {
    if (!at) return nothing;
    const [x, y] = toScreen(view, viewportPx.dpr, at);
    return svg`<text class="guide-text" data-look=${look} x=${(x + dx).toFixed(1)} y=${(y + dy).toFixed(1)}>${words}</text>`;
  };
  const middleOf = (line: readonly PhotoPx[] | undefined) => line?.[line.length >> 1];
  const corner = (side: 'left' | 'right') => {
    const one = figures?.[side];
    const line = one && plumb(surface, one.place, one.aboveMm);
    if (!line) return nothing;
    // placed towards the middle of the face, clear of the line's handles
    const isInLeftHalf = line[0][0] < surface.project(...surface.centreMm)[0];
    return text(between(line), mm(one.aboveMm), isInLeftHalf ? 'beside' : 'above', isInLeftHalf ? 8 : -8, 4);
  };
  return svg`<g aria-hidden="true">
      ${figures?.mid ? text(middleOf(upTo(surface, figures)[0]), mm(figures.mid.aboveMm), 'beside', 8, 4) : nothing}
      ${corner('left')} ${corner('right')}
    </g>
    ${ui.local.measuring.isRulerShown ? rulerMarks(ui, surface, text) : nothing}`;
}

function rulerMarks(
  ui: Ui,
  surface: Surface,
  text: (at: PhotoPx | undefined, words: string, look: 'below', dx: number, dy: number) => unknown,
) {
  const ends = rulerOf(ui, surface);
  const path = pathOfRuler(ui, surface);
  const runs = lineInPhoto(surface, path.places);
  const move = (index: 0 | 1) => (to: PhotoPx) => {
    const now = rulerOf(ui, surface);
    const place = placePointedAt(surface, to);
    ui.change({ measuring: { ...ui.local.measuring, ruler: index === 0 ? [place, now[1]] : [now[0], place] } });
  };
  const end = (index: 0 | 1, label: string) => {
    const at = placeInPhoto(surface, ends[index]);
    return at ? dragPoint(ui, { at, label, look: 'mark', onMove: move(index) }) : nothing;
  };
  return svg`<g aria-hidden="true">${text(runs[0]?.[runs[0].length >> 1], mm(path.lengthMm), 'below', 0, 18)}</g>
    ${end(0, 'Ruler, first end')} ${end(1, 'Ruler, second end')}`;
}

/** The figures in words, and further options. */
export function measurePanel(ui: Ui, project: Project) {
  const found = measured(project);
  const { scale } = project;
  if (!found || !scale) return nothing;
  const { measuring } = ui.local;
  const set = (to: Partial<Measuring>) => ui.change({ measuring: { ...measuring, ...to } });
  return html`${found.figures ? html`<p class="note figure-line">${cornerWords(found.figures)} ${lengthWords(found.figures, scale)}</p>` : nothing}
    ${checkbox('Mirrored line', measuring.isGhostShown, (isGhostShown) => set({ isGhostShown }))}
    ${checkbox('Ruler', measuring.isRulerShown, (isRulerShown) => set({ isRulerShown }))}
    ${measuring.isRulerShown ? html`<p class="note figure-line" role="status">${rulerWords(pathOfRuler(ui, found.surface), scale)}</p>` : nothing}`;
}

function cornerWords({ left, right, leftHigherMm }: HairlineFigures): string {
  const one = (side: string, { aboveMm }: { aboveMm: number }) => `${side} corner ${mm(aboveMm)} above the level of the glabella`;
  if (left && right && leftHigherMm !== null) {
    const apart = Math.abs(leftHigherMm);
    const compared = apart < LEVEL_MM ? 'they are level' : `the ${leftHigherMm > 0 ? 'left' : 'right'} is ${apart.toFixed(1)} mm higher`;
    return `The client’s left corner stands ${mm(left.aboveMm)} above the level of the glabella, the right ${mm(right.aboveMm)}: ${compared}.`;
  }
  if (left) return `The client’s ${one('left', left)}.`;
  if (right) return `The client’s ${one('right', right)}.`;
  return 'The line turns no corners.';
}
const withSd = (value: number, scale: NonNullable<Project['scale']>) =>
  `${value.toFixed(0)} ± ${Math.max(1, lengthSdMm(value, scale)).toFixed(0)} mm`;
const lengthWords = ({ lengthMm }: HairlineFigures, scale: NonNullable<Project['scale']>) => `The line is ${withSd(lengthMm, scale)} long.`;
const rulerWords = ({ lengthMm, straightMm }: SkinPath, scale: NonNullable<Project['scale']>) =>
  `Ruler: ${withSd(lengthMm, scale)} along the skin, ${mm(straightMm)} straight.`;
