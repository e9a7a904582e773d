/*
 * What Stubble must know of HEIC and AVIF files, which are both boxes within boxes: how large the main picture is, whether
 * it is turned or transparent, which colours it is in, and where its metadata items lie. Source: ISO 14496-12 and 23008-12.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

export interface HeifBox {
  type: string;
  start: number;
  /** behind size, type and, for `uuid`, the 16-byte name */
  payload: number;
  end: number;
}

/** The boxes from `at` to `end`; stops at the first that does not fit. */
export function walkBoxes(bytes: Uint8Array, at: number, end: number): { boxes: HeifBox[]; complete: boolean } {
  const boxes: HeifBox[] = [];
  const view = viewOf(bytes);
  let start = at;
  while (start + 8 <= end) {
    let size = view.getUint32(start);
    let payload = start + 8;
    if (size === 1) {
      if (start + 16 > end) return { boxes, complete: false };
      size = Number(view.getBigUint64(start + 8));
      payload = start + 16;
    } else if (size === 0) size = end - start;
    if (size < payload - start || start + size > end) return { boxes, complete: false };
    boxes.push({ type: asciiAt(bytes, start + 4, 4), start, payload, end: start + size });
    start += size;
  }
  return { boxes, complete: boxes.length > 0 };
}

export interface HeifFacts {
  /** size as displayed, behind the file's own rotation */
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
  isDisplayP3: boolean;
}

const find = (boxes: readonly HeifBox[], type: string) => boxes.find((box) => box.type === type);

function metaBoxes(bytes: Uint8Array): HeifBox[] {
  const meta = find(walkBoxes(bytes, 0, bytes.length).boxes, 'meta');
  return meta ? walkBoxes(bytes, meta.payload + 4, meta.end).boxes : [];
}

/** Facts of the main picture; null where the file does not tell its size. */
export function heifFacts(bytes: Uint8Array): HeifFacts | null {
  const view = viewOf(bytes);
  const meta = metaBoxes(bytes);
  const pitm = find(meta, 'pitm');
  const iprp = find(meta, 'iprp');
  if (!pitm || !iprp) return null;
  const mainItem = bytes[pitm.payload] === 0 ? view.getUint16(pitm.payload + 4) : view.getUint32(pitm.payload + 4);
  const containers = walkBoxes(bytes, iprp.payload, iprp.end).boxes;
  const ipco = find(containers, 'ipco');
  if (!ipco) return null;
  const properties = walkBoxes(bytes, ipco.payload, ipco.end).boxes;
  const hasAlpha = properties.some(
    (box) => box.type === 'auxC' && asciiAt(bytes, box.payload + 4, box.end - box.payload - 4).includes('alpha'),
  );
  let size: { widthPx: number; heightPx: number } | null = null;
  let isOnItsSide = false;
  let isDisplayP3 = false;
  for (const index of propertiesOf(bytes, containers, mainItem)) {
    const box = properties[index - 1];
    if (!box) continue;
    if (box.type === 'ispe') size = { widthPx: view.getUint32(box.payload + 4), heightPx: view.getUint32(box.payload + 8) };
    if (box.type === 'clap' && size) {
      size = {
        widthPx: Math.round(view.getUint32(box.payload) / view.getUint32(box.payload + 4)),
        heightPx: Math.round(view.getUint32(box.payload + 8) / view.getUint32(box.payload + 12)),
      };
    }
    if (box.type === 'irot') isOnItsSide = (bytes[box.payload] & 1) === 1;
    if (box.type === 'colr') isDisplayP3 ||= isP3Colour(bytes, box);
  }
  if (!size) return null;
  const upright = isOnItsSide ? { widthPx: size.heightPx, heightPx: size.widthPx } : size;
  return { ...upright, hasAlpha, isDisplayP3 };
}

