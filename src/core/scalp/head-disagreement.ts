/** By what share a photo may differ from the head that all photos share before it is named. */
export const DISAGREEMENT = 0.08;
