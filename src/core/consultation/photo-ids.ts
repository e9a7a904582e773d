/* Ids of photos in a consultation: the name of the photo's file in the `.smp`, without the extension. */

const MAX_LENGTH = 60;

/** @param name of the opened file @param taken ids that exist already */
export function freshPhotoId(name: string, taken: readonly string[]): string {
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, '-');
  const plain =
    [...stem]
      .slice(0, MAX_LENGTH)
      .join('')
      .replace(/^[\s.-]+|[\s.-]+$/g, '') || 'photo';
  const used = new Set(taken.map((id) => id.toLowerCase()));
  for (let number = 1; ; number++) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (!used.has(id.toLowerCase())) return id;
  }
}
