/* What is shipped of the demos' photos is what is read of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demos } from '../../src/app/demos.ts';
import { openGpuPage } from '../support/gpu-page.ts';

const WRITE = 'node --import tsx tests/support/write-demo-readings.ts';

test('what is shipped with each demo is, to the last bit, what is read of its photo', async () => {
  const { call } = await openGpuPage();
  for (const { id, reading } of demos) {
    const read = await call<string>('tests/browser/demo-reading.page.ts', 'readingOf', id);
    expect(readFileSync(new URL(`../../public${reading}`, import.meta.url), 'utf8') === read, `${id} is read otherwise now: ${WRITE}`).toBe(
      true,
    );
  }
}, 120_000);
