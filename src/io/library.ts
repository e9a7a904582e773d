/*
 * Consultations kept on this device: the open one is saved here as it is worked on, and the client list reads from here.
 * Two documents each: the project, small and written often, and the photo, large and written once. One more holds the studio's finishes.
 * Nothing leaves the device.
 * Where the device gives no storage (some private windows), reading finds nothing and writing says so.
 */
import { type KeptFinish, type Project, parseFinishes } from '../core/project/schema.ts';

export interface SavedConsultation {
  id: string;
  title: string;
  savedAt: number;
  project: Project;
  view: unknown;
}
export interface ConsultationTitle {
  id: string;
  title: string;
  savedAt: number;
}
export type SaveResult = { ok: true } | { ok: false; reason: string };

export interface Library {
  /** the consultation with its photo, or null where either is missing */
  open(id: string): Promise<{ saved: SavedConsultation; original: Blob } | null>;
  /** newest first */
  list(): Promise<ConsultationTitle[]>;
  latest(): Promise<string | null>;
  putPhoto(id: string, original: Blob): Promise<SaveResult>;
  /** writes of one consultation follow each other; of several that wait, only the last is written */
  putProject(id: string, title: string, project: Project, view: unknown, savedAt: number): Promise<SaveResult>;
  remove(id: string): Promise<SaveResult>;
  /** the studio's own finishes, oldest first */
  finishes(): Promise<readonly KeptFinish[]>;
  /** writes what `change` makes of those that are there; where another window writes too, it is asked again */
  changeFinishes(change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]): Promise<SaveResult>;
  /** the library, the offline copy of the program and all settings */
  deleteEverything(): Promise<SaveResult>;
}

interface StoredProject {
  title: string;
  savedAt: number;
  project: Project;
  view: unknown;
}
type Stored = Partial<StoredProject> & { finishes?: unknown };
type Database = PouchDB.Database<Stored>;

const PROJECT_PREFIX = 'project/';
const PHOTO_PREFIX = 'photo/';
const FINISHES = 'settings/finishes';
const ATTACHMENT = 'original';
const MAX_ATTEMPTS = 6;
const OUT_OF_SPACE = 'This device is out of space: the latest changes are not kept here. Save the project to a file.';
const NOT_KEPT = 'This browser keeps nothing on this device: the latest changes are not kept here. Save the project to a file.';
const NOT_DELETED = 'Part of the library could not be deleted: close the other windows of Stubble and delete again.';

export function openLibrary(name = 'stubble'): Library {
  let opened: Promise<Database> | null = null;
  const database = () => {
    opened ??= openDatabase(name);
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  /** what is being written and what waits, by consultation */
  const queues = new Map<string, { waiting: StoredProject | null; done: Promise<SaveResult>; next: Promise<SaveResult> | null }>();

  const saving = async (work: (db: Database) => Promise<void>): Promise<SaveResult> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await work(await database());
        return { ok: true };
      } catch (error) {
        if (isOutOfSpace(error)) return { ok: false, reason: OUT_OF_SPACE };
        if (attempt === 2) return { ok: false, reason: NOT_KEPT };
        // another window may have deleted everything: the library is opened anew
        opened = null;
      }
    }
  };
  const reading = async <T>(work: (db: Database) => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work(await database());
    } catch {
      return otherwise;
    }
  };

  const putProject = (id: string, stored: StoredProject): Promise<SaveResult> => {
    const write = (content: StoredProject) => saving((db) => putOver(db, PROJECT_PREFIX + id, { ...content }));
    const queue = queues.get(id);
    if (!queue) {
      const entry = { waiting: null, done: write(stored), next: null };
      queues.set(id, entry);
      entry.done.then(() => {
        if (!entry.next && queues.get(id) === entry) queues.delete(id);
      });
      return entry.done;
    }
    queue.waiting = stored;
    queue.next ??= queue.done.then(() => {
      const content = queue.waiting;
      queue.waiting = null;
      queue.next = null;
      if (queues.get(id) === queue) queues.delete(id);
      return content ? putProject(id, content) : { ok: true as const };
    });
    return queue.next;
  };

  const settle = async (id: string) => {
    for (let queue = queues.get(id); queue; queue = queues.get(id)) {
      queue.waiting = null;
      await (queue.next ?? queue.done);
      if (queues.get(id) === queue) queues.delete(id);
    }
  };

  const list = () =>
    reading(async (db) => {
      const { rows } = await db.allDocs({ include_docs: true, startkey: PROJECT_PREFIX, endkey: `${PROJECT_PREFIX}\uffff` });
      const titles = rows.map((row) => ({
        id: row.id.slice(PROJECT_PREFIX.length),
        title: row.doc?.title ?? '',
        savedAt: row.doc?.savedAt ?? 0,
      }));
      return titles.sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
    }, []);

  return {
    list,
    latest: async () => (await list())[0]?.id ?? null,
    open: (id) =>
      reading(async (db) => {
        const { title = '', savedAt = 0, project, view = null } = await db.get(PROJECT_PREFIX + id);
        const original = await db.getAttachment(PHOTO_PREFIX + id, ATTACHMENT);
        if (!project || !(original instanceof Blob)) return null;
        return { saved: { id, title, savedAt, project, view }, original };
      }, null),
    putPhoto: (id, original) =>
      saving((db) => {
        const content_type = original.type || 'application/octet-stream';
        return putOver(db, PHOTO_PREFIX + id, { _attachments: { [ATTACHMENT]: { content_type, data: original } } });
      }),
    putProject: (id, title, project, view, savedAt) => putProject(id, plainCopy({ title, savedAt, project, view })),
    remove: async (id) => {
      await settle(id);
      return saving(async (db) => {
        await removeDocument(db, PROJECT_PREFIX + id);
        await removeDocument(db, PHOTO_PREFIX + id);
      });
    },
    finishes: () => reading((db) => finishesIn(db), []),
    changeFinishes: (change) => saving((db) => putOver(db, FINISHES, async () => ({ finishes: change(await finishesIn(db)) }))),
    deleteEverything: async () => {
      for (const id of [...queues.keys()]) await settle(id);
      await reading((db) => db.destroy(), undefined);
      opened = null;
      await forgetTheRest();
      return (await deleteDatabases()) ? { ok: true } : { ok: false, reason: NOT_DELETED };
    },
  };
}

