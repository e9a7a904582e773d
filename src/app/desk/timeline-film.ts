/*
 * The weeks as a short film of the whole photo, with the caption, the plan's name and the day below it: a video, or an animated GIF if the
 * browser cannot write video. Loaded on first use.
 */
import type { TakenFile } from '../commands.ts';
import type { Film, FilmFrame } from '../picture.ts';
import type { Desk } from './desk.ts';
import { drawnOn, filmOf, type LabelledDay, type PictureAsked, photoEnding, pictureInTurn } from './picture-in-turn.ts';

export interface DayInFilm extends LabelledDay {
  seconds: number;
}
/** Largest widths, px; a GIF is narrower, because it has far more bytes. */
const VIDEO_PX = 1080;
const GIF_PX = 480;
/** A GIF shows every n-th day. */
const GIF_EVERY = 2;

/** Makes the film: a video, else a GIF. */
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

/** Every second day, shown for as long as both were; the first and the last stay. */
export function thinned(days: readonly DayInFilm[]): DayInFilm[] {
  const out: DayInFilm[] = [];
  for (let end = days.length; end > 1; end -= GIF_EVERY) {
    const group = days.slice(Math.max(1, end - GIF_EVERY), end);
    out.unshift({ ...group[group.length - 1], seconds: group.reduce((sum, { seconds }) => sum + seconds, 0) });
  }
  return [...days.slice(0, 1), ...out];
}

/** The film's pictures with the caption below each, all of the same, even height. */
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
      // repeat the caption's last row if needed for an even height
      if (rows % 2) rgba.copyWithin(4 * size.widthPx * rows, 4 * size.widthPx * (rows - 1), 4 * size.widthPx * rows);
      told((i + 1) / days.length);
      yield { rgba, seconds };
    }
  }
  return { size, frames };
}
