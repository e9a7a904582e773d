/* What leaves the screen, as use cases of a desk: files to take home, the plan on paper, and the rates that it is priced by. */
import { parseRates } from '../../core/treatment/cost.ts';
import type { LeavingCommands, TakenFile, ToTake } from '../commands.ts';
import { comparisonFile } from './comparison.ts';
import type { Desk } from './desk.ts';
import { imageFile } from './export.ts';
import { planSheet } from './plan-sheet.ts';
import { filmFile } from './timeline-film.ts';

/** Where the studio's rates are kept on this device. */
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

/** A file made as it was asked for. */
export function takeHome(desk: Desk, what: ToTake): Promise<TakenFile | null> {
  if (what.kind === 'picture') return imageFile(desk, what);
  return what.kind === 'film' ? filmFile(desk, what.days) : comparisonFile(desk, what.cells, what.type);
}
