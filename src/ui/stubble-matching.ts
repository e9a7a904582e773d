/* "Match my stubble": the button, and after reading both tones side by side, their difference, and the figures. */
import { html, nothing } from 'lit-html';
import type { FoundStubble } from '../app/own-stubble.ts';
import { selectedZoneIndex } from '../app/store.ts';
import { planBesideStubble, stubbleDoubt, stubbleTrouble, zoneToMatch } from '../app/stubble-match.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { button } from './controls/fields.ts';
import { tonesBeside } from './controls/pictures.ts';
import { toneOf } from './healed-tone.ts';

const apart = (dE00: number) => (dE00 < 1 ? 'no difference to be seen' : dE00 < 3 ? 'hardly to be told apart' : 'to be told apart');

export function stubbleMatching(ui: Ui, project: Project) {
  const { results } = ui.store.getState();
  const found = results.stubble;
  return html`<section class="stubble" aria-labelledby="stubble-title">
    <h3 id="stubble-title">The client’s own stubble</h3>
    ${found ? reading(project, found, selectedZoneIndex(ui.store.getState())) : html`<p class="note">Reads a patch of the shaved sides and sets density, dot size and washes so that the healed result continues them.</p>`}
    <div class="row">${button('Match my stubble', () => ui.commands.matchStubble(), { icon: 'betweenHair' })}</div>
  </section>`;
}

function reading(project: Project, found: FoundStubble, selected: number) {
  const { tone } = found;
  const skin = toneOf([255, 255, 255], tone.skin);
  const { healed, dE00 } = planBesideStubble(project, found, zoneToMatch(project, selected));
  const count = found.reading.ok ? found.reading.count : null;
  const trouble = stubbleTrouble(found);
  const doubt = stubbleDoubt(found);
  return html`${tonesBeside([
    { text: 'Own stubble', rgb: toneOf(skin, tone.kept) },
    { text: 'Healed plan', rgb: toneOf(skin, healed) },
  ])}
    <p class="note figure-line">Stubble and healed plan: ΔE ${dE00.toFixed(1)}, ${apart(dE00)}. The stubble takes ${Math.round(100 * (1 - tone.kept[1]))} ± ${Math.round(100 * tone.sd)} % of the light.</p>
    ${
      count
        ? html`<p class="note figure-line">${count.perCm2.toFixed(0)} ± ${count.perCm2Sd.toFixed(0)} hairs per cm² (${count.marksPerCm2.toFixed(0)} marks, taken as ${count.hairsPerMark.toFixed(1)} hairs each), marks ${count.diameterMm.toFixed(2)} ± ${count.diameterSdMm.toFixed(2)} mm wide.</p>`
        : nothing
    }
    ${trouble ? html`<p class="note advice-text">${trouble}</p>` : nothing}
    ${doubt ? html`<p class="note">${doubt}</p>` : nothing}
    <p class="note">Drag the ring to read another patch.</p>`;
}
