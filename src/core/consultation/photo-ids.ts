/* What a photo is called inside its consultation: the name of its file there, without the ending. */

const MOST_LENGTH = 60;

/** @param name the file's own name @param taken ids that are there already */
export function freshPhotoId(name: string, taken: readonly string[]): string {
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, '-');
  const plain =
    [...stem]
      .slice(0, MOST_LENGTH)
      .join('')
      .replace(/^[\s.-]+|[\s.-]+$/g, '') || 'photo';
  const used = new Set(taken.map((id) => id.toLowerCase()));
  for (let number = 1; ; number++) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (!used.has(id.toLowerCase())) return id;
  }
}
