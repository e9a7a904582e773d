/* What a photo says of itself, by `npm run render --fit auto`, against the exact geometry of the rendered heads. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { render } from '../support/render.ts';

interface KnownHead {
  name: string;
  pxPerMm: number;
  points: [xPx: number, yPx: number, depthMm: number, nx: number, ny: number, nz: number][];
}
interface Report {
  scale: { pxPerMm: number; ways: { method: string; pxPerMm: number }[] };
  camera: { focalPx: number };
  normals: { stepPx: number; widthCells: number; heightCells: number; xyz: (number | null)[] };
  skin: { class: string };
  stubble: { perCm2: number; perCm2Sd: number; dE00: number } | null;
  messages: string[];
}
const heads = JSON.parse(readFileSync(join(ROOT, 'tests/fixtures/heads.json'), 'utf8')) as KnownHead[];
const folder = mkdtempSync(join(tmpdir(), 'stubble-measures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function measure(photo: string): Promise<Report> {
  const out = (name: string) => join(folder, name);
  const args = [
    '--photo',
    join(ROOT, 'public/demos', photo),
    '--fit',
    'auto',
    '--out',
    out('o.png'),
    '--report',
    out('r.json'),
    '--width',
    '200',
  ];
  expect(await render(...args)).toEqual({ code: 0, stderr: '' });
  return JSON.parse(readFileSync(out('r.json'), 'utf8')) as Report;
}

/** hairs per cm2 around the proposed patch, read off the density maps */
const CASES: { photo: string; head: string; says: RegExp; skin: string[]; hairsPerCm2: number | null }[] = [
  { photo: 'front.jpg', head: 'B1', says: /The face was found/, skin: ['II', 'III', 'IV', 'V'], hairsPerCm2: null },
  { photo: 'dark.jpg', head: 'C1', says: /The face was found/, skin: ['IV', 'V', 'VI'], hairsPerCm2: 125 },
  { photo: 'scar.jpg', head: 'A3', says: /seen from the back/, skin: ['I', 'II', 'III'], hairsPerCm2: 155 },
  { photo: 'crown.jpg', head: 'B2', says: /seen from above/, skin: ['II', 'III', 'IV', 'V'], hairsPerCm2: null },
];
test.each(CASES)('$photo measures itself', async ({ photo, head, says, skin, hairsPerCm2 }) => {
  const known = heads.find(({ name }) => name.startsWith(`${head}_`)) as KnownHead;
  const { scale, normals, skin: tone, stubble, messages } = await measure(photo);
  const angles = known.points.map(([x, y, , nx, ny, nz]) => {
    const i = 3 * (Math.floor(y / normals.stepPx) * normals.widthCells + Math.floor(x / normals.stepPx));
    const [a, b, c] = normals.xyz.slice(i, i + 3);
    return a === null ? 90 : (Math.acos(Math.min(1, a * nx + (b as number) * ny + (c as number) * nz)) * 180) / Math.PI;
  });
  const medianDeg = angles.sort((p, q) => p - q)[angles.length >> 1];
  const off = scale.pxPerMm / known.pxPerMm - 1;
  console.log(
    `${head}: scale ${(100 * off).toFixed(1)} %, normals ${medianDeg.toFixed(1)} degrees, skin ${tone.class}, stubble ${stubble?.perCm2 ?? 'none'} per cm2`,
  );
  expect(messages.join(' ')).toMatch(says);
  expect(Math.abs(off)).toBeLessThan(0.04);
  expect(medianDeg).toBeLessThan(8);
  expect(skin).toContain(tone.class);
  if (hairsPerCm2 === null) expect(stubble).toBeNull();
  else {
    expect(Math.abs((stubble?.perCm2 as number) / hairsPerCm2 - 1)).toBeLessThan(0.2);
    // modelled stubble leaves the skin between hairs its colour, which real shaved hair and finished work do not
    expect(stubble?.dE00).toBeLessThan(5);
  }
});
