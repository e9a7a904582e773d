/* A film draws part of each picture, and the picture is the same. */
import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';
import type { filmBesideFullSize } from './film.page.ts';

test.each([{ outWidthPx: 300 }, { outWidthPx: 202 }, { outWidthPx: 202, white: [1.1, 1, 0.9] as [number, number, number] }])(
  'each picture of a film is the picture at full size, byte for byte: %o',
  async (given) => {
    const { call } = await openGpuPage();
    const days = await call<Awaited<ReturnType<typeof filmBesideFullSize>>>('tests/gpu/film.page.ts', 'filmBesideFullSize', given);
    for (const { differing, dotted } of days) {
      expect(differing).toBe(0);
      expect(dotted).toBeGreaterThan(5000);
    }
  },
);
