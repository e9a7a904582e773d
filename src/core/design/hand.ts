/*
 * How orderly the hand is, as one number. At 1 dots are computed: every dot in the middle of its space, every session evenly spread, round
 * marks. At 0 they are random. A practitioner is in between: the needle lands near its target, sessions are filled by eye, marks run
 * together and leave gaps. All of it derives from a candidate's own number, so no other setting moves a dot.
 */

/** assumed: how far off a careless needle lands, sd in mm along each of two directions. */
const CARELESS_MM = 0.5;
/** How freely a careless hand chooses the next place: relative spread of the rank. */
const CARELESS_NOISE = 1.8;
/** Spread of ln(length / width) of a careless hand's marks. */
const CARELESS_STRETCH = 1;

/** How far a dot lies from its candidate, sd in mm. */
export const strayMm = (hand: number) => CARELESS_MM * (1 - hand);
export const rankNoiseOf = (hand: number) => CARELESS_NOISE * (1 - hand);
export const longestMark = (hand: number) => CARELESS_STRETCH * (1 - hand);
