/* Photos that lie about themselves, or are rarely seen: sizes, EXIF, profiles, animations, files of two kinds at once. */
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { orientationTiff } from '../../src/io/exif-orientation.ts';
import { joinBytes, viewOf } from '../../src/io/join-bytes.ts';
import { PNG_SIGNATURE, pngChunk, walkPng } from '../../src/io/png-chunks.ts';
import { walkWebp, webpChunk } from '../../src/io/webp-chunks.ts';
import { caseFile, fixture } from '../io/fixture.ts';
import type { BrokenFile } from './broken-files.ts';

const JPEG = fixture('orientation-1.jpg');
const PNG = fixture('alpha.png');
const WEBP = fixture('photo.webp');
const header = (widthPx: number, heightPx: number, [depth, colour, interlace]: readonly number[] = [8, 2, 0]) => {
  const ihdr = new Uint8Array(13);
  viewOf(ihdr).setUint32(0, widthPx);
  viewOf(ihdr).setUint32(4, heightPx);
  ihdr.set([depth, colour, 0, 0, interlace], 8);
  return pngChunk('IHDR', ihdr);
};
const end = pngChunk('IEND', new Uint8Array(0));
const png = (...chunks: Uint8Array[]) => joinBytes([PNG_SIGNATURE, ...chunks]);
/** Of one colour. */
const plainPng = (widthPx: number, heightPx: number, kind: readonly number[] = [8, 2, 0]) => {
  const samples = [1, 0, 3, 1, 2, 0, 4][kind[1]];
  const row = 1 + Math.ceil((widthPx * samples * kind[0]) / 8);
  return png(header(widthPx, heightPx, kind), pngChunk('IDAT', deflateSync(new Uint8Array(row * heightPx), { level: 1 })), end);
};
const withChunk = (type: string, payload: Uint8Array) => joinBytes([PNG.subarray(0, 33), pngChunk(type, payload), PNG.subarray(33)]);

const segment = (marker: number, payload: Uint8Array) =>
  joinBytes([Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, payload.length + 2), payload]);
const withSegments = (...segments: Uint8Array[]) => joinBytes([JPEG.subarray(0, 2), ...segments, JPEG.subarray(2)]);
const exif = (tiff: Uint8Array) => withSegments(segment(0xe1, joinBytes([strToU8('Exif\0\0'), tiff])));
function tiffWith(change: (view: DataView) => void, length = 26): Uint8Array {
  const tiff = new Uint8Array(length);
  tiff.set(orientationTiff(1));
  change(viewOf(tiff));
  return tiff;
}
/** The size in its frame header is another. */
function jpegSaying(widthPx: number, heightPx: number): Uint8Array {
  const changed = JPEG.slice();
  const at = changed.findIndex((byte, i) => byte === 0xff && changed[i + 1] === 0xc0);
  viewOf(changed).setUint16(at + 5, heightPx);
  viewOf(changed).setUint16(at + 7, widthPx);
  return changed;
}
const profile = (bytes: Uint8Array, part = 1, parts = 1) =>
  segment(0xe2, joinBytes([strToU8('ICC_PROFILE\0'), Uint8Array.of(part, parts), bytes]));

