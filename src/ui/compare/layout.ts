/* Cells of a grid on the screen, sized so that the pictures are as large as possible. Pure; whole device px. */
import { columnsFor } from '../../core/math/grid-columns.ts';

export interface CellBox {
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
}
interface Room {
  width: number;
  height: number;
}

export function gridBoxes(count: number, room: Room, aspect: number, gapPx: number): CellBox[] {
  const columns = columnsFor(count, room, aspect, gapPx);
  const rows = Math.ceil(count / columns);
  const edge = (i: number, of: number, size: number) => Math.round((i * (size + gapPx)) / of);
  return Array.from({ length: count }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const [leftPx, topPx] = [edge(column, columns, room.width), edge(row, rows, room.height)];
    return {
      leftPx,
      topPx,
      widthPx: Math.max(1, edge(column + 1, columns, room.width) - gapPx - leftPx),
      heightPx: Math.max(1, edge(row + 1, rows, room.height) - gapPx - topPx),
    };
  });
}
