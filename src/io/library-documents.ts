/* Documents of the library's database: reading, overwriting, and writing only if no other window has changed them. */
import { inTime } from './in-time.ts';
import { takesBlobs, tellPouchOfNoBlobs } from './takes-blobs.ts';

interface Saved {
  ok: true;
}
export interface StoredProject {
  title: string;
  savedAt: number;
  /** for the order, ms: savedAt, or 1 ms after the newest if the clock has gone back; missing in older documents */
  orderMs?: number;
  /** version 1 if it has not been edited since */
  project: unknown;
  view: unknown;
}
export type Stored = Partial<StoredProject> & { finishes?: unknown };
export type Database = PouchDB.Database<Stored>;

const MAX_ATTEMPTS = 6;
const CHANGED = 'This consultation was changed in another window of Stubble.';
const DELETED = 'This consultation was deleted in another window of Stubble and is not kept any more. Save the project to a file.';

/** @param answerMs time limit of each request. @throws NoAnswer, from every request */
export async function openDatabase(name: string, answerMs: number): Promise<Database> {
  const [{ default: Pouch }, takes] = await Promise.all([import('pouchdb-browser'), inTime(takesBlobs(), answerMs)]);
  if (!takes) tellPouchOfNoBlobs();
  const db = new Pouch<Stored>(name, { auto_compaction: true, revs_limit: 1 });
  return {
    get: (id) => inTime(db.get(id), answerMs),
    put: (doc) => inTime(db.put(doc), answerMs),
    remove: (id, rev) => inTime(db.remove(id, rev), answerMs),
    allDocs: (options) => inTime(db.allDocs(options), answerMs),
    getAttachment: (id, attachment) => inTime(db.getAttachment(id, attachment), answerMs),
    close: () => inTime(db.close(), answerMs),
  };
}

export type Content = Stored & { _attachments?: PouchDB.Core.Attachments };
/** Writes a document unconditionally: if another window writes too, the last one wins. */
export async function putOver(db: Database, _id: string, content: Content | (() => Promise<Content>)): Promise<Saved> {
  for (let attempt = 1; ; attempt++) {
    const _rev = await revisionOf(db, _id);
    const made = typeof content === 'function' ? await content() : content;
    try {
      await db.put({ ...made, _id, ...(_rev ? { _rev } : {}) });
      return { ok: true };
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/**
 * Writes a project over the version that this window knows. If another window has changed the project since, nothing is written; if it only
 * changed the view (step, day), it is overwritten.
 * @param unanswered projects that this window wrote without getting an answer, which may be stored by now; this one is added
 */
export async function putUnlessChanged(
  db: Database,
  _id: string,
  stored: StoredProject,
  before: { _rev: string; project: string } | null,
  unanswered: Set<string>,
): Promise<{ ok: true; rev: string } | { ok: false; reason: string; why: 'changed' | 'deleted' }> {
  const project = JSON.stringify(stored.project);
  for (let attempt = 1; ; attempt++) {
    const there = await existing(db, _id);
    if (before && !there) return { ok: false, reason: DELETED, why: 'deleted' };
    const theirs = JSON.stringify(there?.project);
    if (there && there._rev !== before?._rev && theirs !== before?.project && theirs !== project && !unanswered.has(theirs)) {
      // nothing changed here: keep the other window's version
      if (before?.project === project) return { ok: true, rev: before._rev };
      return { ok: false, reason: CHANGED, why: 'changed' };
    }
    unanswered.add(project);
    try {
      return { ok: true, rev: (await db.put({ ...stored, _id, ...(there ? { _rev: there._rev } : {}) })).rev };
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

export async function existing(db: Database, id: string) {
  try {
    return await db.get(id);
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
export const revisionOf = async (db: Database, id: string) => (await existing(db, id))?._rev ?? null;

export const statusOf = (error: unknown) => (error as { status?: number } | null)?.status;

export function isOutOfSpace(error: unknown): boolean {
  const { name = '', message = '', reason = '' } = (error ?? {}) as { name?: string; message?: string; reason?: unknown };
  return /quota|out of space|disk full/i.test(`${name} ${message} ${String(reason)} ${JSON.stringify(error) ?? ''}`);
}
