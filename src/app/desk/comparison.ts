/* Several days beside each other as one picture, each cut to the head and labelled. Loaded when it is asked for. */
import type { Project } from '../../core/consultation/schema.ts';
import { projectSurface } from '../../core/scalp/surface.ts';
import type { TakenFile } from '../commands.ts';
import type { Desk } from './desk.ts';
import { drawnOn, filmOf, type LabelledDay, photoEnding, pictureInTurn } from './picture-in-turn.ts';

/** A cell is this wide where the photo has as many pixels: three of them fill a phone's screen twice over. */
const CELL_PX = 540;
/** Room about the head, as a share of its breadth. */
const ROOM_SHARE = 0.16;
/** A sheet of pictures is best about this much wider than high. */
const LIKED_ASPECT = 1.3;

/** The head with room around it, px of the photo; all of the photo where no head is known. */
export function headRect(project: Project): { x: number; y: number; width: number; height: number } {
  const { widthPx, heightPx } = project.photo;
  const outline = projectSurface(project)?.outlinePx(64);
  if (!outline) return { x: 0, y: 0, width: widthPx, height: heightPx };
  const [xs, ys] = [outline.map((p) => p[0]), outline.map((p) => p[1])];
  const room = ROOM_SHARE * (Math.max(...xs) - Math.min(...xs));
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const [left, right] = [within(Math.min(...xs) - room, widthPx), within(Math.max(...xs) + room, widthPx)];
  const [top, bottom] = [within(Math.min(...ys) - room, heightPx), within(Math.max(...ys) + room, heightPx)];
  if (right - left < 20 || bottom - top < 20) return { x: 0, y: 0, width: widthPx, height: heightPx };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** How many cells of a size go beside each other so that all are a sheet that fits a screen. */
export function columnsFor(count: number, cellAspect: number): number {
  const off = (columns: number) => {
    const rows = Math.ceil(count / columns);
    return Math.abs(Math.log((columns * cellAspect) / rows / LIKED_ASPECT)) + (rows * columns - count) / count;
  };
  let best = 1;
  for (let columns = 2; columns <= count; columns++) if (off(columns) < off(best)) best = columns;
  return best;
}

/** Bytes of the gap between pictures: the caption's grey. */
const GAP_BYTE = 0xed;

/** Days beside each other, each cut to the head. */
export function comparisonFile(desk: Desk, cells: readonly LabelledDay[], type: 'png' | 'jpeg'): Promise<TakenFile | null> {
  const { services } = desk;
  const which = photoEnding(desk);
  const saying = { text: 'Making the comparison', failed: 'The comparison could not be made' };
  return pictureInTurn(desk, saying, async (asked, { signal, progress }) => {
    const { project, title } = asked;
    const rect = headRect(project);
    const film = await filmOf(desk, asked, Math.min(1, CELL_PX / rect.width), 1, signal);
    const scale = film.widthPx / project.photo.widthPx;
    const [x, y] = [Math.floor(rect.x * scale), Math.floor(rect.y * scale)];
    const width = Math.max(1, Math.min(film.widthPx - x, Math.round(rect.width * scale)));
    const height = Math.max(1, Math.min(film.heightPx - y, Math.round(rect.height * scale)));
    const columns = columnsFor(cells.length, width / height);
    const gap = Math.max(2, Math.round(width * 0.015));
    const labels = await Promise.all(cells.map(({ label }) => services.labelStrip(width, label)));
    const cellHeight = height + labels[0].heightPx;
    const rows = Math.ceil(cells.length / columns);
    const sheetWidth = columns * width + (columns + 1) * gap;
    const caption = await services.captionStrip(sheetWidth, '', title);
    async function* bands() {
      for (let row = 0; row < rows; row++) {
        const band = new Uint8Array(4 * sheetWidth * (gap + cellHeight)).fill(GAP_BYTE);
        for (let i = 3; i < band.length; i += 4) band[i] = 255;
        for (let column = 0; column < columns && row * columns + column < cells.length; column++) {
          const i = row * columns + column;
          const left = gap + column * (width + gap);
          lay(band, sheetWidth, left, gap, await drawnOn(film, asked, cells[i].day, signal), film.widthPx, { x, y, width, height });
          lay(band, sheetWidth, left, gap + height, labels[i].rgba, width, { x: 0, y: 0, width, height: labels[i].heightPx });
          progress(saying.text, (i + 1) / cells.length);
        }
        yield band;
      }
      yield caption.rgba;
    }
    const image = { widthPx: sheetWidth, heightPx: rows * (gap + cellHeight) + caption.heightPx, hasAlpha: false };
    const name = (ending: string) => services.projectFileName(project, `${which}-comparison.${ending}`);
    if (type === 'png') return { blob: await services.writePng(image, bands()), name: name('png') };
    const made = await services.writeJpeg(image, bands());
    if (!made.ok) throw new Error(made.reason);
    return { blob: made.blob, name: name('jpg') };
  });
}

/** Puts a rectangle of a picture into another. */
function lay(
  into: Uint8Array,
  intoWidth: number,
  left: number,
  top: number,
  from: Uint8Array,
  fromWidth: number,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
) {
  for (let row = 0; row < height; row++) {
    const start = 4 * ((y + row) * fromWidth + x);
    into.set(from.subarray(start, start + 4 * width), 4 * ((top + row) * intoWidth + left));
  }
}
