/* What the design asks for at each place: zones, hairline, edges, temples, brush, hair. Places are random; spacing plays no part here. */
import { describe, expect, test } from 'vitest';
import type { DesignPx } from '../../../src/core/consultation/schema.ts';
import type { DensityField } from '../../../src/core/design/density.ts';
import { edgeWaver, waverAt } from '../../../src/core/design/edge-waver.ts';
import { placeHairline, raggedMm } from '../../../src/core/design/hairline.ts';
import { featherFactor, hairFor, templeFactor } from '../../../src/core/design/zone-shares.ts';
import { insideTester, subdivide } from '../../../src/core/math/polygon.ts';
import type { ExistingHair } from '../../../src/core/photo/existing-hair.ts';
import { pointAt } from '../../../src/core/scalp/head-map.ts';
import { placeFor } from '../../../src/core/scalp/photo-map.ts';
import { placePath } from '../../../src/core/scalp/place-drawing.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';
import { draw, fillZone, frontProject, hairlineOf, LINE, looseCandidates, OUTLINE, outlineOn } from './front-head.ts';

type Points = [number, number][];
type Stroke = DesignPx['strokes'][number];
const field = (design: Partial<DesignPx> = {}, hair: ExistingHair | null = null) => draw(frontProject(design), looseCandidates(), hair);
const { places, seen, surface, project } = field();
const HAIRLINE = placeHairline(project.design.hairline as NonNullable<typeof project.design.hairline>, surface);
const isBehind = (i: number) => HAIRLINE.isBehind(places.across[i], places.forward[i]);
/** Whether a candidate lies within what was drawn in the photo. */
function within(outlinePx: Points): (i: number) => boolean {
  const isInside = insideTester(outlineOn(surface, outlinePx));
  return (i) => isInside(places.across[i], places.forward[i]);
}
/** An expectation for loops over 100,000 places. */
function must(holds: boolean, i: number) {
  if (!holds) throw new Error(`not at candidate ${i}: ${places.across[i]}, ${places.forward[i]}`);
}
const near = (a: number, b: number) => Math.abs(a - b) < 1e-3;
/** Every candidate that the photo shows, with where it does. */
const everyPlace = (check: (i: number, x: number, y: number) => void) => {
  for (let j = 0; j < seen.count; j++) check(seen.candidate[j], seen.xPx[j], seen.yPx[j]);
};
const mmTo = (line: { distanceMm(x: number, y: number, z: number, limit: number): number }, i: number, limit = 60) =>
  line.distanceMm(places.xMm[i], places.yMm[i], places.zMm[i], limit);
const square = (x: number, y: number, half: number): Points => [
  [x - half, y - half],
  [x - half, y + half],
  [x + half, y + half],
  [x + half, y - half],
];
const differing = (a: DensityField, b: DensityField) => a.targetPerCm2.reduce((n, v, i) => n + Number(v !== b.targetPerCm2[i]), 0);

