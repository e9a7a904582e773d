/*
 * HEIC files written here: a grid of the tiles of a drawn fixture, with the boxes that say what it is written in each way that phones do.
 */
import { heifItems, walkBoxes } from '../../src/io/heif-boxes.ts';
import { joinBytes, viewOf } from '../../src/io/join-bytes.ts';
import { caseFile } from '../io/fixture.ts';

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const uint = (value: number, bytes: 1 | 2 | 4) => Uint8Array.from({ length: bytes }, (_, i) => value >>> (8 * (bytes - 1 - i)));
export const box = (type: string, ...parts: Uint8Array[]): Uint8Array => {
  const body = joinBytes(parts);
  return joinBytes([uint(body.length + 8, 4), ascii(type), body]);
};
const fullBox = (type: string, version: number, flags: number, ...parts: Uint8Array[]) =>
  box(type, Uint8Array.of(version, 0, flags >> 8, flags), ...parts);

export interface GridOptions {
  onGrid?: Uint8Array[];
  onTiles?: Uint8Array[];
  /** versions and flags of the box that links properties to items */
  ipma?: { version: 0 | 1; flags: 0 | 1 };
  /** the main picture comes last in it, with its size alone */
  isMainLast?: boolean;
  /** whole tiles across and down, the same ones again and again; left out: the fixture's own two by three */
  tiles?: { across: number; down: number };
}

const SOURCE = caseFile('p3-on-grid-and-tiles.heic');
/** Display P3, as the fixture carries it. */
export function displayP3(): Uint8Array {
  const items = heifItems(SOURCE);
  const colr = items?.propertiesOf(items.main).find(({ type }) => type === 'colr');
  if (!colr) throw new Error('the fixture carries no profile');
  return SOURCE.slice(colr.payload + 4, colr.end);
}
export const profileBox = (profile: Uint8Array, kind: 'prof' | 'rICC' = 'prof') => box('colr', ascii(kind), profile);
/** Matrix 6, full range: how the tiles are coded. */
export const codesBox = (primaries: number, transfer: number) =>
  box('colr', ascii('nclx'), uint(primaries, 2), uint(transfer, 2), uint(6, 2), Uint8Array.of(0x80));

/** 480 x 600 in tiles of 256, with the raw values of Display P3: skin is (189,124,104) as it is stored. */
export function gridHeic({
  onGrid = [],
  onTiles = [],
  ipma = { version: 0, flags: 0 },
  isMainLast = false,
  tiles: many,
}: GridOptions = {}): Uint8Array<ArrayBuffer> {
  const source = heifItems(SOURCE);
  if (!source) throw new Error('the fixture has no items');
  const tiles = source.from(source.main, 'dimg');
  const hvcC = source.propertiesOf(tiles[0]).find(({ type }) => type === 'hvcC');
  const mdat = walkBoxes(SOURCE, 0, SOURCE.length).boxes.find(({ type }) => type === 'mdat');
  if (!hvcC || !mdat) throw new Error('the fixture has no tiles');
  const extents = tileExtents(mdat.payload, mdat.end, tiles.length);
  const { across, down } = many ?? { across: 2, down: 3 };
  const main = across * down + 1;
  const ids = Array.from({ length: across * down }, (_, i) => 1 + i);
  const size = (widthPx: number, heightPx: number) => fullBox('ispe', 0, 0, uint(widthPx, 4), uint(heightPx, 4));
  const properties: Uint8Array[] = [];
  const indexOf = (property: Uint8Array) => properties.push(property);
  const tileLinks = [SOURCE.subarray(hvcC.start, hvcC.end), size(256, 256), ...onTiles].map(indexOf);
  const [widthPx, heightPx] = many ? [256 * across, 256 * down] : [480, 600];
  const mainLinks = [size(widthPx, heightPx), ...onGrid].map(indexOf);
  const linked: [number, number[]][] = ids.map((id) => [id, tileLinks]);
  if (isMainLast) linked.push([main, mainLinks]);
  else linked.unshift([main, mainLinks]);
  const id = (value: number) => uint(value, ipma.version ? 4 : 2);
  const entries = linked.map(([item, links]) =>
    joinBytes([id(item), uint(links.length, 1), ...links.map((link) => (ipma.flags ? uint(0x8000 | link, 2) : uint(0x80 | link, 1)))]),
  );
  const grid = joinBytes([Uint8Array.of(0, 0, down - 1, across - 1), uint(widthPx, 2), uint(heightPx, 2)]);
  const infos = [...ids, main].map((item) =>
    fullBox('infe', 2, item === main ? 0 : 1, uint(item, 2), uint(0, 2), ascii(item === main ? 'grid' : 'hvc1'), Uint8Array.of(0)),
  );
  const ftyp = box('ftyp', ascii('heic'), uint(0, 4), ascii('mif1heic'));
  const meta = (mdatAt: number) =>
    fullBox(
      'meta',
      0,
      0,
      fullBox('hdlr', 0, 0, uint(0, 4), ascii('pict'), new Uint8Array(13)),
      fullBox('pitm', 0, 0, uint(main, 2)),
      fullBox('iinf', 0, 0, uint(infos.length, 2), ...infos),
      fullBox('iref', 0, 0, box('dimg', uint(main, 2), uint(ids.length, 2), ...ids.map((item) => uint(item, 2)))),
      box('iprp', box('ipco', ...properties), fullBox('ipma', ipma.version, ipma.flags, uint(entries.length, 4), ...entries)),
      box('idat', grid),
      fullBox(
        'iloc',
        1,
        0,
        Uint8Array.of(0x44, 0),
        uint(ids.length + 1, 2),
        ...ids.map((item, i) =>
          joinBytes([
            uint(item, 2),
            uint(0, 2),
            uint(0, 2),
            uint(1, 2),
            uint(mdatAt + extents[i % extents.length][0], 4),
            uint(extents[i % extents.length][1], 4),
          ]),
        ),
        joinBytes([uint(main, 2), uint(1, 2), uint(0, 2), uint(1, 2), uint(0, 4), uint(grid.length, 4)]),
      ),
    );
  const mdatAt = ftyp.length + meta(0).length + 8 - mdat.payload;
  return joinBytes([ftyp, meta(mdatAt), box('mdat', SOURCE.subarray(mdat.payload, mdat.end))]);

  /** Each tile is one length-prefixed unit of the stream. */
  function tileExtents(from: number, end: number, count: number): [number, number][] {
    const found: [number, number][] = [];
    for (let at = from; at + 4 <= end && found.length < count; ) {
      const length = 4 + viewOf(SOURCE).getUint32(at);
      found.push([at, length]);
      at += length;
    }
    return found;
  }
}
