/* Bounding box of the head above the jaw in a photo; hair and skin are read only there. */
import type { Surface } from './surface.ts';

/** assumed: down to the nose in front, to the end of the hair behind. */
const ENDS_UY = { front: 0.6, behind: 0.95 } as const;
const BEHIND_UZ = 0.3;
const STEPS = 40;

/** In photo px. */
export function scalpBounds(surface: Surface): { minX: number; minY: number; maxX: number; maxY: number } {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let i = 0; i <= STEPS; i++)
    for (let j = 0; j < 2 * STEPS; j++) {
      const uy = -1 + (2 * i) / STEPS;
      const root = Math.sqrt(1 - uy * uy);
      const uz = root * Math.sin((Math.PI * j) / STEPS);
      if (uy > (uz > BEHIND_UZ ? ENDS_UY.behind : ENDS_UY.front)) continue;
      const p = surface.at(root * Math.cos((Math.PI * j) / STEPS), uy, uz);
      if (p.cosTheta < -0.1) continue;
      const [x, y] = surface.project(p.xMm, p.yMm, p.zMm);
      bounds.minX = Math.min(bounds.minX, x);
      bounds.maxX = Math.max(bounds.maxX, x);
      bounds.minY = Math.min(bounds.minY, y);
      bounds.maxY = Math.max(bounds.maxY, y);
    }
  return bounds;
}
