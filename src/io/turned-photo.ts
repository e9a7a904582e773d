/* A photo a quarter to the right, as its file says it: no pixel is touched. */
import { QUARTER_CLOCKWISE, thenTurned } from './exif-orientation.ts';
import { stripMetadata } from './strip-metadata.ts';

/** @param original as `readPhoto` gave it */
export async function turnedPhoto(original: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await original.arrayBuffer());
  return new Blob([stripMetadata(bytes, (orientation) => thenTurned(orientation, QUARTER_CLOCKWISE))], { type: original.type });
}
