/* A file that a client takes home, made as it was asked for. */
import type { TakenFile, ToTake } from '../commands.ts';
import { comparisonFile } from './comparison.ts';
import type { Desk } from './desk.ts';
import { imageFile } from './export.ts';
import { filmFile } from './timeline-film.ts';

export function takeHome(desk: Desk, what: ToTake): Promise<TakenFile | null> {
  if (what.kind === 'picture') return imageFile(desk, what);
  return what.kind === 'film' ? filmFile(desk, what.days) : comparisonFile(desk, what.cells, what.type);
}
