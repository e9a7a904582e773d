/* The content of the sheets in Preview: pictures, and buttons that act at once. Loaded with the first choice. */
import { html, nothing } from 'lit-html';
import { notify } from '../../app/actions.ts';
import { FULLNESS, fullnessOf, lowerHairline, setFullness, shadeBy, shadedSessions } from '../../app/preview-choices.ts';
import { shapeHairline } from '../../app/shape-hairline.ts';
import type { HairlineShape, Project } from '../../core/consultation/schema.ts';
import { hairlineCurve } from '../../core/design/hairline.ts';
import { USUAL_STEP } from '../../core/photo/stubble-tone.ts';
import { hairlineHeight } from '../../core/scalp/hairline-height.ts';
import type { Rgb } from '../../core/treatment/pigments.ts';
import { SKIN_COLOUR } from '../../core/treatment/skin-colours.ts';
import type { Choice, Ui } from '../context.ts';
import { button, fileButton, PHOTO_TYPES } from '../controls/fields.ts';
import { densitySquare, stubblePair, swatchPair } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { SHAPE_CHOICES } from '../controls/shape-choices.ts';
import { guidedPhotos } from '../guided-photos.ts';
import { surfaceOf } from '../head-geometry.ts';
import { dotOn, healedBetween, healedTone, toneOf } from '../healed-tone.ts';
import { type IconName, icon } from '../icons.ts';
import { adviceLine } from './advice-line.ts';

export function choiceSheet(ui: Ui, project: Project, choice: Exclude<Choice, 'share'>) {
  switch (choice) {
    case 'hairline':
      return hairlineChoice(ui, project);
    case 'fullness':
      return fullnessChoice(ui, project);
    case 'shade':
      return shadeChoice(ui, project);
    case 'photos':
      return photosChoice(ui);
  }
}

const MOVES: readonly { mm: number; text: string; icon: IconName }[] = [
  { mm: -5, text: 'Higher by 5 mm', icon: 'muchUp' },
  { mm: -1, text: 'Higher by 1 mm', icon: 'up' },
  { mm: 1, text: 'Lower by 1 mm', icon: 'down' },
  { mm: 5, text: 'Lower by 5 mm', icon: 'muchDown' },
];

function hairlineChoice(ui: Ui, project: Project) {
  const line = project.design.hairline;
  const height = heightWords(project);
  const draw = (name: HairlineShape) => {
    if (!shapeHairline(ui.store, name)) notify(ui.store, 'note', 'No hairline shows in this view.');
  };
  return html`${radioGroup('Hairline shape', SHAPE_CHOICES, line ? (line.shape?.name ?? null) : 'none', draw, true)}
    ${
      line
        ? html`<div class="moves" role="group" aria-label="Height of the hairline">
            ${MOVES.map(
              ({ mm, text, icon: picture }) =>
                html`<button type="button" class="button move" aria-label=${text} title=${text} @click=${() => lowerHairline(ui.store, mm)}>
                  ${icon(picture)}<span>${Math.abs(mm)} mm</span>
                </button>`,
            )}
            ${adviceLine(ui, 'hairline', height && `${height} above the brows`, height && `${height}: `)}
          </div>`
        : nothing
    }`;
}

function heightWords(project: Project): string {
  const surface = surfaceOf(project);
  const line = project.design.hairline;
  const height = surface && line ? hairlineHeight(hairlineCurve(line, 0.5), surface, project.photo.landmarks?.glabella) : null;
  return height ? `${height.midMm.toFixed(0)} mm` : '';
}

async function askTreating(ui: Ui) {
  try {
    ui.change({ treating: await import('../treating/treating.ts') });
  } catch {
    notify(ui.store, 'problem', 'This could not be loaded: reload the page and try again. Nothing was changed.');
  }
}

const FULL_WORDS = { light: 'Light', soft: 'Soft', natural: 'Natural', full: 'Full' } as const;

const skinOf = (ui: Ui, project: Project): Rgb => ui.store.getState().results.skinRgb ?? SKIN_COLOUR[project.treatment.skin];

function fullnessChoice(ui: Ui, project: Project) {
  if (ui.local.treating) return ui.local.treating.treatingChoice(ui, project);
  const { treatment, design } = project;
  const skin = skinOf(ui, project);
  const now = fullnessOf(design.zones);
  const square = (perCm2: number) => {
    const between = healedBetween(skin, treatment, perCm2);
    return densitySquare(perCm2, dotOn(between, treatment, true), between, false);
  };
  return html`${radioGroup(
    'Fullness',
    FULLNESS.map(({ name, perCm2 }) => ({ value: name, text: FULL_WORDS[name], picture: square(perCm2) })),
    FULLNESS.find(({ perCm2 }) => perCm2 === now)?.name ?? null,
    (name) => setFullness(ui.store, FULLNESS.find((one) => one.name === name)?.perCm2 ?? 140),
    true,
  )}
    <div class="choice-foot">
      ${button('What are we treating?', () => void askTreating(ui), { kind: 'quiet' })} ${adviceLine(ui, 'fullness', '')}
    </div>`;
}

/** Share of light that the client's shaved hair leaves; the usual one until it is read. */
const stubbleKept = (ui: Ui): Rgb => {
  const [red, green, blue] = USUAL_STEP.map(Math.exp);
  return ui.store.getState().results.stubble?.tone.kept ?? [red, green, blue];
};

function shadeChoice(ui: Ui, project: Project) {
  const { treatment, design } = project;
  const skin = skinOf(ui, project);
  const perCm2 = fullnessOf(design.zones) ?? Math.max(...design.zones.map((zone) => zone.perCm2));
  const healed = (darker: number) =>
    swatchPair(
      skin,
      healedTone(skin, { ...treatment, sessions: shadedSessions(treatment.sessions, darker) }, perCm2, treatment.sessions.length),
    );
  const shade = (text: string, darker: number) =>
    html`<button type="button" class="button shade" @click=${() => shadeBy(ui.store, darker)}>
      <span class="radio-picture" aria-hidden="true">${healed(darker)}</span><span>${text}</span>
    </button>`;
  return html`<div class="shades" role="group" aria-label="Shade">
      <button type="button" class="button shade" @click=${() => ui.commands.matchStubble()}>
        <span class="radio-picture" aria-hidden="true">${stubblePair(skin, toneOf(skin, stubbleKept(ui)))}</span><span>Like my stubble</span>
      </button>
      ${shade('Lighter', -1)} ${shade('Darker', 1)}
    </div>
    ${adviceLine(ui, 'shade', 'In each sample: bare skin left, healed right.')}`;
}

/** Other photos, if any, are shown in the filmstrip. */
const photosChoice = (ui: Ui) =>
  html`<div class="row">
    ${
      ui.local.filmstrip?.isShown(ui)
        ? nothing
        : fileButton({
            label: 'Add photo',
            accept: PHOTO_TYPES,
            icon: 'addPhoto',
            onFile: (file) => void ui.commands.addPhotos([file]),
            onFiles: (files) => void ui.commands.addPhotos(files),
          })
    }
    ${guidedPhotos(ui)}
  </div>
  <p class="note">The plan lies on the head: every photo of it shows the same hairline. Photos never leave this device.</p>`;
