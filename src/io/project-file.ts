/*
 * A consultation as one file: `.smp` is a zip of project.json and the photo. A bare project.json is read as well.
 * Everything that comes in is suspected: sizes are checked before unpacking, checksums after it, and then every field.
 */
import { type ParseResult, type Project, parseProject } from '../core/project/schema.ts';
import { readZip, type ZipEntry } from './read-zip.ts';
import { MIME_OF, type PhotoKind, sniffImage } from './sniff-image.ts';

export type UnpackResult = { ok: true; project: Project; photo: Blob | null; photoName: string } | { ok: false; reason: string };

const EXTENSION_OF: Record<PhotoKind, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', heic: 'heic' };
const MAX_TOTAL_BYTES = 600e6;
const MAX_JSON_BYTES = 5e6;
const MAX_ENTRIES = 1000;
/** Zip entries carry a time; a fixed one keeps the same project the same bytes. */
const ENTRY_TIME = new Date(2000, 0, 1);

/** @param original the photo without metadata; it is stored as it is, under a name that says only its kind. */
export async function packProject(project: Project, original: Blob): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const photo = new Uint8Array(await original.arrayBuffer());
  const sniffed = sniffImage(photo);
  if (sniffed.kind === 'other') throw new Error(`packProject: the photo is ${sniffed.what}`);
  const json = strToU8(`${JSON.stringify(project, null, 2)}\n`);
  const zip = zipSync(
    { 'project.json': [json, { level: 6 }], [`photo.${EXTENSION_OF[sniffed.kind]}`]: [photo, { level: 0 }] },
    { mtime: ENTRY_TIME },
  );
  return new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

/** @param fileName only for the sentence that says what is wrong. */
export async function unpackProject(blob: Blob, fileName: string): Promise<UnpackResult> {
  const shown = `“${fileName}”`;
  if (blob.size === 0) return { ok: false, reason: `${shown} is empty (0 bytes).` };
  if (blob.size > MAX_TOTAL_BYTES) return tooLarge(shown);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch {
    return { ok: false, reason: `${shown} could not be read from this device: choose it again.` };
  }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? unpackZip(bytes, shown) : readBareJson(bytes, shown);
}

const tooLarge = (shown: string): UnpackResult => ({
  ok: false,
  reason: `${shown} is larger than a Stubble project can be (${MAX_TOTAL_BYTES / 1e6} MB unpacked).`,
});

function readBareJson(bytes: Uint8Array, shown: string): UnpackResult {
  const first = bytes.subarray(0, 64).find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  if (first !== 0x7b) return { ok: false, reason: `${shown} is not a Stubble project: choose a .smp file or a project.json.` };
  if (bytes.length > MAX_JSON_BYTES)
    return { ok: false, reason: `${shown} is larger than a project.json can be (${MAX_JSON_BYTES / 1e6} MB).` };
  const parsed = parseText(bytes, shown);
  return parsed.ok ? { ...parsed, photo: null, photoName: parsed.project.photo.name } : parsed;
}

function parseText(bytes: Uint8Array, shown: string): ParseResult {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, reason: `${shown} is damaged: its project.json is not valid JSON.` };
  }
  const parsed = parseProject(json);
  return parsed.ok ? parsed : { ok: false, reason: `${shown} cannot be opened: ${parsed.reason}.` };
}

async function unpackZip(bytes: Uint8Array, shown: string): Promise<UnpackResult> {
  const { inflateSync } = await import('fflate');
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
    const sniffed = sniffImage(content.bytes);
    if (sniffed.kind === 'other') continue;
    const photo = new Blob([content.bytes], { type: MIME_OF[sniffed.kind] });
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
