/*
 * A consultation as one file: `.smp` is a zip of project.json and the photos; a bare project.json is read too. Input is not trusted: sizes
 * are checked before unpacking, then checksums, then every field.
 */
import { type Consultation, type ParsedConsultation, parseConsultation } from '../core/consultation/consultation.ts';
import { isZip, looksLikeProject } from '../core/consultation/looks-like-project.ts';
import { kindOf, type PhotoKind } from './photo-kinds.ts';
import { storedZip } from './write-zip.ts';

/** `files`: the photos that came with it, by their ids */
export type UnpackResult = { ok: true; consultation: Consultation; files: ReadonlyMap<string, Blob> } | { ok: false; reason: string };

const EXTENSION_OF: Record<PhotoKind, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', heic: 'heic' };
export const MAX_TOTAL_BYTES = 600e6;
export const MAX_JSON_BYTES = 5e6;

/** @param files by photo id, without metadata; missing ones are left out */
export async function packProject(consultation: Consultation, files: ReadonlyMap<string, { original: Blob }>): Promise<Blob> {
  const json = new TextEncoder().encode(`${JSON.stringify(consultation, null, 2)}\n`);
  const entries = [{ name: 'project.json', bytes: json }];
  for (const { id } of consultation.photos) {
    const file = files.get(id);
    if (!file) continue;
    const bytes = new Uint8Array(await file.original.arrayBuffer());
    const kind = kindOf(bytes);
    if (!kind) throw new Error('packProject: the photo is of no kind that can be opened');
    entries.push({ name: `photos/${id}.${EXTENSION_OF[kind]}`, bytes });
  }
  return storedZip(entries);
}

/** @param fileName for error messages only */
export async function unpackProject(blob: Blob, fileName: string): Promise<UnpackResult> {
  const shown = `“${fileName}”`;
  if (blob.size === 0) return { ok: false, reason: `${shown} is empty (0 bytes).` };
  if (blob.size > MAX_TOTAL_BYTES) return tooLarge(shown);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch {
    return { ok: false, reason: `${shown} could not be read from this device: choose it again.` };
  }
  if (!isZip(bytes)) return readBareJson(bytes, shown);
  try {
    const { unpackZip } = await import('./project-zip.ts');
    return unpackZip(bytes, shown);
  } catch {
    return { ok: false, reason: `${shown} could not be unpacked: part of the program did not load. Reload the page and open it again.` };
  }
}

export const tooLarge = (shown: string): UnpackResult => ({
  ok: false,
  reason: `${shown} is larger than a Stubble project can be (${MAX_TOTAL_BYTES / 1e6} MB unpacked).`,
});

function readBareJson(bytes: Uint8Array, shown: string): UnpackResult {
  if (!looksLikeProject(bytes)) return { ok: false, reason: `${shown} is not a Stubble project: choose a .smp file or a project.json.` };
  if (bytes.length > MAX_JSON_BYTES)
    return { ok: false, reason: `${shown} is larger than a project.json can be (${MAX_JSON_BYTES / 1e6} MB).` };
  const parsed = parseText(bytes, shown);
  return parsed.ok ? { ...parsed, files: new Map() } : parsed;
}

/** Far deeper than a project. Deeper JSON could be read, but writing it would overflow the stack. */
const MAX_DEPTH = 100;

/** Whether a JSON text is nested deeper than that. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) isInText = !isInText;
    else if (isInText) i += byte === 0x5c ? 1 : 0;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return false;
}

export function parseText(bytes: Uint8Array, shown: string): ParsedConsultation {
  if (isTooDeep(bytes)) return { ok: false, reason: `${shown} is damaged: its project.json is nested deeper than a project can be.` };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, reason: `${shown} is damaged: its project.json is not valid JSON.` };
  }
  const parsed = parseConsultation(json);
  return parsed.ok ? parsed : { ok: false, reason: `${shown} cannot be opened: ${parsed.reason}.` };
}
