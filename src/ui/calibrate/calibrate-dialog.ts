/*
 * "Calibrate to my work": photographs before and after, a mark on treated and on bare skin in each, the light that the work keeps compared
 * with the default, and a name for the finish. The pictures are held only while the sheet is open. Loaded on first use.
 */
import '../styles/calibrate.css';
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { notify, setFinish } from '../../app/actions.ts';
import { defaultKept, finishOf, readWork, type WorkPhoto, type WorkRead } from '../../app/calibrate.ts';
import { type KeptFinish, SKIN_CLASSES, type SkinClass, type WorkReading } from '../../core/consultation/schema.ts';
import { believed, compareTones } from '../../core/treatment/finish.ts';
import type { Ui } from '../context.ts';
import { button, fileButton, PHOTO_TYPES, selectField } from '../controls/fields.ts';
import { tonesBeside } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { besideWords, doubtWords, troubleWords } from '../finish-words.ts';
import { toneOf } from '../healed-tone.ts';
import { plural } from '../words.ts';
import { type Slot, workPicture } from './work-picture.ts';

type Mode = 'two' | 'one';
type Which = 'before' | 'after';
const MAX_NAME = 80;
const emptySlot = (): Slot => ({ photo: null, active: 'treated', trouble: '', working: false });

/** Opens the sheet; resolves when it is closed. @param onto a kept finish that gets one more reading */
export function calibrateToWork(ui: Ui, onto: KeptFinish | null): Promise<void> {
  const { project, photo: openPhoto } = ui.store.getState();
  let mode: Mode = 'two';
  let skin: SkinClass = project?.treatment.skin ?? 'III';
  let slots: Record<Which, Slot> = { before: emptySlot(), after: emptySlot() };
  let readings: WorkReading[] = onto ? [...onto.readings] : [];
  let name = onto?.name ?? freeName(ui.local.finishes.map((finish) => finish.name));
  let nameTrouble = '';
  let closed = false;
  const dialog = document.createElement('dialog');
  dialog.className = 'full-sheet calibrate';
  dialog.setAttribute('aria-labelledby', 'calibrate-title');
  document.body.append(dialog);

  const titleOf = (which: Which) => (mode === 'one' ? 'Photo' : which === 'before' ? 'Before' : 'After');
  const photoNames = () => (mode === 'one' ? { before: '', after: 'photo' } : { before: 'photo before', after: 'photo after' });
  const setSlot = (which: Which, change: Partial<Slot>) => {
    slots = { ...slots, [which]: { ...slots[which], ...change } };
    draw();
  };

  const load = async (which: Which, file: File) => {
    const loading: Slot = { ...emptySlot(), working: true };
    slots = { ...slots, [which]: loading };
    draw();
    const read = await ui.commands.readPicture(file);
    // another photo was chosen in the meantime, or the sheet was closed
    if (closed || slots[which] !== loading) return;
    const photo = read.ok ? { raster: read.raster, pxPerMm: null, marks: { treated: null, bare: null } } : null;
    setSlot(which, { working: false, photo, trouble: read.ok ? '' : read.reason });
  };
  const useOpenPhoto = () => {
    if (!openPhoto || !project) return;
    const pxPerMm = project.scale ? (project.scale.pxPerMm * openPhoto.small.widthPx) / openPhoto.widthPx : null;
    const photo: WorkPhoto = { raster: openPhoto.small, pxPerMm, marks: { treated: null, bare: null } };
    slots = { ...slots, after: { ...emptySlot(), photo } };
    draw();
  };

  const current = () => (slots.after.photo && (mode === 'one' || slots.before.photo) ? readWork(slots.after.photo, before()) : null);
  const before = () => (mode === 'two' ? slots.before.photo : null);
  const allReadings = (read: WorkRead | null): WorkReading[] => (read ? [...readings, { kept: [...read.kept], skin }] : readings);
  const another = (read: WorkRead) => {
    readings = allReadings(read);
    slots = { before: emptySlot(), after: emptySlot() };
    draw();
    dialog.querySelector<HTMLElement>('.calibrate-photo button')?.focus();
  };
  const keep = async (all: WorkReading[]) => {
    const given = name.trim();
    nameTrouble = given ? '' : 'Give the finish a name.';
    draw();
    if (nameTrouble) return dialog.querySelector<HTMLElement>('.calibrate-name input')?.focus();
    // past the point where it can be cancelled
    close();
    const finish: KeptFinish = { name: given, light: finishOf(all), readings: all };
    setFinish(ui.store, finish);
    const kept = await ui.commands.keepFinish(finish);
    if (kept.ok) ui.change({ finishes: kept.finishes });
    else notify(ui.store, 'problem', `${given} acts in this project. ${kept.reason}`);
  };
  const close = () => {
    if (dialog.open) dialog.close();
  };

  const photoColumn = (which: Which) => {
    const slot = slots[which];
    const title = titleOf(which);
    const called = photoNames()[which];
    return html`<section class="calibrate-photo" aria-label=${title}>
      <header>
        <h3>${title}</h3>
        <div class="row">
          ${fileButton({ label: slot.photo ? `Change the ${called}` : `Choose the ${called}`, accept: PHOTO_TYPES, icon: 'photo', onFile: (file) => void load(which, file) })}
          ${which === 'after' && openPhoto && !slot.photo ? button('Use the open photo', useOpenPhoto) : nothing}
        </div>
      </header>
      ${slot.trouble ? html`<p class="note advice-text" role="alert">${slot.trouble}</p>` : nothing}
      ${slot.working ? html`<p class="note" role="status">Opening the photo</p>` : nothing}
      ${slot.photo ? workPicture(dialog, which, called, slot, (change) => setSlot(which, change)) : nothing}
    </section>`;
  };

  const result = () => {
    const found = current();
    const read = found?.ok ? found.read : null;
    const all = allReadings(read);
    return html`<section class="calibrate-result" aria-label="What was read">
      ${selectField(
        'This client’s skin',
        SKIN_CLASSES.map((value) => ({ value, text: value })),
        skin,
        (value) => {
          skin = value;
          draw();
        },
      )}
      ${found && !found.ok ? html`<p class="note advice-text" role="alert">${troubleWords(found.trouble, photoNames())}</p>` : nothing}
      <div role="status">${read ? figures(read, skin) : found ? nothing : html`<p class="note">What your work keeps of the light is shown here once every mark is set.</p>`}</div>
      ${all.length ? finishForm(all, read) : nothing}
    </section>`;
  };

  const finishForm = (all: WorkReading[], read: WorkRead | null) => {
    const replaces = ui.local.finishes.some((finish) => finish.name === name.trim()) && name.trim() !== onto?.name;
    return html`<p class="note">${plural(all.length, 'reading')}: the plan moves ${Math.round(100 * believed(all.length))} % of the way to your work. ${
      all.length < 4 ? 'More pairs, of other clients, are believed more.' : ''
    }</p>
      ${read ? html`<div class="row">${button('Add another pair', () => another(read), { icon: 'plus' })}</div>` : nothing}
      <label class="calibrate-name">
        <span class="group-label">Name of the finish</span>
        <input class="title" type="text" maxlength=${MAX_NAME} autocomplete="off" .value=${live(name)} @input=${(event: Event) => {
          name = (event.target as HTMLInputElement).value;
          draw();
        }} />
      </label>
      ${nameTrouble ? html`<p class="note advice-text" role="alert">${nameTrouble}</p>` : nothing}
      ${replaces ? html`<p class="note">Takes the place of the finish kept under this name.</p>` : nothing}
      <div class="row">${button('Keep finish', () => void keep(all), { kind: 'primary', icon: 'check' })}</div>
      <p class="note">Kept on this device: the name and these figures, none of the photos.</p>`;
  };

  const draw = () => {
    if (closed) return;
    render(
      html`<header class="calibrate-head">
          <h2 id="calibrate-title">${onto ? `One more pair for ${onto.name}` : 'Calibrate to my work'}</h2>
          ${button('Cancel', close)}
        </header>
        <div class="calibrate-body">
          <div class="calibrate-photos">
            <p class="lead">${
              mode === 'two'
                ? 'One client’s head before the work and healed, in the same pose under the same kind of light. Mark treated and bare skin, at the same places in both.'
                : 'One healed head with treated and bare skin side by side, in even light: one photo cannot tell shade from pigment, so before and after is surer.'
            }</p>
            ${radioGroup(
              'Photos',
              [
                { value: 'two', text: 'Before and after' },
                { value: 'one', text: 'One photo with both' },
              ],
              mode,
              (value) => {
                mode = value as Mode;
                draw();
              },
              true,
            )}
            <div class="calibrate-pair" data-count=${mode}>${mode === 'two' ? photoColumn('before') : nothing} ${photoColumn('after')}</div>
          </div>
          ${result()}
        </div>`,
      dialog,
    );
  };

  return new Promise((done) => {
    // keep keys and dropped files from the page behind
    const swallow = (event: Event) => event.stopPropagation();
    const refuseFiles = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };
    dialog.addEventListener('keydown', swallow);
    dialog.addEventListener('paste', swallow);
    for (const kind of ['dragenter', 'dragleave', 'dragover', 'drop']) dialog.addEventListener(kind, refuseFiles);
    dialog.addEventListener('close', () => {
      closed = true;
      slots = { before: emptySlot(), after: emptySlot() };
      render(nothing, dialog);
      dialog.remove();
      done();
    });
    draw();
    dialog.showModal();
  });
}

