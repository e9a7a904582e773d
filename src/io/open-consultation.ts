/* Remembers which consultation is open, so that a reload opens it again. */
import { memorise, recalled } from './browser-storage.ts';

const KEY = 'stubble-open';
const NONE = 'no';

/** @param id null at the start screen */
export function rememberOpen(id: string | null) {
  memorise('sessionStorage', KEY, id ?? NONE);
  memorise('localStorage', KEY, id ?? NONE);
}

/** After a reload, this tab's consultation; in a new tab, the latest one; null if the user had gone to the start screen. */
export async function consultationToResume(latest: () => Promise<string | null>): Promise<string | null> {
  const here = recalled('sessionStorage', KEY);
  if ((here ?? recalled('localStorage', KEY)) === NONE) return null;
  return here ?? latest();
}
