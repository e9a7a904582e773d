/** A point on the scalp in the camera's frame, mm, with its outward unit normal. */
export interface ScalpPoint {
  xMm: number;
  yMm: number;
  zMm: number;
  nx: number;
  ny: number;
  nz: number;
  /** cosine between the normal and the ray to the camera, 0 at the silhouette, 1 facing */
  cosTheta: number;
}
