/* Markers within and after the compressed data of a JPEG. Source: ITU-T T.81, annex B. */

/** Markers that may follow a scan: tables, another scan, the end, application data and comments. */
const mayFollow = (marker: number) =>
  marker === 0xd9 ||
  marker === 0xda ||
  marker === 0xc4 ||
  marker === 0xdb ||
  marker === 0xdc ||
  marker === 0xdd ||
  marker === 0xfe ||
  (marker & 0xf0) === 0xe0;
export const isRestart = (marker: number) => (marker & 0xf8) === 0xd0;

/** Position of the next marker's 0xff from `at` on; -1 if there is none. */
export function nextMarker(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(0xff, at); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1))
    if (bytes[i + 1] !== 0 && bytes[i + 1] !== 0xff) return i;
  return -1;
}

/** Whether a scan can end at this marker: it may follow a scan, and its segment is plausible. */
export function endsScan(bytes: Uint8Array, at: number): boolean {
  const marker = bytes[at + 1];
  if (marker === 0xd9) return true;
  if (!mayFollow(marker) || at + 4 > bytes.length) return false;
  const end = at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
  return end > at + 3 && end < bytes.length && (marker === 0xda || bytes[end] === 0xff);
}
