/*
 * Version 1 of a file on its head: the demos as they were drawn in pixels show the same dots on the same skin. What they showed is kept in
 * fixtures/version-1/dots-before.json, made by the program that had designs in pixels: without reading hair or rim, from the same loose
 * candidates; of every eighth candidate whether it is a dot (a bit each), and where each 150th dot lies.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConsultation } from '../../../src/core/consultation/consultation.ts';
import { type DesignPx, type Project, parseProject } from '../../../src/core/consultation/schema.ts';
import { shownProject } from '../../../src/core/consultation/shown-project.ts';
import { placeHairline } from '../../../src/core/design/hairline.ts';
import { splineThrough } from '../../../src/core/math/curve.ts';
import { insideTester, subdivide } from '../../../src/core/math/polygon.ts';
import { curveInPhoto, lineInPhoto, placeFor, placeInPhoto, placeUnder } from '../../../src/core/scalp/photo-map.ts';
import { placeCurve, placeLine, placePath } from '../../../src/core/scalp/place-drawing.ts';
import { withPlacedDesign } from '../../../src/core/scalp/place-version-1.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';
import { projectSurface, type Surface } from '../../../src/core/scalp/surface.ts';
import { seenOnHead } from '../../../src/core/stipple/seen-candidates.ts';
import { planFigures } from '../../../src/core/treatment/estimates.ts';
import { draw, looseCandidates } from '../design/front-head.ts';

const FIXTURES = new URL('../../fixtures/version-1/', import.meta.url);
const json = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
interface Before {
  dots: number;
  areasCm2: number[];
  /** base64 */
  ids: string;
  places: [number: number, xPx: number, yPx: number, session: number][];
}
const BEFORE = json('dots-before') as Record<string, Before>;
const EVERY = 8;
const DEMOS = ['front', 'fair', 'dark', 'crown', 'scar'];

const opened = (name: string): Project => {
  const parsed = parseProject(json(name));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.project;
};
const surfaceOf = (project: Project) => projectSurface(project) as Surface;

describe.each(DEMOS)('%s', (name) => {
  const waiting = opened(name);
  const project = withPlacedDesign(waiting);
  const result = draw(project, looseCandidates());
  const before = BEFORE[name];
  const { dots, places } = result;

  test('dots lie where they lay', () => {
    const at = new Map(Array.from(dots.number, (number, i) => [number, i]));
    let same = 0;
    for (const [number, x, y] of before.places) {
      const i = at.get(number);
      if (i === undefined) continue;
      same++;
      expect(Math.hypot(dots.xPx[i] - x, dots.yPx[i] - y) / dots.pxPerMm[i]).toBeLessThan(0.3);
    }
    expect(same).toBeGreaterThan(0.95 * before.places.length);
  });

  test('the demo, written as version 2, shows the very same dots', () => {
    const parsed = parseConsultation(JSON.parse(readFileSync(`public/demos/${name}.json`, 'utf8')));
    if (!parsed.ok) throw new Error(parsed.reason);
    const { consultation } = parsed;
    expect(JSON.parse(readFileSync(`public/demos/${name}.json`, 'utf8'))).toMatchObject({ version: 2 });
    expect(consultation.plans.some(({ design }) => design.unplaced)).toBe(false);
    const shown = draw(shownProject(consultation, name, 'A'), looseCandidates());
    expect(shown.dots.number).toEqual(dots.number);
  });

  test('they are the same dots but for a sliver, and those differ only at an edge or the silhouette', () => {
    const bits = Buffer.from(before.ids, 'base64');
    const now = new Set(dots.number);
    const cosOf = new Map(Array.from(result.seen.candidate, (i, j) => [i, result.seen.cosTheta[j]]));
    const { hairline, zones } = project.design;
    const line = hairline && placeHairline(hairline, result.surface).line;
    const edges = zones.map(({ outline, blendMm }) => ({ blendMm, line: scalpLine(subdivide(outline, 1, true), result.surface) }));
    let [was, differing, inside] = [0, 0, 0];
    for (let i = 0; i < places.count; i += EVERY) {
      const bit = i / EVERY;
      const wasDot = (bits[bit >> 3] & (1 << (bit & 7))) !== 0;
      was += Number(wasDot);
      if (wasDot === now.has(i)) continue;
      differing++;
      if ((cosOf.get(i) ?? 0) < 0.1) continue;
      inside++;
      const mm = (to: ReturnType<typeof scalpLine>, limit: number) => to.distanceMm(places.xMm[i], places.yMm[i], places.zMm[i], limit);
      const reach = (hairline?.featherMm ?? 0) + 4;
      const isAtEdge = (line && mm(line, reach) < reach) || edges.some((edge) => mm(edge.line, edge.blendMm + 1) < edge.blendMm + 1);
      expect(isAtEdge, `candidate ${i} at ${places.across[i]}, ${places.forward[i]}`).toBe(true);
    }
    console.info(`${name}: of ${was} dots ${differing} differ, ${inside} of them off the silhouette`);
    expect(differing / was).toBeLessThan(0.06);
    // a scar is all edge; sentinels stood ahead of the line, not of its ragged edge
    expect(inside / was).toBeLessThan(name === 'scar' ? 0.06 : 0.008);
    expect(Math.abs(dots.count / before.dots - 1)).toBeLessThan(0.005);
  });

  test('zones cover the same skin', () => {
    const isSeen = seenOnHead(places.count, [result.seen]);
    const { shown } = planFigures(project, { ...result, isSeen });
    expect(shown.zones.map(({ areaCm2 }) => areaCm2)).toHaveLength(before.areasCm2.length);
    shown.zones.forEach(({ areaCm2 }, k) => {
      expect(Math.abs(areaCm2 / before.areasCm2[k] - 1)).toBeLessThan(0.01);
    });
  });

  test('outlines and the hairline lie in the photo where they were drawn', () => {
    const surface = surfaceOf(project);
    const drawn = waiting.design.unplaced as DesignPx;
    const check = (linePx: readonly (readonly [number, number])[], shown: readonly (readonly (readonly [number, number])[])[]) => {
      for (const [x, y] of linePx) {
        if ((placeUnder(surface, x, y)?.cosTheta ?? 0) < 0.2) continue;
        const off = Math.min(...shown.flatMap((run) => run.slice(1).map((q, i) => distance([x, y], run[i], q))));
        expect(off / surface.pxPerMm).toBeLessThan(0.4);
      }
    };
    drawn.zones.forEach(({ outlinePx }, k) => {
      check(subdivide(outlinePx, 10, true), lineInPhoto(surface, project.design.zones[k].outline, true));
    });
    if (drawn.hairline && project.design.hairline)
      check(splineThrough(drawn.hairline.pointsPx, 10), curveInPhoto(surface, project.design.hairline.points));
  });

  test('everything else of the design is kept, and no pixel is left', () => {
    const { unplaced, ...design } = waiting.design;
    expect(project.design).not.toHaveProperty('unplaced');
    expect(project.design.norwood).toBe(design.norwood);
    unplaced?.zones.forEach(({ outlinePx, ...zone }, k) => {
      expect(project.design.zones[k]).toEqual({ ...zone, outline: project.design.zones[k].outline });
    });
    expect(JSON.stringify(project.design)).not.toMatch(/pointsPx|outlinePx|pathPx/);
  });
});

