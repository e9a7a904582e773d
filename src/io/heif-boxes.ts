/*
 * The box structure of HEIC and AVIF files: items, their properties and references, and where their bytes and metadata are.
 * Source: ISO 14496-12 and 23008-12.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

export interface HeifBox {
  type: string;
  start: number;
  /** after size, type and, for `uuid`, the 16-byte name */
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

const find = (boxes: readonly HeifBox[], type: string) => boxes.find((box) => box.type === type);

function metaBoxes(bytes: Uint8Array): HeifBox[] {
  const meta = find(walkBoxes(bytes, 0, bytes.length).boxes, 'meta');
  return meta ? walkBoxes(bytes, meta.payload + 4, meta.end).boxes : [];
}

/** The items of a file: the main picture, and properties and references of each. */
export interface HeifItems {
  main: number;
  /** properties of an item, in the order in which they apply */
  propertiesOf(item: number): HeifBox[];
  /** items that this one refers to, such as the tiles of a grid ("dimg") */
  from(item: number, type: string): number[];
  /** items that refer to this one, such as its transparency ("auxl") */
  to(item: number, type: string): number[];
}

/** Null if the file names no main picture or has no properties. */
export function heifItems(bytes: Uint8Array): HeifItems | null {
  const view = viewOf(bytes);
  const meta = metaBoxes(bytes);
  const pitm = find(meta, 'pitm');
  const iprp = find(meta, 'iprp');
  if (!pitm || !iprp) return null;
  const main = bytes[pitm.payload] === 0 ? view.getUint16(pitm.payload + 4) : view.getUint32(pitm.payload + 4);
  const containers = walkBoxes(bytes, iprp.payload, iprp.end).boxes;
  const ipco = find(containers, 'ipco');
  if (!ipco) return null;
  const properties = walkBoxes(bytes, ipco.payload, ipco.end).boxes;
  const links = propertyLinks(bytes, containers);
  const references = referencesOf(bytes, meta);
  return {
    main,
    propertiesOf: (item) => (links.get(item) ?? []).map((index) => properties[index - 1]).filter((box) => box !== undefined),
    from: (item, type) => references.filter((ref) => ref.type === type && ref.from === item).flatMap((ref) => ref.to),
    to: (item, type) => references.filter((ref) => ref.type === type && ref.to.includes(item)).map((ref) => ref.from),
  };
}

/** For each item the 1-based indices of its properties in `ipco`. */
function propertyLinks(bytes: Uint8Array, containers: readonly HeifBox[]): Map<number, number[]> {
  const view = viewOf(bytes);
  const links = new Map<number, number[]>();
  for (const ipma of containers.filter((box) => box.type === 'ipma')) {
    const idBytes = bytes[ipma.payload] >= 1 ? 4 : 2;
    const indexBytes = (bytes[ipma.payload + 3] & 1) === 1 ? 2 : 1;
    const count = view.getUint32(ipma.payload + 4);
    let at = ipma.payload + 8;
    for (let i = 0; i < count && at + idBytes + 1 <= ipma.end; i++) {
      const id = idBytes === 4 ? view.getUint32(at) : view.getUint16(at);
      at += idBytes;
      const found = links.get(id) ?? [];
      links.set(id, found);
      for (let left = bytes[at++]; left > 0 && at + indexBytes <= ipma.end; left--) {
        found.push(indexBytes === 2 ? view.getUint16(at) & 0x7fff : bytes[at] & 0x7f);
        at += indexBytes;
      }
    }
  }
  return links;
}

function referencesOf(bytes: Uint8Array, meta: readonly HeifBox[]): { type: string; from: number; to: number[] }[] {
  const iref = find(meta, 'iref');
  if (!iref) return [];
  const view = viewOf(bytes);
  const idBytes = bytes[iref.payload] === 0 ? 2 : 4;
  const idAt = (at: number) => (idBytes === 4 ? view.getUint32(at) : view.getUint16(at));
  return walkBoxes(bytes, iref.payload + 4, iref.end)
    .boxes.filter((box) => box.end - box.payload >= idBytes + 2)
    .map(({ type, payload, end }) => {
      const first = payload + idBytes + 2;
      const count = Math.min(view.getUint16(first - 2), Math.floor((end - first) / idBytes));
      return { type, from: idAt(payload), to: Array.from({ length: count }, (_, i) => idAt(first + i * idBytes)) };
    });
}

/** Byte ranges [start, end) of the EXIF and XMP items. */
export function heifMetadataRanges(bytes: Uint8Array): [number, number][] {
  const meta = metaBoxes(bytes);
  const iinf = find(meta, 'iinf');
  if (!iinf) return [];
  const items = metadataItems(bytes, iinf);
  return itemRanges(bytes, meta)
    .filter(({ id, end }) => items.has(id) && end <= bytes.length)
    .map(({ start, end }) => [start, end]);
}

/** True if every item's bytes are inside the file; phones may append more bytes. */
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
