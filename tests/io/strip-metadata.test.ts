/*
 * Nothing that tells about person, place or camera survives; pixels, orientation and colour profile do.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOrientation } from '../../src/io/exif-orientation.ts';
import { heifMetadataRanges } from '../../src/io/heif-boxes.ts';
import { jpegExif, walkJpeg } from '../../src/io/jpeg-segments.ts';
import { walkPng } from '../../src/io/png-chunks.ts';
import { sniffImage } from '../../src/io/sniff-image.ts';
import { stripMetadata } from '../../src/io/strip-metadata.ts';
import { walkWebp } from '../../src/io/webp-chunks.ts';
import { fixture } from './fixture.ts';

const PHOTOS = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((o) => `orientation-${o}.jpg`),
  ...['progressive.jpg', 'display-p3.jpg', 'motion-photo.jpg', 'alpha.png', 'sixteen-bit.png', 'orientation-6.png'],
  ...['photo.webp', 'alpha.webp', 'photo.avif', 'photo.heic', 'turned.heic', 'turned.avif', 'display-p3.heic'],
];
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const scansOf = (bytes: Uint8Array) =>
  walkJpeg(bytes)
    .segments.filter((s) => s.marker < 0xe0)
    .map((s) => textOf(bytes.subarray(s.start, s.end)));

describe('stripMetadata', () => {
  test.each(PHOTOS)('%s keeps kind, size and transparency', (name) => {
    expect(sniffImage(stripMetadata(fixture(name)))).toEqual(sniffImage(fixture(name)));
  });

  test.each(PHOTOS)('%s holds no secret any more, and stripping again changes nothing', (name) => {
    const stripped = stripMetadata(fixture(name));
    expect(textOf(stripped)).not.toMatch(/secret/i);
    expect(stripMetadata(stripped)).toEqual(stripped);
  });

  test('the fixtures do hold secrets', () => {
    for (const name of ['orientation-6.jpg', 'alpha.png', 'photo.webp', 'photo.heic', 'photo.avif'])
      expect(textOf(fixture(name)), name).toMatch(/secret/i);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('a JPEG keeps orientation %i and every byte of its scans', (orientation) => {
    const before = fixture(`orientation-${orientation}.jpg`);
    const after = stripMetadata(before);
    const exif = jpegExif(after, walkJpeg(after));
    expect(exif ? readOrientation(exif) : 1).toBe(orientation);
    expect(exif?.length ?? 0).toBe(orientation === 1 ? 0 : 26);
    expect(scansOf(after)).toEqual(scansOf(before));
  });

  test('a colour profile stays', () => {
    expect(textOf(stripMetadata(fixture('display-p3.jpg')))).toContain('ICC_PROFILE');
    expect(textOf(stripMetadata(fixture('display-p3.heic')))).toContain('Display P3');
  });

  test('a film behind the picture goes', () => {
    expect(stripMetadata(fixture('motion-photo.jpg'))).toEqual(stripMetadata(fixture('orientation-6.jpg')));
  });

  test('a preview inside JFIF goes', () => {
    const plain = fixture('progressive.jpg');
    const preview = new Uint8Array(12).fill(7);
    const withPreview = Uint8Array.from([...plain.subarray(0, 20), ...preview, ...plain.subarray(20)]);
    withPreview[5] += preview.length;
    withPreview[18] = withPreview[19] = 2;
    expect(stripMetadata(withPreview)).toEqual(stripMetadata(plain));
  });

  test('a PNG keeps its orientation in an eXIf chunk of 26 bytes and loses its texts', () => {
    const { chunks, complete } = walkPng(stripMetadata(fixture('orientation-6.png')));
    expect(complete).toBe(true);
    const exif = chunks.find((chunk) => chunk.type === 'eXIf');
    expect(exif?.payload.length).toBe(26);
    expect(readOrientation(exif!.payload)).toBe(6);
    expect(chunks.map((chunk) => chunk.type)).not.toContain('tEXt');
  });

  test('a WebP says in its header that it has no EXIF and no XMP', () => {
    const { chunks, complete } = walkWebp(stripMetadata(fixture('photo.webp')));
    expect(complete).toBe(true);
    expect(chunks.map((chunk) => chunk.type)).not.toContain('EXIF');
    for (const chunk of chunks) if (chunk.type === 'VP8X') expect(chunk.payload[0] & 0x0c).toBe(0);
  });

  test.each(['photo.heic', 'photo.avif'])('%s keeps every byte but those of its metadata items', (name) => {
    const before = fixture(name);
    const after = stripMetadata(before);
    const ranges = heifMetadataRanges(before);
    expect(ranges.length).toBeGreaterThan(0);
    before.forEach((byte, i) => {
      const isMetadata = ranges.some(([start, end]) => i >= start && i < end);
      if (after[i] !== (isMetadata ? 0 : byte)) throw new Error(`byte ${i}`);
    });
  });

  test('bytes of any kind never throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PHOTOS),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 12 }),
        fc.nat(700),
        (name, changes, keep) => {
          const bytes = fixture(name).slice(0, 60 + keep);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          if (sniffImage(bytes).kind !== 'other') stripMetadata(bytes);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
