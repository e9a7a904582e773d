/*
 * Compare: pictures side by side that zoom and move together: one photo on several days, several plans, or one plan in all photos. A tap on
 * a picture opens it; holding it shows it before treatment. The desk draws what this puts into `screen.grid`. Loaded on first use.
 */
import '../styles/compare.css';
import { html, nothing } from 'lit-html';
import { setScreen } from '../../app/actions.ts';
import { showPlan } from '../../app/consultation-actions.ts';
import { type GridCell, gridKey } from '../../app/store.ts';
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { photoOf, planOf, shownProject } from '../../core/consultation/shown-project.ts';
import type { Rect } from '../../core/scalp/head-rect.ts';
import { namedDayWords } from '../compared-days.ts';
import type { Ui } from '../context.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { hasDesign } from '../design-state.ts';
import { headRect } from '../head-rect.ts';
import { headerBar } from '../header.ts';
import { graphicsLost } from '../messages.ts';
import { timeBar } from '../time-bar.ts';
import { vars } from '../vars.ts';
import { fitRect } from '../view.ts';
import { goWay } from '../ways/go.ts';
import { type Drawn, type Hand, KEYS_ONLY } from '../ways/ways.ts';
import { type CellGestures, cellGestures } from './cell-gestures.ts';
import { onCompareKey } from './compare-keys.ts';
import { gridBoxes } from './layout.ts';
import { type Link, linkedView } from './linked-view.ts';
import { KIND_WORDS, type Kind, kindsOf, MAX_PICTURES, type Pictured, picturesOf } from './pictures.ts';

const GAP_CSS_PX = 4;
/** Margin around a head in its cell, as a share of its width. */
const ROOM = 0.05;

export function draw(ui: Ui, project: Project): Drawn {
  const { consultation, screen } = ui.store.getState();
  if (!consultation) return {};
  const kinds = kindsOf(consultation);
  const kind = kinds.includes(ui.local.comparing.kind) ? ui.local.comparing.kind : kinds[0];
  const pictures = picturesOf(kind, consultation, screen);
  const cells = laidOut(ui, pictures);
  putOnScreen(ui, cells);
  ui.commands.canvas.setAttribute(
    'aria-label',
    `Side by side: ${pictures.map((picture) => pictureWords(consultation, kind, picture)).join('; ')}`,
  );
  const left = kind === 'photos' ? consultation.photos.length : kind === 'plans' ? consultation.plans.length : 0;
  return {
    instead: html`<div class="editor" data-way="compare" data-side=${screen.panelSide} data-kind=${kind}>
      ${headerBar(ui, project)}
      <main class="picture">
        ${
          kinds.length > 1
            ? html`<div class="kinds">${radioGroup(
                'What to compare',
                kinds.map((value) => ({ value, text: KIND_WORDS[value] })),
                kind,
                (to) => change(ui, { kind: to }),
                true,
              )}</div>`
            : nothing
        }
        <div class="stage" role="group" aria-label="Picture" tabindex="-1">
          ${ui.commands.canvas} ${cellsOver(ui, kind, pictures, cells)}
          ${screen.webgl === 'lost' ? graphicsLost() : nothing}
        </div>
        ${left > MAX_PICTURES ? html`<p class="note compare-note">The first ${MAX_PICTURES} of ${left} are shown.</p>` : nothing}
        ${kind !== 'days' && hasDesign(project) ? timeBar(ui, project) : nothing}
      </main>
    </div>`,
  };
}

const change = (ui: Ui, to: Partial<Ui['local']['comparing']>) => ui.change({ comparing: { ...ui.local.comparing, ...to } });

function projectOf(ui: Ui, { photoId, planName }: Pick<GridCell, 'photoId' | 'planName'>): Project | null {
  const { consultation } = ui.store.getState();
  const isThere = consultation && photoOf(consultation, photoId) && planOf(consultation, planName);
  return isThere ? shownProject(consultation, photoId, planName) : null;
}

/** The part of the photo that is fitted to its cell. */
function rectOf(ui: Ui, picture: Pictured): Rect {
  const project = projectOf(ui, picture);
  return project ? headRect(project, project.photo, ROOM) : { x: 0, y: 0, width: 1, height: 1 };
}

function laidOut(ui: Ui, pictures: readonly Pictured[]): GridCell[] {
  const { viewportPx } = ui.store.getState().screen;
  const { link, before } = ui.local.comparing;
  const rects = pictures.map((picture) => rectOf(ui, picture));
  const aspect = rects.reduce((sum, { width, height }) => sum + width / height, 0) / (rects.length || 1);
  const boxes = gridBoxes(pictures.length, viewportPx, aspect, Math.round(GAP_CSS_PX * viewportPx.dpr));
  return pictures.map(({ photoId, planName, day }, i) => {
    const box = boxes[i];
    const fitted = fitRect(rects[i], { width: box.widthPx, height: box.heightPx, dpr: viewportPx.dpr }, 0);
    return {
      photoId,
      planName,
      day: before === 'all' || before === i ? -1 : day,
      ...box,
      view: linkedView(fitted, box, link),
    };
  });
}

