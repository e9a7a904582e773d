/* Where dots go and how many: zones, scars, protected skin, and the brush. */
import { html, nothing } from 'lit-html';
import { changeZone, removeZone, setDesign, setScreen, setTreatment } from '../../app/actions.ts';
import { selectedZoneIndex, type Tool } from '../../app/store.ts';
import { MAX_PER_CM2, type PhotoPx, type Project, type Zone, type ZoneKind } from '../../core/consultation/schema.ts';
import type { HairBasis } from '../../core/photo/hair-tone.ts';
import type { ZoneFigures } from '../../core/treatment/estimates.ts';
import { SKIN_COLOUR } from '../../core/treatment/skin-colours.ts';
import { ADVICE_OF, adviceList } from '../advice-list.ts';
import type { Ui } from '../context.ts';
import { button, checkbox, needs } from '../controls/fields.ts';
import { densitySquare } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { slider } from '../controls/slider.ts';
import { addDrawnStroke, addDrawnZone, cancelTool, closeOutline, newZone, SCAR_MM } from '../gestures/zone-tool.ts';
import { dotOn, healedBetween } from '../healed-tone.ts';
import type { IconName } from '../icons.ts';
import { stubbleMatching } from '../stubble-matching.ts';
import { treatingChoice, treatingWords } from '../treating/treating.ts';
import { middleOf } from '../view.ts';
import { count, shownWords } from '../words.ts';

const TOOLS: { tool: Exclude<Tool, 'none'>; text: string; icon: IconName }[] = [
  { tool: 'fill', text: 'Fill zone', icon: 'outline' },
  { tool: 'hair', text: 'Between hair', icon: 'betweenHair' },
  { tool: 'scar', text: 'Scar', icon: 'minus' },
  { tool: 'oldwork', text: 'Old work', icon: 'oldWork' },
  { tool: 'protect', text: 'Protect', icon: 'protect' },
  { tool: 'brush', text: 'Brush', icon: 'brush' },
];
const KINDS: Record<ZoneKind, string> = { fill: 'Fill', scar: 'Scar', protect: 'Protected', hair: 'Between hair', oldwork: 'Old work' };
const SAID: Partial<Record<ZoneKind, string>> = {
  protect: 'No dots here, whatever else covers it.',
  hair: 'Dots only on the skin between hairs, to soften the contrast of thin hair.',
  scar: 'Scar tissue keeps less pigment: it is shown fading nearly twice as fast. Blend widely into the hair around it.',
  oldwork: 'Simulates dots that are already there, merged and bluish, so that a repair can be layered over them.',
};

const middleOfPicture = (ui: Ui): PhotoPx => {
  const { view, viewportPx } = ui.store.getState().screen;
  return middleOf(view, viewportPx);
};
const shapeInTheMiddle = (ui: Ui): PhotoPx[] => {
  const { view, viewportPx } = ui.store.getState().screen;
  const [x, y] = middleOfPicture(ui);
  const r = (Math.min(viewportPx.width, viewportPx.height) * 0.18) / view.scale;
  return Array.from({ length: 8 }, (_, i): PhotoPx => [x + r * Math.cos((i * Math.PI) / 4), y + r * Math.sin((i * Math.PI) / 4)]);
};

