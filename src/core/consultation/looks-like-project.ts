/** Whether a file that begins with these bytes can be a project: a zip, or JSON behind an optional byte order mark. */
export function looksLikeProject(head: Uint8Array): boolean {
  if (isZip(head)) return true;
  const first = head.subarray(0, 64).find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return first === 0x7b;
}
export const isZip = (head: Uint8Array) => head[0] === 0x50 && head[1] === 0x4b;