function distance([x, y]: readonly [number, number], [ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const len2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = len2 > 0 ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / len2)) : 0;
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

describe('without a head or a scale', () => {
  const whole = opened('front');
  test('the design waits in pixels, and is laid on the head once there is one', () => {
    for (const missing of ['head', 'scale'] as const) {
      const without = { ...whole, [missing]: null };
      expect(withPlacedDesign(without)).toBe(without);
      expect(withPlacedDesign({ ...withPlacedDesign(without), [missing]: whole[missing] })).toEqual(withPlacedDesign(whole));
    }
  });
  test('what was drawn on the map meanwhile stays', () => {
    const zone = { ...withPlacedDesign(whole).design.zones[0], perCm2: 77 };
    const both = withPlacedDesign({ ...whole, design: { ...whole.design, zones: [zone] } });
    expect(both.design.zones.map(({ perCm2 }) => perCm2)).toEqual([140, 77]);
    expect(withPlacedDesign(both)).toBe(both);
  });
});

describe('beyond the silhouette', () => {
  const project = opened('front');
  const surface = surfaceOf(project);
  const top = surface.outlinePx(360).reduce((best, p) => (p[1] < best[1] ? p : best));
  test('a point goes to the nearest place of the rim, and on by as many mm', () => {
    const atRim = placeFor(surface, [top[0], top[1] - 0.01]);
    for (const mm of [5, 12, 30]) {
      const place = placeFor(surface, [top[0], top[1] - mm * surface.pxPerMm]);
      expect(placeInPhoto(surface, place)).toBeNull();
      expect(scalpLine(subdivide([atRim, place], 0.5, false), surface).lengthMm / mm).toBeCloseTo(1, 0.7);
    }
  });
  test('a zone round the whole head holds all of it that shows', () => {
    const { widthPx, heightPx } = project.photo;
    const outline = placeLine(
      [
        [-50, -50],
        [widthPx + 50, -50],
        [widthPx + 50, heightPx + 50],
        [-50, heightPx + 50],
      ],
      true,
      surface,
      6,
    );
    const isInside = insideTester(outline);
    for (let y = 5; y < heightPx; y += 37)
      for (let x = 5; x < widthPx; x += 37) {
        const under = placeUnder(surface, x, y);
        if (under) expect(isInside(...under.place), `${x}, ${y}`).toBe(true);
      }
  });
  test('a brush there leaves what shows alone, one touch or many', () => {
    const mm = surface.pxPerMm;
    for (const path of [
      placePath([[top[0], top[1] - 3 * mm]], surface, 8),
      placePath(
        [
          [top[0] - 40, top[1] - 5 * mm],
          [top[0] + 40, top[1] - 5 * mm],
        ],
        surface,
        8,
      ),
    ]) {
      const line = scalpLine(path.length === 1 ? [path[0], path[0]] : path, surface);
      for (const [x, y] of surface.outlinePx(90)) {
        const under = placeUnder(surface, x, y + 1);
        if (!under) continue;
        const p = surface.hit(x, y + 1);
        const R = surface.rotation;
        const d = p && [p.xMm - surface.centreMm[0], p.yMm - surface.centreMm[1], p.zMm - surface.centreMm[2]];
        const [hx, hy, hz] = d ? [0, 1, 2].map((k) => R[k] * d[0] + R[3 + k] * d[1] + R[6 + k] * d[2]) : [0, 0, 0];
        expect(line.distanceMm(hx, hy, hz, 8)).toBeGreaterThan(7.9);
      }
    }
  });
  test('a line that ends on the head is followed to where it leaves it', () => {
    const { head } = project;
    const [x, y] = head?.centrePx ?? [0, 0];
    const points = placeCurve(
      [
        [x - 150, y - 200],
        [x, y - 230],
        [x + 150, y - 200],
      ],
      surface,
    );
    for (const end of [points[0], points[points.length - 1]]) expect(placeInPhoto(surface, end)).toBeNull();
    expect(points.length).toBeLessThan(40);
  });
});
