/*
 * How regularly the practitioner's hand works, as one number. At 1 every dot is exactly at its candidate, every session evenly spread, every
 * mark round. At 0 dots are random. A practitioner is in between: the needle lands near its target, sessions are filled by eye, some marks
 * merge and others leave gaps. Everything derives from the candidate's number, so no other setting moves a dot.
 */

/** Error of the needle at hand 0, sd in mm along each of two directions. assumed. */
const CARELESS_MM = 0.5;
/** Relative spread of the rank at hand 0: how freely the next place is chosen. */
const CARELESS_NOISE = 1.8;
/** Spread of ln(length / width) of the marks at hand 0. */
const CARELESS_STRETCH = 1;

/** Distance of a dot from its candidate, sd in mm along each direction. */
export const strayMm = (hand: number) => CARELESS_MM * (1 - hand);
export const rankNoiseOf = (hand: number) => CARELESS_NOISE * (1 - hand);
export const longestMark = (hand: number) => CARELESS_STRETCH * (1 - hand);
