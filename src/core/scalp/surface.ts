/*
 * The head as the design needs it: for a photo pixel, is it on the head, where in mm, and which way does the skin face.
 * First an ellipsoid under a pinhole camera (model.md 2). The camera sits at the origin, x right, y down, z away from it;
 * depth of the head's centre = focalPx / pxPerMm. Anything better answers the same questions.
 */
import type { Head, PhotoPx, Project } from '../project/schema.ts';

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

export interface Surface {
  focalPx: number;
  /** principal point: the picture's centre */
  cxPx: number;
  cyPx: number;
  pxPerMm: number;
  centreMm: readonly [number, number, number];
  halfAxesMm: readonly [number, number, number];
  /** rows of R: camera = R head + centre */
  rotation: readonly number[];
  /** the nearest scalp point on the ray through a photo pixel, or null off the head */
  hit(xPx: number, yPx: number): ScalpPoint | null;
  project(xMm: number, yMm: number, zMm: number): PhotoPx;
  /** the silhouette as a closed polygon of `count` photo points, counter-clockwise from the picture's right */
  outlinePx(count: number): PhotoPx[];
}

/** Where no focal length is known the head is taken to be this far away. assumed: a phone at arm's length and a bit (model.md 2). */
export const ASSUMED_DISTANCE_MM = 700;

/** R = Rz(c) Ry(b) Rx(a), row major. */
export function rotationMatrix([a, b, c]: readonly [number, number, number]): number[] {
  const ca = Math.cos(a);
  const sa = Math.sin(a);
  const cb = Math.cos(b);
  const sb = Math.sin(b);
  const cc = Math.cos(c);
  const sc = Math.sin(c);
  return [
    cc * cb,
    cc * sb * sa - sc * ca,
    cc * sb * ca + sc * sa,
    sc * cb,
    sc * sb * sa + cc * ca,
    sc * sb * ca - cc * sa,
    -sb,
    cb * sa,
    cb * ca,
  ];
}

/** Angles [a, b, c] of R = Rz(c) Ry(b) Rx(a). */
export function rotationAngles(m: readonly number[]): [number, number, number] {
  return [Math.atan2(m[7], m[8]), Math.asin(Math.max(-1, Math.min(1, -m[6]))), Math.atan2(m[3], m[0])];
}

export interface CameraAndHead {
  widthPx: number;
  heightPx: number;
  pxPerMm: number;
  /** null: the head is taken to be ASSUMED_DISTANCE_MM away */
  focalPx: number | null;
  head: Pick<Head, 'centrePx' | 'halfAxesMm' | 'rotationRad'>;
}

/** The ellipsoid of a project, or null while it has no scale or no head. */
export function projectSurface(project: Project): Surface | null {
  if (!project.scale || !project.head) return null;
  const { widthPx, heightPx } = project.photo;
  return ellipsoidSurface({
    widthPx,
    heightPx,
    pxPerMm: project.scale.pxPerMm,
    focalPx: project.camera?.focalPx ?? null,
    head: project.head,
  });
}

