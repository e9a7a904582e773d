/*
 * Consultations kept on this device: the open one is saved here while it is edited, and the client list is read from here. The project is a
 * small document, written often; each photo and its thumbnail are documents written once; one more holds the studio's finishes. A project
 * never replaces one that another window has changed, and counts as kept only together with its photos. A removed photo is deleted when the
 * consultation is next opened, since undo can bring it back until then. Nothing leaves the device. Without storage (some private windows), or
 * if it does not answer, reading finds nothing and writing reports it.
 */
import type { Consultation } from '../core/consultation/consultation.ts';
import { type KeptFinish, parseFinishes } from '../core/consultation/schema.ts';
import { NoAnswer } from './in-time.ts';
import {
  type Database,
  existing,
  isOutOfSpace,
  openDatabase,
  putOver,
  putUnlessChanged,
  revisionOf,
  type StoredProject,
  statusOf,
} from './library-documents.ts';
import { photosOf, readPhotos, removeOthers, writePhotos } from './library-photos.ts';

export interface SavedConsultation {
  id: string;
  title: string;
  savedAt: number;
  project: Consultation;
  view: unknown;
}
/** A photo's file, and its thumbnail once it has been made. */
export interface PhotoFile {
  original: Blob;
  thumbnail: Blob | null;
}
export type PhotoFiles = ReadonlyMap<string, PhotoFile>;
export interface ConsultationTitle {
  id: string;
  title: string;
  savedAt: number;
}
export type SaveResult = { ok: true } | { ok: false; reason: string };
/** `why`: another window has changed or deleted the consultation since this one read or wrote it */
export type KeepResult = { ok: true } | { ok: false; reason: string; why?: 'changed' | 'deleted' };

export interface Library {
  /** the consultation as written, with its photos; null if either is missing; a photo of version 1 has the id ''. @throws if the storage does not answer */
  open(
    id: string,
  ): Promise<{ saved: { id: string; title: string; savedAt: number; project: unknown; view: unknown }; files: PhotoFiles } | null>;
  /** consultations that can be opened, newest first */
  list(): Promise<ConsultationTitle[]>;
  latest(): Promise<string | null>;
  /** false if another window has deleted it */
  has(id: string): Promise<boolean>;
  /**
   * Saves a consultation: the project every time, photos if they are not stored yet.
   * Writes of one consultation are queued; of several that wait, only the last is written.
   */
  keep(consultation: SavedConsultation, files: PhotoFiles): Promise<KeepResult>;
  /** the studio's own finishes, oldest first */
  finishes(): Promise<readonly KeptFinish[]>;
  /** applies `change` to the stored finishes; called again if another window writes at the same time */
  changeFinishes(change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]): Promise<SaveResult>;
  /** the library, the offline copy of the program and all settings */
  deleteEverything(): Promise<SaveResult>;
}

interface Write {
  id: string;
  stored: StoredProject;
  files: PhotoFiles;
}

const PROJECT_PREFIX = 'project/';
const FINISHES = 'settings/finishes';
const OUT_OF_SPACE = 'This device is out of space: the latest changes are not kept here. Save the project to a file.';
const NOT_KEPT = 'This browser keeps nothing on this device: the latest changes are not kept here. Save the project to a file.';
const NO_ANSWER = 'The storage of this browser does not answer: the latest changes are not kept here. Save the project to a file.';
const NOT_OPENED = 'the storage of this browser does not answer. Close the other windows of Stubble and try again.';
const NOT_DELETED = 'Part of the library could not be deleted: close the other windows of Stubble and delete again.';

/** assumed: a photo of 12 MP is written in two seconds on a slow tablet, and may have to wait for another window's */
const ANSWER_MS = 15_000;

