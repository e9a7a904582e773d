/*
 * The head in one photo: for each pixel, whether it is on the head, where that point is in mm, and the normal of the skin there.
 * An ellipsoid with the standard head's shape over it (head-shape.ts) under a pinhole camera (core/README.md 2). The camera sits at the
 * origin, x right, y down, z away from it; depth of the head's centre = focalPx / pxPerMm.
 */
import type { Head, PhotoPx, Project } from '../consultation/schema.ts';
import { radiusAt, radiusOnly } from './head-shape.ts';
import { rotationMatrix } from './rotation.ts';
import type { ScalpPoint } from './scalp-point.ts';
import { upright } from './upright.ts';

export interface Surface {
  /** geometric mean of `focalsPx` */
  focalPx: number;
  /** across and down; they differ in a squeezed picture */
  focalsPx: readonly [number, number];
  /** principal point: the picture's centre */
  cxPx: number;
  cyPx: number;
  /** at the depth of the head's centre, geometric mean of across and down */
  pxPerMm: number;
  centreMm: readonly [number, number, number];
  halfAxesMm: readonly [number, number, number];
  /** false: a plain ellipsoid; true: with the standard head's shape over it (head-shape.ts) */
  shaped: boolean;
  /** rows of R: camera = R head + centre */
  rotation: readonly number[];
  /** the first scalp point on the ray through a photo pixel; null off the head */
  hit(xPx: number, yPx: number): ScalpPoint | null;
  /** the scalp point in a unit direction (head axes over half-axes); it may face away (cosTheta below 0) */
  at(ux: number, uy: number, uz: number): ScalpPoint;
  /** the unit direction, as `at` takes it, of a point in the camera's frame */
  directionOf(xMm: number, yMm: number, zMm: number): [number, number, number];
  /** least distance between the ray through a photo pixel and the head, in mm (approximately); negative if the ray hits */
  missMm(xPx: number, yPx: number): number;
  /** the same distance, and the direction, as `at` takes it, of the point of the head nearest to the ray */
  nearest(xPx: number, yPx: number): { missMm: number; ux: number; uy: number; uz: number };
  project(xMm: number, yMm: number, zMm: number): PhotoPx;
  /** the silhouette as a closed polygon of `count` photo points, starting at the picture's right, downwards first */
  outlinePx(count: number): PhotoPx[];
}

/** Distance of the head's centre if the focal length is not known. assumed: a phone a little beyond arm's length (core/README.md 2). */
export const ASSUMED_DISTANCE_MM = 700;

export interface CameraAndHead {
  widthPx: number;
  heightPx: number;
  pxPerMm: number;
  /** null: the head is taken to be ASSUMED_DISTANCE_MM away */
  focalPx: number | null;
  head: Pick<Head, 'centrePx' | 'halfAxesMm' | 'rotationRad'> & Pick<Partial<Head>, 'shape' | 'squeeze'>;
}

/** The surface of a project; null if it has no scale or no head. */
export function projectSurface(project: Pick<Project, 'photo' | 'scale' | 'camera' | 'head'>): Surface | null {
  if (!project.scale || !project.head) return null;
  const { widthPx, heightPx } = project.photo;
  return headSurface({
    widthPx,
    heightPx,
    pxPerMm: project.scale.pxPerMm,
    focalPx: project.camera?.focalPx ?? null,
    head: project.head,
  });
}

