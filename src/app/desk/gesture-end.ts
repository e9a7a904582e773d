/* Waits for the end of a drag, during which history is not written. */
import { inGesture } from '../actions.ts';
import type { AppStore } from '../store.ts';

const GESTURE_MS = 100;

/** @throws the signal's reason */
export async function gestureEnd(store: AppStore, signal: AbortSignal) {
  while (inGesture(store) && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, GESTURE_MS));
  signal.throwIfAborted();
}
