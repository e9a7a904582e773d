/* Measures the shown photo. The code is loaded with the first photo to measure: demos and kept consultations are measured already. */
import { notify } from '../actions.ts';
import { loadedOnce } from '../loaded-once.ts';
import type { Desk } from './desk.ts';
import type { measure } from './measure.ts';

export const MEASURING = 'Measuring the photo';

/** The photo is measured before it is drawn. */
const measuring = loadedOnce(() => import('./measure.ts'));

/** Includes loading, so that the busy state lasts from opening to measuring. */
export async function measureShown(desk: Desk, ...[asked]: Parameters<typeof measure> extends [Desk, ...infer A] ? A : never) {
  await desk.activities.run('measure', MEASURING, async (activity) => {
    const loaded = await Promise.resolve(measuring()).catch(() => null);
    activity.signal.throwIfAborted();
    if (loaded) await loaded.measureWithin(desk, activity, asked);
    else
      notify(
        desk.store,
        'problem',
        'A part of the program could not be loaded, and the photo was not measured: reload the page, then “Find head”.',
      );
  });
}
