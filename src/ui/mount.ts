/*
 * Mounts the user interface: follows the store, draws at most once per animation frame, and keeps the picture's size and view. All other
 * UI code is a function of the store and of `Local`.
 */
import '@fontsource-variable/inter';
import './styles/base.css';
import './styles/controls.css';
import './styles/editor.css';
import './styles/picture.css';
import './styles/overlay.css';
import './styles/start.css';
import './styles/time.css';
import { html, nothing, render } from 'lit-html';
import { dismiss, notify, setScreen } from '../app/actions.ts';
import type { Commands } from '../app/commands.ts';
import { NOT_LOADED } from '../app/not-loaded.ts';
import { type AppState, type AppStore, shownMeasured } from '../app/store.ts';
import { type Rect, rectAround } from '../core/scalp/head-rect.ts';
import { curveInPhoto } from '../core/scalp/photo-map.ts';
import { emptyLocal, type Local, type Ui } from './context.ts';
import { hasDesign } from './design-state.ts';
import { editor } from './editor.ts';
import { attachFiles } from './gestures/files.ts';
import { onKeyDown } from './gestures/keyboard.ts';
import { attachStageGestures } from './gestures/stage-gestures.ts';
import { surfaceOf } from './head-geometry.ts';
import { headRect } from './head-rect.ts';
import { keptFocus } from './kept-focus.ts';
import { messages, noGraphics } from './messages.ts';
import { onlyMoved } from './only-moved.ts';
import { wipeFollows } from './opened-wipe.ts';
import { createPlayer } from './player.ts';
import { publishStagePlace, stagePlace } from './stage-place.ts';
import { startScreen } from './start-screen.ts';
import { stillPicture } from './still-picture.ts';
import { fitRect, recentre, zoomAt } from './view.ts';
import { apartWords, photoWords, previewName } from './words.ts';

/** Margin around the photo when fitted, CSS px. */
const MARGIN_CSS_PX = 16;
/** Margin around the head when it is fitted, as a share of its width. */
const ROOM = 0.14;
/** Local state that is reset with the shown photo. */
const AFRESH = { draft: [], stroke: null, whitePick: null, tappedMark: null, taken: null, picked: null };
/** A picture narrower or lower than this is small. */
const SMALL_CSS_PX = 460;
const KNOB_SHARE = 0.12;
/** A note (never a problem) disappears after this time. */
const NOTE_MS = 7000;

