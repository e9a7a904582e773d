/* The hairline: its points on the picture, its edge here. */
import { html, nothing } from 'lit-html';
import { changeHairline, notify } from '../../app/actions.ts';
import { HAIRLINE_STYLES, type Hairline, type HairlineShape, type NorwoodPattern, type Project } from '../../core/consultation/schema.ts';
import { EDGE_STYLES, hairlineCurve } from '../../core/design/hairline.ts';
import { type HairlineHeights, SHAPES } from '../../core/design/hairline-shapes.ts';
import { PATTERNS } from '../../core/design/norwood.ts';
import { whyNotCalibrated } from '../../core/scalp/calibrated.ts';
import { hairlineHeight } from '../../core/scalp/hairline-height.ts';
import { placeInPhoto } from '../../core/scalp/photo-map.ts';
import { projectSurface } from '../../core/scalp/surface.ts';
import { ADVICE_OF, adviceList } from '../advice-list.ts';
import type { Ui } from '../context.ts';
import { button, checkbox, needs } from '../controls/fields.ts';
import { NORWOOD_PICTURES } from '../controls/norwood-pictures.ts';
import { edgePicture } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { SHAPE_CHOICES } from '../controls/shape-choices.ts';
import { slider } from '../controls/slider.ts';
import { addPoint, between, longestGap, symmetric } from '../hairline-edit.ts';
import { surfaceOf } from '../head-geometry.ts';

const PICTURES = Object.fromEntries(HAIRLINE_STYLES.map((style) => [style, edgePicture(style)])) as Record<Hairline['style'], unknown>;
const TITLES = { soft: 'Soft', natural: 'Natural', defined: 'Defined', sharp: 'Sharp' } as const;

export function hairlinePanel(ui: Ui, project: Project) {
  const line = project.design.hairline;
  if (!project.scale)
    return needs(ui, 'The edge of a hairline is in millimetres, so the scale comes first.', 'scale', 'Set the scale first');
  if (!project.head) return needs(ui, 'The hairline is proposed from the head, so the head comes first.', 'head', 'Place the head first');
  if (!line)
    return html`<p class="lead">A first line from the head’s own proportions, for you to correct. Without a hairline every zone keeps its whole outline.</p>
      ${button('Propose hairline', () => ui.commands.proposeHairline(), { kind: 'primary', icon: 'hairline' })}
      ${shapeChoice(ui, null)}
      ${patternChoice(ui, project)}`;
  const add = () => {
    const surface = surfaceOf(project);
    const i = longestGap(line.points, (place) => surface !== null && placeInPhoto(surface, place) !== null);
    changeHairline(ui.store, addPoint(line, i, between(line.points[i], line.points[i + 1])));
  };
  return html`<p class="lead">Drag the points. Double-tap the line for another; tap one to remove or soften it.</p>
    ${shapeChoice(ui, line)}
    ${radioGroup(
      'Hairline style',
      HAIRLINE_STYLES.map((value) => ({ value, text: TITLES[value], picture: PICTURES[value] })),
      line.style,
      (style) => changeHairline(ui.store, { style, ...EDGE_STYLES[style] }),
    )}
    ${slider(ui, {
      label: 'Edge softness',
      value: line.featherMm,
      min: 0,
      max: 20,
      step: 0.5,
      fine: 0.1,
      standard: EDGE_STYLES[line.style].featherMm,
      unit: 'mm',
      onInput: (featherMm) => changeHairline(ui.store, { featherMm }),
    })}
    ${slider(ui, {
      label: 'Irregularity',
      value: line.irregularity,
      min: 0,
      max: 1,
      step: 0.05,
      fine: 0.01,
      standard: EDGE_STYLES[line.style].irregularity,
      onInput: (irregularity) => changeHairline(ui.store, { irregularity }),
    })}
    ${checkbox('Both sides alike', line.mirrored, (mirrored) => changeHairline(ui.store, { mirrored, ...(mirrored ? symmetric(line) : {}) }))}
    ${heightNote(project)}
    ${guides(ui, project)}
    ${measures(ui, project)}
    <div class="row">
      ${button('Add point', add, { icon: 'plus' })} ${button('Propose hairline', () => ui.commands.proposeHairline(), { icon: 'hairline' })}
      ${button('Remove hairline', () => drawShape(ui, 'none'), { icon: 'delete', kind: 'quiet' })}
    </div>
    ${adviceList(ui, ADVICE_OF.hairline)}
    ${patternChoice(ui, project)}`;
}

/** Runs an action that loads a part of the program, with a notice if that fails. */
async function orTell(ui: Ui, act: () => Promise<void>) {
  try {
    await act();
  } catch {
    // redraw, to clear a checkbox that was set
    ui.change({});
    notify(ui.store, 'problem', 'This could not be loaded: reload the page and try again. Nothing was changed.');
  }
}

