/*
 * Where one part of the head may hide another in a photo. Every ray from the camera stays in a half-plane bounded by the line from the camera
 * through the head's centre. There the head's outline is star-shaped, and its angle off that line, from the nearest point on, rises to the
 * silhouette and then falls. While it does so, whatever faces the camera is seen; only if it rises a second time is something hidden.
 */
import { radiusOnly } from './head-shape.ts';
import type { Surface } from './surface.ts';

/** Half-planes around the line of sight, and places looked at in each. A fold narrower than a step is shallower than a millimetre. */
const SECTORS = 120;
const PLACES = 90;
/** As long as the tangent of the angle rises by this share of the silhouette's in a step, the rise is certain. */
const CERTAIN_RISE = 0.001;

/** Whether the head in a direction (head axes over half-axes) may be hidden by another part of it; if not, it is certainly not. */
export function overlaps(surface: Surface): (ux: number, uy: number, uz: number) => boolean {
  const { rotation: R, centreMm, halfAxesMm, shaped } = surface;
  if (!shaped) return () => false;
  const camera = halfAxesMm.map((axis, k) => -(R[k] * centreMm[0] + R[k + 3] * centreMm[1] + R[k + 6] * centreMm[2]) / axis);
  const distance = Math.hypot(...camera);
  const [ex, ey, ez] = camera.map((x) => x / distance);
  // two directions across the line of sight
  const flat = Math.hypot(ex, ez);
  if (distance < FARTHEST || flat < 1e-6) return () => true;
  const [fx, fz] = [ez / flat, -ex / flat];
  const [gx, gy, gz] = [ey * fz, ez * fx - ex * fz, -ey * fx];
  const rises = new Float64Array(PLACES);
  const foldedIn = (sector: number) => {
    const around = (2 * Math.PI * sector) / SECTORS;
    const [c, s] = [Math.cos(around), Math.sin(around)];
    const [wx, wy, wz] = [c * fx + s * gx, s * gy, c * fz + s * gz];
    let most = 0;
    let before = 0;
    for (let k = 1; k <= PLACES; k++) {
      const [along, across] = [Math.cos((Math.PI * k) / PLACES), Math.sin((Math.PI * k) / PLACES)];
      const radius = radiusOnly(true, along * ex + across * wx, along * ey + across * wy, along * ez + across * wz);
      const tangent = (radius * across) / (distance - radius * along);
      rises[k - 1] = tangent - before;
      before = tangent;
      most = Math.max(most, tangent);
    }
    return !risesOnce(rises, CERTAIN_RISE * most);
  };
  /** of the half-planes that were asked for: often those below the head only */
  const folded: (boolean | undefined)[] = [];
  const isFolded = (sector: number) => {
    folded[sector] ??= foldedIn(sector);
    return folded[sector];
  };
  return (ux, uy, uz) => {
    const turns = Math.atan2(gx * ux + gy * uy + gz * uz, fx * ux + fz * uz) / (2 * Math.PI);
    const sector = Math.floor((turns + 1) * SECTORS) % SECTORS;
    return isFolded(sector) || isFolded((sector + 1) % SECTORS);
  };
}
/** Largest radius in half-axes, at the neck (surface.ts). */
const FARTHEST = 2;

/** Whether the steps are first all certain rises, then fall off without a break, and then are all descents. */
function risesOnce(rises: Float64Array, certain: number): boolean {
  let k = 0;
  while (k < rises.length && rises[k] >= certain) k++;
  while (k < rises.length && rises[k] >= 0 && (k === 0 || rises[k] <= rises[k - 1])) k++;
  while (k < rises.length && rises[k] < 0) k++;
  return k === rises.length;
}
