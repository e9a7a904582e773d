/* The sizes at which models look at a photo: copies of it, made where its pixels are, spare the page from sending all of them. */

/** Long side, px. Faces are found as accurately as at 2000 px (measured). */
export const LOOKED_AT_PX = { face: 1024, person: 512 } as const;

/** Copies of one picture, while they are made; null if one cannot be. Whoever takes one closes it. */
export type LookedAt = { [model in keyof typeof LOOKED_AT_PX]?: Promise<ImageBitmap | null> };
