/* Skin, wash, and the dot itself. */
import { html, nothing } from 'lit-html';
import { setSkin, setTreatment } from '../../app/actions.ts';
import { hairKeeps } from '../../app/look.ts';
import { type Project, SKIN_CLASSES, type SkinClass } from '../../core/consultation/schema.ts';
import { colourLost } from '../../core/photo/colour-lost.ts';
import { colourBeside } from '../../core/treatment/pigments.ts';
import { SKIN_COLOUR } from '../../core/treatment/skin-colours.ts';
import { ADVICE_OF, adviceList } from '../advice-list.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { dotBesideHair, swatch } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { slider } from '../controls/slider.ts';
import { dotOn } from '../healed-tone.ts';
import { fixed } from '../words.ts';
import { finishSection } from './finish.ts';
import { whiteSection } from './white.ts';

/** Below this depth setting pigment keeps its own colour; deeper, skin above it takes the red (core/README.md 6). */
const BLUE_DEPTH_MM = 0.25;
const SKINS = SKIN_CLASSES.map((value) => ({ value, text: value, picture: swatch(SKIN_COLOUR[value]) }));

/** Evidence behind the colours on skin classes other than III and IV. */
const EVIDENCE: Partial<Record<SkinClass, string>> = {
  V: 'On skin V the picture rests on one photograph of finished work.',
  VI: 'No finished work on skin VI has been measured: the picture is carried over from lighter skin.',
};

export function shadePanel(ui: Ui, project: Project) {
  const { treatment } = project;
  const skin = ui.store.getState().results.skinRgb ?? SKIN_COLOUR[treatment.skin];
  return html`<p class="lead">The client’s skin by how it tans (Fitzpatrick), the pigment’s undertone, and the size of one dot.</p>
    ${radioGroup('Skin', SKINS, treatment.skin, (value) => setSkin(ui.store, value))}
    ${measuredSkin(ui, treatment.skin)}
    ${EVIDENCE[treatment.skin] ? html`<p class="note">${EVIDENCE[treatment.skin]}</p>` : nothing}
    ${radioGroup(
      'Pigment wash',
      [
        { value: 'neutral', text: 'Neutral' },
        { value: 'warm', text: 'Warm' },
        { value: 'cool', text: 'Cool' },
      ],
      treatment.wash,
      (wash) => setTreatment(ui.store, { wash }),
    )}
    ${colourBeside(hairKeeps(project, ui.store.getState().results.hair))[0] > colourBeside(null)[0] ? html`<p class="note">Own hair keeps more of the skin’s colour here than is usual: the pigment is shown mixed to it (assumed).</p>` : nothing}
    ${
      project.scale
        ? html`${slider(ui, {
            label: 'Dot size',
            value: treatment.dotMm,
            min: 0.1,
            max: 0.6,
            step: 0.02,
            fine: 0.01,
            standard: 0.32,
            unit: 'mm, fresh',
            picture: dotBesideHair(dotOn(skin, treatment, false), skin),
            onInput: (dotMm) => setTreatment(ui.store, { dotMm }),
          })}
          ${slider(ui, {
            label: 'Depth',
            value: treatment.depthMm,
            min: 0.05,
            max: 0.6,
            step: 0.01,
            fine: 0.005,
            standard: 0.15,
            unit: 'mm',
            format: (x) => x.toFixed(2),
            note:
              treatment.depthMm > BLUE_DEPTH_MM
                ? html`<span class="advice-text">Reads blue-grey: skin above the pigment takes the red away.</span>`
                : 'Above 0.25 mm pigment reads blue-grey.',
            onInput: (depthMm) => setTreatment(ui.store, { depthMm }),
          })}`
        : html`<p class="note">Dot size and depth appear once the scale is set.</p>`
    }
    ${adviceList(ui, ADVICE_OF.shade)} ${finishSection(ui, project)} ${whiteSection(ui, project)}`;
}

/** The skin class read from the photo, with a button to use it; a suggestion, since the photo's exposure is not known. */
function measuredSkin(ui: Ui, chosen: SkinClass) {
  const { tone, photoFindings } = ui.store.getState().results;
  if (!tone) return nothing;
  return html`<div class="measured">
    ${swatch(tone.rgb)}
    <p class="note">Measured: ITA ${fixed(tone.itaDeg, 0)}°, suggests ${tone.class}. ${colourLost(photoFindings ?? [])?.text ?? 'Brightness of the photo can move it by a class.'}</p>
    ${tone.class === chosen ? nothing : button(`Take ${tone.class}`, () => setSkin(ui.store, tone.class))}
  </div>`;
}
