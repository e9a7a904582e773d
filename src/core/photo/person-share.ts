/* The person mask of the whole picture, from a segmentation model. */
export interface PersonShare {
  widthPx: number;
  heightPx: number;
  /** confidence that a pixel shows the person, 0 to 255, row by row */
  share: Uint8Array;
}
/** From this value on a pixel counts as the person. */
export const PERSON = 128;
