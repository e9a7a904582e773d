/*
 * The time bar below the picture: the darkness curve with its band, marks on session days, a handle, buttons, one plain sentence. The
 * slider's value is in days; time-scale.ts gives its position along the bar.
 */
import { html, svg } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { setScreen } from '../app/actions.ts';
import type { HealingBand, Project, Treatment } from '../core/consultation/schema.ts';
import { planDarkness, settledDay } from '../core/treatment/healing.ts';
import type { Ui } from './context.ts';
import { daySentence } from './day-sentence.ts';
import { icon } from './icons.ts';
import { faintWords } from './seen-difference.ts';
import { FIRST_DAY, THREE_YEARS_DAY, type TimeScale, timeScale } from './time-scale.ts';
import { vars } from './vars.ts';
import { count, dayWords } from './words.ts';

const SAMPLES = 160;
interface Chart {
  scale: TimeScale;
  band: string;
  line: string;
}
const charts = new WeakMap<Treatment, Chart>();

export function chartOf(treatment: Treatment): Chart {
  const known = charts.get(treatment);
  if (known) return known;
  const days = treatment.sessions.map((s) => s.day);
  const scale = timeScale(days);
  // the curve jumps at a session, so its day is sampled twice
  const at = [...Array.from({ length: SAMPLES + 1 }, (_, i) => scale.toDay(i / SAMPLES)), ...days.flatMap((d) => [d - 0.01, d])].sort(
    (a, b) => a - b,
  );
  const curve = (band: HealingBand) => at.map((day) => planDarkness(treatment, day, band));
  const strong = curve('strong');
  const most = Math.max(...strong, 1e-6);
  const points = (values: number[]) =>
    values.map((v, i) => `${(scale.toShare(at[i]) * 1000).toFixed(1)} ${(96 - (v / most) * 90).toFixed(1)}`);
  const chart = {
    scale,
    band: `M${points(strong).join('L')}L${points(curve('light')).reverse().join('L')}Z`,
    line: `M${points(curve(treatment.healing)).join('L')}`,
  };
  charts.set(treatment, chart);
  return chart;
}

export const setDay = (ui: Ui, day: number) => {
  const rounded = Math.round(day);
  if (rounded !== ui.store.getState().screen.day) setScreen(ui.store, { day: rounded });
};

export function timeBar(ui: Ui, project: Project) {
  const { screen, results } = ui.store.getState();
  const { treatment } = project;
  const { sessions } = treatment;
  const { scale, band, line } = chartOf(treatment);
  const healedDay = settledDay(treatment);
  const day = screen.day;

  const onDown = (event: PointerEvent) => {
    if (event.button > 0) return;
    const track = event.currentTarget as HTMLElement;
    const { left, width } = track.getBoundingClientRect();
    const [startX, startY, startDay] = [event.clientX, event.clientY, ui.store.getState().screen.day];
    let held: 'no' | 'yes' | 'never' = event.pointerType === 'touch' ? 'no' : 'yes';
    const go = (x: number) => setDay(ui, scale.toDay(Math.min(1, Math.max(0, (x - left) / width))));
    event.preventDefault();
    track.querySelector('input')?.focus({ preventScroll: true });
    track.setPointerCapture?.(event.pointerId);
    setScreen(ui.store, { playing: false });
    if (held === 'yes') go(event.clientX);
    const onMove = (move: PointerEvent) => {
      const [dx, dy] = [Math.abs(move.clientX - startX), Math.abs(move.clientY - startY)];
      if (held === 'no' && Math.hypot(dx, dy) > 4) held = dx > dy ? 'yes' : 'never';
      if (held === 'yes') go(move.clientX);
    };
    const onEnd = (end: PointerEvent) => {
      track.removeEventListener('pointermove', onMove);
      track.removeEventListener('pointerup', onEnd);
      track.removeEventListener('pointercancel', onEnd);
      if (end.type === 'pointercancel') setDay(ui, startDay);
      else if (held === 'no') go(end.clientX);
    };
    track.addEventListener('pointermove', onMove);
    track.addEventListener('pointerup', onEnd);
    track.addEventListener('pointercancel', onEnd);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 30, PageDown: -30 };
    const by = steps[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // the day may have changed since this was drawn
    setDay(ui, Math.min(scale.lastDay, Math.max(FIRST_DAY, ui.store.getState().screen.day + by)));
  };
  const jump = (text: string, to: number) =>
    html`<button type="button" class="jump" aria-pressed=${day === to} @click=${() => setScreen(ui.store, { day: to, playing: false })}>${text}</button>`;

  return html`<section class="time" aria-label="Over time">
    <div class="time-track" @pointerdown=${onDown} ${vars({ '--at': String(scale.toShare(day)) })}>
      <svg class="time-chart" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <path class="time-band" d=${band} />
        <path class="time-line" d=${line} />
        ${sessions.map((s) => {
          const x = scale.toShare(s.day) * 1000;
          return svg`<line class="time-mark" x1=${x} x2=${x} y1="0" y2="100" />`;
        })}
      </svg>
      <input
        type="range"
        class="hidden-range"
        aria-label="Time"
        aria-valuetext=${day < 0 ? 'before' : `day ${Math.round(day)}`}
        min=${FIRST_DAY}
        max=${scale.lastDay}
        step="1"
        .value=${live(String(Math.round(day)))}
        @input=${(e: Event) => setDay(ui, (e.target as HTMLInputElement).valueAsNumber)}
        @keydown=${onKey}
      />
      <span class="time-handle" aria-hidden="true"><span class="time-flag">${dayWords(day)}</span></span>
    </div>
    <div class="time-buttons">
      <button
        type="button"
        class="icon-button"
        aria-label=${screen.playing ? 'Pause' : 'Play'}
        @click=${() => {
          const atEnd = day >= scale.lastDay;
          setScreen(ui.store, { playing: !screen.playing, ...(atEnd && !screen.playing ? { day: FIRST_DAY } : {}) });
        }}
      >
        ${icon(screen.playing ? 'pause' : 'play')}
      </button>
      ${sessions.map((s, i) => jump(`Session ${i + 1}`, s.day))} ${jump('Healed', healedDay)} ${jump('1 year', 365)} ${jump('3 years', THREE_YEARS_DAY)}
    </div>
    <p class="time-words">
      <span class="time-sentence">${faintWords(project, results.skinRgb, day) ?? daySentence(treatment, day)}</span>
      <span class="time-dots">${results.updating ? 'updating' : `${count(results.dotCount)} dots`}</span>
    </p>
  </section>`;
}
