/* At 1:1, healed dots beside the same photo's own shaved hair, for people to look at: tests/browser/output/stubble-*.png. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { type Picture, readPng, writePng } from '../support/png.ts';
import { render } from '../support/render.ts';

const SIDE_PX = 260;
const GAP_PX = 6;
/** Top-left corners of a patch with dots and of one with the client's own stubble. */
const PLACES = {
  front: { dots: [640, 330], stubble: [318, 560] },
  dark: { dots: [760, 330], stubble: [1020, 640] },
} as const;

const spreadOf = ({ rgb, width }: Picture, [x0, y0]: readonly [number, number]) => {
  let sum = 0;
  let squares = 0;
  for (let y = y0; y < y0 + SIDE_PX; y++)
    for (let x = x0; x < x0 + SIDE_PX; x++) {
      const g = rgb[(y * width + x) * 3 + 1];
      sum += g;
      squares += g * g;
    }
  const n = SIDE_PX * SIDE_PX;
  return Math.sqrt(squares / n - (sum / n) ** 2);
};

test.each(Object.keys(PLACES) as (keyof typeof PLACES)[])('%s: dots and stubble side by side', async (id) => {
  const folder = mkdtempSync(join(tmpdir(), 'stubble-beside-'));
  const demo = (kind: string) => join(ROOT, `public/demos/${id}.${kind}`);
  const healed = join(folder, 'healed.png');
  try {
    expect(await render('--photo', demo('jpg'), '--project', demo('json'), '--out', healed)).toEqual({ code: 0, stderr: '' });
    const picture = readPng(readFileSync(healed));
    const { dots, stubble } = PLACES[id];
    const beside: Picture = { width: 2 * SIDE_PX + GAP_PX, height: SIDE_PX, rgb: Buffer.alloc((2 * SIDE_PX + GAP_PX) * SIDE_PX * 3, 128) };
    for (const [k, [x0, y0]] of [dots, stubble].entries())
      for (let y = 0; y < SIDE_PX; y++)
        beside.rgb.set(
          picture.rgb.subarray(((y0 + y) * picture.width + x0) * 3, ((y0 + y) * picture.width + x0 + SIDE_PX) * 3),
          (y * beside.width + k * (SIDE_PX + GAP_PX)) * 3,
        );
    const output = join(ROOT, 'tests/browser/output');
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, `stubble-${id}.png`), writePng(beside));
    // there is something to look at: dots roughen their patch at least half as much as the client's own hair does its own
    expect(spreadOf(picture, dots)).toBeGreaterThan(spreadOf(picture, stubble) / 2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
