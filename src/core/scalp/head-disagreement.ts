/** A photo that differs from the shared head by more than this share is named. */
export const DISAGREEMENT = 0.08;
