import { afterEach, expect, test, vi } from 'vitest';
import { clearStorage, memorise, recalled } from '../../src/io/browser-storage.ts';

afterEach(() => vi.unstubAllGlobals());

test('remembers for the browser and for the tab apart', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    clear: () => kept.clear(),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', { ...storage, getItem: () => null });
  memorise('localStorage', 'open', 'a');
  expect(recalled('localStorage', 'open')).toBe('a');
  expect(recalled('sessionStorage', 'open')).toBeNull();
  clearStorage();
  expect(recalled('localStorage', 'open')).toBeNull();
});

test('where storage is switched off, nothing is remembered and nothing fails', () => {
  const refuse = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  for (const where of ['localStorage', 'sessionStorage'] as const) {
    Object.defineProperty(globalThis, where, { get: refuse, configurable: true });
    memorise(where, 'open', 'a');
    expect(recalled(where, 'open')).toBeNull();
  }
  clearStorage();
  for (const where of ['localStorage', 'sessionStorage'] as const) Reflect.deleteProperty(globalThis, where);
});
