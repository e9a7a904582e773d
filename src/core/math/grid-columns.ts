/* The grid of columns in which equal pictures come out largest. */

/** The size of a grid with an empty place is multiplied by this. assumed: a hole looks like a missing picture. */
const HOLE = 0.85;

/**
 * Returns the number of columns.
 * @param aspect width over height of each picture
 * @param gap between pictures, in the unit of `room`
 */
export function columnsFor(count: number, room: { width: number; height: number }, aspect: number, gap = 0): number {
  let best = 1;
  let most = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (room.width - gap * (columns - 1)) / columns;
    const height = (room.height - gap * (rows - 1)) / rows;
    const size = Math.min(width / aspect, height) * (columns * rows > count ? HOLE : 1);
    if (size > most) [best, most] = [columns, size];
  }
  return best;
}
