/*
 * Files are told apart by their bytes, their upright size is known without decoding, and broken files never throw.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPhoto } from '../../src/io/photo-kinds.ts';
import { sniffImage } from '../../src/io/sniff-image.ts';
import { fixture } from './fixture.ts';

const JPEGS = [1, 2, 3, 4, 5, 6, 7, 8].map((o) => `orientation-${o}.jpg`);

describe('sniffImage', () => {
  test.each([...JPEGS, 'progressive.jpg', 'display-p3.jpg', 'motion-photo.jpg'])('%s is a whole JPEG of 240 x 300 px', (name) => {
    expect(sniffImage(fixture(name))).toMatchObject({ kind: 'jpeg', widthPx: 240, heightPx: 300, complete: true, hasAlpha: false });
  });

  test.each([
    ['alpha.png', 'png', true],
    ['sixteen-bit.png', 'png', false],
    ['orientation-6.png', 'png', false],
    ['photo.webp', 'webp', false],
    ['alpha.webp', 'webp', true],
    ['photo.avif', 'avif', false],
    ['photo.heic', 'heic', false],
    ['turned.heic', 'heic', false],
    ['turned.avif', 'avif', false],
  ])('%s is a whole %s of 240 x 300 px, transparent: %s', (name, kind, hasAlpha) => {
    expect(sniffImage(fixture(name))).toMatchObject({ kind, widthPx: 240, heightPx: 300, complete: true, hasAlpha });
  });

  test.each(['truncated.jpg', 'truncated.png'])('%s is not whole, though its size is known', (name) => {
    expect(sniffImage(fixture(name))).toMatchObject({ widthPx: 240, heightPx: 300, complete: false });
  });

  test.each(['orientation-6.jpg', 'alpha.png', 'photo.webp', 'photo.avif', 'photo.heic'])('no beginning of %s counts as whole', (name) => {
    const bytes = fixture(name);
    for (let length = 16; length < bytes.length - 1; length += 7) {
      const sniffed = sniffImage(bytes.subarray(0, length));
      expect(!isPhoto(sniffed) || !sniffed.complete, `${length} of ${bytes.length}`).toBe(true);
    }
  });

  test('a header of 30,000 x 30,000 px is read, not believed', () => {
    expect(sniffImage(fixture('bomb.png'))).toMatchObject({ kind: 'png', widthPx: 30000, heightPx: 30000 });
  });

  test('a damaged file never throws', () => {
    const names = ['orientation-6.jpg', 'alpha.png', 'photo.webp', 'photo.avif', 'photo.heic'];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 12 }),
        fc.nat(700),
        (name, changes, keep) => {
          const bytes = fixture(name).slice(0, 60 + keep);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          sniffImage(bytes);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
