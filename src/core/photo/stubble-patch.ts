/*
 * Where to read the client's own stubble: the round patch of shaved hair that faces the camera best and is lit most evenly.
 */
import { CELL_MM, type ScalpCells } from './scalp-cells.ts';
import type { Patch } from './stubble-reading.ts';

/** Radii tried in turn, mm; narrow fringes only have room for the smaller ones. */
const RADII_MM = [11, 8, 6] as const;
/** On steeper skin hairs hide each other. */
const MIN_COS = 0.6;
const MIN_HAIR = 0.3;
/** Least share of the patch's cells that are hair facing the camera. */
const MIN_SHARE = 0.85;
/** Standard deviation of ln light that costs as much as 0.5 of cos(tilt). assumed. */
const UNEVENNESS = 0.3;

/** Null where no shaved hair faces the camera. */
export function proposePatch(cells: ScalpCells): Patch | null {
  const { widthCells: w, heightCells: h, cosTheta, hairLeast, light, stepPx, x0Px, y0Px } = cells;
  const isHair = cosTheta.map((cos, k) => (cos >= MIN_COS && hairLeast[k] >= MIN_HAIR ? 1 : 0));
  for (const radiusMm of RADII_MM) {
    const r = radiusMm / CELL_MM;
    const reach = Math.floor(r);
    const disc: [number, number][] = [];
    for (let j = -reach; j <= reach; j++) for (let i = -reach; i <= reach; i++) if (i * i + j * j <= r * r) disc.push([i, j]);
    let best = -Infinity;
    let at: Patch | null = null;
    for (let y = reach; y < h - reach; y++)
      for (let x = reach; x < w - reach; x++) {
        if (!isHair[y * w + x]) continue;
        let hairs = 0;
        let facing = 0;
        let sum = 0;
        let squares = 0;
        for (const [i, j] of disc) {
          const k = (y + j) * w + x + i;
          if (!isHair[k]) continue;
          const level = Math.log(light[3 * k + 1] + 1e-3);
          hairs++;
          facing += cosTheta[k];
          sum += level;
          squares += level * level;
        }
        if (hairs < MIN_SHARE * disc.length) continue;
        const spread = Math.sqrt(Math.max(0, squares / hairs - (sum / hairs) ** 2));
        const score = facing / hairs - (0.5 / UNEVENNESS) * spread;
        if (score > best) {
          best = score;
          at = { xPx: x0Px + (x + 0.5) * stepPx, yPx: y0Px + (y + 0.5) * stepPx, radiusMm };
        }
      }
    if (at) return at;
  }
  return null;
}