function exifLies(): BrokenFile[] {
  const at = (place: number, value: number) => (view: DataView) => view.setUint16(place, value);
  return [
    ...[0, 9, 65535].map((value) => ({ name: `orientation ${value}.jpg`, bytes: exif(tiffWith(at(18, value))), opens: true })),
    { name: 'a directory of 65535 tags.jpg', bytes: exif(tiffWith(at(8, 65535))), opens: true },
    { name: 'a directory beyond the end.jpg', bytes: exif(tiffWith((view) => view.setUint32(4, 0xfffffff0))), opens: true },
    { name: 'a directory that follows itself.jpg', bytes: exif(tiffWith((view) => view.setUint32(22, 8))), opens: true },
    {
      name: 'another size.jpg',
      bytes: exif(
        tiffWith((view) => {
          view.setUint16(10, 0xa002);
          view.setUint32(18, 99999);
        }),
      ),
      opens: true,
    },
    {
      name: 'a thumbnail beyond the end.jpg',
      bytes: exif(
        tiffWith((view) => {
          view.setUint16(10, 0x0201);
          view.setUint32(18, 0x7fffffff);
        }),
      ),
      opens: true,
    },
    { name: 'a focal length of nothing.jpg', bytes: exif(tiffWith(at(10, 0xa405))), opens: true },
    { name: 'no TIFF in it.jpg', bytes: exif(strToU8('this is no TIFF block')), opens: true },
    { name: 'an empty block.jpg', bytes: withSegments(segment(0xe1, strToU8('Exif\0\0'))), opens: true },
    {
      name: 'twice turned.jpg',
      bytes: withSegments(...[6, 3].map((o) => segment(0xe1, joinBytes([strToU8('Exif\0\0'), orientationTiff(o)])))),
      opens: true,
    },
    {
      name: 'XMP with a script.jpg',
      bytes: withSegments(segment(0xe1, strToU8('http://ns.adobe.com/xap/1.0/\0<x><script src="https://example.com/a.js"/></x>'))),
      opens: true,
    },
    {
      name: 'XMP that never ends.jpg',
      bytes: withSegments(segment(0xe1, strToU8(`http://ns.adobe.com/xap/1.0/\0${'<rdf:Description '.repeat(3000)}`))),
      opens: true,
    },
    { name: 'a turned thumbnail.png', bytes: withChunk('eXIf', orientationTiff(8)), opens: true },
    { name: 'a broken eXIf.png', bytes: withChunk('eXIf', Uint8Array.of(1, 2, 3)), opens: true },
  ];
}

function sizes(): BrokenFile[] {
  return [
    { name: '1x1.png', bytes: plainPng(1, 1), opens: false },
    { name: '65535x1.png', bytes: plainPng(65535, 1), opens: false },
    { name: '1x65535.png', bytes: plainPng(1, 65535), opens: false },
    { name: '0x0.png', bytes: plainPng(0, 0), opens: false },
    { name: '199x300.png', bytes: plainPng(199, 300), opens: false },
    { name: 'bomb.png', bytes: fixture('bomb.png'), opens: false },
    { name: '4 billion across.png', bytes: png(header(0xffffffff, 300), end), opens: false },
    { name: 'a bomb of 12 megapixels.png', bytes: plainPng(4000, 3000, [1, 0, 0]), opens: true },
    { name: '1x1.jpg', bytes: jpegSaying(1, 1), opens: false },
    { name: '65535x1.jpg', bytes: jpegSaying(65535, 1), opens: false },
    { name: '60000x60000.jpg', bytes: jpegSaying(60000, 60000), opens: false },
    { name: '16000x16000.jpg', bytes: jpegSaying(16000, 16000), opens: false },
    { name: '0x0.jpg', bytes: jpegSaying(0, 0), opens: false },
    { name: 'its height comes later.jpg', bytes: jpegSaying(240, 0), opens: false },
  ];
}

