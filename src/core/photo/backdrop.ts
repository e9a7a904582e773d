/*
 * The colour of a plain, nearly neutral wall behind the client: without a grey card it is the only clue to the colour of the light.
 * Read along the top border and the upper part of both side borders.
 */
import { LINEAR_OF_BYTE, labOfLinear } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';

/** Part of the picture that is read: this share of the width at each side, down to this share of the height. */
const SIDE_SHARE = 0.06;
const DOWN_SHARE = 0.4;
/** A wall is even: the interquartile ranges of its L*, and of a* and b*, are at most these. assumed. */
const MAX_SPREAD_L = 14;
const MAX_SPREAD_AB = 4;
/** assumed: with more chroma than this it is the wall's paint, not the light. */
const MAX_CHROMA = 18;
const MIN_L = 25;

/** Mean linear colour of a plain, nearly neutral backdrop, or null. */
export function readBackdrop({ widthPx: w, heightPx: h, rgba }: Raster): readonly [number, number, number] | null {
  const band = Math.max(1, Math.round(w * SIDE_SHARE));
  const labs: [number, number, number][] = [];
  const sum = [0, 0, 0];
  const step = Math.max(1, Math.round(w / 250));
  for (let y = 0; y < h * DOWN_SHARE; y += step)
    for (let x = 0; x < w; x += step) {
      if (y > h * 0.03 && x > band && x < w - band) continue;
      const o = (y * w + x) * 4;
      if (rgba[o + 3] < 255) continue;
      const [r, g, b] = [LINEAR_OF_BYTE[rgba[o]], LINEAR_OF_BYTE[rgba[o + 1]], LINEAR_OF_BYTE[rgba[o + 2]]];
      labs.push(labOfLinear(r, g, b));
      sum[0] += r;
      sum[1] += g;
      sum[2] += b;
    }
  if (labs.length < 50) return null;
  const spread = (k: 0 | 1 | 2) => {
    const sorted = Float32Array.from(labs, (lab) => lab[k]).sort();
    return {
      middle: sorted[sorted.length >> 1],
      width: sorted[Math.floor(sorted.length * 0.75)] - sorted[Math.floor(sorted.length * 0.25)],
    };
  };
  const [L, a, b] = [spread(0), spread(1), spread(2)];
  if (L.middle < MIN_L || L.width > MAX_SPREAD_L || a.width > MAX_SPREAD_AB || b.width > MAX_SPREAD_AB) return null;
  if (Math.hypot(a.middle, b.middle) > MAX_CHROMA) return null;
  return [sum[0] / labs.length, sum[1] / labs.length, sum[2] / labs.length];
}