export function headSurface({ widthPx, heightPx, pxPerMm, focalPx: focal, head }: CameraAndHead): Surface {
  const focalPx = focal ?? ASSUMED_DISTANCE_MM * pxPerMm;
  const [cxPx, cyPx] = [widthPx / 2, heightPx / 2];
  const root = Math.sqrt(head.squeeze ?? 1);
  const [fx, fy] = [focalPx / root, focalPx * root];
  const depthMm = focalPx / pxPerMm;
  const centre = [((head.centrePx[0] - cxPx) / fx) * depthMm, ((head.centrePx[1] - cyPx) / fy) * depthMm, depthMm] as const;
  const halfAxesMm = head.halfAxesMm;
  const shaped = head.shape !== 'ellipsoid';
  const turned = rotationMatrix(head.rotationRad);
  const R = head.shape === undefined ? upright(turned, halfAxesMm) : turned;
  const [a, b, c] = halfAxesMm;
  const [cx, cy, cz] = centre;
  // the camera's position in head axes over the half-axes
  const ox = -(R[0] * cx + R[3] * cy + R[6] * cz) / a;
  const oy = -(R[1] * cx + R[4] * cy + R[7] * cz) / b;
  const oz = -(R[2] * cx + R[5] * cy + R[8] * cz) / c;
  const meanMm = (a + b) / 2;
  const out = new Float64Array(4);
  // a number that functions share would be put in a new box each time it is set
  const ray = new Float64Array(RAY_COLUMNS);
  const aim = (xPx: number, yPx: number) => {
    const rx = (xPx - cxPx) / fx;
    const ry = (yPx - cyPx) / fy;
    const dx = (R[0] * rx + R[3] * ry + R[6]) / a;
    const dy = (R[1] * rx + R[4] * ry + R[7]) / b;
    const dz = (R[2] * rx + R[5] * ry + R[8]) / c;
    ray[DX] = dx;
    ray[DY] = dy;
    ray[DZ] = dz;
    ray[DD] = dx * dx + dy * dy + dz * dz;
  };
  const look = (t: number) => {
    const dx = ray[DX];
    const dy = ray[DY];
    const dz = ray[DZ];
    const qx = ox + t * dx;
    const qy = oy + t * dy;
    const qz = oz + t * dz;
    const range = Math.sqrt(qx * qx + qy * qy + qz * qz) || 1e-12;
    const ux = qx / range;
    const uy = qy / range;
    const uz = qz / range;
    radiusAt(shaped, ux, uy, uz, out);
    ray[RANGE] = range;
    ray[INSIDE] = range - out[0];
    ray[SLOPE] = (ux - out[1] / range) * dx + (uy - out[2] / range) * dy + (uz - out[3] / range) * dz;
  };
  /** `look` without what only a crossing needs: the slope, and the radius in `out`. @returns F */
  const measure = (t: number): number => {
    const qx = ox + t * ray[DX];
    const qy = oy + t * ray[DY];
    const qz = oz + t * ray[DZ];
    const range = Math.sqrt(qx * qx + qy * qy + qz * qz) || 1e-12;
    ray[RANGE] = range;
    ray[INSIDE] = range - radiusOnly(shaped, qx / range, qy / range, qz / range);
    return ray[INSIDE];
  };
  /**
   * Minimum of F on the ray: for an ellipsoid its middle; a shaped head is concave at the nape, so points along the ray are sampled first.
   * @param isHitOnly if the ray certainly misses, any place with F > 0 will do
   */
  const nearest = (isHitOnly = false): number => {
    const middle = -(ox * ray[DX] + oy * ray[DY] + oz * ray[DZ]) / ray[DD];
    let least = measure(middle);
    if (!shaped || least < -HOLLOW || least > HOLLOW) return middle;
    const reach = 1.2 / Math.sqrt(ray[DD]);
    let best = 0;
    for (let k = -TRIES; k <= TRIES; k++) {
      if (k === 0) continue;
      const here = measure(middle + (k * reach) / TRIES);
      if (here < least) {
        least = here;
        best = k;
      }
    }
    if (isHitOnly && least > CERTAINLY_OFF && Math.abs(best) < TRIES) {
      ray[INSIDE] = least;
      return middle;
    }
    // golden-section search between its neighbours
    let from = middle + ((best - 1) * reach) / TRIES;
    let to = middle + ((best + 1) * reach) / TRIES;
    let p = to - GOLDEN * (to - from);
    let q = from + GOLDEN * (to - from);
    let fp = measure(p);
    let fq = measure(q);
    for (let k = 0; k < 16; k++) {
      if (fp < fq) {
        to = q;
        q = p;
        fq = fp;
        p = to - GOLDEN * (to - from);
        fp = measure(p);
      } else {
        from = p;
        p = q;
        fp = fq;
        q = from + GOLDEN * (to - from);
        fq = measure(q);
      }
    }
    const t = (from + to) / 2;
    look(t);
    return t;
  };
  const missMm = (xPx: number, yPx: number) => {
    aim(xPx, yPx);
    nearest();
    return ray[INSIDE] * meanMm;
  };
  const nearestOn = (xPx: number, yPx: number) => {
    aim(xPx, yPx);
    const t = nearest();
    const range = ray[RANGE];
    return {
      missMm: ray[INSIDE] * meanMm,
      ux: (ox + t * ray[DX]) / range,
      uy: (oy + t * ray[DY]) / range,
      uz: (oz + t * ray[DZ]) / range,
    };
  };
  const at = (ux: number, uy: number, uz: number): ScalpPoint => {
    radiusAt(shaped, ux, uy, uz, out);
    const rho = out[0];
    const hx = a * rho * ux;
    const hy = b * rho * uy;
    const hz = c * rho * uz;
    const mx = (rho * ux - out[1]) / a;
    const my = (rho * uy - out[2]) / b;
    const mz = (rho * uz - out[3]) / c;
    const len = Math.sqrt(mx * mx + my * my + mz * mz);
    const xMm = R[0] * hx + R[1] * hy + R[2] * hz + cx;
    const yMm = R[3] * hx + R[4] * hy + R[5] * hz + cy;
    const zMm = R[6] * hx + R[7] * hy + R[8] * hz + cz;
    const nx = (R[0] * mx + R[1] * my + R[2] * mz) / len;
    const ny = (R[3] * mx + R[4] * my + R[5] * mz) / len;
    const nz = (R[6] * mx + R[7] * my + R[8] * mz) / len;
    return { xMm, yMm, zMm, nx, ny, nz, cosTheta: -(nx * xMm + ny * yMm + nz * zMm) / Math.sqrt(xMm * xMm + yMm * yMm + zMm * zMm) };
  };
  const directionOf = (xMm: number, yMm: number, zMm: number): [number, number, number] => {
    const [ex, ey, ez] = [xMm - cx, yMm - cy, zMm - cz];
    const ux = (R[0] * ex + R[3] * ey + R[6] * ez) / a;
    const uy = (R[1] * ex + R[4] * ey + R[7] * ez) / b;
    const uz = (R[2] * ex + R[5] * ey + R[8] * ez) / c;
    const len = Math.sqrt(ux * ux + uy * uy + uz * uz) || 1;
    return [ux / len, uy / len, uz / len];
  };
  /** root of F between `near` (F > 0) and `far` (F <= 0): Newton's method from `t`, with bisection when a step leaves the interval */
  const crossing = (near: number, far: number, t: number): number => {
    if (!(t > near && t < far)) t = (near + far) / 2;
    for (let k = 0; k < 40; k++) {
      look(t);
      const inside = ray[INSIDE];
      if (inside > 0) near = t;
      else far = t;
      const newton = t - inside / ray[SLOPE];
      const next = ray[SLOPE] < 0 && newton > near && newton < far ? newton : (near + far) / 2;
      if (Math.abs(next - t) < 1e-10 * t) break;
      t = next;
    }
    return t;
  };
  const hit = (xPx: number, yPx: number): ScalpPoint | null => {
    aim(xPx, yPx);
    const dx = ray[DX];
    const dy = ray[DY];
    const dz = ray[DZ];
    const dd = ray[DD];
    const middle = -(ox * dx + oy * dy + oz * dz) / dd;
    look(middle);
    let far = ray[INSIDE] < 0 ? middle : nearest(true);
    if (ray[INSIDE] > 0) return null;
    const least2 = dd * middle * middle + 2 * (ox * dx + oy * dy + oz * dz) * middle + ox * ox + oy * oy + oz * oz;
    const near = middle - Math.sqrt(Math.max(0, OUTSIDE * OUTSIDE - least2) / dd);
    let t = crossing(near, far, middle - Math.sqrt(Math.max(0, out[0] * out[0] - least2) / dd));
    if (t <= 0) return null;
    measure(t);
    // a point low on the head may be hidden by another part of it: the nape by the occiput
    if (shaped && oy + t * dy > HOLLOW_UY * ray[RANGE])
      for (let k = 1; k < TRIES; k++) {
        if (measure(t - (k / TRIES) * (t - near) * 0.8) >= 0) continue;
        far = t - (k / TRIES) * (t - near) * 0.8;
        t = crossing(near, far, far);
      }
    const qx = ox + t * dx;
    const qy = oy + t * dy;
    const qz = oz + t * dz;
    const range = Math.sqrt(qx * qx + qy * qy + qz * qz) || 1e-12;
    const point = at(qx / range, qy / range, qz / range);
    point.cosTheta = Math.max(0, point.cosTheta);
    return point;
  };
  const project = (xMm: number, yMm: number, zMm: number): PhotoPx => [cxPx + (fx * xMm) / zMm, cyPx + (fy * yMm) / zMm];
  const outlinePx = (count: number): PhotoPx[] => {
    const [mx, my] = project(cx, cy, cz);
    const points: PhotoPx[] = [];
    const widest = (OUTSIDE * Math.max(a, b, c) * Math.max(fx, fy)) / (depthMm - Math.max(a, b, c));
    const leastStep = widest / 40;
    // a ray that misses by 1 mm still misses after it is moved by so many px; of one that is far off the distance is not known well
    const surePx = (Math.min(a, b, c) * Math.min(fx, fy)) / (STEEPEST * meanMm * (depthMm + OUTSIDE * Math.max(a, b, c)));
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count;
      const ux = Math.cos(angle);
      const uy = Math.sin(angle);
      // the outermost sign change of the distance, found in steps and refined by false position (Illinois method)
      const miss = (r: number) => missMm(mx + r * ux, my + r * uy);
      let [hi, outside] = [widest, Infinity];
      let lo = hi;
      let within = miss(lo);
      while (lo > 0 && within >= 0) {
        [hi, outside] = [lo, within];
        lo -= within < HOLLOW * meanMm ? Math.max(leastStep, surePx * within) : leastStep;
        within = miss(lo);
      }
      let r = lo;
      for (let k = 0, side = 0; k < 60 && within < 0 && hi - lo > 1e-9 * widest; k++) {
        r = (lo * outside - hi * within) / (outside - within);
        const here = miss(r);
        if (Math.abs(here) < 1e-10) break;
        if (here < 0) {
          [lo, within] = [r, here];
          if (side < 0) outside /= 2;
          side = -1;
        } else {
          [hi, outside] = [r, here];
          if (side > 0) within /= 2;
          side = 1;
        }
      }
      points.push([mx + r * ux, my + r * uy]);
    }
    return points;
  };
  return {
    focalPx,
    focalsPx: [fx, fy],
    cxPx,
    cyPx,
    pxPerMm,
    centreMm: centre,
    halfAxesMm,
    shaped,
    rotation: R,
    hit,
    at,
    directionOf,
    missMm,
    nearest: nearestOn,
    project,
    outlinePx,
  };
}

/** A ray in head axes over the half-axes, with the square of its length; and at the place on it that was looked at last: F (|q| minus the radius in q's direction), its slope along the ray, and |q|. */
const [DX, DY, DZ, DD, INSIDE, SLOPE, RANGE] = [0, 1, 2, 3, 4, 5, 6];
const RAY_COLUMNS = 7;
/** If |F| at the middle of the ray exceeds this, the ray certainly hits or misses and no samples are needed. */
const HOLLOW = 0.6;
const TRIES = 6;
/** F changes by less than this times the way (greatest slope of radiusAt). */
const STEEPEST = 1.7;
/** With F larger than this at all tries, which are 0.2 apart, the ray misses. */
const CERTAINLY_OFF = 0.2;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Only below this direction can one part of the head hide another. */
export const HOLLOW_UY = 0.2;
/** Largest radius in half-axes, at the neck. */
const OUTSIDE = 1.9;
