/*
 * Whether IndexedDB stores Blobs. WebKit does not where it keeps nothing on the disk: seen in WebKitGTK under its driver.
 * assumed: Safari's private windows are the same.
 */
const CHECK = 'stubble-blobs';
const STORE = 'blobs';

/** Stores nothing permanently. @throws IndexedDB's error if it is switched off */
export function takesBlobs(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(CHECK);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const answer = (takes: boolean) => {
        resolve(takes);
        db.close();
      };
      try {
        const transaction = db.transaction(STORE, 'readwrite');
        const put = transaction.objectStore(STORE).put(new Blob(['blob']), 'blob');
        put.onerror = () => answer(false);
        put.onsuccess = () => {
          transaction.abort();
          answer(true);
        };
      } catch {
        answer(false);
      }
    };
  });
}

/**
 * PouchDB keeps photos as text where Blobs are not stored. It finds that out by storing one among other requests, which WebKit then never
 * answers; so it is told here.
 */
export function tellPouchOfNoBlobs() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
    if (this.name === 'detect-blob-support') throw new DOMException('Blobs are not stored here.', 'DataCloneError');
    return put.apply(this, given);
  };
}
