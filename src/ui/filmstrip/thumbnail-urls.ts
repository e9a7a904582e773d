/* Object URLs of the thumbnails, each created once and revoked when its photo is gone. */
import type { Ui } from '../context.ts';

const urls = new Map<Blob, string>();

export function pictureOf(ui: Ui, photoId: string): string | null {
  const { thumbnails } = ui.store.getState().screen;
  const here = new Set(Object.values(thumbnails));
  for (const [blob, url] of urls) {
    if (here.has(blob)) continue;
    URL.revokeObjectURL(url);
    urls.delete(blob);
  }
  const blob = thumbnails[photoId];
  if (!blob) return null;
  let url = urls.get(blob);
  if (!url) urls.set(blob, (url = URL.createObjectURL(blob)));
  return url;
}
