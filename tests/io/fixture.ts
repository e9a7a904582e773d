/*
 * The small photographs of tests/fixtures/photos: four coloured quadrants, 240 x 300 px upright, in every kind of file.
 */
import { readFileSync } from 'node:fs';

export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url)));

/** Of tests/fixtures/cases: drawn files, each standing for a kind that people have; skin at the middle column, row 220, is 200,120,100. */
export const caseFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/cases/${name}`, import.meta.url)));
