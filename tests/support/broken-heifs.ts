/* HEIC and AVIF files whose boxes lie. */
import { walkBoxes } from '../../src/io/heif-boxes.ts';
import { viewOf } from '../../src/io/join-bytes.ts';
import { caseFile, fixture } from '../io/fixture.ts';
import type { BrokenFile } from './broken-files.ts';
import { codesBox, gridHeic, profileBox } from './heif-files.ts';

const CONTAINERS = new Set(['meta', 'iprp', 'ipco', 'iref', 'iinf']);
/** Where the first box of a type says what it says. */
function payloadOf(bytes: Uint8Array, type: string, from = 0, end = bytes.length): number {
  for (const box of walkBoxes(bytes, from, end).boxes) {
    if (box.type === type) return box.payload;
    if (!CONTAINERS.has(box.type)) continue;
    const inside = box.type === 'meta' || box.type === 'iref' ? 4 : box.type === 'iinf' ? 6 : 0;
    const found = payloadOf(bytes, type, box.payload + inside, box.end);
    if (found >= 0) return found;
  }
  return -1;
}
function changed(bytes: Uint8Array, type: string, offset: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, payloadOf(copy, type) + offset);
  return copy;
}

export function brokenHeifs(): BrokenFile[] {
  const grid = gridHeic();
  const single = fixture('photo.heic');
  const avif = fixture('photo.avif');
  const reference = payloadOf(grid, 'dimg');
  const ofItself = grid.slice();
  for (let i = 0; i < 6; i++) viewOf(ofItself).setUint16(reference + 4 + 2 * i, viewOf(ofItself).getUint16(reference));
  const garbled = single.slice();
  garbled.fill(0x55, payloadOf(garbled, 'mdat') + 20, payloadOf(garbled, 'mdat') + 200);
  const noDecoder = single.slice();
  noDecoder.fill(0, payloadOf(noDecoder, 'hvcC'), payloadOf(noDecoder, 'hvcC') + 30);
  return [
    { name: 'its first box alone.heic', bytes: grid.subarray(0, 24), opens: false },
    { name: 'no main picture.heic', bytes: changed(grid, 'pitm', 4, 0x7f, 0xff), opens: false },
    { name: 'a main picture of nothing.heic', bytes: changed(grid, 'pitm', 4, 0, 0), opens: false },
    { name: 'a picture made of itself.heic', bytes: ofItself, opens: false },
    { name: 'properties of 4 billion.heic', bytes: changed(grid, 'ipma', 4, 0xff, 0xff, 0xff, 0xff) },
    { name: 'properties of no item.heic', bytes: changed(grid, 'ipma', 4, 0, 0, 0, 0), opens: false },
    { name: 'places of 65535 items.heic', bytes: changed(grid, 'iloc', 6, 0xff, 0xff), opens: false },
    { name: 'tiles beyond the end.heic', bytes: changed(grid, 'iloc', 16, 0xff, 0xff, 0xff, 0xf0), opens: false },
    { name: 'more references than there are.heic', bytes: changed(grid, 'dimg', 2, 0xff, 0xff), opens: false },
    { name: 'a grid of 256 by 256.heic', bytes: changed(grid, 'idat', 2, 255, 255), opens: false },
    { name: 'a grid of another size.heic', bytes: changed(grid, 'idat', 4, 0xff, 0xff, 0xff, 0xff), opens: false },
    { name: 'a size of 4 billion.heic', bytes: changed(single, 'ispe', 4, 0xff, 0xff, 0xff, 0xff), opens: false },
    { name: 'a size of nothing.heic', bytes: changed(single, 'ispe', 4, 0, 0, 0, 0, 0, 0, 0, 0), opens: false },
    { name: 'a size that is another.heic', bytes: changed(single, 'ispe', 4, 0, 0, 4, 0, 0, 0, 4, 0) },
    { name: 'a garbled stream.heic', bytes: garbled },
    { name: 'no parameters.heic', bytes: noDecoder, opens: false },
    { name: 'a profile of nothing.heic', bytes: gridHeic({ onGrid: [profileBox(new Uint8Array(0))] }), opens: true },
    {
      name: 'a profile of random bytes.heic',
      bytes: gridHeic({ onTiles: [profileBox(Uint8Array.from({ length: 600 }, (_, i) => (i * 97) & 255))] }),
      opens: true,
    },
    { name: 'colours of no space.heic', bytes: gridHeic({ onGrid: [codesBox(250, 250)] }), opens: true },
    { name: 'colours in light of 10000 nits.heic', bytes: gridHeic({ onGrid: [codesBox(9, 16)] }), opens: true },
    { name: 'a depth map for its alpha.heic', bytes: changed(caseFile('alpha-cutout.heic'), 'auxC', 29, 0x32), opens: true },
    { name: 'a video called so.heic', bytes: Uint8Array.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', (c) => c.charCodeAt(0)), opens: false },
    {
      name: 'a box larger than the file.avif',
      bytes: (() => {
        const copy = avif.slice();
        viewOf(copy).setUint32(walkBoxes(copy, 0, copy.length).boxes[1].start, 0x7fffffff);
        return copy;
      })(),
      opens: false,
    },
    {
      name: 'boxes of no size.avif',
      bytes: (() => {
        const copy = avif.slice();
        viewOf(copy).setUint32(walkBoxes(copy, 0, copy.length).boxes[1].start, 1);
        return copy;
      })(),
      opens: false,
    },
    { name: 'a size that is another.avif', bytes: changed(avif, 'ispe', 4, 0, 0, 4, 0, 0, 0, 4, 0) },
  ];
}