describe('zones and hairline', () => {
  test('without a hairline the whole zone is asked for evenly, and nothing outside', () => {
    const { field: f } = field({ hairline: null });
    const isInside = within(OUTLINE);
    everyPlace((i) => must(f.targetPerCm2[i] === (isInside(i) ? 140 : 0), i));
  });
  test('nothing ahead of the line at irregularity 0; all of it from the feather behind; less between, and 40 % half way', () => {
    const { field: f } = field({ hairline: hairlineOf({ irregularity: 0, templeFeather: 3 }) });
    const isInside = within(OUTLINE);
    let between = 0;
    everyPlace((i) => {
      const target = f.targetPerCm2[i];
      if (!isBehind(i) || !isInside(i)) return must(target === 0, i);
      const featherMm = 7 * featherFactor(places.ux[i], 3);
      const mm = mmTo(HAIRLINE.line, i);
      if (mm >= featherMm) must(near(target, 140), i);
      else {
        between++;
        must(target < 140, i);
      }
      if (Math.abs(mm - featherMm / 2) < 0.05) must(Math.abs(target / 140 - 0.4) < 0.02, i);
    });
    expect(between).toBeGreaterThan(1000);
  });
  test('the feather is that of the line in front and over twice as wide at the temples, on both sides', () => {
    expect([0, 0.4, -0.6].map((ux) => featherFactor(ux, 3))).toEqual([1, 1, 1]);
    expect(featherFactor(0.87, 3)).toBeGreaterThan(2);
    expect(featherFactor(0.87, 1)).toBe(1);
    for (let ux = 0; ux < 0.99; ux += 0.01) {
      expect(featherFactor(ux + 0.01, 3)).toBeGreaterThanOrEqual(featherFactor(ux, 3));
      expect(featherFactor(-ux, 3)).toBe(featherFactor(ux, 3));
    }
  });
  test('irregularity takes away behind the line, and adds only sentinels up to 3 mm ahead of the edge it leaves', () => {
    const even = field().field;
    const { field: f } = field({ hairline: hairlineOf({ irregularity: 1 }) });
    const waver = edgeWaver(places, project.seed);
    let [ahead, behind] = [0, 0];
    everyPlace((i) => {
      if (f.targetPerCm2[i] === 0) return;
      if (f.edgeShare[i] > 0) {
        if (!isBehind(i) || f.targetPerCm2[i] > even.targetPerCm2[i] + 1e-4) throw new Error('more than without irregularity');
        return;
      }
      const fromLineMm = mmTo(HAIRLINE.line, i);
      const edgeMm = raggedMm(7 * featherFactor(places.ux[i], project.design.hairline?.templeFeather ?? 1), 1, waverAt(waver, i));
      expect(isBehind(i) ? edgeMm - fromLineMm : edgeMm + fromLineMm).toBeLessThan(3);
      if (isBehind(i)) behind++;
      else ahead++;
    });
    expect(ahead).toBeGreaterThan(20);
    expect(behind).toBeGreaterThan(100);
  });
  test('a feather of 0 is a cut', () => {
    const { field: f } = field({ hairline: hairlineOf({ featherMm: 0 }) });
    const isInside = within(OUTLINE);
    everyPlace((i) => must(f.targetPerCm2[i] === (isBehind(i) && isInside(i) ? 140 : 0), i));
  });
  test('the line clips every fill zone that it crosses and no other', () => {
    const ahead = square(700, 900, 60);
    const behind = square(700, 455, 55); // within the feather of the line
    const across = square(520, 545, 60);
    const { field: f } = field({ zones: [ahead, behind, across].map((outlinePx) => fillZone({ outlinePx })) });
    const [isAhead, isDeep, isAcross] = [ahead, behind, across].map(within);
    const kept = [0, 0, 0];
    everyPlace((i) => {
      if (isAhead(i)) kept[0] += Number(f.targetPerCm2[i] === 140);
      else if (isDeep(i)) kept[1] += Number(Math.abs(f.targetPerCm2[i] - 140) < 1e-4);
      else if (isAcross(i) && !isBehind(i)) {
        kept[2]++;
        must(f.targetPerCm2[i] === 0, i);
      }
    });
    for (const n of kept) expect(n).toBeGreaterThan(200);
    everyPlace((i) => {
      if (isAhead(i) || isDeep(i)) must(near(f.targetPerCm2[i], 140), i);
    });
  });
  test('a scar that the line crosses is not clipped', () => {
    const across = square(700, 520, 60);
    const { field: f } = field({ zones: [fillZone({ kind: 'scar', outlinePx: across })] });
    const isAcross = within(across);
    everyPlace((i) => must(f.targetPerCm2[i] > 0 === isAcross(i), i));
  });
  test('where zones overlap the denser one counts and is named', () => {
    const dense = square(700, 420, 60);
    const { field: f } = field({ hairline: null, zones: [fillZone({ perCm2: 100 }), fillZone({ perCm2: 180, outlinePx: dense })] });
    const [isInside, isDense] = [OUTLINE, dense].map(within);
    everyPlace((i) => {
      if (!isInside(i)) return;
      const inDense = isDense(i);
      must(f.targetPerCm2[i] === (inDense ? 180 : 100) && f.zone[i] === Number(inDense), i);
    });
  });
  test('the first zone asks for what it does behind one that asks for nothing', () => {
    const zone = fillZone({ blendMm: 5, temples: 0.6 });
    const { field: alone } = field({ zones: [zone] });
    const { field: behind } = field({ zones: [fillZone({ perCm2: 0 }), zone] });
    for (let i = 0; i < places.count; i++) {
      must(behind.targetPerCm2[i] === alone.targetPerCm2[i] && behind.edgeShare[i] === alone.edgeShare[i], i);
      must(behind.zone[i] === (alone.zone[i] === 0 ? 1 : 255), i);
    }
    expect(new Set(alone.zone)).toEqual(new Set([0, 255]));
  });
  test('a protected place is empty whatever else asks for it', () => {
    const outlinePx = square(700, 420, 80);
    const strokes: Stroke[] = [{ tool: 'add', radiusMm: 10, strength: 1, pathPx: [[700, 420]] }];
    const { field: f } = field({ zones: [fillZone({ kind: 'protect', outlinePx }), fillZone()], strokes });
    const bare = field();
    const isProtected = within(outlinePx);
    everyPlace((i) => must(f.targetPerCm2[i] === (isProtected(i) ? 0 : bare.field.targetPerCm2[i]), i));
  });
});

