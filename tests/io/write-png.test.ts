/*
 * What writePng writes decodes to the very pixels that went in, whatever the strips.
 */
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../src/io/crc32.ts';
import { joinBytes } from '../../src/io/join-bytes.ts';
import { walkPng } from '../../src/io/png-chunks.ts';
import { writePng } from '../../src/io/write-png.ts';

async function decode(blob: Blob, channels: number) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { chunks, complete } = walkPng(bytes);
  expect(complete).toBe(true);
  const view = new DataView(bytes.buffer);
  for (const chunk of chunks) expect(view.getUint32(chunk.end - 4)).toBe(crc32(bytes.subarray(chunk.start + 4, chunk.end - 4)));
  const raw = inflateSync(joinBytes(chunks.filter((c) => c.type === 'IDAT').map((c) => c.payload)));
  const widthPx = view.getUint32(16);
  const heightPx = view.getUint32(20);
  const rowBytes = widthPx * channels;
  const pixels = new Uint8Array(rowBytes * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const filter = raw[y * (rowBytes + 1)];
    for (let i = 0; i < rowBytes; i++) {
      const left = i < channels ? 0 : pixels[y * rowBytes + i - channels];
      const top = y === 0 ? 0 : pixels[(y - 1) * rowBytes + i];
      const corner = y === 0 || i < channels ? 0 : pixels[(y - 1) * rowBytes + i - channels];
      const p = left + top - corner;
      const paeth = [left, top, corner].reduce((best, v) => (Math.abs(p - v) < Math.abs(p - best) ? v : best));
      const guess = [0, left, top, (left + top) >> 1, paeth][filter];
      pixels[y * rowBytes + i] = raw[y * (rowBytes + 1) + 1 + i] + guess;
    }
  }
  return { widthPx, heightPx, pixels, types: [...new Set(chunks.map((c) => c.type))], colourType: bytes[25] };
}

function* cut(rgba: Uint8Array, widthPx: number, rows: number) {
  for (let at = 0; at < rgba.length; at += rows * widthPx * 4) yield rgba.subarray(at, at + rows * widthPx * 4);
}

describe('writePng', () => {
  test('pixels come back, with and without transparency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        fc.nat(),
        async (widthPx, heightPx, hasAlpha, rows, seed) => {
          const rgba = Uint8Array.from({ length: widthPx * heightPx * 4 }, (_, i) => ((i * (seed % 97)) ^ ((i * i) >> 3)) & 255);
          const decoded = await decode(await writePng({ widthPx, heightPx, hasAlpha }, cut(rgba, widthPx, rows)), hasAlpha ? 4 : 3);
          expect(decoded).toMatchObject({ widthPx, heightPx, types: ['IHDR', 'sRGB', 'IDAT', 'IEND'], colourType: hasAlpha ? 6 : 2 });
          expect(decoded.pixels).toEqual(hasAlpha ? rgba : rgba.filter((_, i) => i % 4 !== 3));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the same picture is the same bytes, however it is cut', async () => {
    const rgba = Uint8Array.from({ length: 300 * 200 * 4 }, (_, i) => (i * 2654435761) >>> 24);
    const image = { widthPx: 300, heightPx: 200, hasAlpha: false };
    const [a, b] = await Promise.all(
      [1, 64].map(async (rows) => new Uint8Array(await (await writePng(image, cut(rgba, 300, rows))).arrayBuffer())),
    );
    expect(a).toEqual(b);
  });

  test.each([
    [9, 'of 10 rows came'],
    [11, 'more than 10 rows'],
  ])('%i rows for a picture of 10 is our mistake', async (rows, words) => {
    await expect(writePng({ widthPx: 4, heightPx: 10, hasAlpha: false }, [new Uint8Array(rows * 16)])).rejects.toThrow(words);
  });

  test('half a row is our mistake', async () => {
    await expect(writePng({ widthPx: 4, heightPx: 1, hasAlpha: false }, [new Uint8Array(10)])).rejects.toThrow('not whole rows');
  });
});
