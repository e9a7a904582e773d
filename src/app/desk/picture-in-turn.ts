/*
 * Common part of all picture files: takes the consultation in its state at the time of the call and decodes its photo at full size. Runs one
 * at a time, because each holds a full-size photo; each has its own progress and Cancel.
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

/** A picture that can be drawn on any day. */
export interface PictureAsked {
  project: Project;
  photo: DecodedPhoto;
  pipeline: Pipeline;
  result: DesignResult | null;
  lookOn(day: number): Appearance | null;
  bitmap: ImageBitmap;
  /** follows "Illustration, not a guarantee" in the caption */
  title: string;
}
/** One of several days, with the text below its picture. */
export interface LabelledDay {
  day: number;
  label: string;
}
interface Saying {
  /** progress text, as "Writing the picture" */
  text: string;
  /** start of the error, as "The picture could not be written" */
  failed: string;
}

/**
 * Makes one file of the open consultation, after those requested earlier.
 * @returns null if nothing is open, or it was cancelled or failed (a notice says so)
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
  // another photo, with its own pipeline, may be shown before this is written
  const { pipeline } = desk;
  const work = async () => {
    try {
      return await desk.activities.run('export', text, async (activity) => {
        const { signal } = activity;
        const ready = project.head && project.scale ? await desk.candidates.whenReady(project.head.halfAxesMm, signal) : null;
        const bitmap = await pixels.decodeFull(signal);
        try {
          await photo.cameraLook.whenRead;
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

/** File name suffix for one of several photos. */
export function photoEnding({ store }: Desk): string {
  const { consultation, screen } = store.getState();
  return consultation && consultation.photos.length > 1 ? `-${screen.photoId}` : '';
}

/** @param multiple the film's width is a multiple of this */
export function filmOf(desk: Desk, { bitmap, photo }: PictureAsked, scale: number, multiple: number, signal: AbortSignal): Promise<Film> {
  const outWidthPx = Math.max(multiple, multiple * Math.round((photo.widthPx * scale) / multiple));
  const outHeightPx = Math.max(1, Math.round((photo.heightPx * outWidthPx) / photo.widthPx));
  return desk.services.openFilm({ bitmap, outWidthPx, outHeightPx }, signal);
}
/** The photo with the plan on a day. */
export function drawnOn(film: Film, { project, photo, pipeline, result, lookOn }: PictureAsked, day: number, signal: AbortSignal) {
  return film.draw(pipeline.frame(project, result, lookOn(day), film.widthPx / photo.widthPx), signal);
}