describe('edges and temples', () => {
  test('a blend fades inwards from the outline: 0 on it, whole from blendMm on', () => {
    const outlinePx = square(700, 640, 170);
    const outline = outlineOn(surface, outlinePx);
    const edge = scalpLine(subdivide(outline, 1, true), surface);
    const isInside = within(outlinePx);
    const { field: f } = field({ hairline: null, zones: [fillZone({ outlinePx, blendMm: 10 })] });
    everyPlace((i) => {
      if (!isInside(i)) return must(f.targetPerCm2[i] === 0, i);
      const mm = mmTo(edge, i);
      if (mm > 10.1) must(near(f.targetPerCm2[i], 140), i);
      if (mm < 9) must(f.targetPerCm2[i] < 140, i);
      if (mm < 0.2) must(f.targetPerCm2[i] < 1, i);
    });
  });
  test('the blend does not thin what the hairline bounds', () => {
    const low = OUTLINE.map(([x, y]): [number, number] => [x, y === 720 ? 700 : y]);
    const { field: f } = field({ zones: [fillZone({ outlinePx: low, blendMm: 12 })] });
    const plain = field({ zones: [fillZone({ outlinePx: low })] });
    everyPlace((i, x, y) => {
      if (Math.abs(x - 700) > 200 || y < 400) return;
      must(near(f.targetPerCm2[i], plain.field.targetPerCm2[i]), i);
    });
  });
  test('the temples factor lowers the sides to it and leaves the middle', () => {
    const plain = field({ hairline: null });
    const { field: f } = field({ hairline: null, zones: [fillZone({ temples: 0.5 })] });
    everyPlace((i) => {
      const ratio = plain.field.targetPerCm2[i] > 0 ? f.targetPerCm2[i] / plain.field.targetPerCm2[i] : 1;
      must(ratio > 0.4999, i);
      if (Math.abs(places.ux[i]) < 0.5) must(near(ratio, 1), i);
      if (Math.abs(places.ux[i]) > 0.86 && plain.field.targetPerCm2[i] > 0) must(near(ratio, 0.5), i);
    });
    for (let u = 0; u < 1; u += 0.01) {
      expect(templeFactor(u + 0.01, 0.6)).toBeLessThanOrEqual(templeFactor(u, 0.6));
      expect(templeFactor(-u, 0.6)).toBe(templeFactor(u, 0.6));
    }
  });
  test('the waver stays with the scalp when the line moves, within 0 and 1, and has both sides', () => {
    const waverOf = (seed: number) => {
      const at = edgeWaver(places, seed);
      return Float32Array.from({ length: places.count }, (_, i) => waverAt(at, i));
    };
    const waver = waverOf(1);
    expect(waverOf(1)).toEqual(waver);
    expect(waverOf(2)).not.toEqual(waver);
    let [least, most] = [1, 0];
    for (const w of waver) [least, most] = [Math.min(least, w), Math.max(most, w)];
    expect([least, most]).toEqual([0, 1]);
  });
});

describe('existing hair', () => {
  const right: ExistingHair = { coverage: () => 1, tone: (x) => (x > 700 ? 0.75 : 0), strands: (_, y) => (y < 500 ? 1 : 0) };
  test('is not dotted over where the zone avoids it: dots fill up what is missing of its tone', () => {
    const plain = field();
    const { field: f } = field({ zones: [fillZone({ avoidHair: true })] }, right);
    everyPlace((i, x) => {
      must(near(f.targetPerCm2[i], plain.field.targetPerCm2[i] * (x > 700 ? 0.25 : 1)), i);
    });
  });
  test('dots of scars and between hair go beside single hairs instead', () => {
    for (const kind of ['scar', 'hair'] as const) {
      const plain = field({ hairline: null, zones: [fillZone({ kind })] });
      const { field: f } = field({ hairline: null, zones: [fillZone({ kind, avoidHair: true })] }, right);
      everyPlace((i, _, y) => must(f.targetPerCm2[i] === (y < 500 ? 0 : plain.field.targetPerCm2[i]), i));
    }
  });
  test('thin hair is filled up on the crown and sides, and left as the fade it is on the nape', () => {
    const directions = { crown: [0, -0.95, 0.3], side: [0.99, 0.1, 0.05], occiput: [0, -0.1, 0.99], nape: [0, 0.6, 0.8] };
    const [uy, uz] = [1, 2].map((axis) => Float32Array.from(Object.values(directions), (u) => u[axis]));
    const all = (value: number) => new Float32Array(4).fill(value);
    const hair = { tone: all(0.3), coverage: all(0.95), strands: all(0), cosTheta: all(1) };
    const covered = hairFor(project.design.zones[0], hair, { ...places, uy, uz });
    expect([0, 1, 2].map(covered)).toEqual([0, 1, 2].map(() => expect.closeTo(0.3)));
    expect(covered(3)).toBeCloseTo(0.95);
    const edge = { ...hair, tone: all(0), coverage: all(0.5) };
    expect(hairFor(project.design.zones[0], edge, { ...places, uy, uz })(3), 'the edge of a bare patch there').toBe(0);
    const scar = { ...hair, tone: all(-0.5), coverage: all(0) };
    expect(hairFor(project.design.zones[0], scar, { ...places, uy, uz })(3), 'bare skin there that lacks more').toBeCloseTo(-0.5);
  });
  test('is ignored where it does not', () => expect(differing(field({}, right).field, field().field)).toBe(0));
});

