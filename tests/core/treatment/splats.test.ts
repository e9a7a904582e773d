/* A dot takes the light it should, however it is tilted, blurred and drawn; a tone is the same at every zoom. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { luminance } from '../../../src/core/math/colour.ts';
import { PLAIN_CAMERA } from '../../../src/core/photo/plain-camera.ts';
import { type Appearance, appearanceOn, dotMeasures } from '../../../src/core/treatment/appearance.ts';
import { sumSplats } from '../../../src/core/treatment/composite.ts';
import type { Dots } from '../../../src/core/treatment/dots-in-photo.ts';
import { fineLook } from '../../../src/core/treatment/fine-contrast.ts';
import { ein } from '../../../src/core/treatment/gaussian-dot.ts';
import { sigmaMm } from '../../../src/core/treatment/healing.ts';
import { depthBlurMm2, SMOOTHED_MM2, washAbsorbance } from '../../../src/core/treatment/pigments.ts';
import { blurVariance, splatsFor } from '../../../src/core/treatment/splats.ts';
import { drawTile, linear, planWith, tileDots } from './flat-patch.ts';

fc.configureGlobal({ seed: 1 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const column = (value: number) => Float32Array.of(value);

/** One dot in the middle of a picture. */
const oneDot = ({ x = 0, y = 0, cosTheta = 1, tilt = 0, pxPerMm = 8, session = 1, size = 1, dark = 1, stretch = 1, turn = 0 }): Dots => ({
  count: 1,
  number: Uint32Array.of(0),
  seenIndex: Uint32Array.of(0),
  xPx: column(x),
  yPx: column(y),
  xMm: column(0),
  yMm: column(0),
  zMm: column(1000),
  cosTheta: column(cosTheta),
  tiltX: column(Math.cos(tilt)),
  tiltY: column(Math.sin(tilt)),
  pxPerMm: column(pxPerMm),
  rank: column(0),
  targetPerCm2: column(0), // alone: nothing to merge with
  session: Uint8Array.of(session),
  sizeFactor: column(size),
  darkFactor: column(dark),
  stretch: column(stretch),
  turn: column(turn),
  zone: Uint8Array.of(0),
  rim: null,
});

describe('light', () => {
  test('the light a drawn core takes is 2 pi Ein sigma^2 cos, at any tilt, shape and blur', () => {
    const dot = fc.record({
      cosTheta: within(0.05, 1),
      tilt: within(0, 6.3),
      pxPerMm: within(2, 20),
      size: within(0.7, 1.4),
      dark: within(0.5, 1.8),
      x: within(-0.5, 0.5),
      y: within(-0.5, 0.5),
      stretch: within(1, 3),
      turn: within(0, 3.1),
    });
    fc.assert(
      fc.property(dot, within(0.5, 3), within(5, 40), within(0.05, 0.6), (d, blurPx, dilution, depthMm) => {
        const { treatment } = planWith({ sessions: [{ day: 0, cumulativeShare: 1, dilution }], depthMm });
        const dots = oneDot(d);
        const look = appearanceOn(dots, treatment, [], { day: 0 });
        const blur = blurPx * blurPx;
        const reach = 3.8 * Math.sqrt(d.stretch * (0.45 * d.pxPerMm) ** 2 + blur);
        const scale = 60 / reach;
        const camera = fineLook({ blurPx, sharpening: { amount: 0, radiusPx: 0 } }, 10, null);
        const sums = sumSplats(splatsFor(dots, look, camera, 1), { widthPx: 120, heightPx: 120, originX: -60, originY: -60, scale });
        const sigma = (0.32 / 2.355) * d.size;
        const A = washAbsorbance(dilution) * d.dark;
        const taken = 2 * Math.PI * ein(A) * sigma * sigma * d.cosTheta * d.pxPerMm * d.pxPerMm;
        let core = 0;
        for (let i = 0; i < 120 * 120; i++) core += (1 - Math.exp(-sums.cores[i])) / (scale * scale);
        expect(Math.abs(core / taken - 1)).toBeLessThan(0.006);
      }),
      { numRuns: 25, seed: 3 },
    );
  });
  test('a foreshortened dot is an ellipse: narrow along the tilt, as wide across it', () => {
    const look = {
      day: 0,
      sessionsDone: 1,
      shownCount: 1,
      lightMm2: column(0.001),
      variance: column(0.04),
      above: { core: 0, veil: 0, colour: [0, 0], detail: 1 },
    } satisfies Appearance;
    const spread = (tilt: number) => {
      const sums = sumSplats(splatsFor(oneDot({ cosTheta: 0.4, tilt, pxPerMm: 10 }), look, fineLook(PLAIN_CAMERA, 10, null), 1), {
        widthPx: 160,
        heightPx: 160,
        originX: -80,
        originY: -80,
        scale: 8,
      });
      let [mass, xx, yy] = [0, 0, 0];
      for (let y = 0; y < 160; y++)
        for (let x = 0; x < 160; x++) {
          const a = sums.cores[y * 160 + x];
          mass += a;
          xx += a * ((x - 79.5) / 8) ** 2;
          yy += a * ((y - 79.5) / 8) ** 2;
        }
      return [xx / mass, yy / mass];
    };
    const seen = 4 + 100 * SMOOTHED_MM2;
    const [along, across] = [seen * 0.16 + 0.25, seen + 0.25];
    const [sx, sy] = spread(0);
    expect(Math.abs(sx / along - 1)).toBeLessThan(0.03);
    expect(Math.abs(sy / across - 1)).toBeLessThan(0.03);
    const [tx, ty] = spread(Math.PI / 2);
    expect(Math.abs(ty / along - 1)).toBeLessThan(0.03);
    expect(Math.abs(tx / across - 1)).toBeLessThan(0.03);
  });
  test('the blur is that of a pixel of the coarser of photo and output, and what the photo adds', () => {
    expect(blurVariance(1)).toBeCloseTo(0.25, 12);
    expect(blurVariance(4)).toBeCloseTo(0.25, 12);
    expect(blurVariance(0.25)).toBeCloseTo(16 * 0.16 + 0.09, 12);
    expect(blurVariance(1, 1.3)).toBeCloseTo(1.69, 12);
    expect(blurVariance(2, 0.3)).toBe(blurVariance(1, 0));
  });
});

