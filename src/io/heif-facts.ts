/*
 * Size and transparency of the main picture of a HEIC or AVIF file before it is decoded. Source: ISO 23008-12; names of transparency from
 * ISO 23008-2 (auxid:1) and ISO 23001-8.
 */
import { type HeifBox, type HeifItems, heifItems } from './heif-boxes.ts';
import { asciiAt, viewOf } from './join-bytes.ts';

export interface HeifFacts {
  /** size as displayed, after the file's own rotation */
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
}

/** Null if the file does not give its size. */
export function heifFacts(bytes: Uint8Array): HeifFacts | null {
  const items = heifItems(bytes);
  if (!items) return null;
  const view = viewOf(bytes);
  let size: { widthPx: number; heightPx: number } | null = null;
  let isOnItsSide = false;
  for (const box of items.propertiesOf(items.main)) {
    if (box.type === 'ispe') size = { widthPx: view.getUint32(box.payload + 4), heightPx: view.getUint32(box.payload + 8) };
    if (box.type === 'clap' && size) size = clipped(bytes, box) ?? size;
    if (box.type === 'irot' && (bytes[box.payload] & 1) === 1) isOnItsSide = !isOnItsSide;
  }
  if (!size) return null;
  const upright = isOnItsSide ? { widthPx: size.heightPx, heightPx: size.widthPx } : size;
  return { ...upright, hasAlpha: alphaItem(bytes, items) !== null };
}

/** Size after the crop; null if the crop is implausible. */
function clipped(bytes: Uint8Array, clap: HeifBox): { widthPx: number; heightPx: number } | null {
  const view = viewOf(bytes);
  const share = (at: number) => Math.round(view.getUint32(clap.payload + at) / view.getUint32(clap.payload + at + 4));
  const [widthPx, heightPx] = [share(0), share(8)];
  return Number.isFinite(widthPx) && Number.isFinite(heightPx) ? { widthPx, heightPx } : null;
}

/** The item with the main picture's transparency; depth maps and gain maps are attached in the same way. */
function alphaItem(bytes: Uint8Array, items: HeifItems): number | null {
  const isAlpha = (item: number) =>
    items.propertiesOf(item).some(({ type, payload, end }) => {
      if (type !== 'auxC') return false;
      const [urn] = asciiAt(bytes, payload + 4, end - payload - 4).split('\0');
      return urn.endsWith(':alpha') || urn.endsWith(':auxid:1');
    });
  return items.to(items.main, 'auxl').find(isAlpha) ?? null;
}
