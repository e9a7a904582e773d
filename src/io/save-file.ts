/*
 * Hands a finished file to the browser's downloads.
 */
/** assumed: long enough for any browser to have read the file (Safari starts late) */
const REVOKE_AFTER_MS = 60_000;

/** @param name the file's name with its extension; signs that file systems refuse are replaced. */
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

/** A name that every file system takes: no path, no reserved signs, no leading dots, at most 120 letters. */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, '-')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 ? plain.slice(dot).slice(0, 12) : '';
  const stem = [...plain.slice(0, dot > 0 ? dot : plain.length)].slice(0, 108).join('');
  return stem + extension || 'stubble';
}
