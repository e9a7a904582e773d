/*
 * Converts pixels of another RGB space to sRGB: the HEIC decoder returns values as stored, and phones use wider spaces. A space is a curve
 * per channel and a matrix to linear sRGB, read from an ICC profile (ICC.1:2022, matrix/TRC and grey) or from code points (ITU-T H.273).
 * Colours outside sRGB are clipped. Leaves out profiles with lookup tables, which no camera writes.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

export interface RgbSpace {
  /** linear light 0..1 of each byte, R G B */
  curves: readonly [Float32Array, Float32Array, Float32Array];
  /** rows: linear sRGB from the space's own linear light */
  matrix: readonly number[];
}

type Curve = (x: number) => number;
const srgbCurve: Curve = (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const bytesThrough = (curve: Curve) => Float32Array.from({ length: 256 }, (_, i) => Math.min(1, Math.max(0, curve(i / 255))));
/** From the profile connection space (D50) to linear sRGB (IEC 61966-2-1, Bradford adaptation). */
const SRGB_OF_PCS = [3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427];
const BRADFORD = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];
const D50 = [0.9642, 1, 0.8249];

const times = (a: readonly number[], b: readonly number[]) =>
  a.map((_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });
const applied = (m: readonly number[], [x, y, z]: readonly number[]) =>
  [0, 3, 6].map((row) => m[row] * x + m[row + 1] * y + m[row + 2] * z);
function inverse([a, b, c, d, e, f, g, h, i]: readonly number[]): number[] {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map((x) => x / det);
}

