/* Plays time along the bar: at constant speed on the bar, or in steps between landmarks with prefers-reduced-motion. */
import { setScreen } from '../app/actions.ts';
import { settledDay } from '../core/treatment/healing.ts';
import type { Ui } from './context.ts';
import { chartOf, setDay } from './time-bar.ts';
import { THREE_YEARS_DAY } from './time-scale.ts';

const WHOLE_MS = 14_000;
const STILL_MS = 1500;
const calm = () => typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Call once per frame; true while playing. */
export function createPlayer(ui: Ui) {
  let share: number | null = null;
  let last = 0;
  return (now: number): boolean => {
    const { project, screen } = ui.store.getState();
    if (!screen.playing || !project) {
      share = null;
      return false;
    }
    const { scale } = chartOf(project.treatment);
    if (share === null) {
      share = scale.toShare(screen.day);
      last = now;
      return true;
    }
    if (calm()) {
      if (now - last < STILL_MS) return true;
      last = now;
      const days = project.treatment.sessions.map((s) => s.day);
      const next = [...days, settledDay(project.treatment), 365, THREE_YEARS_DAY, scale.lastDay].find((d) => d > screen.day);
      if (next === undefined) setScreen(ui.store, { playing: false });
      else setDay(ui, next);
      return true;
    }
    share = Math.min(1, share + (now - last) / WHOLE_MS);
    last = now;
    setDay(ui, scale.toDay(share));
    if (share >= 1) setScreen(ui.store, { playing: false });
    return true;
  };
}
