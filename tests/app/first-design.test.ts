/* What is proposed for a pattern: hairline by the face, zones over what is bare and a blend into what is left, nothing else. */
import { describe, expect, test } from 'vitest';
import { firstDesign, patternDesign } from '../../src/app/first-design.ts';
import { hairlineCurvePx, placeHairline } from '../../src/core/design/hairline.ts';
import { isToFill, PATTERNS } from '../../src/core/design/norwood.ts';
import type { Point } from '../../src/core/math/curve.ts';
import { isInside } from '../../src/core/math/polygon.ts';
import { type Landmarks, type NorwoodPattern, newProject, type Project } from '../../src/core/project/schema.ts';
import { asideAt, hairlineHeight } from '../../src/core/scalp/hairline-height.ts';
import { headMap } from '../../src/core/scalp/head-map.ts';
import { projectSurface, type Surface } from '../../src/core/scalp/surface.ts';

const headed = (rotationRad: [number, number, number], landmarks?: Landmarks): Project => ({
  ...newProject({ name: '', widthPx: 1400, heightPx: 1400, landmarks }),
  scale: { pxPerMm: 5, method: 'marks', sdShare: 0.01 },
  camera: { focalPx: 5500 },
  head: { centrePx: [700, 700], halfAxesMm: [77, 79, 92], rotationRad, shape: 'standard' },
});
const surfaceOf = (project: Project) => projectSurface(project) as Surface;
const proposed = (pattern: NorwoodPattern, rotation: [number, number, number]) => {
  const project = headed(rotation);
  const surface = surfaceOf(project);
  return { project, surface, map: headMap(surface), design: patternDesign(project, surface, pattern) };
};
/** 12 mm of blend and a cell, on the map. */
const BLEND_DEG = 12;
const BOWED: [number, number, number] = [0.75, 0, 0];
const BACK: [number, number, number] = [0, Math.PI, 0];

describe('zones of a pattern', () => {
  for (const pattern of PATTERNS.filter((one) => one !== 'whole'))
    test(`of ${pattern} cover what is bare behind the line, and little more than the blend beyond`, () => {
      const { project, surface, map, design } = proposed(pattern, BOWED);
      if (!design?.hairline) throw new Error(`nothing for ${pattern}`);
      const { isBehind } = placeHairline(design.hairline, surface, project.photo);
      let bare = 0;
      let covered = 0;
      let beyond = 0;
      for (let y = 300; y < 1000; y += 10)
        for (let x = 300; x < 1100; x += 10) {
          const seen = map.at(x, y);
          if (!seen || seen.cosTheta < 0.3) continue;
          const [across, forward] = seen.place;
          const inZone = design.zones.some((zone) => isInside(zone.outlinePx as Point[], x, y));
          const toFill = isToFill(pattern, seen.place);
          if (toFill && isBehind(x, y)) {
            bare++;
            if (inZone) covered++;
          }
          if (inZone && !isToFill(pattern, [across, forward], BLEND_DEG)) beyond++;
        }
      expect(bare, pattern).toBeGreaterThan(10);
      expect(covered / bare, pattern).toBeGreaterThan(0.97);
      expect(beyond, `${pattern} beyond its blend`).toBe(0);
      expect(design.hairline.pointsPx.length, pattern).toBeGreaterThanOrEqual(4);
      // short enough to be corrected by hand
      for (const zone of design.zones) expect(zone.outlinePx.length, pattern).toBeLessThan(60);
    });
  test('III vertex and IV have the crown apart, VI is one', () => {
    const count = (pattern: NorwoodPattern) => proposed(pattern, [1.2, 0, 0]).design?.zones.length;
    expect([count('III'), count('III vertex'), count('VI')]).toEqual([1, 2, 1]);
  });
  test('from behind there is the crown and no hairline', () => {
    const { design } = proposed('III vertex', [0.5, Math.PI, 0]);
    expect(design?.hairline).toBeNull();
    expect(design?.zones.length).toBe(1);
    expect(proposed('II', BACK).design).toBeNull();
  });
  test('the whole scalp has a line in every view that shows one', () => {
    expect(proposed('whole', [Math.PI / 2, 0, 0]).design?.hairline?.pointsPx.length).toBeGreaterThanOrEqual(4);
    expect(proposed('whole', BACK).design?.hairline).toBeNull();
    expect(proposed('whole', BACK).design?.zones.length).toBe(1);
  });
});

describe('the line of a face', () => {
  const bare = headed([0.2, 0, 0]);
  const surface = surfaceOf(bare);
  const at = (x: number, y: number): [number, number] => [x, y];
  const lineFor = (glabellaPx: [number, number], canthiPx: [[number, number], [number, number]]) => {
    const landmarks = {
      glabella: glabellaPx,
      subnasale: at(700, 1050),
      menton: at(700, 1300),
      rightCanthus: canthiPx[0],
      leftCanthus: canthiPx[1],
    };
    const project = headed([0.2, 0, 0], landmarks);
    const line = firstDesign(project, surface)?.hairline;
    if (!line) throw new Error('no line');
    return { line, curve: hairlineCurvePx(line, 5), landmarks };
  };
  const eyes: [[number, number], [number, number]] = [
    [470, 860],
    [930, 860],
  ];
  test('runs about 70 mm above its own glabella, higher or lower', () => {
    for (const y of [780, 810, 840]) {
      const { curve, landmarks } = lineFor([700, y], eyes);
      expect(Math.abs((hairlineHeight(curve, surface, landmarks.glabella)?.midMm as number) - 70), `${y}`).toBeLessThan(2);
    }
  });
  test('has its corners over its own canthi', () => {
    for (const half of [225, 240, 260]) {
      const { line, landmarks } = lineFor([700, 810], [at(700 - half, 860), at(700 + half, 860)]);
      const corner = asideAt(surface, line.pointsPx[(line.pointsPx.length - 1) / 2 - 2] as Point) as number;
      expect(Math.abs(Math.abs(corner) - Math.abs(asideAt(surface, landmarks.rightCanthus) as number)), `${half}`).toBeLessThan(0.03);
    }
  });
  test('believes no glabella on the chin', () => {
    expect(lineFor([700, 1080], eyes).line.pointsPx[5]).toEqual(firstDesign(bare, surface)?.hairline?.pointsPx[5]);
  });
  test('is never lower than the corners allow', () => {
    const height = hairlineHeight(lineFor([700, 810], eyes).curve, surface);
    expect(height?.cornerAboveMidMm).toBeGreaterThan(-4);
  });
});