describe('tone', () => {
  test.each([
    ['healed', 54, 0.01],
    ['fresh', 26, 0.02],
  ] as const)('%s, the mean luminance is the same at 1/8 to 4 times the scale', (name, day, tolerance) => {
    const project = planWith({});
    const luminanceAt = (scale: number) => {
      const { pixels } = drawTile(project, { day }, { scale });
      const linear = (byte: number) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
      return pixels.reduce((s, [r, g, b]) => s + 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b), 0) / pixels.length;
    };
    const own = luminanceAt(1);
    const shares = [1 / 8, 1 / 4, 1 / 2, 2, 4].map((scale) => luminanceAt(scale) / own);
    console.info(`${name} luminance at 1/8, 1/4, 1/2, 2, 4: ${shares.map((x) => x.toFixed(4)).join(' ')}`);
    for (const share of shares) expect(Math.abs(share - 1)).toBeLessThan(tolerance);
  });
  test('at more than a pixel of blur nothing is lost either', () => {
    const project = planWith({});
    const [sharp, soft] = [1, 0.5].map((scale) => drawTile(project, { day: 54 }, { scale }).kept[1]);
    expect(Math.abs(sharp - soft)).toBeLessThan(0.01);
  });
});

describe('never darker', () => {
  // on yellow skin blue comes back as strong as from bare skin whatever the density, so red and green decide
  const mean = (change: Parameters<typeof planWith>[0], day = 54, scale = 1, targetPerCm2 = 140) =>
    drawTile(planWith(change), { day }, { scale, targetPerCm2 }).kept;
  const sessionsAt = (factor: number) =>
    planWith({}).treatment.sessions.map((s) => ({ ...s, dilution: Math.min(80, Math.max(1, s.dilution * factor)) }));
  const SCALES = [1, 1 / 2, 1 / 4, 1 / 8];
  test.each(SCALES)('with more dilution, in red and green, drawn at scale %f', (scale) => {
    const tones = [0.05, 0.15, 0.3, 0.5, 1, 1.2, 2, 4].map((factor) => mean({ sessions: sessionsAt(factor) }, 54, scale));
    for (let i = 1; i < tones.length; i++) for (let c = 0; c < 2; c++) expect(tones[i][c]).toBeGreaterThan(tones[i - 1][c]);
  });
  test.each(SCALES)('with fewer dots, in red and green, drawn at scale %f', (scale) => {
    for (const day of [26, 54]) {
      const tones = [220, 180, 140, 100, 60, 20].map((target) => mean({}, day, scale, target));
      for (let i = 1; i < tones.length; i++) for (let c = 0; c < 2; c++) expect(tones[i][c]).toBeGreaterThan(tones[i - 1][c]);
    }
  });
  test.each(SCALES)('with more depth, in any band, drawn at scale %f; and bluer', (scale) => {
    const tones = [0.05, 0.1, 0.15, 0.3, 0.6].map((depthMm) => mean({ depthMm }, 54, scale));
    for (let i = 1; i < tones.length; i++) for (let c = 0; c < 3; c++) expect(tones[i][c]).toBeGreaterThan(tones[i - 1][c]);
    // what little is lost is red, ever more than the rest; at 0.6 mm hardly any pigment shows
    const blueCast = ([r, g]: readonly number[]) => (1 - r) / (1 - g);
    for (let i = 1; i < 4; i++) expect(blueCast(tones[i])).toBeGreaterThan(blueCast(tones[i - 1]));
  });
  test('with more days after a month, in any band', () => {
    const tones = [54, 100, 400, 1100, 1900].map((day) => mean({}, day));
    for (let i = 1; i < tones.length; i++) for (let c = 0; c < 3; c++) expect(tones[i][c]).toBeGreaterThanOrEqual(tones[i - 1][c]);
  });
  const lightOf = ([r, g, b]: readonly number[]) => luminance(linear(r), linear(g), linear(b));
  test('pixel by pixel: a session more only darkens', () => {
    const project = planWith({});
    const lights = [0, 1, 2, 3].map((sessions) => drawTile(project, { day: 80, sessions }).pixels.map(lightOf));
    // where no dot is near only colour changes, at the same encoded brightness, which is the same luminance to a fifth of a byte
    for (let k = 1; k < 4; k++) expect(lights[k].filter((light, i) => !(light <= lights[k - 1][i] + 5e-4))).toEqual([]);
  });
});

