/* How much of the tone of this person's dense shaved hair each place has, on painted skin whose hair is known. */
import { expect, test } from 'vitest';
import { srgbOf } from '../../../src/core/math/colour.ts';
import { randomStream } from '../../../src/core/math/random.ts';
import { readHair } from '../../../src/core/photo/hair.ts';
import type { HeadPart } from '../../../src/core/photo/hair-tone.ts';

const SIZE = 480;
const PX_PER_MM = 6;
const SKIN = [0.5, 0.26, 0.16];
/** What dense shaved hair leaves of the skin's light. */
const KEPT = [0.57, 0.8, 0.95];

interface Painted {
  /** share of dense hair, 0..1 */
  hair(x: number, y: number): number;
  kept?: readonly number[];
  /** strength of the light */
  light?(x: number, y: number): number;
  /** white light from the skin's surface, and whether it glitters */
  shine?(x: number, y: number): number;
  /** the same, glittering less */
  glare?(x: number, y: number): number;
  partAt?(x: number, y: number): HeadPart;
  /** cosine of the skin's tilt */
  cosAt?(x: number, y: number): number;
  colourless?: boolean;
  /** factors on the light, R G B */
  cast?: readonly number[];
  /** how deep its marks are */
  depth?: number;
}

const EVEN = [1, 1, 1];

const byteOf = (linear: number) => Math.round(255 * srgbOf(linear));
/** The least linear light of each byte, to the last digit; none for 256. */
const LEAST = Float64Array.from({ length: 257 }, (_, byte) => {
  let [below, from] = [-1, 2];
  for (let middle = 0.5; middle > below && middle < from; middle = (below + from) / 2)
    if (byteOf(middle) < byte) below = middle;
    else from = middle;
  return from;
});
const STEPS = 4096;
const BYTE_OF_STEP = Uint8Array.from({ length: STEPS + 1 }, (_, i) => byteOf(i / STEPS));
/** `byteOf` of 0..1, looked up: a power for each of 700,000 values of a picture took most of this file. */
function quickByteOf(linear: number): number {
  let byte = BYTE_OF_STEP[Math.floor(STEPS * linear)];
  while (linear >= LEAST[byte + 1]) byte++;
  return byte;
}
function read(painted: Painted) {
  const {
    hair,
    kept = KEPT,
    light = () => 1,
    shine = () => 0,
    glare = () => 0,
    partAt = () => 'scalp',
    cosAt = () => 1,
    colourless = false,
    cast = EVEN,
    depth = 0.6,
  } = painted;
  const next = randomStream(3);
  // marks 0.7 mm apart, each as deep as hair is dense there; they take nothing from the mean
  const marks = new Float32Array(SIZE * SIZE);
  const spacing = 0.7 * PX_PER_MM;
  for (let row = 0; row * spacing < SIZE; row++)
    for (let column = 0; column * spacing < SIZE; column++) {
      const [X, Y] = [(column + next()) * spacing, (row + next()) * spacing];
      if (next() > hair(X, Y)) continue;
      for (let y = Math.max(0, Math.floor(Y - 4)); y <= Math.min(SIZE - 1, Y + 4); y++)
        for (let x = Math.max(0, Math.floor(X - 4)); x <= Math.min(SIZE - 1, X + 4); x++)
          marks[y * SIZE + x] += depth * Math.exp(-((x - X) ** 2 + (y - Y) ** 2) / 3);
    }
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  const [toned, rgb] = [new Float64Array(3), new Float64Array(3)];
  let denseBefore = Number.NaN;
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const i = y * SIZE + x;
      const grain = 1 + 0.05 * (next() + next() - 1);
      const glitter = shine(x, y) * (0.4 + 1.2 * next()) + glare(x, y) * (0.75 + 0.5 * next());
      const dense = hair(x, y);
      if (dense !== denseBefore) for (let c = 0; c < 3; c++) toned[c] = SKIN[c] * kept[c] ** dense;
      denseBefore = dense;
      const [strength, mark] = [light(x, y), Math.exp(0.3 * dense - marks[i])];
      for (let c = 0; c < 3; c++) rgb[c] = toned[c] * strength * grain * mark + glitter;
      const grey = 0.2 * rgb[0] + 0.7 * rgb[1] + 0.1 * rgb[2];
      for (let c = 0; c < 3; c++) rgba[4 * i + c] = quickByteOf(Math.min(1, colourless ? grey : rgb[c] * cast[c]));
    }
  return readHair(
    { widthPx: SIZE, heightPx: SIZE, rgba },
    {
      photoWidthPx: SIZE,
      pxPerMm: PX_PER_MM,
      skinAt: (x, y) => ({ cosTheta: cosAt(x, y), part: partAt(x, y) }),
      bounds: { minX: 0, minY: 0, maxX: SIZE, maxY: SIZE },
    },
  );
}

