/* Take home: the picture, a comparison, a video; each made first, then handed to the share sheet, or saved where there is none. */
import '../styles/take-home.css';
import { html, nothing } from 'lit-html';
import type { LeavingCommands, ToTake } from '../../app/commands.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { comparedDays, namedDayWords } from '../compared-days.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { filmedDays } from './days.ts';

const WORDS: Readonly<Record<ToTake['kind'], string>> = { picture: 'The picture', comparison: 'The comparison', film: 'The video' };
/** Whether there is a sheet to share a picture with. */
let hasSheet: boolean | null = null;

export function takeHome(ui: Ui, commands: LeavingCommands, { treatment }: Project) {
  const { exportType, exportWidthPx, taken } = ui.local;
  hasSheet ??= commands.canShare({ blob: new Blob([], { type: 'image/png' }), name: 'picture.png' });
  const make = async (what: ToTake) => {
    ui.change({ taken: null, shared: true });
    const visit = ui.store.getState().screen.visit;
    const file = await commands.takeHome(what);
    if (!file || ui.store.getState().screen.visit !== visit) return;
    // the sheet opens only in a gesture: by now the one that asked for the file is over
    if (commands.canShare(file)) ui.change({ taken: { file, words: WORDS[what.kind] } });
    else commands.saveTaken(file);
  };
  const cells = comparedDays(treatment).map((named) => ({ day: named.day, label: namedDayWords(named) }));
  const width = exportWidthPx ? { widthPx: exportWidthPx } : {};
  return html`<section class="take-home" aria-label="Take home">
    <h3>Take home</h3>
    <div class="row">
      ${button('Comparison strip', () => void make({ kind: 'comparison', cells, type: exportType }), { icon: 'density' })}
      ${button('Video', () => void make({ kind: 'film', days: filmedDays(treatment) }), { icon: 'play' })}
      ${hasSheet ? button('Picture', () => void make({ kind: 'picture', type: exportType, ...width }), { icon: 'photo' }) : nothing}
    </div>
    <div class="take-ready" role="status">
      ${
        taken
          ? html`<p><strong>${taken.words} is ready</strong> <span class="note">${megabytes(taken.file.blob)}</span></p>
              <div class="row">
                ${button('Share', () => void commands.share(taken.file), { kind: 'primary', icon: 'share' })}
                ${button('Save file', () => commands.saveTaken(taken.file), { icon: 'download' })}
              </div>`
          : html`<p class="note">Before, each session, healed and 3 years beside each other, or the first weeks as a short video. Each says whose plan it is, the day, and “Illustration, not a guarantee”, below the picture.</p>`
      }
    </div>
  </section>`;
}

const megabytes = ({ size }: Blob) => `${(size / 1e6).toFixed(1)} MB`;
