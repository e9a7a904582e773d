/* The photos in dropped folders and their subfolders, by name. Loaded when a folder is dropped. */
import { notify } from '../../app/actions.ts';
import type { Ui } from '../context.ts';

const PHOTO = /\.(jpe?g|png|webp|avif|hei[cf]|smp)$/i;
const DEEPEST = 4;

/** @param plain other dropped files; some browsers list the folders among them, which are left out */
export async function withFolders(ui: Ui, folders: readonly FileSystemEntry[], plain: readonly File[]): Promise<File[]> {
  const names = new Set(folders.map(({ name }) => name));
  const found = plain.filter(({ name }) => !names.has(name));
  for (const folder of folders) found.push(...(await photosIn(folder as FileSystemDirectoryEntry, DEEPEST)));
  if (!found.length) notify(ui.store, 'note', `No photo was found in “${folders[0].name}”.`);
  return found;
}

async function photosIn(folder: FileSystemDirectoryEntry, depth: number): Promise<File[]> {
  const files: File[] = [];
  const entries = (await entriesOf(folder)).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory && depth > 0) files.push(...(await photosIn(entry as FileSystemDirectoryEntry, depth - 1)));
    else if (entry.isFile && PHOTO.test(entry.name)) files.push(await fileOf(entry as FileSystemFileEntry));
  }
  return files;
}

/** A reader returns up to a hundred entries at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}
const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));
