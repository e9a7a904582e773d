/* Several days side by side as one picture, each cropped to the head and labelled. Loaded on first use. */
import { columnsFor } from '../../core/math/grid-columns.ts';
import type { TakenFile } from '../commands.ts';
import type { Desk } from './desk.ts';
import { headRect, lay, scaledRect } from './head-rect.ts';
import { drawnOn, filmOf, type LabelledDay, photoEnding, pictureInTurn } from './picture-in-turn.ts';

/** Largest width of a cell: three of them have twice the pixels of a phone's screen. */
const CELL_PX = 540;
/** Preferred width over height of the sheet. */
const LIKED_ASPECT = 1.3;

export const sheetColumns = (count: number, cellAspect: number) => columnsFor(count, { width: LIKED_ASPECT, height: 1 }, cellAspect);

/** Bytes of the gap between pictures: the caption's grey. */
const GAP_BYTE = 0xed;

/** Makes the file. */
export function comparisonFile(desk: Desk, cells: readonly LabelledDay[], type: 'png' | 'jpeg'): Promise<TakenFile | null> {
  const { services } = desk;
  const which = photoEnding(desk);
  const saying = { text: 'Making the comparison', failed: 'The comparison could not be made' };
  return pictureInTurn(desk, saying, async (asked, { signal, progress }) => {
    const { project, title } = asked;
    const rect = headRect(project);
    const film = await filmOf(desk, asked, Math.min(1, CELL_PX / rect.width), 1, signal);
    const cut = scaledRect(rect, project.photo.widthPx, film);
    const { width, height } = cut;
    const columns = sheetColumns(cells.length, width / height);
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
          lay(band, sheetWidth, left, gap, await drawnOn(film, asked, cells[i].day, signal), film.widthPx, cut);
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
