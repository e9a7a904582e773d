/*
 * `npm run bench [-- --record] [group]`: how the costly steps compare with a peer, both timed in this run: ratios survive a change of machine,
 * seconds do not. `--record` keeps the table in tests/bench/RESULTS.md with a picture of it.
 */
import type { Row } from './compare.ts';
import { dragRows } from './drag.ts';
import { drawRows } from './draw.ts';
import { measureRows } from './measure-photo.ts';
import { photoRows } from './photos.ts';
import { photosInTurnRows } from './photos-in-turn.ts';
import { inTable, record } from './record.ts';
import { sampleRows } from './sample.ts';
import { startRows } from './start.ts';
import { filmRows } from './write-film.ts';

const GROUPS: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  start: startRows,
  measure: measureRows,
  drag: dragRows,
  draw: drawRows,
  sample: sampleRows,
  photos: photoRows,
  film: filmRows,
  memory: photosInTurnRows,
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--record');
const unknown = asked.find((name) => !Object.hasOwn(GROUPS, name));
if (unknown !== undefined) {
  console.error(`There is no group “${unknown}”: ${Object.keys(GROUPS).join(', ')}.`);
  process.exit(1);
}
const rows: Row[] = [];
for (const [name, rowsOf] of Object.entries(GROUPS)) {
  if (asked.length && !asked.includes(name)) continue;
  const made = await rowsOf();
  rows.push(...made);
  for (const line of made.map(inTable)) console.log(line);
}
if (process.argv.includes('--record')) record(rows);