/** Light kept by the work compared with the default, as figures, words and two tones. */
function figures({ kept, skin, texture }: WorkRead, skinClass: SkinClass) {
  const standard = defaultKept(skinClass);
  const white = [255, 255, 255] as const;
  const bare = toneOf(white, skin);
  const doubt = doubtWords(kept);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return html`<p class="lead">Your work is ${besideWords(compareTones(skin, standard, kept), 'the default')}.</p>
    ${doubt ? html`<p class="note advice-text">${doubt}</p>` : nothing}
    ${tonesBeside([
      { text: 'Default', rgb: toneOf(bare, standard) },
      { text: 'Your work', rgb: toneOf(bare, kept) },
    ])}
    <table class="calibrate-figures">
      <thead><tr><th scope="col">Light kept</th><th scope="col">Default</th><th scope="col">Your work</th></tr></thead>
      <tbody>
        ${['Red', 'Green', 'Blue'].map((band, c) => html`<tr><th scope="row">${band}</th><td>${percent(standard[c])}</td><td>${percent(kept[c])}</td></tr>`)}
      </tbody>
    </table>
    ${
      texture
        ? html`<p class="note">Texture ${texture.treated.toFixed(2)} where treated, ${texture.bare.toFixed(2)} on bare skin. It is shown only: a finish scales tone.</p>`
        : nothing
    }`;
}

function freeName(taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'My work' : `My work ${n}`;
    if (!taken.includes(name)) return name;
  }
}