function profiles(): BrokenFile[] {
  const p3 = fixture('display-p3.jpg');
  const wrong = p3.slice();
  const at = Buffer.from(wrong).indexOf('ICC_PROFILE') + 14;
  wrong.fill(0xaa, at + 128, at + 300);
  return [
    { name: 'a wrong profile.jpg', bytes: wrong, opens: true },
    { name: 'a profile of zeros.jpg', bytes: withSegments(profile(new Uint8Array(300))), opens: true },
    { name: 'a profile whose rest is missing.jpg', bytes: withSegments(profile(strToU8('abc'), 1, 3)), opens: true },
    { name: 'a profile 0 of 0.jpg', bytes: withSegments(profile(strToU8('abc'), 0, 0)), opens: true },
    {
      name: 'a wrong profile.png',
      bytes: withChunk('iCCP', joinBytes([strToU8('x\0\0'), deflateSync(strToU8('no profile'))])),
      opens: true,
    },
    { name: 'a profile that is not packed.png', bytes: withChunk('iCCP', strToU8('x\0\0no deflate')), opens: true },
    { name: 'gamma of nothing.png', bytes: withChunk('gAMA', new Uint8Array(4)), opens: true },
    { name: 'cmyk.jpg', bytes: caseFile('cmyk.jpg'), opens: true },
    { name: '16 bits.png', bytes: fixture('sixteen-bit.png'), opens: true },
    { name: '16 bits of grey.png', bytes: plainPng(240, 300, [16, 0, 0]), opens: true },
    { name: '1 bit.png', bytes: plainPng(240, 300, [1, 0, 0]), opens: true },
    {
      name: 'colour kind 5.png',
      bytes: png(header(240, 300, [8, 5, 0]), pngChunk('IDAT', deflateSync(new Uint8Array(300 * 241))), end),
      opens: false,
    },
    { name: 'a palette that is missing.png', bytes: plainPng(240, 300, [8, 3, 0]), opens: false },
    {
      name: 'interlaced, and not enough.png',
      bytes: png(header(240, 300, [8, 2, 1]), pngChunk('IDAT', deflateSync(new Uint8Array(100))), end),
    },
  ];
}

function animations(): BrokenFile[] {
  const idat = walkPng(PNG).chunks.filter(({ type }) => type === 'IDAT');
  const frames = new Uint8Array(8);
  viewOf(frames).setUint32(0, 2);
  const control = (sequence: number) => {
    const frame = new Uint8Array(26);
    viewOf(frame).setUint32(0, sequence);
    viewOf(frame).setUint32(4, 240);
    viewOf(frame).setUint32(8, 300);
    viewOf(frame).setUint16(20, 1);
    viewOf(frame).setUint16(22, 10);
    return pngChunk('fcTL', frame);
  };
  const apng = png(
    PNG.subarray(8, 33),
    pngChunk('acTL', frames),
    control(0),
    ...idat.map(({ start, end: to }) => PNG.subarray(start, to)),
    control(1),
    ...idat.map(({ payload }) => pngChunk('fdAT', joinBytes([Uint8Array.of(0, 0, 0, 2), payload]))),
    end,
  );
  const picture = walkWebp(WEBP).chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L');
  const frame = joinBytes([
    Uint8Array.of(0, 0, 0, 0, 0, 0, 239, 0, 0, 43, 1, 0, 100, 0, 0, 0),
    ...picture.map(({ start, end: to }) => WEBP.subarray(start, to)),
  ]);
  const riff = (...chunks: Uint8Array[]) => {
    const body = joinBytes([strToU8('WEBP'), ...chunks]);
    const size = new Uint8Array(4);
    viewOf(size).setUint32(0, body.length, true);
    return joinBytes([strToU8('RIFF'), size, body]);
  };
  const extended = (flags: number) => webpChunk('VP8X', Uint8Array.of(flags, 0, 0, 0, 239, 0, 0, 43, 1, 0));
  const animated = [webpChunk('ANIM', new Uint8Array(6)), webpChunk('ANMF', frame), webpChunk('ANMF', frame)];
  const liar = WEBP.slice();
  viewOf(liar).setUint32(4, 0xfffffff0, true);
  return [
    { name: 'animated.png', bytes: apng, opens: true },
    { name: 'animated.webp', bytes: riff(extended(2), ...animated), opens: true },
    { name: 'animated with nothing in it.webp', bytes: riff(extended(2), animated[0]), opens: false },
    {
      name: 'a canvas of 16 million.webp',
      bytes: riff(webpChunk('VP8X', Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255, 255, 255)), webpChunk('VP8 ', picture[0].payload)),
      opens: false,
    },
    {
      name: 'a canvas that is another.webp',
      bytes: riff(webpChunk('VP8X', Uint8Array.of(0, 0, 0, 0, 255, 3, 0, 255, 3, 0)), webpChunk('VP8 ', picture[0].payload)),
    },
    { name: 'no picture in it.webp', bytes: riff(extended(0)), opens: false },
    { name: 'larger than it is.webp', bytes: liar, opens: false },
    {
      name: 'turned by XMP.webp',
      bytes: riff(
        extended(4),
        ...picture.map(({ start, end: to }) => WEBP.subarray(start, to)),
        webpChunk('XMP ', strToU8('<x tiff:Orientation="6"/>')),
      ),
      opens: true,
    },
  ];
}

