/* What is shipped of the demos' photos is what is read of them, as far as a browser's next version may decode a JPEG a little differently. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demos } from '../../src/app/demos.ts';
import { openGpuPage } from '../support/gpu-page.ts';

const WRITE = 'node --import tsx tests/support/write-demo-readings.ts';
/** Of each number, or of 1 where that is more. */
const APART = 0.02;

/** Paths of the values that differ. */
function differing(shipped: unknown, read: unknown, path = ''): string[] {
  if (typeof shipped === 'number' && typeof read === 'number')
    return Math.abs(shipped - read) <= APART * Math.max(1, Math.abs(read)) ? [] : [`${path}: ${shipped} for ${read}`];
  if (typeof shipped !== 'object' || typeof read !== 'object' || !shipped || !read) return shipped === read ? [] : [path];
  const keys = new Set([...Object.keys(shipped), ...Object.keys(read)]);
  return [...keys].flatMap((key) => differing(shipped[key as never], read[key as never], `${path}.${key}`));
}

test('what is shipped with each demo is what is read of its photo', async () => {
  const { call } = await openGpuPage();
  for (const { id, reading } of demos) {
    const read = JSON.parse(await call<string>('tests/browser/demo-reading.page.ts', 'readingOf', id));
    const shipped = JSON.parse(readFileSync(new URL(`../../public${reading}`, import.meta.url), 'utf8'));
    expect(differing(shipped, read).slice(0, 3), `${id} is read otherwise now: ${WRITE}`).toEqual([]);
  }
  expect(differing({ a: [1, 0.5], b: null }, { a: [1, 0.47], b: null })).toHaveLength(1);
  expect(differing({ a: [1] }, { a: [1, 2] })).toHaveLength(1);
}, 120_000);
