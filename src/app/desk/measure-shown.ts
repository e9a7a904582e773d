/* Measures the shown photo. The code is loaded with the first photo to measure: demos and kept consultations are measured already. */
import { notify } from '../actions.ts';
import type { Desk } from './desk.ts';
import type { measure } from './measure.ts';

export async function measureShown(desk: Desk, ...asked: Parameters<typeof measure> extends [Desk, ...infer A] ? A : never) {
  const loaded = await import('./measure.ts').catch(() => null);
  if (loaded) await loaded.measure(desk, ...asked);
  else
    notify(
      desk.store,
      'problem',
      'A part of the program could not be loaded, and the photo was not measured: reload the page, then “Find head”.',
    );
}
