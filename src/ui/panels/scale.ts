/* Millimetres: two marks on a coin, head breadth, or a tape. Two taps set the scale; nothing is in mm until it is set. */
import { html, nothing } from 'lit-html';
import { setScale, setScreen } from '../../app/actions.ts';
import type { Project, Scale } from '../../core/consultation/schema.ts';
import { HEAD_BREADTH_MM } from '../../core/scalp/scale.ts';
import type { ScaleMethod, Ui } from '../context.ts';
import { button, numberField } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { scaleFrom, suspectFactor } from '../gestures/scale-tool.ts';
import { icon } from '../icons.ts';
import { knownLengths } from '../usual-coin.ts';
import { percent } from '../words.ts';

const LEADS: Record<ScaleMethod, string> = {
  marks: 'Tap the two edges of a coin, or of something else of known length, that lies on the head and faces the camera.',
  breadth: 'Tap the two sides of the head where it is widest, above the ears. A typical breadth is assumed.',
  tape: 'Tap the two sides of the head where it is widest, above the ears, and type what the tape says around forehead and back.',
};

export const scaleWords = (scale: Scale) =>
  `1 mm = ${scale.pxPerMm.toFixed(scale.pxPerMm < 10 ? 2 : 1)} px, ±${(scale.sdShare * 100).toFixed(1)} %`;

/** @param factor new size in mm over the old one */
const suspectWords = (factor: number) => {
  const size =
    factor < 1
      ? `${percent(1 - factor)} smaller than`
      : factor < 2
        ? `${percent(factor - 1)} larger than`
        : `${factor.toFixed(1)} times as large as`;
  return `By these marks everything is ${size} was measured: check the known length and both marks.`;
};

export function scalePanel(ui: Ui, project: Project) {
  const { screen } = ui.store.getState();
  const { scaleMethod, tappedMark } = ui.local;
  // marks at their initial places measure nothing
  const isPlaced = screen.marksPx !== null && !tappedMark;
  const found = isPlaced ? scaleFrom(ui, project) : null;
  const factor = suspectFactor(found, project.scale);
  const known = knownLengths(navigator.language);
  const lengthMm = screen.markLengthMm ?? known[0].mm;
  const set = (text: string) =>
    html`<button type="button" class="button primary" aria-disabled=${!found} @click=${() => found && setScale(ui.store, found)}>
      ${icon('check')}<span>${text}</span>
    </button>`;
  return html`<p class=${factor ? 'lead advice-text' : 'lead'} role="status">
      ${factor ? suspectWords(factor) : tappedMark ? 'One edge is marked. Tap the other one.' : LEADS[scaleMethod]}
    </p>
    ${factor ? set('Set scale all the same') : nothing}
    ${radioGroup(
      'Measure by',
      [
        { value: 'marks', text: 'Two marks' },
        { value: 'breadth', text: 'Head breadth' },
        { value: 'tape', text: 'Tape' },
      ],
      scaleMethod,
      (method) => {
        ui.change({ scaleMethod: method, tappedMark: null });
        setScreen(ui.store, { marksPx: null });
      },
    )}
    ${
      scaleMethod === 'marks'
        ? html`${radioGroup(
            'Known length',
            known.map(({ text, mm }) => ({ value: String(mm), text })),
            String(lengthMm),
            (mm) => setScreen(ui.store, { markLengthMm: Number(mm) }),
          )}
          ${numberField({ label: 'Length between the marks', value: lengthMm, min: 1, max: 1000, digits: 2, unit: 'mm', onChange: (markLengthMm) => setScreen(ui.store, { markLengthMm }) })}`
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
      <strong>${found ? scaleWords(found) : isPlaced ? 'too short to measure' : 'not placed yet'}</strong>
    </div>
    ${factor ? nothing : set('Set scale')}
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
