/*
 * The desk: the store, what is open, what is under way, and the picture of it on the screen. Each file beside this one is something
 * that a user asks for, as functions on a desk.
 */
import { notify, setScreen } from '../actions.ts';
import { type Activities, createActivities } from '../activities.ts';
import type { CandidateSource } from '../candidate-source.ts';
import { createPipeline, type Pipeline } from '../pipeline.ts';
import type { AppStore } from '../store.ts';
import { newId, writing } from './keep.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import type { Easel, Opened, Services } from './services.ts';
import { createShow, type Show } from './show.ts';

export interface Desk {
  readonly store: AppStore;
  readonly services: Services;
  readonly activities: Activities;
  readonly candidates: CandidateSource;
  readonly pipeline: Pipeline;
  readonly show: Show;
  /** keeps what is open on this device */
  readonly keeper: Keeper;
  /** null: nothing is open */
  opened: Opened | null;
  /** null until the graphics have started, and where there are none */
  easel: Easel | null;
  /** what is being kept on this device */
  readonly keeping: Set<Promise<unknown>>;
  /** the notice of the last measuring: the next one replaces it */
  measuringNoticeId: number;
  /** settles when the last export that was asked for has ended */
  exported: Promise<void>;
  /** starts the graphics; null where there are none, which is said once */
  startEasel(): Promise<Easel | null>;
}

export function createDesk(store: AppStore, services: Services): Desk {
  const activities = createActivities(store);
  let starting: Promise<Easel | null> | null = null;
  const startEasel = async () => {
    const made = await services.startStage();
    if (!made.ok) {
      setScreen(store, { webgl: 'missing' });
      notify(store, 'problem', made.reason);
      return null;
    }
    desk.easel = made.stage;
    made.stage.onLost = (lost) => {
      setScreen(store, { webgl: lost ? 'lost' : 'ok' });
      if (!lost) desk.show.again();
    };
    return made.stage;
  };
  const keeping = new Set<Promise<unknown>>();
  const { library } = services;
  const shelf = {
    keep: (...asked: Parameters<typeof library.keep>) => writing({ keeping }, library.keep(...asked)),
    has: library.has,
  };
  const desk: Desk = {
    store,
    services,
    activities,
    candidates: services.candidates(activities.preparing, () => desk.show.request()),
    pipeline: createPipeline(),
    show: createShow(() => desk),
    opened: null,
    easel: null,
    keeper: createKeeper(store, shelf, newId),
    keeping,
    measuringNoticeId: 0,
    exported: Promise.resolve(),
    startEasel() {
      starting ??= startEasel();
      return starting;
    },
  };
  return desk;
}

/** Puts a consultation on the desk in place of the one that is there; null: none. */
export function replaceOpened(desk: Desk, opened: Opened | null, size?: { widthPx: number; heightPx: number }) {
  desk.activities.abort('measure');
  desk.easel?.setPhoto(opened?.pixels.working ?? null, size);
  desk.opened?.pixels.working.close();
  desk.opened = opened;
  desk.show.forget();
}