describe('the brush', () => {
  const path: Points = [
    [600, 420],
    [760, 400],
    [820, 470],
  ];
  const stroke = (change: Partial<Stroke>): Stroke => ({ tool: 'remove', radiusMm: 8, strength: 1, pathPx: path, ...change });
  const reach = (pathPx: Points) => scalpLine(subdivide(placePath(pathPx, surface, 8), 1, false), surface);
  test('remove at strength 1 empties its core, thins to its radius and touches nothing beyond', () => {
    const plain = field();
    const { field: f } = field({ strokes: [stroke({})] });
    const line = reach(path);
    let core = 0;
    everyPlace((i) => {
      const mm = mmTo(line, i);
      must(f.targetPerCm2[i] <= plain.field.targetPerCm2[i], i);
      if (mm < 0.59 * 8) {
        core++;
        must(f.targetPerCm2[i] === 0, i);
      }
      if (mm > 8.05) must(f.targetPerCm2[i] === plain.field.targetPerCm2[i], i);
    });
    expect(core).toBeGreaterThan(500);
  });
  test('remove at half strength takes half in its core', () => {
    const plain = field();
    const { field: f } = field({ strokes: [stroke({ strength: 0.5 })] });
    const line = reach(path);
    everyPlace((i) => {
      if (mmTo(line, i) < 4.7) must(near(f.targetPerCm2[i], plain.field.targetPerCm2[i] / 2), i);
    });
  });
  test('add outside every zone asks for dots within its radius only, at the zone’s density', () => {
    const outside: Points = [
      [560, 900],
      [800, 930],
    ];
    const plain = field();
    const { field: f } = field({ strokes: [stroke({ tool: 'add', pathPx: outside })] });
    const line = reach(outside);
    let added = 0;
    everyPlace((i) => {
      if (f.targetPerCm2[i] === plain.field.targetPerCm2[i]) return;
      added++;
      must(mmTo(line, i) < 8.05, i);
      must(f.targetPerCm2[i] > plain.field.targetPerCm2[i], i);
      must(f.targetPerCm2[i] <= 140.001, i);
      if (mmTo(line, i) < 4.7) must(near(f.targetPerCm2[i], 140), i);
    });
    expect(added).toBeGreaterThan(1000);
  });
  test('add where the density is whole changes nothing; a single touch is a round spot', () => {
    expect(differing(field({ hairline: null, strokes: [stroke({ tool: 'add' })] }).field, field({ hairline: null }).field)).toBe(0);
    const { field: f } = field({ strokes: [stroke({ tool: 'add', pathPx: [[700, 900]] })] });
    const [x, y, z] = pointAt(surface, placeFor(surface, [700, 900]));
    let spot = 0;
    everyPlace((i, _, yPx) => {
      if (yPx < 800 || f.targetPerCm2[i] === 0) return;
      spot++;
      expect(Math.hypot(places.xMm[i] - x, places.yMm[i] - y, places.zMm[i] - z)).toBeLessThan(8.05);
    });
    expect(spot).toBeGreaterThan(200);
  });
  test('strokes are painted in order: what is removed last is gone', () => {
    const there: Points = [[700, 420]];
    const both = (first: Stroke['tool'], second: Stroke['tool']) =>
      field({ strokes: [stroke({ tool: first, pathPx: there }), stroke({ tool: second, pathPx: there })] }).field;
    const line = reach([
      [700, 420],
      [700.01, 420],
    ]);
    const [removed, added] = [both('add', 'remove'), both('remove', 'add')];
    everyPlace((i) => {
      if (mmTo(line, i) > 4.5) return;
      must(removed.targetPerCm2[i] === 0, i);
      must(near(added.targetPerCm2[i], 140), i);
    });
  });
});

test('moving the line by 1 mm back leaves every place with no more than before', () => {
  const back = LINE.map(([x, y]): [number, number] => [x, y - 6]);
  const before = field().field;
  const after = field({ hairline: hairlineOf({ pointsPx: back }) }).field;
  let less = 0;
  everyPlace((i) => {
    if (after.targetPerCm2[i] > before.targetPerCm2[i] + 0.05) throw new Error(`${after.targetPerCm2[i]} after ${before.targetPerCm2[i]}`);
    less += Number(after.targetPerCm2[i] < before.targetPerCm2[i]);
  });
  expect(less).toBeGreaterThan(500);
});