export function ellipsoidSurface({ widthPx, heightPx, pxPerMm, focalPx: focal, head }: CameraAndHead): Surface {
  const focalPx = focal ?? ASSUMED_DISTANCE_MM * pxPerMm;
  const cxPx = widthPx / 2;
  const cyPx = heightPx / 2;
  const depthMm = focalPx / pxPerMm;
  const centre = [((head.centrePx[0] - cxPx) / focalPx) * depthMm, ((head.centrePx[1] - cyPx) / focalPx) * depthMm, depthMm] as const;
  const R = rotationMatrix(head.rotationRad as [number, number, number]);
  const [a, b, c] = head.halfAxesMm;
  // Q = R diag(1/a^2) R^T: the ellipsoid is (X - C)^T Q (X - C) = 1
  const w = [1 / (a * a), 1 / (b * b), 1 / (c * c)];
  const Q = new Float64Array(9);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++)
      Q[i * 3 + j] = w[0] * R[i * 3] * R[j * 3] + w[1] * R[i * 3 + 1] * R[j * 3 + 1] + w[2] * R[i * 3 + 2] * R[j * 3 + 2];
  const [cx, cy, cz] = centre;
  const qc = [Q[0] * cx + Q[1] * cy + Q[2] * cz, Q[3] * cx + Q[4] * cy + Q[5] * cz, Q[6] * cx + Q[7] * cy + Q[8] * cz];
  const cqc = cx * qc[0] + cy * qc[1] + cz * qc[2] - 1;

  const hit = (xPx: number, yPx: number): ScalpPoint | null => {
    const dx = (xPx - cxPx) / focalPx;
    const dy = (yPx - cyPx) / focalPx;
    const A = dx * (Q[0] * dx + Q[1] * dy + Q[2]) + dy * (Q[3] * dx + Q[4] * dy + Q[5]) + (Q[6] * dx + Q[7] * dy + Q[8]);
    const B = dx * qc[0] + dy * qc[1] + qc[2];
    const disc = B * B - A * cqc;
    if (disc < 0) return null;
    const t = (B - Math.sqrt(disc)) / A;
    if (t <= 0) return null;
    const ex = t * dx - cx;
    const ey = t * dy - cy;
    const ez = t - cz;
    let nx = Q[0] * ex + Q[1] * ey + Q[2] * ez;
    let ny = Q[3] * ex + Q[4] * ey + Q[5] * ez;
    let nz = Q[6] * ex + Q[7] * ey + Q[8] * ez;
    const len = Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx /= len;
    ny /= len;
    nz /= len;
    const ray = Math.sqrt(dx * dx + dy * dy + 1);
    return { xMm: t * dx, yMm: t * dy, zMm: t, nx, ny, nz, cosTheta: -(nx * dx + ny * dy + nz) / ray };
  };
  const project = (xMm: number, yMm: number, zMm: number): PhotoPx => [cxPx + (focalPx * xMm) / zMm, cyPx + (focalPx * yMm) / zMm];
  const outlinePx = (count: number): PhotoPx[] => {
    // Silhouette = points whose tangent plane holds the camera: (X - C)^T Q X = 0. In the head's unit sphere it is a circle:
    // u . e = -1 with e = the camera in head units scaled, at plane distance 1/|e| along e.
    const e = [0, 0, 0];
    for (let k = 0; k < 3; k++) e[k] = -(R[k] * cx + R[3 + k] * cy + R[6 + k] * cz) / head.halfAxesMm[k];
    const len = Math.hypot(e[0], e[1], e[2]);
    const axis = e.map((x) => x / len);
    const ref = Math.abs(axis[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0];
    const dot = ref[0] * axis[0] + ref[1] * axis[1] + ref[2] * axis[2];
    const p = ref.map((x, k) => x - dot * axis[k]);
    const pl = Math.hypot(p[0], p[1], p[2]);
    const u = p.map((x) => x / pl);
    const v = [axis[1] * u[2] - axis[2] * u[1], axis[2] * u[0] - axis[0] * u[2], axis[0] * u[1] - axis[1] * u[0]];
    const offset = 1 / len;
    const radius = Math.sqrt(Math.max(0, 1 - offset * offset));
    const points: PhotoPx[] = [];
    for (let i = 0; i < count; i++) {
      const t = (2 * Math.PI * i) / count;
      const s = [0, 0, 0];
      for (let k = 0; k < 3; k++) s[k] = (axis[k] * offset + radius * (Math.cos(t) * u[k] + Math.sin(t) * v[k])) * head.halfAxesMm[k];
      points.push(
        project(
          R[0] * s[0] + R[1] * s[1] + R[2] * s[2] + cx,
          R[3] * s[0] + R[4] * s[1] + R[5] * s[2] + cy,
          R[6] * s[0] + R[7] * s[1] + R[8] * s[2] + cz,
        ),
      );
    }
    return points;
  };
  return {
    focalPx,
    cxPx,
    cyPx,
    pxPerMm,
    centreMm: centre,
    halfAxesMm: head.halfAxesMm as [number, number, number],
    rotation: R,
    hit,
    project,
    outlinePx,
  };
}
