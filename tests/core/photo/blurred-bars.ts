/* Tilted bars as a camera would take them: each edge blurred by a Gaussian, then sharpened by an unsharp mask. */
import type { Raster } from '../../../src/core/math/raster.ts';

/** The normal distribution, by its logistic approximation (within 1 %). */
const share = (x: number) => 1 / (1 + Math.exp(-1.702 * x));

export function bars({ blurPx = 1, amount = 0, radiusPx = 2, size = 320, noise = 0 } = {}): Raster {
  const rgba = new Uint8ClampedArray(size * size * 4).fill(255);
  const edge = (offset: number) => (1 + amount) * share(offset / blurPx) - amount * share(offset / Math.hypot(blurPx, radiusPx));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const t = 0.94 * x + 0.342 * y;
      const offset = (t % 80) - 40;
      const level = offset > -20 && offset < 20 ? edge(offset) : 1 - edge(offset < 0 ? offset + 40 : offset - 40);
      const grain = noise * (((x * 7919 + y * 104_729) % 13) / 6 - 1);
      rgba.fill(Math.round(80 + 90 * level + grain), (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  return { widthPx: size, heightPx: size, rgba };
}