/** @param answerMs time limit of each request to the storage */
export function openLibrary(name = 'stubble', answerMs = ANSWER_MS): Library {
  let opened: Promise<Database> | null = null;
  const database = () => {
    opened ??= openDatabase(name, answerMs);
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  /** running and waiting writes, by consultation */
  const queues = new Map<string, { waiting: Write | null; done: Promise<KeepResult>; next: Promise<KeepResult> | null }>();
  /** orderMs of the newest consultation this window knows of; null: not read yet */
  let newestMs: number | null = null;
  /** state of a consultation as this window last read or wrote it */
  const known = new Map<string, { _rev: string; project: string; photos: string }>();
  /** projects written without an answer, which may be stored by now */
  const unanswered = new Map<string, Set<string>>();

  const saving = async (work: (db: Database) => Promise<KeepResult>): Promise<KeepResult> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await database());
      } catch (error) {
        if (error instanceof NoAnswer) return { ok: false, reason: NO_ANSWER };
        // a failed write closes the database: open it again
        opened = null;
        if (isOutOfSpace(error)) return { ok: false, reason: OUT_OF_SPACE };
        if (attempt === 2) return { ok: false, reason: NOT_KEPT };
      }
    }
  };
  const reading = async <T>(work: (db: Database) => Promise<T>, otherwise: T, noAnswer = ''): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await database());
      } catch (error) {
        if (error instanceof NoAnswer && noAnswer) throw new Error(noAnswer);
        if (error instanceof NoAnswer || statusOf(error) === 404 || attempt === 2) return otherwise;
        opened = null;
      }
    }
  };

  const write = ({ id, stored, files }: Write) =>
    saving(async (db) => {
      const before = known.get(id);
      const project = JSON.stringify(stored.project);
      // photos are only written if they changed, so that moving a slider writes just the project
      const photos = JSON.stringify([...files].map(([photoId, { thumbnail }]) => [photoId, !!thumbnail]));
      if (before?.photos !== photos) await writePhotos(db, id, files);
      newestMs ??= newestOf(await projectsIn(db));
      const orderMs = Math.max(stored.savedAt, newestMs + 1);
      const own = unanswered.get(id) ?? new Set();
      unanswered.set(id, own);
      const result = await putUnlessChanged(db, PROJECT_PREFIX + id, { ...stored, orderMs }, before ?? null, own);
      own.clear();
      if (!result.ok) return result;
      newestMs = orderMs;
      known.set(id, { _rev: result.rev, project, photos });
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
      const withPhoto = await photosOf(db);
      const projects = await projectsIn(db);
      newestMs = newestOf(projects);
      return projects.filter(({ id }) => withPhoto.has(id)).map(({ id, title, savedAt }) => ({ id, title, savedAt }));
    }, []);

  return {
    list,
    latest: async () => (await list())[0]?.id ?? null,
    has: (id) => reading(async (db) => (await revisionOf(db, PROJECT_PREFIX + id)) !== null, false),
    open: (id) =>
      reading(
        async (db) => {
          const { _rev, title = '', savedAt = 0, project, view = null } = await db.get(PROJECT_PREFIX + id);
          const files = await readPhotos(db, id);
          if (!project || !files.size) return null;
          known.set(id, { _rev, project: JSON.stringify(project), photos: '' });
          await removeOthers(db, id, project, files).catch(() => {});
          return { saved: { id, title, savedAt, project, view }, files };
        },
        null,
        NOT_OPENED,
      ),
    // copy the state at the time of the call
    keep: ({ id, ...stored }, files) => keep({ id, stored: JSON.parse(JSON.stringify(stored)), files: new Map(files) }),
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

/** The stored projects, newest first. */
async function projectsIn(db: Database) {
  const { rows } = await db.allDocs({ include_docs: true, startkey: PROJECT_PREFIX, endkey: `${PROJECT_PREFIX}\uffff` });
  const projects = rows.map(({ id, doc }) => {
    const savedAt = doc?.savedAt ?? 0;
    return { id: id.slice(PROJECT_PREFIX.length), title: doc?.title ?? '', savedAt, orderMs: doc?.orderMs ?? savedAt };
  });
  return projects.sort((a, b) => b.orderMs - a.orderMs || b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
}
const newestOf = (projects: readonly { orderMs: number }[]) => projects[0]?.orderMs ?? 0;

/** The stored finishes; an empty list if none were stored. */
async function finishesIn(db: Database): Promise<KeptFinish[]> {
  const kept = await existing(db, FINISHES);
  return kept ? parseFinishes(kept.finishes) : [];
}