describe('appearance', () => {
  const project = planWith({});
  const dots = tileDots(project);
  test('before the first session, or with none done, no dot is shown and the picture is the photo', () => {
    for (const options of [{ day: -1 }, { day: 54, sessions: 0 }]) {
      const look = appearanceOn(dots, project.treatment, [], options);
      expect(look.shownCount).toBe(0);
      expect(Math.max(...look.lightMm2)).toBe(0);
      expect(drawTile(project, options).pixels.filter(([r, g, b]) => r !== 205 || g !== 160 || b !== 132)).toEqual([]);
    }
  });
  test('sessions show up on their days, one after another', () => {
    const shown = (day: number, sessions?: number) => appearanceOn(dots, project.treatment, [], { day, sessions }).shownCount;
    const upTo = (k: number) => dots.session.filter((s) => s <= k).length;
    expect([shown(0), shown(11.9), shown(12), shown(26)]).toEqual([upTo(1), upTo(1), upTo(2), dots.count]);
    expect([shown(99, 1), shown(99, 2), shown(99, 3)]).toEqual([upTo(1), upTo(2), dots.count]);
  });
  test('each dot ages on its own clock, and its spread is that of its own size', () => {
    for (const day of [26, 40, 54, 900]) {
      const look = appearanceOn(dots, project.treatment, [], { day });
      for (let i = 0; i < dots.count; i += 7) {
        const age = day - project.treatment.sessions[dots.session[i] - 1].day;
        expect(look.variance[i]).toBeCloseTo(sigmaMm(0.32 * dots.sizeFactor[i], age) ** 2 + depthBlurMm2(0.15), 6);
      }
    }
  });
  test('a fresh dot measures what was asked for, blurred by the skin above it, and takes the light of its wash', () => {
    const look = appearanceOn(oneDot({}), planWith({}).treatment, [], { day: 0 });
    const { diameterMm, absorbance } = dotMeasures(look, 0);
    const blurred = (0.32 / 2.355) ** 2 + depthBlurMm2(0.15);
    expect(diameterMm).toBeCloseTo(2.355 * Math.sqrt(blurred), 4);
    expect(Math.abs((ein(absorbance) * blurred) / (ein(washAbsorbance(30)) * (0.32 / 2.355) ** 2) - 1)).toBeLessThan(0.002);
  });
  test('a dot in a scar keeps less', () => {
    const zone = { kind: 'scar', outline: [], perCm2: 140, blendMm: 0, temples: 1, avoidHair: false } as never;
    const skin = appearanceOn(oneDot({}), project.treatment, [], { day: 54 });
    const scar = appearanceOn(oneDot({}), project.treatment, [zone], { day: 54 });
    expect(scar.lightMm2[0]).toBeLessThan(skin.lightMm2[0]);
  });
});
