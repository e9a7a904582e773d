/* The head: where it is, how large, which way it faces. */
import { html, nothing } from 'lit-html';
import { dismissSideQuestion, setHead, setSeenFrom } from '../../app/actions.ts';
import { isAsMeasured, isHeadDoubted } from '../../app/measured.ts';
import { shownMeasured } from '../../app/store.ts';
import { HALF_AXIS_MM, type Head, type Project } from '../../core/consultation/schema.ts';
import { MEAN_HALF_AXES_MM } from '../../core/scalp/first-head.ts';
import { nearestView, turntableAngles, turntableOf, type View, viewAngles, viewMatrix } from '../../core/scalp/head-view.ts';
import { rotationMatrix } from '../../core/scalp/rotation.ts';
import type { Ui } from '../context.ts';
import { button, needs, numberField } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { slider } from '../controls/slider.ts';
import { SEEN_FROM } from '../seen-from.ts';

const DEGREES = 180 / Math.PI;
const TURNS = [
  { label: 'Turn', key: 'turnRad', most: 180 },
  { label: 'Nod', key: 'nodRad', most: 90 },
  { label: 'Tilt', key: 'tiltRad', most: 180 },
] as const;
const AXES = ['Half breadth', 'Half height', 'Half length'] as const;

/** A head to place by hand: in the middle of the photo, facing the camera, with the shared size or the mean size (ANSUR II). */
const startHead = (ui: Ui, project: Project): Head => ({
  centrePx: [project.photo.widthPx / 2, project.photo.heightPx * 0.4],
  halfAxesMm: ui.store.getState().consultation?.head?.halfAxesMm ?? [...MEAN_HALF_AXES_MM],
  rotationRad: viewAngles('front'),
  shape: 'standard',
});

export function headPanel(ui: Ui, project: Project) {
  const { head } = project;
  if (!project.scale)
    return html`${needs(ui, 'The head is placed in millimetres, so the scale comes first.', 'scale', 'Set the scale first')}
      <p class="note">Or let the program find the head and guess the scale from a typical head’s breadth.</p>
      ${button('Find head', () => ui.commands.proposeHead(), { icon: 'find' })}`;
  if (!head)
    return html`<p class="lead">Find the head, then drag its outline until it lies on the scalp.</p>
      ${button('Find head', () => ui.commands.proposeHead(), { kind: 'primary', icon: 'find' })}
      ${button('Place by hand', () => setHead(ui.store, startHead(ui, project)))}`;
  const rotation = rotationMatrix(head.rotationRad);
  const seenFrom = nearestView(rotation);
  const turned = turntableOf(rotation);
  const usual = turntableOf(viewMatrix(seenFrom));
  const measured = shownMeasured(ui.store.getState());
  const asMeasured = isAsMeasured(project, measured);
  const hasPlan = !!project.design.hairline || project.design.zones.length > 0;
  const isDoubted = measured?.isTrusted === false && !hasPlan;
  // if the head is still as measured, a new side means measuring again and not just another rotation
  const tell = (view: View) => {
    if (!asMeasured || measured.sawFace)
      return setSeenFrom(ui.store, view, { ...head, rotationRad: viewAngles(view), shape: head.shape ?? 'standard' });
    dismissSideQuestion(ui.store);
    void ui.commands.measureFromSide(view);
  };
  return html`<p class="lead">${
    isDoubted
      ? 'The head was found, but not well enough to plan on: drag it onto the head.'
      : 'Drag the outline until it lies on the scalp; the grid should follow its roundness.'
  }</p>
    ${hasPlan ? nothing : html`<div class="row propose">${isHeadDoubted(project, measured) ? html`<p class="note">Then hairline and zone can be proposed here.</p>` : button('Propose hairline and zone', () => ui.commands.proposeHairline(project.design.norwood ?? 'whole'), { kind: 'primary', icon: 'hairline' })}</div>`}
    ${ui.local.afterMeasuring?.doubtList(ui, project)}
    <div class="row">${button('Find head', () => ui.commands.proposeHead(), { icon: 'find' })}</div>
    ${radioGroup('Seen from', SEEN_FROM, seenFrom, tell)}
    ${TURNS.map(({ label, key, most }) =>
      slider(ui, {
        label,
        value: Math.round(turned[key] * DEGREES),
        min: -most,
        max: most,
        step: 5,
        fine: 1,
        standard: Math.round(usual[key] * DEGREES),
        unit: '°',
        onInput: (degrees) => setHead(ui.store, { ...head, rotationRad: turntableAngles({ ...turned, [key]: degrees / DEGREES }) }),
      }),
    )}
    <div class="fields">
      ${AXES.map((label, k) =>
        numberField({
          label,
          value: head.halfAxesMm[k],
          min: HALF_AXIS_MM.least,
          max: HALF_AXIS_MM.most,
          unit: 'mm',
          onChange: (mm) => {
            const halfAxesMm = [...head.halfAxesMm] as Head['halfAxesMm'];
            halfAxesMm[k] = mm;
            setHead(ui.store, { ...head, halfAxesMm });
          },
        }),
      )}
    </div>`;
}
