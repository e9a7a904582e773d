/*
 * A JPEG is followed code by code: its last scan ends where the last code does, and a stray marker inside is put right.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repairJpeg } from '../../src/io/repair-jpeg.ts';
import { caseFile, fixture } from './fixture.ts';

const RESTARTS = caseFile('whole.jpg');
const WHOLE: Record<string, Uint8Array<ArrayBuffer>> = {
  restarts: RESTARTS,
  'no restarts': caseFile('no-restarts.jpg'),
  'progressive, restarts': caseFile('progressive-restarts.jpg'),
  progressive: fixture('progressive.jpg'),
  turned: fixture('orientation-6.jpg'),
  cmyk: caseFile('cmyk.jpg'),
};
const withBytes = (bytes: Uint8Array, changes: readonly (readonly [number, number])[]) => {
  const changed = bytes.slice();
  for (const [at, value] of changes) changed[at] = value;
  return changed;
};
const scanAt = (bytes: Uint8Array) => bytes.findLastIndex((_, at) => bytes[at] === 0xff && bytes[at + 1] === 0xda) + 2;
/** Of the bytes behind a 0xff in the compressed data. */
function behindFf(bytes: Uint8Array, is: (value: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = scanAt(bytes); i < bytes.length - 2; i++) if (bytes[i] === 0xff && is(bytes[i + 1])) found.push(i + 1);
  return found;
}
const secret = new TextEncoder().encode('secret');

describe.each(Object.entries(WHOLE))('a JPEG, %s', (_, whole) => {
  test('that is whole stays as it is, byte for byte', () => {
    expect(repairJpeg(whole)).toEqual({ bytes: whole, isWhole: true, damages: 0 });
  });

  test('without its end marker is whole, and gets one', () => {
    expect(repairJpeg(whole.subarray(0, -2))).toEqual({ bytes: whole, isWhole: true, damages: 0 });
  });

  test.each([
    ['text', secret],
    ['a second picture', Uint8Array.of(...RESTARTS)],
    ['application data', Uint8Array.of(0xff, 0xe5, 0, 8, ...secret)],
    ['a comment and an end', Uint8Array.of(0xff, 0xfe, 0, 8, ...secret, 0xff, 0xd9)],
    ['zeros', new Uint8Array(500)],
  ])('followed by %s ends with its last scan, with and without an end marker', (_what, behind) => {
    for (const end of [whole.length, whole.length - 2])
      expect(repairJpeg(Uint8Array.of(...whole.subarray(0, end), ...behind))).toEqual({ bytes: whole, isWhole: true, damages: 0 });
  });

  test('cut anywhere in its picture is not whole', () => {
    for (let sixteenth = 1; sixteenth < 16; sixteenth++) {
      const cut = repairJpeg(whole.subarray(0, (whole.length * sixteenth) >> 4));
      expect(cut?.isWhole ?? false, `${sixteenth}/16`).toBe(false);
    }
    expect(repairJpeg(whole.subarray(0, -12))?.isWhole).toBe(false);
  });
});

describe('a stray marker', () => {
  test('in the place of any restart marker is put right, whatever it is', () => {
    const places = behindFf(RESTARTS, (value) => value >= 0xd0 && value <= 0xd7);
    expect(places.length).toBe(37);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 0xfe }), (at, value) => {
        fc.pre(value < 0xd0 || value > 0xd7);
        const repaired = repairJpeg(withBytes(RESTARTS, [[at, value]]));
        expect(repaired?.isWhole).toBe(true);
        expect(repaired?.damages).toBe(1);
        expect(Buffer.compare(repaired?.bytes as Uint8Array, RESTARTS)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['restarts', 'progressive, restarts'])('that is missing is put back: %s', (name) => {
    const whole = WHOLE[name];
    for (const at of behindFf(whole, (value) => value >= 0xd0 && value <= 0xd7)) {
      const repaired = repairJpeg(Uint8Array.of(...whole.subarray(0, at - 1), ...whole.subarray(at + 1)));
      expect(repaired?.damages, `at ${at}`).toBe(1);
      expect(Buffer.compare(repaired?.bytes as Uint8Array, whole), `at ${at}`).toBe(0);
    }
  });

  test.each(['restarts', 'no restarts', 'cmyk'])('in the place of a stuffed zero is put right: %s', (name) => {
    const whole = WHOLE[name];
    const places = behindFf(whole, (value) => value === 0);
    for (const at of places.slice(0, 40))
      for (const value of [0x01, 0x02, 0x20, 0x80, 0x9f, 0xb0, 0xf3]) {
        const repaired = repairJpeg(withBytes(whole, [[at, value]]));
        expect(repaired?.isWhole).toBe(true);
        expect(Buffer.compare(repaired?.bytes as Uint8Array, whole), `ff ${value.toString(16)} at ${at}`).toBe(0);
      }
  });

  test('anywhere leaves no marker in the scan that a decoder would stop at', () => {
    const start = scanAt(RESTARTS) + 12;
    fc.assert(
      fc.property(fc.integer({ min: start, max: RESTARTS.length - 200 }), fc.integer({ min: 1, max: 0xbf }), (at, value) => {
        const repaired = repairJpeg(
          withBytes(RESTARTS, [
            [at, 0xff],
            [at + 1, value],
          ]),
        ) as { bytes: Uint8Array; damages: number };
        const strays = behindFf(repaired.bytes, (marker) => marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7));
        expect(strays).toEqual([]);
        expect(repaired.bytes.length).toBeGreaterThan(RESTARTS.length - 200);
      }),
      { numRuns: 300 },
    );
  });
});

test('the damaged restart marker is the whole picture again', () => {
  expect(repairJpeg(caseFile('damaged-restart-marker.jpg'))).toEqual({ bytes: RESTARTS, isWhole: true, damages: 1 });
});

test('anything at all is looked through without an error', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(WHOLE)),
      fc.array(fc.tuple(fc.nat(40_000), fc.nat(255)), { maxLength: 20 }),
      (whole, changes) =>
        void repairJpeg(
          withBytes(
            whole,
            changes.map(([at, value]) => [at % whole.length, value] as const).filter(([at]) => at > 1),
          ),
        ),
    ),
    { numRuns: 400 },
  );
});
