/* The head: where it is, how large, which way it faces. */
import { html } from 'lit-html';
import { setHead } from '../../app/actions.ts';
import type { Head, Project } from '../../core/project/schema.ts';
import type { Ui } from '../context.ts';
import { button, needs, numberField } from '../controls/fields.ts';
import { slider } from '../controls/slider.ts';

const DEGREES = 180 / Math.PI;
const TURNS = [
  { label: 'Turn', index: 1 },
  { label: 'Nod', index: 0 },
  { label: 'Tilt', index: 2 },
] as const;
const AXES = ['Half breadth', 'Half height', 'Half length'] as const;

/** By hand: in the middle of the photo, of mean size (ANSUR II), facing the camera. */
const startHead = (project: Project): Head => ({
  centrePx: [project.photo.widthPx / 2, project.photo.heightPx * 0.4],
  halfAxesMm: [77, 92, 99],
  rotationRad: [0, 0, 0],
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
      ${button('Place by hand', () => setHead(ui.store, startHead(project)))}`;
  const folded = (rad: number) => Math.round(((((rad * DEGREES + 180) % 360) + 360) % 360) - 180);
  return html`<p class="lead">Drag the outline until it lies on the scalp; the grid should follow its roundness.</p>
    <div class="row">${button('Find head', () => ui.commands.proposeHead(), { icon: 'find' })}</div>
    ${TURNS.map(({ label, index }) =>
      slider(ui, {
        label,
        value: folded(head.rotationRad[index]),
        min: -180,
        max: 180,
        step: 5,
        fine: 1,
        standard: 0,
        unit: '°',
        onInput: (degrees) => {
          const rotationRad = [...head.rotationRad] as Head['rotationRad'];
          rotationRad[index] = degrees / DEGREES;
          setHead(ui.store, { ...head, rotationRad });
        },
      }),
    )}
    <div class="fields">
      ${AXES.map((label, k) =>
        numberField({
          label,
          value: head.halfAxesMm[k],
          min: 30,
          max: 200,
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
