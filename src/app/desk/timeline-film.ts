/*
 * The weeks as a short film of the whole photo, with the caption, the plan's name and the day below it: a video, or an animated picture where
 * the browser writes no video or fails at it. Loaded when it is asked for.
 */
import type { TakenFile } from '../commands.ts';
import type { Film, FilmFrame } from '../picture.ts';
import type { Desk } from './desk.ts';
import { drawnOn, filmOf, type LabelledDay, type PictureAsked, photoEnding, pictureInTurn } from './picture-in-turn.ts';

export interface DayInFilm extends LabelledDay {
  seconds: number;
}
/** A video's widest picture, px; an animated picture's is smaller, as it is far larger in bytes. */
const VIDEO_PX = 1080;
const GIF_PX = 480;
/** An animated picture shows one day of so many. */
const GIF_EVERY = 2;

/** Days one after another, the whole photo: a video, or an animated picture where the browser writes none or fails at it. */
export function filmFile(desk: Desk, days: readonly DayInFilm[]): Promise<TakenFile | null> {
  const { services } = desk;
  const which = photoEnding(desk);
  const saying = { text: 'Making the video', failed: 'The video could not be made' };
  return pictureInTurn(desk, saying, async (asked, { signal, progress }) => {
    const { project } = asked;
    const told = (share: number) => progress(saying.text, share);
    const written = (blob: Blob, ending: string) => ({ blob, name: services.projectFileName(project, `${which}-weeks${ending}`) });
    const film = await filmOf(desk, asked, Math.min(1, VIDEO_PX / project.photo.widthPx), 2, signal);
    const video = await withCaptions(desk, asked, film, days, told, signal);
    const made = await services.writeVideo(video.size, video.frames(), signal).catch(() => null);
    signal.throwIfAborted();
    if (made?.ok) return written(made.blob, made.ending);
    const small = await filmOf(desk, asked, Math.min(1, GIF_PX / project.photo.widthPx), 2, signal);
    const gif = await withCaptions(desk, asked, small, thinned(days), told, signal);
    return written(await services.writeGif(gif.size, gif.frames(), signal), '.gif');
  });
}

/** The first day, then every second one for as long as both were shown; the last one stays the last. */
export function thinned(days: readonly DayInFilm[]): DayInFilm[] {
  const out: DayInFilm[] = [];
  for (let end = days.length; end > 1; end -= GIF_EVERY) {
    const group = days.slice(Math.max(1, end - GIF_EVERY), end);
    out.unshift({ ...group[group.length - 1], seconds: group.reduce((sum, { seconds }) => sum + seconds, 0) });
  }
  return [...days.slice(0, 1), ...out];
}

/** The film's pictures with the caption below each: all of one height, which is even. */
async function withCaptions(
  desk: Desk,
  asked: PictureAsked,
  film: Film,
  days: readonly DayInFilm[],
  told: (share: number) => void,
  signal: AbortSignal,
) {
  const widest = days.reduce((longest, { label }) => (label.length > longest.length ? label : longest), '');
  const captionOf = (label: string) => desk.services.captionStrip(film.widthPx, label, asked.title, widest);
  const { heightPx: captionHeight } = await captionOf(widest);
  const rows = film.heightPx + captionHeight;
  const size = { widthPx: film.widthPx, heightPx: rows + (rows % 2) };
  async function* frames(): AsyncGenerator<FilmFrame> {
    for (const [i, { day, label, seconds }] of days.entries()) {
      const rgba = new Uint8Array(4 * size.widthPx * size.heightPx);
      rgba.set(await drawnOn(film, asked, day, signal));
      const caption = await captionOf(label);
      rgba.set(caption.rgba, 4 * size.widthPx * film.heightPx);
      // the row that makes the height even is the caption's last once more
      if (rows % 2) rgba.copyWithin(4 * size.widthPx * rows, 4 * size.widthPx * (rows - 1), 4 * size.widthPx * rows);
      told((i + 1) / days.length);
      yield { rgba, seconds };
    }
  }
  return { size, frames };
}
