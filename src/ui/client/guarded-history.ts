/* Keeps the browser's Back button in the client view: an extra history entry, pushed again whenever it is left. */
const MARK = 'stubble-client';
const isHere = () => (history.state as { way?: string } | null)?.way === MARK;

let isGuarded = false;
const again = () => {
  if (isGuarded && !isHere()) history.pushState({ ...history.state, way: MARK }, '');
};

export function guardHistory() {
  if (isGuarded) return;
  isGuarded = true;
  again();
  window.addEventListener('popstate', again);
}
export function leaveHistory() {
  if (!isGuarded) return;
  isGuarded = false;
  window.removeEventListener('popstate', again);
  if (isHere()) history.back();
}