function propertiesOf(bytes: Uint8Array, containers: readonly HeifBox[], item: number): number[] {
  const view = viewOf(bytes);
  const found: number[] = [];
  for (const ipma of containers.filter((box) => box.type === 'ipma')) {
    const isLongId = bytes[ipma.payload] >= 1;
    const isLongIndex = (bytes[ipma.payload + 3] & 1) === 1;
    const count = view.getUint32(ipma.payload + 4);
    let at = ipma.payload + 8;
    for (let i = 0; i < count && at + 5 <= ipma.end; i++) {
      const id = isLongId ? view.getUint32(at) : view.getUint16(at);
      at += isLongId ? 4 : 2;
      const links = bytes[at++];
      for (let j = 0; j < links && at < ipma.end; j++) {
        const index = isLongIndex ? view.getUint16(at) & 0x7fff : bytes[at] & 0x7f;
        at += isLongIndex ? 2 : 1;
        if (id === item) found.push(index);
      }
    }
  }
  return found;
}

function isP3Colour(bytes: Uint8Array, colr: HeifBox): boolean {
  const kind = asciiAt(bytes, colr.payload, 4);
  if (kind === 'nclx') return viewOf(bytes).getUint16(colr.payload + 4) === 12;
  const profile = asciiAt(bytes, colr.payload, Math.min(4096, colr.end - colr.payload)).replaceAll('\0', '');
  return profile.includes('Display P3');
}

/** Where the bytes of EXIF and XMP items lie, as [start, end) in the file. */
export function heifMetadataRanges(bytes: Uint8Array): [number, number][] {
  const meta = metaBoxes(bytes);
  const iinf = find(meta, 'iinf');
  if (!iinf) return [];
  const items = metadataItems(bytes, iinf);
  return itemRanges(bytes, meta)
    .filter(({ id, end }) => items.has(id) && end <= bytes.length)
    .map(({ start, end }) => [start, end]);
}

/** True where every item's bytes are inside the file; phones may add bytes behind them. */
export function isHeifComplete(bytes: Uint8Array): boolean {
  const ranges = itemRanges(bytes, metaBoxes(bytes));
  return ranges.length > 0 && ranges.every(({ end }) => end <= bytes.length);
}

function metadataItems(bytes: Uint8Array, iinf: HeifBox): Set<number> {
  const view = viewOf(bytes);
  const items = new Set<number>();
  const first = iinf.payload + (bytes[iinf.payload] === 0 ? 6 : 8);
  for (const infe of walkBoxes(bytes, first, iinf.end).boxes) {
    const version = bytes[infe.payload];
    if (infe.type !== 'infe' || version < 2) continue;
    const isLongId = version >= 3;
    const id = isLongId ? view.getUint32(infe.payload + 4) : view.getUint16(infe.payload + 4);
    const kind = asciiAt(bytes, infe.payload + (isLongId ? 10 : 8), 4);
    if (kind === 'Exif' || kind === 'mime' || kind === 'uri ') items.add(id);
  }
  return items;
}

function itemRanges(bytes: Uint8Array, meta: readonly HeifBox[]): { id: number; start: number; end: number }[] {
  const iloc = find(meta, 'iloc');
  const idat = find(meta, 'idat');
  if (!iloc) return [];
  const view = viewOf(bytes);
  const ranges: { id: number; start: number; end: number }[] = [];
  const version = bytes[iloc.payload];
  const sizes = view.getUint16(iloc.payload + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version >= 1 ? sizes & 15 : 0;
  let at = iloc.payload + 6;
  const take = (size: number) => {
    at += size;
    if (at > iloc.end) throw new RangeError('iloc runs over its end');
    if (size === 8) return Number(view.getBigUint64(at - 8));
    return size === 4 ? view.getUint32(at - 4) : size === 2 ? view.getUint16(at - 2) : 0;
  };
  try {
    const count = take(version < 2 ? 2 : 4);
    for (let i = 0; i < count; i++) {
      const id = take(version < 2 ? 2 : 4);
      const isInIdat = version >= 1 ? (take(2) & 15) === 1 : false;
      take(2);
      const base = take(baseSize) + (isInIdat && idat ? idat.payload : 0);
      const extents = take(2);
      for (let j = 0; j < extents; j++) {
        take(indexSize);
        const start = base + take(offsetSize);
        ranges.push({ id, start, end: start + take(lengthSize) });
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return ranges;
}
