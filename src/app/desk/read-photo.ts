/* Reads a photo with a working copy as large as the screen can use. */
import type { Activity } from '../activities.ts';
import type { Desk } from './desk.ts';
import type { PhotoOptions } from './services.ts';

/** Long side of the copy shown on the screen, px: with larger ones tablets kill the tab. */
export const WORKING_SIDE_PX = 4096;

type Known = Pick<PhotoOptions, 'onWorking' | 'onSmall' | 'camera'>;

export async function readForScreen(desk: Desk, file: Blob, name: string, activity?: Activity, known: Known = {}) {
  const easel = await desk.startEasel();
  return desk.services.readPhoto(file, {
    name,
    maxSidePx: Math.min(WORKING_SIDE_PX, easel?.maxSidePx ?? WORKING_SIDE_PX),
    signal: activity?.signal,
    onProgress: (share) => activity?.progress('Opening the photo', share),
    ...known,
  });
}
