/*
 * Consultations kept on this device: the open one is saved here as it is worked on, and the client list reads from here.
 * Two documents each: the project, small and written often, and the photo, large and written once. One more holds the studio's finishes.
 * A project never replaces one that another window has changed, and none counts as kept without its photo.
 * Nothing leaves the device. Where the device gives no storage (some private windows), reading finds nothing and writing says so.
 */
import { type KeptFinish, type Project, parseFinishes, parseProject } from '../core/consultation/schema.ts';

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
/** `why`: another window has changed the consultation, or deleted it, since it was opened or kept here */
export type KeepResult = { ok: true } | { ok: false; reason: string; why?: 'changed' | 'deleted' };

export interface Library {
  /** the consultation with its photo, or null where either is missing */
  open(id: string): Promise<{ saved: SavedConsultation; original: Blob } | null>;
  /** those that can be opened, newest first */
  list(): Promise<ConsultationTitle[]>;
  latest(): Promise<string | null>;
  /** false where another window has deleted it */
  has(id: string): Promise<boolean>;
  /**
   * Keeps a consultation: its photo the first time, its project every time.
   * Writes of one consultation follow each other; of several that wait, only the last is written.
   */
  keep(consultation: SavedConsultation, original: Blob): Promise<KeepResult>;
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
interface Write {
  id: string;
  stored: StoredProject;
  original: Blob;
}

const PROJECT_PREFIX = 'project/';
const PHOTO_PREFIX = 'photo/';
const FINISHES = 'settings/finishes';
const ATTACHMENT = 'original';
const MAX_ATTEMPTS = 6;
const OUT_OF_SPACE = 'This device is out of space: the latest changes are not kept here. Save the project to a file.';
const NOT_KEPT = 'This browser keeps nothing on this device: the latest changes are not kept here. Save the project to a file.';
const NOT_DELETED = 'Part of the library could not be deleted: close the other windows of Stubble and delete again.';
const CHANGED = 'This consultation was changed in another window of Stubble.';
const DELETED = 'This consultation was deleted in another window of Stubble and is not kept any more. Save the project to a file.';

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
  const queues = new Map<string, { waiting: Write | null; done: Promise<KeepResult>; next: Promise<KeepResult> | null }>();
  /** what this window last read or wrote of a consultation */
  const known = new Map<string, { _rev: string; project: string }>();

  const saving = async (work: (db: Database) => Promise<KeepResult>): Promise<KeepResult> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await database());
      } catch (error) {
        // a failed write closes the database: it is opened anew
        opened = null;
        if (isOutOfSpace(error)) return { ok: false, reason: OUT_OF_SPACE };
        if (attempt === 2) return { ok: false, reason: NOT_KEPT };
      }
    }
  };
  const reading = async <T>(work: (db: Database) => Promise<T>, otherwise: T): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await database());
      } catch (error) {
        if (statusOf(error) === 404 || attempt === 2) return otherwise;
        opened = null;
      }
    }
  };

  const write = ({ id, stored, original }: Write) =>
    saving(async (db) => {
      const before = known.get(id);
      const project = JSON.stringify(stored.project);
      if (!before) await putOver(db, PHOTO_PREFIX + id, withAttachment(original));
      const result = await putUnlessChanged(db, PROJECT_PREFIX + id, stored, before ?? null);
      if (!result.ok) return result;
      known.set(id, { _rev: result.rev, project });
      return { ok: true };
    });
  const keep = (content: Write): Promise<KeepResult> => {
    const { id } = content;
    const queue = queues.get(id);
    if (!queue) {
      const entry = { waiting: null, done: write(content), next: null };
      queues.set(id, entry);
      entry.done.then(() => {
        if (!entry.next && queues.get(id) === entry) queues.delete(id);
      });
      return entry.done;
    }
    queue.waiting = content;
    queue.next ??= queue.done.then(() => {
      const last = queue.waiting;
      queue.waiting = null;
      queue.next = null;
      if (queues.get(id) === queue) queues.delete(id);
      return last ? keep(last) : { ok: true as const };
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
      const photos = await db.allDocs({ startkey: PHOTO_PREFIX, endkey: `${PHOTO_PREFIX}\uffff` });
      const withPhoto = new Set(photos.rows.map((row) => row.id.slice(PHOTO_PREFIX.length)));
      const { rows } = await db.allDocs({ include_docs: true, startkey: PROJECT_PREFIX, endkey: `${PROJECT_PREFIX}\uffff` });
      const titles = rows.map((row) => ({
        id: row.id.slice(PROJECT_PREFIX.length),
        title: row.doc?.title ?? '',
        savedAt: row.doc?.savedAt ?? 0,
      }));
      return titles.filter(({ id }) => withPhoto.has(id)).sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
    }, []);

  return {
    list,
    latest: async () => (await list())[0]?.id ?? null,
    has: (id) => reading(async (db) => (await revisionOf(db, PROJECT_PREFIX + id)) !== null, false),
    open: (id) =>
      reading(async (db) => {
        const { _rev, title = '', savedAt = 0, project, view = null } = await db.get(PROJECT_PREFIX + id);
        const original = await db.getAttachment(PHOTO_PREFIX + id, ATTACHMENT);
        if (!project || !(original instanceof Blob)) return null;
        known.set(id, { _rev, project: JSON.stringify(project) });
        return { saved: { id, title, savedAt, project: current(project), view }, original };
      }, null),
    // the copy is what was true when keeping was asked for
    keep: ({ id, ...stored }, original) => keep({ id, stored: JSON.parse(JSON.stringify(stored)), original }),
    finishes: () => reading((db) => finishesIn(db), []),
    changeFinishes: (change) => saving((db) => putOver(db, FINISHES, async () => ({ finishes: change(await finishesIn(db)) }))),
    deleteEverything: async () => {
      for (const id of [...queues.keys()]) await settle(id);
      known.clear();
      await reading((db) => db.close(), undefined);
      opened = null;
      const erased = await import('./erase-device.ts').then(({ eraseDevice }) => eraseDevice()).catch(() => false);
      return erased ? { ok: true } : { ok: false, reason: NOT_DELETED };
    },
  };
}