async function openDatabase(name: string): Promise<Database> {
  const { default: Pouch } = await import('pouchdb-browser');
  return new Pouch<Stored>(name, { auto_compaction: true, revs_limit: 1 });
}

/** A project is plain JSON; the copy is what was true when saving was asked for. */
const plainCopy = (stored: StoredProject): StoredProject => JSON.parse(JSON.stringify(stored));

type Content = Stored & { _attachments?: PouchDB.Core.Attachments };
/** The finishes that are kept; none where none ever were. */
async function finishesIn(db: Database): Promise<KeptFinish[]> {
  try {
    return parseFinishes((await db.get(FINISHES)).finishes);
  } catch (error) {
    if (statusOf(error) === 404) return [];
    throw error;
  }
}

/** Writes a document whatever was there: another window may have written in between, and the last one wins. */
async function putOver(db: Database, _id: string, content: Content | (() => Promise<Content>)): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const _rev = await revisionOf(db, _id);
    const made = typeof content === 'function' ? await content() : content;
    try {
      await db.put({ ...made, _id, ...(_rev ? { _rev } : {}) });
      return;
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function removeDocument(db: Database, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const revision = await revisionOf(db, id);
    if (!revision) return;
    try {
      await db.remove(id, revision);
      return;
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function revisionOf(db: Database, id: string): Promise<string | null> {
  try {
    return (await db.get(id))._rev;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

const statusOf = (error: unknown) => (error as { status?: number } | null)?.status;

function isOutOfSpace(error: unknown): boolean {
  const { name = '', message = '', reason = '' } = (error ?? {}) as { name?: string; message?: string; reason?: unknown };
  return /quota|out of space|disk full/i.test(`${name} ${message} ${String(reason)} ${JSON.stringify(error) ?? ''}`);
}

async function forgetTheRest(): Promise<void> {
  const tasks: Promise<unknown>[] = [];
  if (typeof caches !== 'undefined') for (const key of await caches.keys().catch(() => [])) tasks.push(caches.delete(key));
  await Promise.allSettled(tasks);
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      globalThis[storage]?.clear();
    } catch {
      // storage is switched off: there is nothing to forget
    }
  }
}

/** What is left of the library under any name; false where a database stays, e.g. held open by another window. */
async function deleteDatabases(): Promise<boolean> {
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return true;
  const left = async () => (await indexedDB.databases()).map((found) => found.name ?? '').filter((found) => found.startsWith('_pouch_'));
  try {
    await Promise.all((await left()).map(deleteDatabase));
    return (await left()).length === 0;
  } catch {
    return false;
  }
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
