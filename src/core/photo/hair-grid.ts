/* Hair read from a photo at the nodes of a grid (hair.ts), and between them. */
import type { HairBasis } from './hair-tone.ts';

type AtPixel = (xPx: number, yPx: number) => number;
/**
 * Hair 0..1 at a photo pixel relative to this person's dense hair, the share of a finished plan's tone that is there already (below 0 where
 * more than the plan is needed, down to -1), and what the reading is based on (null: too little scalp shows).
 */
export type HairAt = AtPixel & { tone: AtPixel; basis: HairBasis | null };

/** The reading at nodes of a grid, as it can be sent between threads. */
export interface HairGrid {
  widthNodes: number;
  heightNodes: number;
  /** of the raster: pixels per photo pixel, the grid's first node, and the distance between nodes */
  scale: number;
  x0: number;
  y0: number;
  stepPx: number;
  hair: Float32Array;
  tone: Float32Array;
  basis: HairBasis | null;
}

/** The reading between the nodes; null: the head is too small in the photo to be read. */
export function hairOn(grid: HairGrid | null): HairAt {
  if (!grid) return Object.assign(() => 0, { tone: () => 0, basis: null });
  const { widthNodes: gw, heightNodes: gh, scale, x0, y0, stepPx, hair, tone, basis } = grid;
  const reading =
    (nodes: Float32Array): AtPixel =>
    (xPx, yPx) => {
      const x = Math.min(gw - 1.001, Math.max(0, (xPx * scale - x0) / stepPx));
      const y = Math.min(gh - 1.001, Math.max(0, (yPx * scale - y0) / stepPx));
      const i = Math.floor(y) * gw + Math.floor(x);
      const u = x - Math.floor(x);
      const v = y - Math.floor(y);
      return (nodes[i] * (1 - u) + nodes[i + 1] * u) * (1 - v) + (nodes[i + gw] * (1 - u) + nodes[i + gw + 1] * u) * v;
    };
  return Object.assign(reading(hair), { tone: reading(tone), basis });
}
