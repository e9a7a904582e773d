/*
 * The small photographs of tests/fixtures/photos: four coloured quadrants, 240 x 300 px upright, in every kind of file.
 */
import { readFileSync } from 'node:fs';

export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url)));
