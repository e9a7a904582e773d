/* Cells of a grid on the screen, so that what each shows is as large as it can be. Pure; device px, whole ones. */
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

/** A grid with an empty place counts for this much less: assumed, a hole looks like a picture that is missing. */
const HOLE = 0.85;

/** @param aspect width over height of what is shown in each cell */
export function columnsFor(count: number, room: Room, aspect: number, gapPx: number): number {
  let best = 1;
  let most = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (room.width - gapPx * (columns - 1)) / columns;
    const height = (room.height - gapPx * (rows - 1)) / rows;
    const size = Math.min(width / aspect, height) * (columns * rows > count ? HOLE : 1);
    if (size > most) [best, most] = [columns, size];
  }
  return best;
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
