/* The face's thirds and the verticals over its eyes, with their millimetres. Hidden from assistive technology: the panel says the same in words. */
import { html, nothing, svg } from 'lit-html';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import { type FaceGuides, faceGuides } from '../../core/scalp/face-guides.ts';
import { curveInPhoto } from '../../core/scalp/photo-map.ts';
import type { Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { toScreen } from '../view.ts';

/** Guides of a project; null if no face was found. */
export function guidesOf(project: Project): FaceGuides | null {
  const surface = surfaceOf(project);
  const { landmarks } = project.photo;
  if (!surface || !landmarks) return null;
  const line = project.design.hairline;
  return faceGuides(landmarks, surface, line ? curveInPhoto(surface, line.points).flat() : null);
}

const between = (p: PhotoPx, q: PhotoPx): PhotoPx => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];

export function guideLines(guides: FaceGuides) {
  const d = guides.lines.map(({ from, to }) => `M${from.join(' ')}L${to.join(' ')}`).join('');
  return svg`<g aria-hidden="true"><path class="guide-under" d=${d} /><path class="guide" d=${d} /></g>`;
}

/** The thirds in words, for the panel. */
export function guideWords(project: Project) {
  const found = guidesOf(project);
  if (!found) return nothing;
  const [upper, middle, lower] = found.thirdsMm;
  return html`<p class="note">Thirds of the face: ${upper === null ? nothing : html`${upper.toFixed(0)} mm to the glabella, `}${middle.toFixed(0)} mm to the nose, ${lower.toFixed(0)} mm to the chin, each about.${found.nods ? ' The head nods, which shortens the lower two.' : ''} The corners stand over the outer corners of the eyes.</p>`;
}

/** Offset of a label from its point, CSS px. */
const OFFSET = { above: [0, -5], beside: [6, 4], below: [0, 15] } as const;

/** Names at the ends of the lines, figures between them. */
export function guideLabels(ui: Ui, guides: FaceGuides) {
  const { view, viewportPx } = ui.store.getState().screen;
  const end = Object.fromEntries(guides.lines.map(({ name, to }) => [name, to])) as Record<string, PhotoPx | undefined>;
  const text = (at: PhotoPx | undefined, words: string, look: keyof typeof OFFSET = 'above') => {
    if (!at) return null;
    const [x, y] = toScreen(view, viewportPx.dpr, at);
    const [dx, dy] = OFFSET[look];
    return svg`<text class="guide-text" data-look=${look} x=${(x + dx).toFixed(1)} y=${(y + dy).toFixed(1)}>${words}</text>`;
  };
  const mm = (value: number) => `${value.toFixed(0)} mm`;
  const [upper, middle, lower] = guides.thirdsMm;
  const middleOf = (a: string, b: string): PhotoPx | undefined => {
    const [p, q] = [end[a], end[b]];
    return p && q && between(p, q);
  };
  return svg`<g aria-hidden="true">
    ${text(end.hairline, 'Hairline')} ${text(end.glabella, 'Glabella')} ${text(end.nose, 'Nose')} ${text(end.chin, 'Chin')}
    ${upper === null ? null : text(middleOf('hairline', 'glabella'), mm(upper), 'beside')}
    ${text(middleOf('glabella', 'nose'), mm(middle), 'beside')} ${text(middleOf('nose', 'chin'), mm(lower), 'beside')}
    ${guides.canthiMm && text(end['right-canthus'], mm(guides.canthiMm[0]), 'below')}
    ${guides.canthiMm && text(end['left-canthus'], mm(guides.canthiMm[1]), 'below')}
  </g>`;
}
