/* Photos read and pictures exported, against the browser's own decoding and encoding. */
import { launchBrowser } from '../../src/cli/browser.ts';
import { serveGpuPage } from '../support/gpu-server.ts';
import { type Row, rowOf } from './compare.ts';
import { withPeakMb } from './memory.ts';
import type { Size } from './photos.page.ts';

const GROUP = 'Photos';
const SIZES: readonly (Size & { megapixels: number; runs: number })[] = [
  { megapixels: 2, widthPx: 1224, heightPx: 1632, runs: 5 },
  { megapixels: 12, widthPx: 3000, heightPx: 4000, runs: 3 },
  { megapixels: 48, widthPx: 6000, heightPx: 8000, runs: 1 },
];

export async function photoRows(): Promise<Row[]> {
  const server = await serveGpuPage();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/tests/gpu/page.html`);
    const run = (name: 'readings' | 'exports', asked: object) =>
      page.evaluate(`import('/tests/bench/photos.page.ts').then((m) => m.${name}(${JSON.stringify(asked)}))`) as Promise<
        [number, number][]
      >;
    const rows: Row[] = [];
    for (const { megapixels, ...asked } of SIZES)
      rows.push(
        rowOf(
          { group: GROUP, name: `a JPEG of ${megapixels} MP read`, peer: 'the browser decodes and draws it' },
          await run('readings', asked),
        ),
      );
    for (const { megapixels, ...asked } of SIZES.slice(1)) {
      const { value, peakMb } = await withPeakMb(() => run('exports', asked));
      const note = peakMb === null ? undefined : `${peakMb.toFixed(0)} MB more at most, the peer’s canvas included`;
      rows.push(
        rowOf(
          { group: GROUP, name: `a picture of ${megapixels} MP exported as PNG`, peer: 'the browser’s own PNG of a canvas', note },
          value,
        ),
      );
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}
