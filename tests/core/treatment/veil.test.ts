/* Where the wash of a plan lies: over the head, and not over what the photo shows behind it. */
import { expect, test } from 'vitest';
import { newProject } from '../../../src/core/consultation/schema.ts';
import type { Rim } from '../../../src/core/scalp/rim.ts';
import { veilAt, veilLayers, veilOn } from '../../../src/core/treatment/veil.ts';
import { tileDots } from './flat-patch.ts';

const project = newProject({ name: 'tile.jpg', widthPx: 96, heightPx: 96 });
const dots = tileDots(project, { tileMm: 12, pxPerMm: 8, targetPerCm2: 140 });
/** A head whose edge lies 48 px about the middle of the left side. */
const rimOf = (clear: number): Rim => {
  const all = (value: number) => new Float32Array(240).fill(value);
  return { centrePx: [0, 48], offsetMm: all(0), edgePx: all(48), clear: all(clear) };
};
const greyOf = (rim: Rim | null) => {
  const layers = veilLayers({ ...dots, rim }, project.treatment, []);
  const veil = layers && veilOn(layers, project.treatment, { day: 100 });
  return (x: number) => (veil ? veilAt(veil, x, 48)[0] : 0);
};

test('the wash ends with the head as far as the photo shows its edge, and within it nothing changes', () => {
  const [uncut, cut, half] = [null, rimOf(1), rimOf(0.5)].map(greyOf);
  expect(uncut(30)).toBeGreaterThan(0.1);
  expect(cut(30)).toBeCloseTo(uncut(30), 6);
  expect(uncut(65)).toBeGreaterThan(0.1);
  expect(cut(65)).toBe(0);
  expect(half(65)).toBeCloseTo(uncut(65) / 2, 5);
});