export function densityPanel(ui: Ui, project: Project) {
  const { screen, results } = ui.store.getState();
  if (!project.scale)
    return needs(ui, 'Density is counted per square centimetre, so the scale comes first.', 'scale', 'Set the scale first');
  if (!project.head)
    return needs(ui, 'Dots are counted on the head’s own surface, so the head comes first.', 'head', 'Place the head first');
  const { zones, strokes } = project.design;
  const { tool, selectedZoneId } = screen;
  const at = selectedZoneIndex(ui.store.getState());
  const zone = zones[at];
  const pick = (next: Exclude<Tool, 'none'>) => {
    ui.change({ draft: [] });
    setScreen(ui.store, { tool: tool === next ? 'none' : next });
  };
  const skin = results.skinRgb ?? SKIN_COLOUR[project.treatment.skin];
  const between = healedBetween(skin, project.treatment, zone?.perCm2 ?? 0);
  const figures = results.figures?.zones[at];
  const shown = results.figures?.shown.zones[at];
  const isOutlined = tool !== 'none' && tool !== 'brush';
  const lead = treatingWords(project) || (isOutlined ? '' : 'Outline where dots belong, then say how many.');
  return html`${lead ? html`<p class="lead">${lead}</p>` : nothing}
    ${isOutlined ? html`<p class="lead" role="status">${howToDraw(ui, tool)}</p>` : nothing}
    <div class="tools">
      ${TOOLS.map(({ tool: t, text, icon }) => button(text, () => pick(t), { icon, pressed: tool === t }))}
    </div>
    ${isOutlined ? drawing(ui, tool) : nothing}
    ${tool === 'brush' ? brushing(ui) : nothing}
    ${
      tool === 'none' && zones.length
        ? radioGroup(
            'Zones',
            zones.map((z, i) => ({ value: z.id ?? '', text: `${i + 1} ${KINDS[z.kind]}` })),
            selectedZoneId,
            (id) => setScreen(ui.store, { selectedZoneId: id }),
          )
        : nothing
    }
    ${
      tool === 'none' && zone
        ? html`${SAID[zone.kind] ? html`<p class="note">${SAID[zone.kind]}</p>` : nothing}${
            zone.kind === 'protect'
              ? nothing
              : html`${slider(ui, {
                  label: 'Density',
                  value: zone.perCm2,
                  min: 0,
                  max: MAX_PER_CM2,
                  step: 5,
                  fine: 1,
                  standard: 140,
                  unit: 'dots per cm²',
                  picture: densitySquare(zone.perCm2, dotOn(between, project.treatment, true), between),
                  onInput: (perCm2) => changeZone(ui.store, selectedZoneId, { perCm2 }),
                })}
                ${
                  zone.kind === 'fill' || zone.kind === 'hair'
                    ? slider(ui, {
                        label: 'Temples',
                        value: zone.temples,
                        min: 0.3,
                        max: 1,
                        step: 0.05,
                        fine: 0.01,
                        standard: 1,
                        format: (x) => `× ${x.toFixed(2)}`,
                        onInput: (temples) => changeZone(ui.store, selectedZoneId, { temples }),
                      })
                    : nothing
                }
                ${zone.kind === 'oldwork' ? nothing : checkbox('Avoid existing hair', zone.avoidHair, (avoidHair) => changeZone(ui.store, selectedZoneId, { avoidHair }))}
                ${zone.avoidHair ? hairDoubt(ui.store.getState().results.hair) : nothing}`
          }
          ${slider(ui, {
            label: 'Blend',
            value: zone.blendMm,
            min: 0,
            max: 40,
            step: 1,
            fine: 0.5,
            standard: newZone(zone.kind, []).blendMm,
            unit: 'mm',
            onInput: (blendMm) => changeZone(ui.store, selectedZoneId, { blendMm }),
          })}
          <p class="note figure-line">${figures && shown ? zoneWords(zone, figures, shown) : ''}</p>
          ${zone.proposed ? html`<p class="note">${project.design.hairline ? 'All of the scalp behind the hairline.' : 'All of the scalp.'}</p>` : nothing}
          <div class="row">${button('Edit outline', () => editOutline(ui, zone), { icon: 'outline', pressed: ui.local.editedZoneId === selectedZoneId })}${button('Delete zone', () => removeZone(ui.store, selectedZoneId), { icon: 'delete', kind: 'quiet' })}</div>`
        : nothing
    }
    ${tool === 'none' && zones.length ? hand(ui, project) : nothing}
    ${tool === 'none' && zones.length ? stubbleMatching(ui, project) : nothing}
    ${tool === 'none' ? adviceList(ui, ADVICE_OF.density) : nothing}
    ${tool === 'none' && project.design.treating ? treatingChoice(ui, project) : nothing}
    ${tool === 'none' && !zones.length ? html`<p class="note">No zone yet. Choose “Fill zone” and tap around the area${project.design.hairline ? '' : ', or propose a hairline with its zone'}.</p>` : nothing}
    ${
      strokes.length && tool === 'brush'
        ? html`<div class="row">${button(`Remove all ${count(strokes.length)} strokes`, () => setDesign(ui.store, { strokes: [] }), { icon: 'delete', kind: 'quiet' })}</div>`
        : nothing
    }`;
}