const drawShape = (ui: Ui, shape: HairlineShape, heights: Partial<HairlineHeights> = {}) =>
  orTell(ui, async () => {
    const { shapeHairline } = await import('../../app/shape-hairline.ts');
    if (!shapeHairline(ui.store, shape, heights)) notify(ui.store, 'note', 'No hairline shows in this view.');
  });

/** The choice of the line's shape, and its two heights; without a line only density. */
function shapeChoice(ui: Ui, line: Hairline | null) {
  const draw = (shape: HairlineShape, heights: Partial<HairlineHeights> = {}) => drawShape(ui, shape, heights);
  const shape = line?.shape;
  const chosen = line ? (shape?.name ?? null) : 'none';
  return html`${radioGroup('Hairline shape', SHAPE_CHOICES, chosen, (name) => draw(name))}
    ${
      shape && shape.name !== 'none'
        ? html`${slider(ui, {
            label: 'Mid-point height',
            value: shape.midMm,
            min: 45,
            max: 100,
            step: 1,
            fine: 0.5,
            standard: SHAPES[shape.name].midMm,
            unit: 'mm',
            onInput: (midMm) => draw(shape.name, { ...shape, midMm }),
          })}
          ${slider(ui, {
            label: 'Corners',
            value: shape.cornerMm,
            min: -15,
            max: 40,
            step: 1,
            fine: 0.5,
            standard: SHAPES[shape.name].cornerMm,
            format: (mm) => (mm > 0 ? `${mm.toFixed(1)} mm above` : mm < 0 ? `${(-mm).toFixed(1)} mm below` : 'level'),
            onInput: (cornerMm) => draw(shape.name, { ...shape, cornerMm }),
          })}`
        : line
          ? html`<p class="note">Drawn by hand. Choosing a shape draws it anew.</p>`
          : nothing
    }`;
}

const patternWords = (pattern: NorwoodPattern) => (pattern === 'whole' ? 'whole scalp' : pattern);
const CHOICES = PATTERNS.map((value) => ({
  value,
  text: value === 'whole' ? 'Whole scalp' : value,
  picture: NORWOOD_PICTURES[value],
}));

/** Pattern of hair loss, seen from above; choosing one draws line and zones for it. */
function patternChoice(ui: Ui, project: Project) {
  const seen = ui.store.getState().results.norwood();
  const alike = seen?.alike.map(patternWords) ?? [];
  return html`${radioGroup('Norwood pattern', CHOICES, project.design.norwood ?? null, (pattern) => ui.commands.proposeHairline(pattern))}
    <p class="note">
      ${seen ? html`<strong>Suggested: ${patternWords(seen.pattern)}</strong>, by the hair that the photo shows${alike.length ? ` (${alike.join(', ')} would look the same from here)` : nothing}.` : nothing}
      Choosing draws the line and the filled zones anew; scars and protected skin stay.
    </p>`;
}

/** Thirds and verticals over the photo, and the same in words; loaded on first use. */
function guides(ui: Ui, project: Project) {
  if (!project.photo.landmarks)
    return html`<p class="note">
      ${project.photo.landmarks === null ? 'No face is seen in this view, so there are no guides for it.' : 'Guides need the face: “Find head” in the Head step looks for it.'}
    </p>`;
  const show = (on: boolean) => orTell(ui, async () => ui.change({ guides: on ? await import('../overlay/guides.ts') : null }));
  return html`${checkbox('Guides', ui.local.guides !== null, show)} ${ui.local.guides?.guideWords(project) ?? nothing}`;
}

const NOT_CALIBRATED = {
  scale: 'There is nothing to measure by yet: set the scale first.',
  head: 'There is nothing to measure on yet: place the head first.',
  guess: 'The scale is only a guess: mark a known length under Scale, and lengths can be measured here.',
} as const;

/** Heights, a ruler and the mirrored line over the photo; loaded on first use. */
function measures(ui: Ui, project: Project) {
  const why = whyNotCalibrated(project);
  if (why) return html`<p class="note">${NOT_CALIBRATED[why]}</p>`;
  const show = (on: boolean) => orTell(ui, async () => ui.change({ measures: on ? await import('../overlay/measures.ts') : null }));
  return html`${checkbox('Measure', ui.local.measures !== null, show)} ${ui.local.measures?.measurePanel(ui, project) ?? nothing}`;
}

/** Mid-point above the glabella, with its error; an estimate where no face was found. */
function heightNote(project: Project) {
  const surface = projectSurface(project);
  const line = project.design.hairline;
  const height = surface && line ? hairlineHeight(hairlineCurve(line, 0.5), surface, project.photo.landmarks?.glabella) : null;
  return html`<p class="note figure-line">
    ${height ? `Mid-point ${height.midMm.toFixed(0)} ± ${height.sdMm} mm above the glabella (the point between the brows), ${height.from === 'face' ? 'found in the photo' : 'estimated from the head'}.` : ''}
  </p>`;
}
