/*
 * The part of PouchDB that the library uses. The published types are not used because they redefine Node's global Buffer, so that tests and
 * commands could not pass a Buffer to Node.
 */
declare namespace PouchDB {
  namespace Core {
    type Attachments = Record<string, { content_type: string; data: Blob }>;
  }
  type Existing<T> = T & { _id: string; _rev: string };
  interface Database<T extends object> {
    get(id: string): Promise<Existing<T>>;
    put(doc: T & { _id: string; _rev?: string; _attachments?: Core.Attachments }): Promise<{ ok: boolean; id: string; rev: string }>;
    remove(id: string, rev: string): Promise<{ ok: boolean; id: string; rev: string }>;
    allDocs(options: { include_docs?: boolean; startkey?: string; endkey?: string; descending?: boolean; limit?: number }): Promise<{
      total_rows: number;
      rows: { id: string; key: string; value: { rev: string }; doc?: Existing<T> }[];
    }>;
    getAttachment(id: string, name: string): Promise<Blob>;
    close(): Promise<void>;
  }
}

declare module 'pouchdb-browser' {
  const Pouch: new <T extends object>(name: string, options?: { auto_compaction?: boolean; revs_limit?: number }) => PouchDB.Database<T>;
  export default Pouch;
}
