/* Files of the render command: read and checked before a browser starts, written all together or not at all. Errors are one sentence. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** An error in the input: its message is the sentence for the user. */
export class Refusal extends Error {}
export const refuse = (sentence: string): never => {
  throw new Refusal(sentence);
};

export function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export function readInput(path: string): Buffer {
  const stats = statOf(path) ?? refuse(`${path} does not exist.`);
  if (!stats.isFile()) refuse(`${path} is not a file.`);
  if (stats.size === 0) refuse(`${path} is empty.`);
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}

export const isZip = (bytes: Buffer) => bytes.length > 3 && bytes.readUInt32LE(0) === 0x04034b50;

const PHOTO_ENDING = /\.(jpe?g|png|webp|avif|hei[cf])$/i;

/** The photos in a folder, by name; hidden and other files are left out. */
export function photosIn(folder: string): { name: string; path: string }[] {
  const names = readdirSync(folder)
    .filter((name) => PHOTO_ENDING.test(name) && !name.startsWith('.') && statOf(join(folder, name))?.isFile())
    .sort();
  if (!names.length) refuse(`${folder} holds no photo.`);
  const stems = names.map((name) => name.replace(/\.[^.]*$/, '').toLowerCase());
  const twice = names.find((_, i) => stems.indexOf(stems[i]) !== i);
  if (twice) refuse(`${join(folder, twice)} has the name of another photo there but for its ending: their results would be one file.`);
  return names.map((name) => ({ name, path: join(folder, name) }));
}

/** Creates folders recursively. mkdir's own `recursive` is not used: in Node 20 it hangs where a folder cannot be created, as under /proc. */
function makeFolder(folder: string) {
  if (statOf(folder) || dirname(folder) === folder) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

export function checkOutput(path: string, inputs: (string | null)[]) {
  if (statOf(path)?.isDirectory()) refuse(`${path} is a folder: name a file.`);
  if (inputs.some((input) => input && resolve(input) === resolve(path))) refuse(`${path} would be overwritten: it is also an input.`);
}

export function checkOutputFolder(path: string) {
  const stats = statOf(path);
  if (stats && !stats.isDirectory()) refuse(`${path} is a file: name a folder.`);
}

/** Writes all files or none: each goes to a temporary file beside its target, then all are renamed. */
export function writeTogether(files: { path: string; bytes: Buffer }[]) {
  const waiting = files.map((file) => ({ ...file, partial: `${file.path}.${randomUUID()}.partial` }));
  const written: string[] = [];
  let current = '';
  try {
    for (const { path, partial, bytes } of waiting) {
      current = path;
      makeFolder(dirname(resolve(path)));
      written.push(partial);
      writeFileSync(partial, bytes);
    }
    for (const { path, partial } of waiting) {
      current = path;
      renameSync(partial, path);
    }
  } catch (error) {
    for (const partial of written) rmSync(partial, { force: true });
    refuse(`${current} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}
