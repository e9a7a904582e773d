/*
 * The few words that this browser (localStorage) or this tab (sessionStorage) remembers. With storage blocked, even accessing it throws;
 * then nothing is remembered and nothing fails.
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
    // switched off or full
  }
}

export function clearStorage(): void {
  for (const where of ['localStorage', 'sessionStorage'] as const) {
    try {
      globalThis[where].clear();
    } catch {
      // switched off: there is nothing to forget
    }
  }
}
