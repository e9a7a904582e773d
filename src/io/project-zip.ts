/*
 * The project and the photo in a zip: Stubble's own, or one that somebody unpacked and packed again. Sizes are checked before unpacking.
 */
import { inflateSync } from 'fflate';
import type { Project } from '../core/consultation/schema.ts';
import { kindOf, MIME_OF } from './photo-kinds.ts';
import { MAX_JSON_BYTES, MAX_TOTAL_BYTES, parseText, tooLarge, type UnpackResult } from './project-file.ts';
import { readZip, type ZipEntry } from './read-zip.ts';

const MAX_ENTRIES = 1000;

export function unpackZip(bytes: Uint8Array, shown: string): UnpackResult {
  const entries = readZip(bytes, inflateSync);
  if (!entries || entries.length > MAX_ENTRIES)
    return { ok: false, reason: `${shown} is cut short or damaged: its contents cannot be listed.` };
  const total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (total > MAX_TOTAL_BYTES) return tooLarge(shown);
  const files = entries.filter((entry) => !entry.name.endsWith('/') && !entry.name.startsWith('__MACOSX/'));
  const jsonEntry = files.find((entry) => baseName(entry) === 'project.json');
  if (!jsonEntry) return { ok: false, reason: `${shown} is not a Stubble project: it holds no project.json.` };
  if (jsonEntry.sizeBytes > MAX_JSON_BYTES)
    return { ok: false, reason: `${shown} holds a project.json larger than it can be (${MAX_JSON_BYTES / 1e6} MB).` };
  const json = unpack(jsonEntry, shown);
  if (!json.ok) return json;
  const parsed = parseText(json.bytes, shown);
  if (!parsed.ok) return parsed;
  return withPhoto(
    parsed.project,
    files.filter((entry) => entry !== jsonEntry),
    shown,
  );
}

function withPhoto(project: Project, files: readonly ZipEntry[], shown: string): UnpackResult {
  const isPhotoEntry = (entry: ZipEntry) =>
    /^photo\.\w+$/.test(baseName(entry)) || (project.photo.name !== '' && baseName(entry) === project.photo.name);
  const candidates = [...files].sort((a, b) => Number(isPhotoEntry(b)) - Number(isPhotoEntry(a)));
  for (const entry of candidates) {
    const content = unpack(entry, shown);
    if (!content.ok) return content;
    const kind = kindOf(content.bytes);
    if (!kind) continue;
    const photo = new Blob([content.bytes], { type: MIME_OF[kind] });
    return { ok: true, project, photo, photoName: project.photo.name || baseName(entry) };
  }
  return { ok: true, project, photo: null, photoName: project.photo.name };
}

const baseName = (entry: ZipEntry) => entry.name.slice(entry.name.lastIndexOf('/') + 1);

function unpack(entry: ZipEntry, shown: string): { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: string } {
  try {
    return { ok: true, bytes: entry.unpack() };
  } catch (error) {
    const what = error instanceof Error && /^is /.test(error.message) ? error.message : 'is damaged';
    return { ok: false, reason: `${shown} cannot be opened: “${baseName(entry)}” in it ${what}.` };
  }
}
