/* The size in whose pixels a project is stored: the photo's own, reduced above 50 megapixels. */
export const KEPT_MEGAPIXELS = 50;

export function keptSize({ widthPx, heightPx }: { widthPx: number; heightPx: number }): {
  widthPx: number;
  heightPx: number;
  isReduced: boolean;
} {
  const area = widthPx * heightPx;
  if (area <= KEPT_MEGAPIXELS * 1e6) return { widthPx, heightPx, isReduced: false };
  const scale = Math.sqrt((KEPT_MEGAPIXELS * 1e6) / area);
  return { widthPx: Math.floor(widthPx * scale), heightPx: Math.floor(heightPx * scale), isReduced: true };
}