const isSameCell = (a: GridCell, b: GridCell) => JSON.stringify(a) === JSON.stringify(b);
function putOnScreen(ui: Ui, cells: GridCell[]) {
  const { grid, viewportPx } = ui.store.getState().screen;
  const isThere = grid?.length === cells.length && grid.every((cell, i) => isSameCell(cell, cells[i]));
  if (viewportPx.width >= 8 && !isThere) setScreen(ui.store, { grid: cells });
}

let gestures: { ui: Ui; made: CellGestures } | null = null;
function gesturesOf(ui: Ui): CellGestures {
  if (gestures?.ui === ui) return gestures.made;
  const made = cellGestures(ui, {
    link: () => ui.local.comparing.link,
    setLink: (link) => change(ui, { link }),
    at(clientX, clientY) {
      const { grid, viewportPx } = ui.store.getState().screen;
      const box = ui.commands.canvas.getBoundingClientRect();
      const [x, y] = [(clientX - box.left) * viewportPx.dpr, (clientY - box.top) * viewportPx.dpr];
      const inside = (cell: GridCell) =>
        x >= cell.leftPx && y >= cell.topPx && x < cell.leftPx + cell.widthPx && y < cell.topPx + cell.heightPx;
      const index = grid?.findIndex(inside) ?? -1;
      const cell = grid?.[index];
      return cell ? { index, widthPx: cell.widthPx, heightPx: cell.heightPx, xPx: x - cell.leftPx, yPx: y - cell.topPx } : null;
    },
    hold: (index) => change(ui, { before: index }),
  });
  gestures = { ui, made };
  return made;
}

/** The plan that a picture shows, if there are several and its title is not the plan; none before treatment. */
const planWords = (consultation: Consultation | null, kind: Kind, { planName, day }: Pictured) =>
  kind === 'plans' || day < 0 || (consultation?.plans.length ?? 0) < 2 ? '' : `Plan ${planName}`;
const pictureWords = (consultation: Consultation | null, kind: Kind, picture: Pictured) =>
  [namedDayWords(picture), planWords(consultation, kind, picture)].filter(Boolean).join(', ');

/** A button over each picture, which also receives the gestures. */
function cellsOver(ui: Ui, kind: Kind, pictures: readonly Pictured[], cells: readonly GridCell[]) {
  const { consultation, screen } = ui.store.getState();
  const { viewportPx, gridReady } = screen;
  const { before } = ui.local.comparing;
  const { onDown, onMove, onUp, onWheel, isClick } = gesturesOf(ui);
  const css = (px: number) => `${px / viewportPx.dpr}px`;
  return html`<div
    class="cells"
    role="group"
    aria-label="Pictures"
    @pointerdown=${onDown}
    @pointermove=${onMove}
    @pointerup=${onUp}
    @pointercancel=${onUp}
    @wheel=${onWheel}
    @contextmenu=${(event: Event) => event.preventDefault()}
  >
    ${pictures.map((picture, i) => {
      const { leftPx, topPx, widthPx, heightPx } = cells[i];
      const isPending = !gridReady.includes(gridKey(cells[i]));
      const isBefore = before === 'all' || before === i;
      const plan = planWords(consultation, kind, picture);
      return html`<button
        type="button"
        class="cell"
        data-cell=${i}
        aria-label=${`Open ${pictureWords(consultation, kind, picture)}`}
        aria-busy=${isPending}
        ${vars({ '--left': css(leftPx), '--top': css(topPx), '--width': css(widthPx), '--height': css(heightPx) })}
        @click=${(event: MouseEvent) => isClick(event) && openFull(ui, picture)}
      >
        <span class="cell-label">
          ${isBefore && picture.day >= 0 ? html`<strong>Before</strong>` : html`<strong>${picture.title || picture.detail}</strong> ${kind === 'days' && picture.title && picture.detail ? html`<small>${picture.detail}</small>` : nothing}`}
          ${isBefore ? nothing : plan && html`<small>· ${plan}</small>`}
          ${isPending ? html`<small>preparing</small>` : nothing}
        </span>
      </button>`;
    })}
  </div>`;
}

/** Opens one picture in Preview. */
function openFull(ui: Ui, { photoId, planName, day }: Pictured) {
  setScreen(ui.store, { day, playing: false });
  showPlan(ui.store, planName);
  change(ui, { before: null });
  goWay(ui, 'preview');
  if (photoId !== ui.store.getState().screen.photoId) void ui.commands.showPhoto(photoId);
}

const focusedCell = () => Number((document.activeElement as HTMLElement | null)?.dataset.cell ?? Number.NaN);

export const hand: Hand = {
  ...KEYS_ONLY,
  key: (ui, key) =>
    onCompareKey(key, {
      link: () => ui.local.comparing.link,
      setLink: (link: Link) => change(ui, { link }),
      fittedScale() {
        const { grid, photoId } = ui.store.getState().screen;
        const shown = grid?.find((cell) => cell.photoId === photoId);
        return shown ? shown.view.scale / ui.local.comparing.link.zoom : null;
      },
      cell: () => ui.store.getState().screen.grid?.[0] ?? null,
      holdFocused() {
        const focused = focusedCell();
        change(ui, { before: Number.isNaN(focused) ? 'all' : focused });
      },
      release: () => change(ui, { before: null }),
    }),
};
