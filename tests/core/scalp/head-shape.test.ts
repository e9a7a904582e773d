/* The standard head's shape against the exact geometry of the rendered heads: normals, and the area of skin that a pixel shows. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { areaVectorAt, radiusAt, radiusOnly } from '../../../src/core/scalp/head-shape.ts';
import type { ScalpPoint } from '../../../src/core/scalp/scalp-point.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

interface KnownHead {
  name: string;
  widthPx: number;
  heightPx: number;
  focalPx: number;
  pxPerMm: number;
  /** the ellipsoid fitted to the skull above its equator; that of two heads is turned about its length by 9 to 13 degrees */
  head: { centrePx: [number, number]; halfAxesMm: [number, number, number]; rotationRad: [number, number, number] };
  /** places on the scalp: x, y in px, depth in mm, unit normal in the camera's frame */
  points: [number, number, number, number, number, number][];
}
const heads = JSON.parse(readFileSync(new URL('../../fixtures/heads.json', import.meta.url), 'utf8')) as KnownHead[];

interface Misfit {
  /** median angle between the normals, degrees */
  medianDeg: number;
  /** area-weighted mean over 10-degree bands of tilt up to 65 degrees of |area read / area true - 1| */
  areaShare: number;
}
function misfit(known: KnownHead, shape?: 'standard' | 'ellipsoid'): Misfit {
  const surface = headSurface({ ...known, head: { ...known.head, shape } });
  const angles: number[] = [];
  const read = new Map<number, { read: number; known: number }>();
  for (const [x, y, depthMm, nx, ny, nz] of known.points) {
    const hit = surface.hit(x, y) as ScalpPoint;
    if (!hit) {
      angles.push(90);
      continue;
    }
    angles.push((Math.acos(Math.min(1, hit.nx * nx + hit.ny * ny + hit.nz * nz)) * 180) / Math.PI);
    const ray = [(x - known.widthPx / 2) / known.focalPx, (y - known.heightPx / 2) / known.focalPx, 1];
    const cos = -(nx * ray[0] + ny * ray[1] + nz) / Math.hypot(...ray);
    if (cos < Math.cos((65 * Math.PI) / 180)) continue;
    const band = Math.floor((Math.acos(cos) * 18) / Math.PI);
    const sum = read.get(band) ?? { read: 0, known: 0 };
    sum.read += hit.zMm ** 2 / hit.cosTheta;
    sum.known += depthMm ** 2 / cos;
    read.set(band, sum);
  }
  angles.sort((p, q) => p - q);
  let total = 0;
  let off = 0;
  for (const band of read.values()) {
    total += band.known;
    off += band.known * Math.abs(band.read / band.known - 1);
  }
  return { medianDeg: angles[angles.length >> 1], areaShare: off / total };
}

describe.each(heads)('$name', (known) => {
  test('the standard shape over its ellipsoid: normals within 5 degrees in the middle, area within 8 %', () => {
    const { medianDeg, areaShare } = misfit(known);
    const plain = misfit(known, 'ellipsoid');
    console.log(
      `${known.name}: ${medianDeg.toFixed(1)} degrees, area ${(100 * areaShare).toFixed(1)} %; the ellipsoid alone ${plain.medianDeg.toFixed(1)} degrees, ${(100 * plain.areaShare).toFixed(1)} %`,
    );
    expect(medianDeg).toBeLessThan(5);
    expect(areaShare).toBeLessThan(0.08);
  });
});

test('the slope is what differences say, and lies along the sphere', () => {
  const at = (x: number, y: number, z: number) => {
    const length = Math.hypot(x, y, z);
    const out = new Float64Array(4);
    radiusAt(true, x / length, y / length, z / length, out);
    return out;
  };
  for (const [x, y, z] of [
    [0.3, -0.8, 0.52],
    [-0.6, 0.5, 0.62],
    [0.1, 0.2, -0.97],
    [0, -1, 0],
  ]) {
    const length = Math.hypot(x, y, z);
    const u = [x / length, y / length, z / length];
    const [, gx, gy, gz] = at(u[0], u[1], u[2]);
    expect(gx * u[0] + gy * u[1] + gz * u[2]).toBeCloseTo(0, 12);
    const h = 1e-5;
    [gx, gy, gz].forEach((g, k) => {
      const step = [0, 1, 2].map((i) => (i === k ? h : 0));
      const up = at(u[0] + step[0], u[1] + step[1], u[2] + step[2])[0];
      const down = at(u[0] - step[0], u[1] - step[1], u[2] - step[2])[0];
      expect((up - down) / (2 * h)).toBeCloseTo(g, 6);
    });
  }
});

test('left and right are alike', () => {
  for (let k = 0; k < 50; k++) {
    const w = -0.98 + k * 0.039;
    const root = Math.sqrt(1 - w * w);
    const [left, right] = [new Float64Array(7), new Float64Array(7)];
    areaVectorAt(true, [77, 79, 92], root * Math.cos(k), w, root * Math.sin(k), left);
    areaVectorAt(true, [77, 79, 92], -root * Math.cos(k), w, root * Math.sin(k), right);
    expect(left[0]).toBeCloseTo(right[0], 12);
    expect(left[4]).toBeCloseTo(-right[4], 8);
    expect(left[5]).toBeCloseTo(right[5], 8);
  }
});

test('the radius is the same to the last bit with and without its slopes', () => {
  const out = new Float64Array(4);
  for (let i = 0; i < 2000; i++) {
    const y = -1 + (i + 0.5) / 1000;
    const root = Math.sqrt(1 - y * y);
    const [x, z] = [root * Math.cos(2.4 * i), root * Math.sin(2.4 * i)];
    for (const shaped of [true, false]) {
      radiusAt(shaped, x, y, z, out);
      expect(radiusOnly(shaped, x, y, z)).toBe(out[0]);
    }
  }
});
