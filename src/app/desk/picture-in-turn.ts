/*
 * What every picture that leaves begins with: the consultation as it is when asked for, whatever is opened or changed meanwhile, and its
 * photo at full size. They follow each other, as each holds a whole photo; each has its own progress and Cancel.
 */
import type { DecodedPhoto } from '../../core/consultation/photo.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Appearance } from '../../core/treatment/appearance.ts';
import { notify } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { captionTitle, type Film } from '../picture.ts';
import type { Pipeline } from '../pipeline.ts';
import type { DesignResult } from '../stages.ts';
import type { Desk } from './desk.ts';

/** Ready to be drawn on any day. */
export interface PictureAsked {
  project: Project;
  photo: DecodedPhoto;
  pipeline: Pipeline;
  result: DesignResult | null;
  lookOn(day: number): Appearance | null;
  bitmap: ImageBitmap;
  /** behind "Illustration, not a guarantee" */
  title: string;
}
/** One day of several, and what is written below it. */
export interface LabelledDay {
  day: number;
  label: string;
}
interface Saying {
  /** while it is made: "Writing the picture" */
  text: string;
  /** where it cannot be: "The picture could not be written" */
  failed: string;
}

/**
 * Makes one file of the open consultation, after those that were asked for before.
 * @returns null where nothing is open, it was cancelled, or it failed, which is told
 */
export function pictureInTurn<T>(
  desk: Desk,
  { text, failed }: Saying,
  make: (asked: PictureAsked, activity: Activity) => Promise<T>,
): Promise<T | null> {
  const { opened, store } = desk;
  const { project, photo, screen } = store.getState();
  if (!project || !photo || !opened) return Promise.resolve(null);
  const { pixels } = opened.shown;
  // another photo may be shown, by a pipeline of its own, before this is written
  const { pipeline } = desk;
  const work = async () => {
    try {
      return await desk.activities.run('export', text, async (activity) => {
        const { signal } = activity;
        const ready = project.head && project.scale ? await desk.candidates.whenReady(project.head.halfAxesMm as never, signal) : null;
        const bitmap = await pixels.decodeFull(signal);
        try {
          signal.throwIfAborted();
          const result = ready ? pipeline.design(project, photo, ready) : null;
          const lookOn = (day: number) => (result ? pipeline.appearance(result, project, { day }) : null);
          const title = captionTitle(project, screen.planName);
          return await make({ project, photo, pipeline, result, lookOn, bitmap, title }, activity);
        } finally {
          bitmap.close();
        }
      });
    } catch (error) {
      notify(store, 'problem', `${failed}: ${(error as Error).message}`);
      return null;
    }
  };
  const mine = desk.exported.then(work);
  desk.exported = mine.then(() => {});
  return mine;
}

/** What tells the file of one photo of several from the others. */
export function photoEnding({ store }: Desk): string {
  const { consultation, screen } = store.getState();
  return consultation && consultation.photos.length > 1 ? `-${screen.photoId}` : '';
}

/** @param multiple of which the film's width is */
export function filmOf(desk: Desk, { bitmap, photo }: PictureAsked, scale: number, multiple: number, signal: AbortSignal): Promise<Film> {
  const outWidthPx = Math.max(multiple, multiple * Math.round((photo.widthPx * scale) / multiple));
  const outHeightPx = Math.max(1, Math.round((photo.heightPx * outWidthPx) / photo.widthPx));
  return desk.services.openFilm({ bitmap, outWidthPx, outHeightPx }, signal);
}
/** The photo with the plan on it as it looks on a day. */
export function drawnOn(film: Film, { project, photo, pipeline, result, lookOn }: PictureAsked, day: number, signal: AbortSignal) {
  return film.draw(pipeline.frame(project, result, lookOn(day), film.widthPx / photo.widthPx), signal);
}