/** Consultations that were kept with an earlier version of the file are read like such a file. */
function current(project: Project): Project {
  const parsed = project.version === 2 ? null : parseProject(project);
  return parsed?.ok ? parsed.project : project;
}

async function openDatabase(name: string): Promise<Database> {
  const { default: Pouch } = await import('pouchdb-browser');
  return new Pouch<Stored>(name, { auto_compaction: true, revs_limit: 1 });
}

type Content = Stored & { _attachments?: PouchDB.Core.Attachments };
/** The finishes that are kept; none where none ever were. */
async function finishesIn(db: Database): Promise<KeptFinish[]> {
  const kept = await existing(db, FINISHES);
  return kept ? parseFinishes(kept.finishes) : [];
}

/** Writes a document whatever was there: another window may have written in between, and the last one wins. */
async function putOver(db: Database, _id: string, content: Content | (() => Promise<Content>)): Promise<SaveResult> {
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
 * Writes a project over the one that this window knows. Where another window has written since, its changed design is left alone;
 * one that only turned to another step or day is written over.
 */
async function putUnlessChanged(
  db: Database,
  _id: string,
  stored: StoredProject,
  before: { _rev: string; project: string } | null,
): Promise<{ ok: true; rev: string } | { ok: false; reason: string; why: 'changed' | 'deleted' }> {
  const project = JSON.stringify(stored.project);
  for (let attempt = 1; ; attempt++) {
    const there = await existing(db, _id);
    if (before && !there) return { ok: false, reason: DELETED, why: 'deleted' };
    const theirs = JSON.stringify(there?.project);
    if (there && there._rev !== before?._rev && theirs !== before?.project && theirs !== project) {
      // nothing was changed here: theirs stands
      if (before?.project === project) return { ok: true, rev: before._rev };
      return { ok: false, reason: CHANGED, why: 'changed' };
    }
    try {
      return { ok: true, rev: (await db.put({ ...stored, _id, ...(there ? { _rev: there._rev } : {}) })).rev };
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

const withAttachment = (original: Blob): Content => ({
  _attachments: { [ATTACHMENT]: { content_type: original.type || 'application/octet-stream', data: original } },
});

async function existing(db: Database, id: string) {
  try {
    return await db.get(id);
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
const revisionOf = async (db: Database, id: string) => (await existing(db, id))?._rev ?? null;

const statusOf = (error: unknown) => (error as { status?: number } | null)?.status;

function isOutOfSpace(error: unknown): boolean {
  const { name = '', message = '', reason = '' } = (error ?? {}) as { name?: string; message?: string; reason?: unknown };
  return /quota|out of space|disk full/i.test(`${name} ${message} ${String(reason)} ${JSON.stringify(error) ?? ''}`);
}
