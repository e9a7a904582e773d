/* Edges beside a silhouette are found as far as the picture goes, and overrule the outline of clothes behind the head. */
import { expect, test } from 'vitest';
import { OUTLINE_COLUMNS } from '../../../src/core/scalp/person-outline.ts';
import { silhouetteEdges, withEdges } from '../../../src/core/scalp/silhouette-edges.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const PX_PER_MM = 2;

test.each([60, 10])('a head with %i mm of room around it has edges all around', (roomMm) => {
  const widthPx = (2 * 77 + 2 * roomMm) * PX_PER_MM;
  const size = { widthPx, heightPx: widthPx };
  const head = { centrePx: [widthPx / 2, widthPx / 2] as [number, number], halfAxesMm: [77, 77, 92] as [number, number, number] };
  const surface = headSurface({
    ...size,
    pxPerMm: PX_PER_MM,
    focalPx: 1000 * PX_PER_MM,
    head: { ...head, rotationRad: [0, 0, 0], shape: 'ellipsoid' },
  });
  const rgba = new Uint8Array(widthPx * widthPx * 4);
  for (let y = 0; y < widthPx; y++)
    for (let x = 0; x < widthPx; x++)
      rgba.set(surface.missMm(x + 0.5, y + 0.5) < 0 ? [190, 150, 125, 255] : [60, 70, 90, 255], (y * widthPx + x) * 4);
  const edges = silhouetteEdges({ ...size, rgba }, widthPx, surface, 25);
  expect(edges.length / OUTLINE_COLUMNS).toBeGreaterThan(40);
  for (let i = 0; i < edges.length; i += OUTLINE_COLUMNS) expect(Math.abs(surface.missMm(edges[i], edges[i + 1]))).toBeLessThan(1.5);
});

test('an outline that runs outside an edge of the photo is dropped there; beside the edge and where they agree it counts', () => {
  const edges = Float32Array.from([100, 100, 1, 0]);
  const at = (xMm: number, yMm: number) => [100 + xMm * PX_PER_MM, 100 + yMm * PX_PER_MM, 1, 0];
  const kept = [at(3, 0), at(-9, 2), at(12, 30), at(60, 0)];
  const outline = Float32Array.from([...kept, at(12, 0), at(12, -6)].flat());
  expect([...withEdges(outline, edges, PX_PER_MM)]).toEqual([...edges, ...kept.flat()]);
});
