/* Take home: the picture, a comparison, a video. Each is made first, then shared, or saved if there is no share sheet. */
import '../styles/take-home.css';
import { html, nothing } from 'lit-html';
import type { LeavingCommands, ToTake } from '../../app/commands.ts';
import type { Project, Treatment } from '../../core/consultation/schema.ts';
import { comparedDays, namedDayWords } from '../compared-days.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { type IconName, icon } from '../icons.ts';
import { dayWords } from '../words.ts';
import { filmedDays } from './days.ts';

const ICONS: Readonly<Record<ToTake['kind'], IconName>> = { picture: 'photo', comparison: 'density', film: 'play' };
const WORDS: Readonly<Record<ToTake['kind'], string>> = { picture: 'Picture', comparison: 'Comparison strip', film: 'Video' };
/** Whether the device has a share sheet. */
let hasSheet: boolean | null = null;

const comparedCells = (treatment: Treatment) => comparedDays(treatment).map((named) => ({ day: named.day, label: namedDayWords(named) }));

async function make(ui: Ui, commands: LeavingCommands, what: ToTake) {
  const { day, visit } = ui.store.getState().screen;
  const words = { picture: `The picture, ${dayWords(day)},`, comparison: 'The comparison', film: 'The video' }[what.kind];
  ui.change({ taken: null, shared: true });
  const file = await commands.takeHome(what);
  if (!file || ui.store.getState().screen.visit !== visit) return;
  // the share sheet opens only from a user gesture, and the one that requested the file is over
  if (!commands.canShare(file)) return commands.saveTaken(file);
  ui.change({ taken: { file, words } });
  requestAnimationFrame(() => document.querySelector('.take-ready, .share-ready')?.scrollIntoView?.({ block: 'nearest' }));
}

/** In Plan's Share step, where "Export image" saves the picture. */
export function takeHome(ui: Ui, commands: LeavingCommands, { treatment }: Project) {
  const { exportType: type, exportWidthPx } = ui.local;
  hasSheet ??= commands.canShare({ blob: new Blob([], { type: 'image/png' }), name: 'picture.png' });
  const width = exportWidthPx ? { widthPx: exportWidthPx } : {};
  const offer = (what: ToTake) => button(WORDS[what.kind], () => void make(ui, commands, what), { icon: ICONS[what.kind] });
  return html`<section class="take-home" aria-label="Take home">
    <h3>Take home</h3>
    <div class="row">
      ${offer({ kind: 'comparison', cells: comparedCells(treatment), type })} ${offer({ kind: 'film', days: filmedDays(treatment) })}
      ${hasSheet ? offer({ kind: 'picture', type, ...width }) : nothing}
    </div>
    <div class="take-ready" role="status">
      ${
        ready(ui, commands) ??
        html`<p class="note">Before, each session, healed and 3 years beside each other, or the first weeks as a short video. Each says whose plan it is, the day, and “Illustration, not a guarantee”, below the picture.</p>`
      }
    </div>
  </section>`;
}

/** In Preview, for clients by themselves: pictures as JPEG, for sending by message. */
export function shareChoice(ui: Ui, commands: LeavingCommands, { treatment }: Project) {
  const offer = (what: ToTake) =>
    html`<button type="button" class="button shade" @click=${() => void make(ui, commands, what)}>
      <span class="radio-picture" aria-hidden="true">${icon(ICONS[what.kind])}</span><span>${WORDS[what.kind]}</span>
    </button>`;
  return html`<div class="shades share" role="group" aria-label="What to share">
      ${offer({ kind: 'picture', type: 'jpeg' })} ${offer({ kind: 'comparison', cells: comparedCells(treatment), type: 'jpeg' })}
      ${offer({ kind: 'film', days: filmedDays(treatment) })}
    </div>
    <div class="share-ready" role="status">
      ${ready(ui, commands) ?? html`<p class="note">Each is made on this device and says “Illustration, not a guarantee”.</p>`}
    </div>`;
}

/** The file that is ready, with its Share button. */
function ready(ui: Ui, commands: LeavingCommands) {
  const { taken } = ui.local;
  return taken
    ? html`<p><strong>${taken.words} is ready</strong> <span class="note">${megabytes(taken.file.blob)}</span></p>
        <div class="row">
          ${button('Share file', () => void commands.share(taken.file), { kind: 'primary', icon: 'share' })}
          ${button('Save file', () => commands.saveTaken(taken.file), { icon: 'download' })}
        </div>`
    : null;
}

const megabytes = ({ size }: Blob) => `${(size / 1e6).toFixed(1)} MB`;
