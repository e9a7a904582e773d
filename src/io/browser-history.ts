/*
 * Back and Forward of the browser: Home is one entry of the tab's history, and the open consultation another on top of it. Back goes Home,
 * Forward opens the consultation again.
 */

export interface Places {
  /** what is open, '' at Home */
  openId(): string;
  open(id: string): Promise<unknown>;
  /** asks first, and may keep the user here */
  goHome(): Promise<unknown>;
}

const idIn = (state: unknown): string => (state as { open?: string } | null)?.open ?? '';

/** @returns a function to call when another consultation opens or none is open */
export function followHistory({ openId, open, goHome }: Places): () => void {
  /** an entry is being left because its consultation was closed */
  let isLeaving = false;
  const tell = () => {
    const [there, here] = [idIn(history.state), openId()];
    if (isLeaving || there === here) return;
    if (here && there) history.replaceState({ open: here }, '');
    else if (here) history.pushState({ open: here }, '');
    else {
      isLeaving = true;
      history.back();
    }
  };
  window.addEventListener('popstate', async () => {
    const id = idIn(history.state);
    if (!isLeaving && id !== openId()) await (id ? open(id) : goHome());
    isLeaving = false;
    tell();
  });
  return tell;
}
