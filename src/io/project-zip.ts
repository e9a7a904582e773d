/*
 * Reads project and photos from a zip, written by Stubble or packed again by somebody else. Sizes are checked before unpacking.
 */
import { inflateSync } from 'fflate';
import type { Consultation } from '../core/consultation/consultation.ts';
import { kindOf, MIME_OF } from './photo-kinds.ts';
import { MAX_JSON_BYTES, MAX_TOTAL_BYTES, parseText, tooLarge, type UnpackResult } from './project-file.ts';
import { readZip, type ZipEntry } from './read-zip.ts';
import { stripMetadata } from './strip-metadata.ts';

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
  return withPhotos(
    parsed.consultation,
    files.filter((entry) => entry !== jsonEntry),
    shown,
  );
}

/** Finds each photo by its id under photos/, else by its file name; a single photo may have any name, as in version 1. */
function withPhotos(consultation: Consultation, files: readonly ZipEntry[], shown: string): UnpackResult {
  const found = new Map<string, Blob>();
  const isLone = consultation.photos.length === 1;
  for (const { id, name } of consultation.photos) {
    const rank = (entry: ZipEntry) =>
      isUnderPhotos(entry) && stemOf(entry) === id
        ? 3
        : name !== '' && baseName(entry) === name
          ? 2
          : isLone && stemOf(entry) === 'photo'
            ? 1
            : 0;
    const likely = files.filter((entry) => isLone || rank(entry) > 0).sort((a, b) => rank(b) - rank(a));
    for (const entry of likely) {
      const content = unpack(entry, shown);
      if (!content.ok) return content;
      const kind = kindOf(content.bytes);
      if (!kind) continue;
      found.set(id, new Blob([stripMetadata(content.bytes)], { type: MIME_OF[kind] }));
      break;
    }
  }
  return { ok: true, consultation, files: found };
}

const isUnderPhotos = (entry: ZipEntry) => /(^|\/)photos\/[^/]+$/.test(entry.name);
const stemOf = (entry: ZipEntry) => baseName(entry).replace(/\.[^.]*$/, '');
const baseName = (entry: ZipEntry) => entry.name.slice(entry.name.lastIndexOf('/') + 1);

function unpack(entry: ZipEntry, shown: string): { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: string } {
  try {
    return { ok: true, bytes: entry.unpack() };
  } catch (error) {
    const what = error instanceof Error && /^is /.test(error.message) ? error.message : 'is damaged';
    return { ok: false, reason: `${shown} cannot be opened: “${baseName(entry)}” in it ${what}.` };
  }
}
