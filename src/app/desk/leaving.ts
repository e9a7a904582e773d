/* Files to take home, the plan on paper, and the studio's rates for its price. */
import { parseRates } from '../../core/treatment/cost.ts';
import type { LeavingCommands, TakenFile, ToTake } from '../commands.ts';
import { comparisonFile } from './comparison.ts';
import type { Desk } from './desk.ts';
import { imageFile } from './export.ts';
import { planSheet } from './plan-sheet.ts';
import { filmFile } from './timeline-film.ts';

/** Storage key of the studio's rates. */
const RATES = 'stubble-rates';

export function leavingCommands(desk: Desk): LeavingCommands {
  const { services } = desk;
  return {
    takeHome: (what) => takeHome(desk, what),
    canShare: ({ blob, name }) => services.canShareFile(blob, name),
    async share({ blob, name }) {
      if (!(await services.shareFile(blob, name))) services.saveFile(blob, name);
    },
    saveTaken: ({ blob, name }) => services.saveFile(blob, name),
    planSheet: () => planSheet(desk),
    rates: () => parseRates(services.recall(RATES)),
    keepRates: (rates) => services.memorise(RATES, JSON.stringify(rates)),
  };
}

/** Makes the requested file. */
export function takeHome(desk: Desk, what: ToTake): Promise<TakenFile | null> {
  if (what.kind === 'picture') return imageFile(desk, what);
  return what.kind === 'film' ? filmFile(desk, what.days) : comparisonFile(desk, what.cells, what.type);
}
