/*
 * The desk: the store, the open consultation, running activities, and the picture on the screen. Each file beside this one is a use case,
 * as functions on a desk.
 */
import { notify, setScreen } from '../actions.ts';
import { type Activities, createActivities } from '../activities.ts';
import type { CandidateSource } from '../candidate-source.ts';
import { createPipeline, type Pipeline } from '../pipeline.ts';
import { createPlanner, type Planner } from '../planner.ts';
import type { AppStore } from '../store.ts';
import { type GuidedVisit, newId, writing } from './keep.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { releaseFiles } from './photo-files.ts';
import { readOthers } from './read-others.ts';
import type { Easel, Opened, Services, ShownPhoto } from './services.ts';
import { createShow, type Show } from './show.ts';
import { followShown } from './show-photo.ts';

export interface Desk {
  readonly store: AppStore;
  readonly services: Services;
  readonly activities: Activities;
  readonly candidates: CandidateSource;
  /** of the open consultation */
  planner: Planner;
  /** of the shown photo */
  pipeline: Pipeline;
  readonly show: Show;
  /** saves the open consultation on this device */
  readonly keeper: Keeper;
  /** null: nothing is open */
  opened: Opened | null;
  /** null until graphics have started, and if there are none */
  easel: Easel | null;
  /** aborts decoding the photo that is to be shown next */
  switching: AbortController | null;
  /** the photos of a guided visit that is not open yet */
  guided: GuidedVisit | null;
  /** how often everything on this device was deleted: writes begun before a deletion are dropped */
  erasures: number;
  /** the running deletion of everything: what is kept here is opened and written only after it; null if there is none */
  erasing: Promise<void> | null;
  /** running writes to this device */
  readonly keeping: Set<Promise<unknown>>;
  /** notice of the last measurement, replaced by the next */
  measuringNoticeId: number;
  /** settles when the last requested export has ended */
  exported: Promise<void>;
  /** starts the graphics; null if there are none (said once) */
  startEasel(): Promise<Easel | null>;
}

export function createDesk(store: AppStore, services: Services): Desk {
  const activities = createActivities(store);
  let starting: Promise<Easel | null> | null = null;
  let isFaultSaid = false;
  const sayGraphicsFault = async () => {
    const fault = await services.graphicsFault();
    if (!fault || isFaultSaid) return;
    isFaultSaid = true;
    notify(store, 'problem', fault);
  };
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
      if (lost) return;
      desk.show.again();
      // graphics that were lost while they were checked have told nothing
      void sayGraphicsFault();
    };
    if (made.note) notify(store, 'note', made.note);
    void sayGraphicsFault();
    return made.stage;
  };
  const keeping = new Set<Promise<unknown>>();
  const { library } = services;
  const shelf = {
    keep: (...asked: Parameters<typeof library.keep>) => writing(desk, () => library.keep(...asked)),
    has: library.has,
  };
  const planner = createPlanner();
  const desk: Desk = {
    store,
    services,
    activities,
    candidates: services.candidates(
      activities.preparing,
      () => desk.show.request(),
      (problem) => notify(store, 'problem', `The dots could not be prepared: ${problem}. The plan is kept: reload the page to try again.`),
    ),
    planner,
    pipeline: createPipeline(planner, ''),
    show: createShow(() => desk),
    opened: null,
    easel: null,
    keeper: createKeeper(store, shelf, newId),
    switching: null,
    guided: null,
    erasures: 0,
    erasing: null,
    keeping,
    measuringNoticeId: 0,
    exported: Promise.resolve(),
    startEasel() {
      starting ??= startEasel();
      return starting;
    },
  };
  followShown(desk);
  releaseFiles(desk);
  readOthers(desk);
  return desk;
}

/** Replaces the open consultation; null closes it. */
export function replaceOpened(desk: Desk, opened: Opened | null) {
  desk.activities.abort('measure', 'add', 'fit', 'read');
  desk.switching?.abort();
  const before = desk.opened?.shown.pixels.working;
  desk.opened = opened;
  if (opened) putOnEasel(desk, opened.shown);
  else {
    desk.easel?.setPhoto(null);
    desk.show.forget();
  }
  before?.close();
}

/** Replaces the shown photo by another one of the open consultation. */
export function replaceShown(desk: Desk, opened: Opened, shown: ShownPhoto, pipeline: Pipeline) {
  desk.activities.abort('measure');
  const before = opened.shown.pixels.working;
  opened.shown = shown;
  desk.pipeline = pipeline;
  putOnEasel(desk, shown);
  before.close();
}

function putOnEasel(desk: Desk, { pixels, photo }: ShownPhoto) {
  const { widthPx, heightPx, hasAlpha, small } = photo;
  desk.easel?.setPhoto(pixels.working, { widthPx, heightPx }, hasAlpha ? undefined : small);
  desk.show.forget();
}
