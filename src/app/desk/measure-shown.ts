/* Measures the shown photo. What that takes is loaded with the first photo of one's own: a demo and a kept consultation are measured already. */
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
