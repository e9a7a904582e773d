/* Turns a photo by a quarter to the right by changing the orientation in its file; the pixels are not changed. */
import { QUARTER_CLOCKWISE, thenTurned } from './exif-orientation.ts';
import { stripMetadata } from './strip-metadata.ts';

/** @param original as returned by `readPhoto` */
export async function turnedPhoto(original: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await original.arrayBuffer());
  return new Blob([stripMetadata(bytes, (orientation) => thenTurned(orientation, QUARTER_CLOCKWISE))], { type: original.type });
}