/** Means and extremes over the places that are asked for, a millimetre and more inside the picture. */
function over(coverage: (x: number, y: number) => number, isAsked: (x: number, y: number) => boolean) {
  const values: number[] = [];
  for (let y = 24; y < SIZE - 24; y += 7) for (let x = 24; x < SIZE - 24; x += 7) if (isAsked(x, y)) values.push(coverage(x, y));
  return { mean: values.reduce((s, v) => s + v, 0) / values.length, least: Math.min(...values), most: Math.max(...values) };
}
const onTheRight = (x: number) => x > SIZE / 2 + 24;
const onTheLeft = (x: number) => x < SIZE / 2 - 24;
const right = (x: number) => (x > SIZE / 2 ? 1 : 0);

test('a shaved side beside a bare top is told from it, whichever of them is in the shade', () => {
  for (const light of [(x: number) => 0.4 + (1.2 * x) / SIZE, (x: number) => 1.6 - (1.2 * x) / SIZE]) {
    const coverage = read({ hair: right, light });
    expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.85);
    expect(over(coverage, onTheLeft).most).toBeLessThan(0.1);
    expect(coverage.basis).toMatchObject({ denseSeen: true, byColour: 1 });
  }
});
test('the share of the skin’s colour that dense hair keeps is read, in warm light too, and not of wisps', () => {
  const log = (a: number, b: number) => Math.log(a / b);
  for (const kept of [KEPT, [0.6, 0.64, 0.68]]) {
    const hairLight = SKIN.map((s, c) => s * kept[c]);
    const share = (log(hairLight[0], hairLight[1]) / log(SKIN[0], SKIN[1]) + log(hairLight[0], hairLight[2]) / log(SKIN[0], SKIN[2])) / 2;
    const { basis } = read({ hair: right, kept });
    expect(basis?.colourKept).toBeGreaterThan(share - 0.1);
    expect(basis?.colourKept).toBeLessThan(share + 0.1);
  }
  expect(read({ hair: (x, y) => (x > 400 && y < 90 ? 1 : 0) }).basis?.colourKept).toBeNull();
  expect(read({ hair: () => 0 }).basis?.colourKept).toBeNull();
  // much redder than the skin: in another light
  expect(read({ hair: right, kept: [0.75, 0.6, 0.55] }).basis?.colourKept).toBeNull();
});
test('a light without red, in which black hair looks blue, leaves pigment all of its colour', () => {
  const cast = [0.5, 1, 1.6];
  expect(read({ hair: right, kept: [0.3, 0.4, 0.5], cast }).basis?.colourKept).toBe(1);
  expect(read({ hair: right, kept: [0.3, 0.4, 0.5], colourless: true }).basis?.colourKept).toBeNull();
});
test('bare patches in dense hair are bare, though hair is most of what shows', () => {
  const fromPatch = (x: number, y: number) => Math.hypot((x % 160) - 80, (y % 160) - 80);
  const coverage = read({ hair: (x, y) => (fromPatch(x, y) < 36 ? 0 : 1) });
  expect(over(coverage, (x, y) => fromPatch(x, y) < 12).mean).toBeLessThan(0.2);
  expect(over(coverage, (x, y) => fromPatch(x, y) > 56).mean).toBeGreaterThan(0.85);
});
test('hair half as dense has about half of the tone', () => {
  const coverage = read({ hair: (x) => (x < SIZE / 3 ? 0 : x < (2 * SIZE) / 3 ? 0.5 : 1) });
  const { mean } = over(coverage, (x) => Math.abs(x - SIZE / 2) < 40);
  expect(mean).toBeGreaterThan(0.3);
  expect(mean).toBeLessThan(0.8);
});
test('a head without hair is bare all over, in any light, with its forehead seen or not', () => {
  const parts: Painted['partAt'][] = [undefined, (_, y) => (y > 300 ? 'forehead' : 'scalp')];
  for (const partAt of parts)
    for (const light of [() => 1, (x: number) => 0.25 + x / SIZE]) {
      const coverage = read({ hair: () => 0, light, partAt });
      expect(over(coverage, () => true).most).toBeLessThan(0.1);
    }
});
test('a head with hair all over is hair all over', () => {
  expect(over(read({ hair: () => 1 }), () => true).mean).toBeGreaterThan(0.85);
  const forehead = (_: number, y: number) => y > 340;
  const coverage = read({ hair: (x, y) => (forehead(x, y) ? 0 : 1), partAt: (x, y) => (forehead(x, y) ? 'forehead' : 'scalp') });
  expect(over(coverage, (_, y) => y < 310).mean).toBeGreaterThan(0.85);
  expect(coverage.basis?.bareFrom).toBe('forehead');
});
test("dense hair has all of the tone of finished work, thin hair that is this person's densest only a part", () => {
  expect(over(read({ hair: right }).tone, onTheRight).least).toBeGreaterThan(0.95);
  const thin = read({ hair: (x) => 0.5 * right(x) });
  expect(over(thin, onTheRight).mean).toBeGreaterThan(0.85);
  expect(over(thin.tone, onTheRight).mean).toBeGreaterThan(0.3);
  expect(over(thin.tone, onTheRight).mean).toBeLessThan(0.7);
  expect(over(thin.tone, onTheLeft).most).toBeLessThan(0.1);
});
test('a pale scar through hair is seen; a round patch, a glint and the edge of the hair are not', () => {
  const onScar = (x: number, y: number) => Math.abs(y - 240 - 0.2 * (x - 240)) < 15 && Math.abs(x - 240) < 170;
  const lineSeen = (painted: Painted) => read(painted).basis?.paleLine;
  const pale = { light: (x: number, y: number) => (onScar(x, y) ? 1.5 : 1) };
  expect(lineSeen({ hair: (x, y) => (onScar(x, y) ? 0 : 1), ...pale })).toBe(true);
  expect(lineSeen({ hair: (x, y) => (Math.hypot(x - 240, y - 240) < 45 ? 0 : 1) })).toBe(false);
  expect(lineSeen({ hair: () => 1, shine: (x, y) => 0.3 * Math.exp(-((x - 240) ** 2 + (y - 240) ** 2) / 3000) })).toBe(false);
  expect(lineSeen({ hair: right, light: (x) => 1.6 - (1.2 * x) / SIZE })).toBe(false);
});
test('shine is no hair, smooth or glittering', () => {
  const shine = (x: number, y: number) => 0.3 * Math.exp(-((x - 130) ** 2 + (y - 200) ** 2) / 3000);
  for (const hair of [() => 0, right]) {
    const coverage = read({ hair, shine });
    expect(over(coverage, onTheLeft).most).toBeLessThan(0.15);
  }
});
test('the glare of a flash is no hair, though it is wider than a glint and takes the colour', () => {
  const glare = (x: number, y: number) => 0.3 * Math.exp(-((x - 240) ** 2 + (y - 200) ** 2) / 25000);
  const coverage = read({ hair: () => 0, glare, partAt: (_, y) => (y > 400 ? 'forehead' : 'scalp') });
  expect(over(coverage, (_, y) => y < 390).most).toBeLessThan(0.15);
  expect(coverage.basis?.denseSeen).toBe(false);
});
test('lit hair that is darker than bare skin is no shine, on the forehead or elsewhere', () => {
  const isBare = (y: number) => y > 340;
  const parts: Painted['partAt'][] = [undefined, (_, y) => (isBare(y) ? 'forehead' : 'scalp')];
  for (const partAt of parts) {
    const coverage = read({
      hair: (_, y) => (isBare(y) ? 0 : 1),
      kept: [0.35, 0.55, 0.75],
      shine: (x, y) => (isBare(y) ? 0 : 0.03 * (1 + Math.sin(x / 40) * Math.sin(y / 40))),
      partAt,
    });
    expect(over(coverage, (_, y) => y < 310).least).toBeGreaterThan(0.5);
  }
});
test('grey hair that takes no colour is read by its marks, and the reading says so', () => {
  const coverage = read({ hair: right, kept: [0.85, 0.85, 0.85] });
  expect(coverage.basis?.byColour).toBeLessThan(0.1);
  expect(over(coverage, onTheLeft).most).toBeLessThan(0.15);
  expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.7);
});
test('dark hair that takes no colour is hair though single hairs hardly show, and a shade without texture is none', () => {
  const dark = { kept: [0.3, 0.3, 0.3], depth: 0.25 };
  const coverage = read({ hair: right, ...dark });
  expect(coverage.basis?.byColour).toBeLessThan(0.1);
  expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.7);
  expect(over(coverage, onTheLeft).most).toBeLessThan(0.15);
  const shade = (x: number) => (x < SIZE / 4 ? 0.4 : 1);
  expect(over(read({ hair: right, light: shade, ...dark }), (x) => x < SIZE / 4 - 24).mean).toBeLessThan(0.15);
});
test('a cast that leaves skin no colour of its own does not hide what hair takes', () => {
  const shine = (x: number, y: number) => 0.02 * right(x) * (1 + Math.sin(x / 40) * Math.sin(y / 40));
  const coverage = read({ hair: right, shine, cast: [0.5, 1, 1.3] });
  expect(coverage.basis?.byColour).toBe(1);
  expect(over(coverage, onTheLeft).most).toBeLessThan(0.15);
  expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.85);
});
test('wisps over skin whose forehead is seen do not say that hair takes no colour, shaved sides do', () => {
  const partAt = (_: number, y: number): HeadPart => (y > 340 ? 'forehead' : 'scalp');
  const grey = { kept: [0.5, 0.5, 0.5], partAt };
  const wisps = read({ hair: (x, y) => (x > 400 && y < 90 ? 1 : 0), ...grey });
  expect(wisps.basis).toMatchObject({ denseSeen: true, byColour: 1 });
  expect(over(wisps, (x, y) => x > 410 && y < 80).most).toBeLessThan(0.15);
  expect(read({ hair: (x, y) => (x > 240 && y < 330 ? 1 : 0), ...grey }).basis?.byColour).toBeLessThan(0.1);
});
test('a photo without colour is read by its texture, and the reading says so', () => {
  const coverage = read({ hair: right, colourless: true });
  expect(coverage.basis?.byColour).toBe(0);
  expect(over(coverage, onTheLeft).most).toBeLessThan(0.15);
  expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.7);
});
test('hair that takes no colour has the tone of finished work only as far as it is darker than skin, shading apart', () => {
  const toneOf = (kept: number, light?: Painted['light']) => {
    const coverage = read({ hair: right, kept: [kept, kept, kept], light });
    expect(coverage.basis?.byColour).toBeLessThan(0.1);
    expect(over(coverage, onTheRight).mean).toBeGreaterThan(0.6);
    return over(coverage.tone, onTheRight).mean;
  };
  const falling = (x: number, y: number) => Math.exp(-(((x - 300) / SIZE) ** 2) - ((y - 200) / SIZE) ** 2);
  for (const light of [undefined, falling]) {
    expect(toneOf(0.98, light)).toBeLessThan(0.4);
    expect(toneOf(0.75, light)).toBeGreaterThan(0.6);
  }
});
/** From behind: hair down to the neck, too soft for single hairs to show. */
const fromBehind = (more: Partial<Painted> = {}): Painted => {
  const isNeck = (y: number) => y > 400;
  return {
    hair: (_, y) => (isNeck(y) ? 0 : 1),
    kept: [0.3, 0.45, 0.6],
    depth: 0.05,
    partAt: (_, y) => (isNeck(y) ? 'neck' : 'scalp'),
    ...more,
  };
};
test('full hair from behind whose smoothest places are hair is hair, by the skin of the neck', () => {
  const coverage = read(fromBehind());
  expect(coverage.basis?.bareFrom).toBe('most coloured');
  expect(over(coverage.tone, (_, y) => y < 370).mean).toBeGreaterThan(0.9);
  expect(coverage.basis?.colourKept, 'of the neck’s').toBeLessThan(0.6);
});
test('a thin crown amid such hair keeps its place for dots', () => {
  const fromCrown = (x: number, y: number) => Math.hypot(x - 240, y - 180);
  const coverage = read(fromBehind({ hair: (x, y) => (y > 400 || fromCrown(x, y) < 60 ? 0 : 1) }));
  expect(coverage.basis?.bareFrom).toBe('most coloured');
  expect(over(coverage.tone, (x, y) => fromCrown(x, y) < 30).mean).toBeLessThan(0.3);
  expect(over(coverage.tone, (x, y) => y < 370 && fromCrown(x, y) > 90).mean).toBeGreaterThan(0.85);
});
test('an ear beside such hair takes no dots', () => {
  const isEar = (x: number, y: number) => x > 430 && Math.abs(y - 250) < 60;
  const coverage = read(fromBehind({ hair: (x, y) => (y > 400 || isEar(x, y) ? 0 : 1), cosAt: (x) => (x > 400 ? 0.5 : 1) }));
  expect(coverage.basis?.bareFrom).toBe('most coloured');
  expect(over(coverage.tone, (x, y) => x > 440 && Math.abs(y - 250) < 50).least).toBeGreaterThan(0.9);
});
test('a bald head from behind, in shade or paler than its neck, stays bare', () => {
  const shade = read(fromBehind({ hair: () => 0, light: (_, y) => (y > 400 ? 1 : 0.4) }));
  expect(over(shade, (_, y) => y < 370).most).toBeLessThan(0.15);
  const isNeck = (y: number) => y > 400;
  const pale = read(fromBehind({ hair: () => 0, shine: (_, y) => (isNeck(y) ? 0 : 0.1) }));
  for (const { basis } of [shade, pale]) expect(basis?.bareFrom).toBe('scalp');
});
