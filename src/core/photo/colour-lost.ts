import type { PhotoFinding } from './photo-check.ts';

/** Findings that make a skin class read from the photo a guess. */
const COLOUR_LOST = ['too-dark', 'too-bright', 'no-colour', 'no-skin', 'hat'];
export const colourLost = (findings: readonly PhotoFinding[]) => findings.find(({ id }) => COLOUR_LOST.includes(id));
