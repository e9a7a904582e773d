/*
 * Clears everything that Stubble stores in this browser: databases under any name, the offline copy of the program, settings.
 * Databases are emptied and not deleted: a deletion waits for every other window that has it open, and blocks all later requests.
 */
import { clearStorage } from './browser-storage.ts';
import { inTime } from './in-time.ts';

/** PouchDB's document count, without which other windows fail */
const BOOKKEEPING = 'meta-store';
/** assumed: clearing takes milliseconds unless another window is writing */
const CLEARING_MS = 5000;

/** False if part of the library could not be emptied. */
export async function eraseDevice(): Promise<boolean> {
  clearStorage();
  try {
    for (const key of await caches.keys()) await caches.delete(key);
  } catch {
    // storage is blocked: there is nothing to clear
  }
  try {
    // Firefox before 126 does not list them
    const found = (await indexedDB.databases?.()) ?? [{ name: '_pouch_stubble' }];
    const names = found.map(({ name = '' }) => name).filter((name) => name.startsWith('_pouch_'));
    await inTime(Promise.all(names.map(clearDatabase)), CLEARING_MS);
    return true;
  } catch {
    return false;
  }
}

function clearDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = reject;
    request.onsuccess = () => {
      const db = request.result;
      const stores = [...db.objectStoreNames].filter((store) => store !== BOOKKEEPING);
      if (!stores.length) return resolve(db.close());
      const clearing = db.transaction(stores, 'readwrite');
      for (const store of stores) clearing.objectStore(store).clear();
      clearing.onabort = reject;
      clearing.oncomplete = () => resolve(db.close());
    };
  });
}
