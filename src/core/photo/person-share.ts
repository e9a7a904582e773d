/* How much of a person each place of the whole picture shows, as a vision model saw it. */
export interface PersonShare {
  widthPx: number;
  heightPx: number;
  /** row by row, 0 to 255 */
  share: Uint8Array;
}
/** From here on a place is the person's. */
export const PERSON = 128;
