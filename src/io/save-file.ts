/*
 * Saves a file through the browser's downloads.
 */
import type { Project } from '../core/consultation/schema.ts';

/** assumed: long enough for any browser to have read the file (Safari starts late) */
const REVOKE_AFTER_MS = 60_000;

/** @param name with extension; characters that file systems refuse are replaced */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = safeFileName(name);
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

/** File name for a project: its title, else its photo's name. @param ending like ".smp" */
export function projectFileName({ title, photo }: Pick<Project, 'title' | 'photo'>, ending: string): string {
  const named = [title, photo.name.replace(/\.[^.]+$/, '')].find((name) => /[\p{L}\p{N}]/u.test(name));
  return safeFileName(`${named ?? 'stubble'}${ending}`);
}

/**
 * A name that is valid on every file system: no path, no reserved characters, no dots or spaces at its ends, at most 255 bytes in UTF-8.
 * Combining marks and the joiners used in Persian and Hindi are kept.
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, '-')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 ? plain.slice(dot).slice(0, 12) : '';
  let stem = [...plain.slice(0, dot > 0 ? dot : plain.length)].slice(0, 108);
  while (new TextEncoder().encode(stem.join('')).length > 240) stem = stem.slice(0, -1);
  return stem.join('') + extension || 'stubble';
}