/** Null if the profile is not of a supported kind. */
export function spaceOfProfile(profile: Uint8Array): RgbSpace | null {
  if (profile.length < 132 || asciiAt(profile, 36, 4) !== 'acsp') return null;
  const view = viewOf(profile);
  const tags = new Map<string, number>();
  const count = Math.min(view.getUint32(128), 100);
  for (let i = 0; i < count && 144 + 12 * i <= profile.length; i++)
    tags.set(asciiAt(profile, 132 + 12 * i, 4), view.getUint32(136 + 12 * i));
  try {
    const curve = (tag: string) => {
      const at = tags.get(tag);
      return at === undefined ? null : readCurve(profile, at);
    };
    if (asciiAt(profile, 16, 4) === 'GRAY') {
      const grey = curve('kTRC');
      return grey && { curves: [grey, grey, grey], matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] };
    }
    const [r, g, b] = [curve('rTRC'), curve('gTRC'), curve('bTRC')];
    const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => tags.get(tag));
    if (asciiAt(profile, 16, 4) !== 'RGB ' || !r || !g || !b || columns.includes(undefined)) return null;
    const toPcs = [8, 12, 16].flatMap((offset) => columns.map((at) => view.getInt32((at as number) + offset) / 65536));
    return { curves: [r, g, b], matrix: times(SRGB_OF_PCS, toPcs) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Number of parameters of a `para` curve by its type: g a b c d e f (ICC.1:2022, table 68). */
const PARAMETERS = [1, 3, 4, 5, 7];

function readCurve(profile: Uint8Array, at: number): Float32Array | null {
  const view = viewOf(profile);
  const kind = asciiAt(profile, at, 4);
  if (kind === 'curv') {
    const count = view.getUint32(at + 8);
    if (count === 0) return bytesThrough((x) => x);
    if (count === 1) return bytesThrough((x) => x ** (view.getUint16(at + 12) / 256));
    const step = (i: number) => view.getUint16(at + 12 + 2 * Math.min(i, count - 1)) / 65535;
    return bytesThrough((x) => {
      const place = x * (count - 1);
      const i = Math.floor(place);
      return step(i) + (place - i) * (step(i + 1) - step(i));
    });
  }
  const parameters = PARAMETERS[kind === 'para' ? view.getUint16(at + 8) : -1];
  if (!parameters) return null;
  const [g, a = 1, b = 0, c = 0, d = parameters === 3 || parameters === 4 ? -b / a : 0, e = 0, f = 0] = Array.from(
    { length: parameters },
    (_, i) => view.getInt32(at + 12 + 4 * i) / 65536,
  );
  if (parameters === 4) return bytesThrough((x) => (x >= -b / a ? (a * x + b) ** g + c : c));
  if (parameters === 3) return bytesThrough((x) => (x >= d ? (a * x + b) ** g : 0));
  return bytesThrough((x) => (x >= d ? (a * x + b) ** g + e : c * x + f));
}

/** x and y of red, green, blue and white (ITU-T H.273, table 2). */
const D65 = [0.3127, 0.329];
const PRIMARIES: Record<number, readonly number[]> = {
  1: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...D65],
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...D65],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.31, 0.316],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...D65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...D65],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...D65],
};
/** Reference white in nits for absolute transfer functions (ITU-R BT.2408). */
const WHITE_NITS = 203;
/** Curves by code point (ITU-T H.273, table 3). BT.709 and similar ones are read as sRGB: phones use those codes for photographs meant for the screen. */
const TRANSFERS: Record<number, Curve> = {
  4: (x) => x ** 2.2,
  5: (x) => x ** 2.8,
  8: (x) => x,
  16: (x) => {
    const p = x ** (1 / 78.84375);
    return (10_000 / WHITE_NITS) * (Math.max(0, p - 0.8359375) / (18.8515625 - 18.6875 * p)) ** (1 / 0.1593017578125);
  },
  18: (x) => {
    const scene = x <= 0.5 ? (x * x) / 3 : (Math.exp((x - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    return (1000 / WHITE_NITS) * scene ** 1.2;
  },
};

/** Null for unknown code points. */
export function spaceOfCodes(primaries: number, transfer: number): RgbSpace | null {
  const places = PRIMARIES[primaries];
  if (!places) return null;
  const xyz = (i: number) => [places[i] / places[i + 1], 1, (1 - places[i] - places[i + 1]) / places[i + 1]];
  const [r, g, b, white] = [xyz(0), xyz(2), xyz(4), xyz(6)];
  const chromatic = [0, 1, 2].flatMap((i) => [r[i], g[i], b[i]]);
  const share = applied(inverse(chromatic), white);
  const toXyz = chromatic.map((value, i) => value * share[i % 3]);
  const [from, to] = [applied(BRADFORD, white), applied(BRADFORD, D50)];
  const cones = BRADFORD.map((value, i) => (value * to[Math.floor(i / 3)]) / from[Math.floor(i / 3)]);
  const adapt = times(inverse(BRADFORD), cones);
  const curve = bytesThrough(TRANSFERS[transfer] ?? srgbCurve);
  return { curves: [curve, curve, curve], matrix: times(SRGB_OF_PCS, times(adapt, toXyz)) };
}

const STEPS = 8192;
const TO_BYTE = new Uint8Array(STEPS + 1);
for (let i = 0; i <= STEPS; i++) {
  const c = i / STEPS;
  TO_BYTE[i] = Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
}
const byteOf = (linear: number) => TO_BYTE[Math.max(0, Math.min(STEPS, Math.round(linear * STEPS)))];

/** Converts in place. @param rgba bytes, not premultiplied; alpha is kept */
export function toSrgb(rgba: Uint8ClampedArray | Uint8Array, { curves, matrix: m }: RgbSpace): void {
  const [red, green, blue] = curves;
  for (let i = 0; i < rgba.length; i += 4) {
    const r = red[rgba[i]];
    const g = green[rgba[i + 1]];
    const b = blue[rgba[i + 2]];
    rgba[i] = byteOf(m[0] * r + m[1] * g + m[2] * b);
    rgba[i + 1] = byteOf(m[3] * r + m[4] * g + m[5] * b);
    rgba[i + 2] = byteOf(m[6] * r + m[7] * g + m[8] * b);
  }
}

/** Whether converting changes no pixel by more than a byte, as in most files. */
export function isSrgb(space: RgbSpace): boolean {
  const levels = [0, 40, 90, 150, 200, 255];
  return levels.every((r) =>
    levels.every((g) =>
      levels.every((b) => {
        const pixel = Uint8Array.of(r, g, b, 255);
        toSrgb(pixel, space);
        return Math.max(Math.abs(pixel[0] - r), Math.abs(pixel[1] - g), Math.abs(pixel[2] - b)) <= 1;
      }),
    ),
  );
}