function structures(): BrokenFile[] {
  const scan = JPEG.findIndex((byte, i) => byte === 0xff && JPEG[i + 1] === 0xda);
  const tables = JPEG.findIndex((byte, i) => byte === 0xff && JPEG[i + 1] === 0xc4);
  const wrongSum = PNG.slice();
  wrongSum[30] ^= 1;
  return [
    { name: 'nothing but 0xff.jpg', bytes: new Uint8Array(5000).fill(0xff), opens: false },
    { name: 'begins a thousand times.jpg', bytes: joinBytes([...Array.from({ length: 1000 }, () => Uint8Array.of(0xff, 0xd8)), JPEG]) },
    { name: 'segments of no length.jpg', bytes: withSegments(...Array.from({ length: 500 }, () => Uint8Array.of(0xff, 0xe5, 0, 0))) },
    { name: 'the usual tables left out.jpg', bytes: joinBytes([JPEG.subarray(0, tables), JPEG.subarray(scan)]), opens: true },
    { name: 'no scan.jpg', bytes: joinBytes([JPEG.subarray(0, scan), Uint8Array.of(0xff, 0xd9)]), opens: false },
    { name: 'an empty scan.jpg', bytes: joinBytes([JPEG.subarray(0, scan + 14), Uint8Array.of(0xff, 0xd9)]), opens: false },
    {
      name: 'long comments.jpg',
      bytes: withSegments(...Array.from({ length: 30 }, () => segment(0xfe, new Uint8Array(65000)))),
      opens: true,
    },
    {
      name: 'a script in a comment.jpg',
      bytes: withSegments(segment(0xfe, strToU8('<script src="https://example.com/a.js"></script>'))),
      opens: true,
    },
    { name: 'a project behind it.jpg', bytes: joinBytes([JPEG, zipSync({ 'project.json': strToU8('{}') })]), opens: true },
    { name: 'a project behind it.png', bytes: joinBytes([PNG, zipSync({ 'project.json': strToU8('{}') })]), opens: true },
    { name: 'a film behind it.jpg', bytes: fixture('motion-photo.jpg'), opens: true },
    { name: 'a document around it.jpg', bytes: joinBytes([strToU8('%PDF-1.4\n'), JPEG]), opens: false },
    { name: 'a script that is a picture.gif', bytes: strToU8('GIF89a=1;alert(document.cookie)//'), opens: false },
    { name: 'a page that is a picture.jpg', bytes: joinBytes([strToU8('<html><script>alert(1)</script>'), JPEG]), opens: false },
    {
      name: 'scripted.svg',
      bytes: strToU8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://example.com/x.png"/></svg>'),
      opens: false,
    },
    { name: 'a wrong checksum.png', bytes: wrongSum },
    { name: 'no pixels.png', bytes: png(PNG.subarray(8, 33), end), opens: false },
    { name: 'pixels that are not packed.png', bytes: png(PNG.subarray(8, 33), pngChunk('IDAT', strToU8('no deflate')), end), opens: false },
    {
      name: 'a chunk of 4 billion.png',
      bytes: joinBytes([PNG.subarray(0, 33), Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x49, 0x44, 0x41, 0x54)]),
      opens: false,
    },
    {
      name: 'text that unpacks to much.png',
      bytes: withChunk('zTXt', joinBytes([strToU8('a\0\0'), deflateSync(new Uint8Array(20e6))])),
      opens: true,
    },
    { name: 'its signature alone.png', bytes: PNG_SIGNATURE, opens: false },
    { name: 'its marker alone.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff), opens: false },
  ];
}

export const brokenPhotos = (): BrokenFile[] => [...exifLies(), ...sizes(), ...profiles(), ...animations(), ...structures()];
