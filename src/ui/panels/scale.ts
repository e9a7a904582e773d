/* Millimetres: two marks and a known length, head breadth, or a tape. Nothing is in mm until this is set. */
import { html, nothing } from 'lit-html';
import { setScale, setScreen } from '../../app/actions.ts';
import type { Project, Scale } from '../../core/consultation/schema.ts';
import { HEAD_BREADTH_MM, scaleFromBreadth, scaleFromMarks, scaleFromTape } from '../../core/scalp/scale.ts';
import type { ScaleMethod, Ui } from '../context.ts';
import { button, numberField } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { marksOf } from '../overlay/scale-marks.ts';

const KNOWN = [
  { value: '85.6', text: 'Bank card' },
  { value: '23.25', text: '1 euro' },
  { value: '24.26', text: 'US quarter' },
  { value: '23.43', text: '1 pound' },
  { value: '100', text: 'Ruler, 100 mm' },
] as const;

const LEADS: Record<ScaleMethod, string> = {
  marks: 'Set the two marks on something of known length that lies on the head, facing the camera.',
  breadth: 'Set the two marks on the widest part of the head, above the ears. A typical breadth is assumed.',
  tape: 'Set the two marks on the widest part of the head, above the ears, and type what the tape says around forehead and back.',
};

export function scaleFrom(ui: Ui, project: Project): Scale | null {
  const [a, b] = marksOf(ui, project);
  const lengthPx = Math.hypot(a[0] - b[0], a[1] - b[1]);
  if (ui.local.scaleMethod === 'marks') return scaleFromMarks(a, b, ui.store.getState().screen.markLengthMm);
  if (ui.local.scaleMethod === 'breadth') return scaleFromBreadth(lengthPx, HEAD_BREADTH_MM[ui.local.breadthOf]);
  return scaleFromTape(lengthPx, ui.local.tapeMm);
}

export const scaleWords = (scale: Scale) =>
  `1 mm = ${scale.pxPerMm.toFixed(scale.pxPerMm < 10 ? 2 : 1)} px, ±${(scale.sdShare * 100).toFixed(1)} %`;

export function scalePanel(ui: Ui, project: Project) {
  const { screen } = ui.store.getState();
  const { scaleMethod } = ui.local;
  const found = scaleFrom(ui, project);
  return html`<p class="lead">${LEADS[scaleMethod]}</p>
    ${radioGroup(
      'Measure by',
      [
        { value: 'marks', text: 'Two marks' },
        { value: 'breadth', text: 'Head breadth' },
        { value: 'tape', text: 'Tape' },
      ],
      scaleMethod,
      (method) => {
        ui.change({ scaleMethod: method });
        setScreen(ui.store, { marksPx: null });
      },
    )}
    ${
      scaleMethod === 'marks'
        ? html`${radioGroup('Known length', KNOWN, String(screen.markLengthMm) as (typeof KNOWN)[number]['value'], (v) => setScreen(ui.store, { markLengthMm: Number(v) }))}
          ${numberField({ label: 'Length between the marks', value: screen.markLengthMm, min: 1, max: 1000, digits: 2, unit: 'mm', onChange: (markLengthMm) => setScreen(ui.store, { markLengthMm }) })}`
        : nothing
    }
    ${
      scaleMethod === 'breadth'
        ? radioGroup(
            'Typical breadth',
            [
              { value: 'men', text: `Men ${HEAD_BREADTH_MM.men} mm` },
              { value: 'women', text: `Women ${HEAD_BREADTH_MM.women} mm` },
            ],
            ui.local.breadthOf,
            (breadthOf) => ui.change({ breadthOf }),
          )
        : nothing
    }
    ${scaleMethod === 'tape' ? numberField({ label: 'Head circumference', value: ui.local.tapeMm, min: 400, max: 750, digits: 0, unit: 'mm', onChange: (tapeMm) => ui.change({ tapeMm }) }) : nothing}
    <div class="result">
      <span>The marks give</span>
      <strong>${found ? scaleWords(found) : 'too short to measure'}</strong>
    </div>
    ${found ? button('Set scale', () => setScale(ui.store, found), { kind: 'primary', icon: 'check' }) : nothing}
    <div class="result">
      <span>Scale in use</span>
      <strong>${project.scale ? scaleWords(project.scale) : 'none yet'}</strong>
    </div>
    ${
      project.scale
        ? nothing
        : html`<p class="note">Nothing of known length in the picture? A typical head’s breadth gives a rough scale.</p>
            ${button('Guess from the head', () => ui.commands.proposeHead(), { icon: 'find' })}`
    }
    <p class="note">± is one standard error: two times in three the truth lies within it.</p>`;
}