export function mountUi(root: HTMLElement, store: AppStore, commands: Commands): () => void {
  let local: Local = emptyLocal();
  let frame = 0;
  const ui: Ui = {
    store,
    commands,
    get local() {
      return local;
    },
    change(change) {
      local = { ...local, ...change };
      if (change.plansOpen || 'choice' in change) loadParts(store.getState());
      schedule();
    },
  };
  const play = createPlayer(ui);
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(draw);
  };

  /** what was last fitted, to show the same after the window is resized */
  let fitted: Rect | null = null;
  const fitTo = (rect: Rect) => {
    const { viewportPx } = store.getState().screen;
    fitted = rect;
    local = { ...local, moved: false };
    if (viewportPx.width < 8) return;
    const view = fitRect(rect, viewportPx, MARGIN_CSS_PX * viewportPx.dpr);
    local = { ...local, fittedScale: view.scale };
    setScreen(store, { view });
  };
  const fitPicture = () => {
    const { photo, project } = store.getState();
    if (!photo) return;
    fitTo(headRect(project, photo, ROOM));
  };

  /** Fits the head; on a small picture the hairline being edited, so that its points are far enough apart. */
  const fitForStep = ({ project, photo, screen: { way, step, viewportPx } }: AppState) => {
    const surface = project && surfaceOf(project);
    const line = project?.design.hairline;
    const isSmall = Math.min(viewportPx.width, viewportPx.height) / viewportPx.dpr < SMALL_CSS_PX;
    const shown = surface && line && way === 'plan' && step === 'hairline' && isSmall ? curveInPhoto(surface, line.points).flat() : [];
    if (photo && shown.length > 1) return fitTo(rectAround(shown, photo, ROOM));
    fitPicture();
    if (!fitted || !surface || way !== 'plan' || step !== 'head' || !isSmall) return;
    // the handle that tilts the head stands above it
    const room = KNOB_SHARE * fitted.height;
    fitTo({ ...fitted, y: fitted.y - room, height: fitted.height + room });
  };
  /** Fits another photo of the same head with the zoom of the previous one. */
  const fitOther = () => {
    const { view, viewportPx } = store.getState().screen;
    const { width, height, dpr } = viewportPx;
    const nearer = local.moved && fitted ? view.scale / fitRect(fitted, viewportPx, MARGIN_CSS_PX * dpr).scale : 1;
    fitPicture();
    if (nearer === 1) return;
    setScreen(store, { view: zoomAt(store.getState().screen.view, nearer, width / 2, height / 2) });
    local = { ...local, moved: true };
  };
  const loadLeaving = async () => {
    local = { ...local, leavingLoads: 'loading' };
    const [panels, leaving] = await Promise.all([
      Promise.all([import('./take-home/take-home.ts'), import('./plan-sheet/print-plan.ts')]).catch(() => null),
      commands.leaving(),
    ]);
    const loaded = panels && leaving ? { ...panels[0], ...panels[1], commands: leaving } : null;
    ui.change({ leaving: loaded, leavingLoads: loaded ? 'no' : 'failed' });
    if (leaving && !panels) notify(store, 'problem', NOT_LOADED);
  };
  /** Loads parts needed only with several photos or plans, or for sharing. */
  const loadParts = ({ consultation, screen }: AppState) => {
    const isSharing = !!consultation && (screen.step === 'share' || local.choice === 'share');
    if (!isSharing && local.leavingLoads === 'failed') local = { ...local, leavingLoads: 'no' };
    if (!local.leaving && isSharing && local.leavingLoads === 'no') void loadLeaving();
    if (!local.filmstrip && (consultation?.photos.length ?? 0) > 1)
      import('./filmstrip/filmstrip.ts').then((filmstrip) => ui.change({ filmstrip })).catch(() => {});
    if (!local.plans && (local.plansOpen || (consultation?.plans.length ?? 0) > 1))
      import('./plans/plans.ts').then((plans) => ui.change({ plans })).catch(() => {});
  };

  const canvas = commands.canvas;
  canvas.setAttribute('role', 'img');
  canvas.classList.add('canvas');

  let stage: HTMLElement | null = null;
  const still = stillPicture();
  let leaveStage = () => {};
  const measure = (width: number, height: number) => {
    const { screen } = store.getState();
    const before = screen.viewportPx;
    const after = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)), dpr: window.devicePixelRatio || 1 };
    if (!stage || (after.width === before.width && after.height === before.height && after.dpr === before.dpr)) return;
    const kept = still(stagePlace(stage, after, screen, local.choice), screen, fitted, local.moved);
    setScreen(store, { viewportPx: after, ...kept });
    if (kept) return;
    if (local.moved && before.width > 1) setScreen(store, { view: recentre(screen.view, before, after) });
    else if (fitted) fitTo(fitted);
    else fitPicture();
  };
  const resize =
    typeof ResizeObserver === 'function'
      ? new ResizeObserver((entries) => {
          const entry = entries[entries.length - 1];
          const device = entry.devicePixelContentBoxSize?.[0];
          const dpr = window.devicePixelRatio || 1;
          const { width, height } = entry.contentRect;
          if (width < 1) return;
          // a browser that emulates another screen may report the real one's pixels
          const exact = device && Math.abs(device.inlineSize - width * dpr) < 2;
          measure(exact ? device.inlineSize : width * dpr, exact ? device.blockSize : height * dpr);
        })
      : null;
  const followStage = () => {
    const now = root.querySelector<HTMLElement>('.stage');
    if (now === stage) return;
    leaveStage();
    resize?.disconnect();
    stage = now;
    leaveStage = now ? attachStageGestures(now, ui) : () => {};
    if (!now) return;
    try {
      resize?.observe(now, { box: 'device-pixel-content-box' });
    } catch {
      resize?.observe(now);
    }
  };

  let drawnStep = store.getState().screen.step;
  let drawnChip: Element | null = null;
  let drawnWay = store.getState().screen.way;
  /** Scrolls to the pressed chip of the time bar, whose chips may be wider than a phone. */
  const followChip = () => {
    const { way } = store.getState().screen;
    const chip = root.querySelector('.jump[aria-pressed="true"]');
    if (chip && (chip !== drawnChip || way !== drawnWay)) chip.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    drawnChip = chip;
    drawnWay = way;
  };
  const beforeDrawing = keptFocus(root);
  const draw = (now: number) => {
    frame = 0;
    const playing = play(now);
    const { project, screen, results } = store.getState();
    document.documentElement.dataset.theme = screen.theme;
    canvas.setAttribute(
      'aria-label',
      previewName(screen.day, screen.day < 0 ? 0 : results.sessionOnDay, screen.day < 0 ? 0 : results.dotCount),
    );
    const afterDrawing = beforeDrawing(project ? screen.way : 'start');
    const body = screen.webgl === 'missing' ? noGraphics() : project ? editor(ui, project, fitPicture) : startScreen(ui);
    render(
      html`${body}${messages(ui)}${local.dropping ? html`<div class="drop" aria-hidden="true"><p>Drop a photo or a project</p></div>` : nothing}`,
      root,
    );
    afterDrawing();
    followStage();
    if (stage && (screen.busy || screen.leaving || screen.notices.length)) publishStagePlace(stage);
    followChip();
    if (screen.step !== drawnStep) {
      drawnStep = screen.step;
      root.querySelector('.panel')?.scrollTo?.({ top: 0 });
      document.getElementById(`tab-${drawnStep}`)?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    }
    if (playing) schedule();
  };

  const readRecent = () => {
    commands.recent().then((recent) => ui.change({ recent }));
  };
  const leaving = new Set<number>();
  const release = (id: number) => {
    if (leaving.has(id)) return;
    leaving.add(id);
    setTimeout(() => dismiss(store, id), NOTE_MS);
  };
  const leaveStore = store.subscribe((now, before) => {
    if (now.screen.notices !== before.screen.notices) for (const n of now.screen.notices) if (n.kind === 'note') release(n.id);
    if (now.screen.measured !== before.screen.measured && !local.afterMeasuring && shownMeasured(now))
      import('./after-measuring/after-measuring.ts').then((afterMeasuring) => ui.change({ afterMeasuring })).catch(() => {});
    loadParts(now);
    wipeFollows(ui, now, before);
    // disagreements stored in an opened consultation are shown with their photos, not as notices
    const isOpening = now.screen.visit !== before.screen.visit;
    for (const [id, differs] of isOpening ? [] : Object.entries(now.screen.disagreeing)) {
      const photo = id in before.screen.disagreeing ? undefined : now.consultation?.photos.find((one) => one.id === id);
      if (photo) notify(store, 'note', apartWords(photoWords(photo), differs));
    }
    if (isOpening || !now.consultation !== !before.consultation) {
      // a finished design opens with its steps marked as seen
      local = {
        ...local,
        ...AFRESH,
        moved: false,
        deleteArmed: false,
        shared: false,
        plansOpen: false,
        choice: null,
        visited: new Set(hasDesign(now.project) ? ['shade', 'sessions'] : []),
      };
      if (now.photo) fitPicture();
    } else if (now.photo !== before.photo) {
      local = { ...local, ...AFRESH };
      if (now.photo) fitOther();
    }
    // a file that was made is outdated after a change
    if (local.taken && (now.consultation !== before.consultation || now.screen.planName !== before.screen.planName))
      local = { ...local, taken: null };
    // fit the picture when the head has been found
    if (!isOpening && now.project?.head && !before.project?.head && !local.moved) fitForStep(now);
    const isOtherStep = now.screen.step !== before.screen.step || now.screen.way !== before.screen.way;
    if (isOtherStep && now.consultation && before.consultation && !isOpening && !local.moved) fitForStep(now);
    if (!now.consultation && before.consultation) readRecent();
    if (now.project && !local.visited.has(now.screen.step)) local = { ...local, visited: new Set([...local.visited, now.screen.step]) };
    if (local.choice || !onlyMoved(now, before)) schedule();
  });
  const leaveHistory = store.temporal.subscribe(schedule);
  const leaveFiles = attachFiles(ui);
  const onKey = (event: KeyboardEvent) => onKeyDown(ui, fitPicture, event);
  const onViewport = () => {
    document.documentElement.style.setProperty('--vvh', `${window.visualViewport?.height ?? window.innerHeight}px`);
    schedule();
  };
  document.addEventListener('keydown', onKey);
  window.addEventListener('resize', onViewport);
  window.visualViewport?.addEventListener('resize', onViewport);
  if (typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: light)').matches) setScreen(store, { theme: 'light' });
  onViewport();
  readRecent();
  commands.finishes().then((finishes) => ui.change({ finishes }));
  root.replaceChildren();
  draw(performance.now());

  return () => {
    leaveStore();
    leaveHistory();
    leaveFiles();
    leaveStage();
    resize?.disconnect();
    document.removeEventListener('keydown', onKey);
    window.removeEventListener('resize', onViewport);
    window.visualViewport?.removeEventListener('resize', onViewport);
    if (frame) cancelAnimationFrame(frame);
    render(nothing, root);
  };
}
