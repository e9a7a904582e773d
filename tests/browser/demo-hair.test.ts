/* What is shipped of the demos' hair is what is read of their photos: `node --import tsx tests/support/write-demo-hair.ts` writes it anew. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demos } from '../../src/app/demos.ts';
import { openGpuPage } from '../support/gpu-page.ts';

test('the hair shipped with each demo is, to the last bit, what is read of its photo', async () => {
  const { call } = await openGpuPage();
  for (const { id, hair } of demos) {
    const read = await call<string>('tests/browser/demo-hair.page.ts', 'hairOf', id);
    expect(readFileSync(new URL(`../../public${hair}`, import.meta.url), 'utf8') === read, id).toBe(true);
  }
}, 120_000);