/** Area and dots of a zone, or what to do if it has none. */
function zoneWords({ kind, perCm2 }: Zone, figures: ZoneFigures, shown: ZoneFigures): string {
  // protected zones have no dots, and those of old work exist already
  if (kind === 'protect') return '';
  const area = figures.areaCm2 < 0.5 ? 'Under 1 cm²' : `${figures.areaCm2.toFixed(0)} cm²`;
  if (kind === 'oldwork') return figures.areaCm2 ? `${area}. ${shownWords(figures, shown)}` : NOT_ON_SCALP;
  if (figures.dots) return `${area}, ${count(figures.dots)} dots. ${shownWords(figures, shown)}`;
  if (perCm2 === 0) return 'No dots: set a density.';
  return figures.areaCm2 ? 'No dots: all of it is protected, or taken for hair.' : NOT_ON_SCALP;
}
const NOT_ON_SCALP =
  'Nothing of this outline takes dots: drag its points onto the scalp behind the hairline, or delete it and draw it anew.';

/** Shows or hides the handles of the outline. A proposed zone becomes the user's own. */
function editOutline(ui: Ui, { id = '', proposed }: Zone) {
  if (proposed) changeZone(ui.store, id, { proposed: undefined });
  ui.change({ editedZoneId: ui.local.editedZoneId === id ? '' : id });
}

/** How orderly the hand is: the one setting that moves dots. */
const hand = (ui: Ui, { treatment }: Project) =>
  slider(ui, {
    label: 'Orderly hand',
    value: treatment.hand,
    min: 0,
    max: 1,
    step: 0.05,
    fine: 0.01,
    standard: 0.5,
    format: (x) => `${Math.round(x * 100)}`,
    unit: '%',
    note: 'By hand dots gather and leave gaps; at 100 % each keeps its own space, as only a computer would set them.',
    onInput: (value) => setTreatment(ui.store, { hand: value }),
  });

const howToDraw = (ui: Ui, kind: ZoneKind) =>
  kind === 'scar' && !ui.local.draft.length
    ? `Drag along the scar for a zone ${SCAR_MM} mm wide, or tap corner by corner around it.`
    : 'Tap corner by corner around the area. Tap the first corner, or press Enter, to close it; Escape gives up.';

function drawing(ui: Ui, kind: ZoneKind) {
  const n = ui.local.draft.length;
  return html`<div class="row">
      ${n >= 3 ? button('Close the outline', () => closeOutline(ui), { kind: 'primary', icon: 'check' }) : nothing}
      ${n === 0 ? button('Place a shape in the middle', () => addDrawnZone(ui, kind, shapeInTheMiddle(ui))) : nothing}
      ${button(n ? 'Start again' : 'Stop drawing', () => cancelTool(ui), { kind: 'quiet', icon: 'close' })}
    </div>`;
}

function brushing(ui: Ui) {
  const { brush } = ui.store.getState().screen;
  const change = (part: Partial<typeof brush>) => setScreen(ui.store, { brush: { ...brush, ...part } });
  return html`${radioGroup(
    'What it does',
    [
      { value: 'add', text: 'Add dots' },
      { value: 'remove', text: 'Take away' },
    ],
    brush.tool,
    (tool) => change({ tool }),
    true,
  )}
  ${slider(ui, { label: 'Radius', value: brush.radiusMm, min: 0.5, max: 40, step: 1, fine: 0.5, standard: 8, unit: 'mm', screen: true, onInput: (radiusMm) => change({ radiusMm }) })}
  ${slider(ui, { label: 'Strength', value: brush.strength, min: 0, max: 1, step: 0.05, fine: 0.01, standard: 0.5, format: (x) => `${Math.round(x * 100)}`, unit: '%', screen: true, onInput: (strength) => change({ strength }) })}
  <div class="row">${button('Dab in the middle of the picture', () => addDrawnStroke(ui, [middleOfPicture(ui)]))}</div>`;
}

/** Below this weight of colour the hair reading is doubtful. */
const MOSTLY_COLOUR = 0.5;
const hairDoubt = (hair: HairBasis | null) =>
  hair && hair.byColour < MOSTLY_COLOUR
    ? html`<p class="note">Hair here takes no colour from the skin (grey or fair hair, or a photo without colour): it is read by its marks only. Check that no dots lie on hair.</p>`
    : nothing;
