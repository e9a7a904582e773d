/*
 * Small settings kept in this browser (localStorage) or this tab (sessionStorage). If storage is blocked, even accessing it throws; then
 * nothing is stored and no error is raised.
 */
type Where = 'localStorage' | 'sessionStorage';

export function recalled(where: Where, key: string): string | null {
  try {
    return globalThis[where].getItem(key);
  } catch {
    return null;
  }
}

export function memorise(where: Where, key: string, text: string): void {
  try {
    globalThis[where].setItem(key, text);
  } catch {
    // blocked or full
  }
}

export function clearStorage(): void {
  for (const where of ['localStorage', 'sessionStorage'] as const) {
    try {
      globalThis[where].clear();
    } catch {
      // blocked: there is nothing to clear
    }
  }
}
