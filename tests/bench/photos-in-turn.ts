/* Photos of 12 megapixels opened one after the other in the app as it is served, each measured and planned on: what the page still holds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchWithProfile } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import type { Row } from './compare.ts';
import { heldMb } from './memory.ts';

const PHOTOS = 50;
/** Models, shaders and candidates are loaded with the first ones. */
const WARM_UP = 2;

/** Counts bitmaps that are not closed and textures that are not deleted. */
const COUNT = `
  window.bitmaps = new Set();
  window.textures = new Set();
  const make = createImageBitmap;
  window.createImageBitmap = async (...all) => {
    const bitmap = await make(...all);
    window.bitmaps.add(bitmap);
    return bitmap;
  };
  const close = ImageBitmap.prototype.close;
  ImageBitmap.prototype.close = function () {
    window.bitmaps.delete(this);
    close.call(this);
  };
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    const texture = createTexture.call(this);
    window.textures.add(texture);
    return texture;
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
    window.textures.delete(texture);
    deleteTexture.call(this, texture);
  };
  /** The demo's photo drawn that large, each time a little darker, dropped on the page. */
  window.dropPhoto = async (number) => {
    const small = await make(await (await fetch('/demos/front.jpg')).blob());
    const canvas = new OffscreenCanvas(3000, 4000);
    // not by the graphics, whose cache would keep the last ones
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.filter = 'brightness(' + (1 - 0.002 * number) + ')';
    context.drawImage(small, 0, 0, 3000, 4000);
    small.close();
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
    canvas.width = canvas.height = 1;
    const files = new DataTransfer();
    files.items.add(new File([blob], 'photo ' + number + '.jpg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  };
`;

interface Held {
  /** of scripts, buffers and the page's own objects */
  heapMb: number;
  bitmaps: number;
  textures: number;
  /** of all processes of the browser; null where that is not known */
  processesMb: number | null;
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage');
    // what workers no longer need is no growth either; one that has ended holds nothing
    await Promise.all(page.workers().map((worker) => worker.evaluate('gc()').catch(() => {})));
  }
  const usage = (await session.send('Runtime.getHeapUsage')) as Record<string, number>;
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage;
  const [bitmaps, textures] = (await page.evaluate('[window.bitmaps.size, window.textures.size]')) as [number, number];
  return { heapMb: (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6, bitmaps, textures, processesMb: heldMb() };
}

export async function photosInTurnRows(): Promise<Row[]> {
  await ensureBuilt();
  const server = await serve(DIST);
  const profile = mkdtempSync(join(tmpdir(), 'stubble-bench-'));
  const context = await launchWithProfile(profile, { viewport: { width: 1180, height: 820 }, serviceWorkers: 'block' }, [
    '--js-flags=--expose-gc',
  ]);
  try {
    context.setDefaultTimeout(300_000);
    const page = await context.newPage();
    await page.addInitScript({ content: COUNT });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    const session = await context.newCDPSession(page);
    const openId = () => page.evaluate(`sessionStorage.getItem('stubble-open')`) as Promise<string | null>;
    let first: Held | null = null;
    let last: Held | null = null;
    for (let number = 1; number <= WARM_UP + PHOTOS; number++) {
      const before = await openId();
      await page.evaluate(`window.dropPhoto(${number})`);
      while ((await openId()) === before) await page.waitForTimeout(200);
      await page.getByText(/Opening the photo/).waitFor({ state: 'detached' });
      await page.getByText(/Measuring the photo/).waitFor({ state: 'detached' });
      await page.getByRole('img', { name: /^Preview:.*\b[1-9][\d,]* dots/ }).waitFor();
      await page.getByText('Kept on this device', { exact: true }).waitFor();
      if (number < WARM_UP) continue;
      last = await held(page, session);
      first ??= last;
    }
    if (!first || !last) throw new Error('no photo was opened');
    return [
      row('the page’s heap', first.heapMb, last.heapMb, 'MB'),
      row('bitmaps and textures', first.bitmaps + first.textures, last.bitmaps + last.textures, 'open'),
      ...(first.processesMb && last.processesMb ? [row('all processes of the browser', first.processesMb, last.processesMb, 'MB')] : []),
    ];
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    await server.close();
  }
}

function row(what: string, first: number, last: number, unit: string): Row {
  const ratio = last / first;
  return {
    group: 'Memory',
    name: `${what} after ${PHOTOS} more photos of 12 MP`,
    peer: 'after the first',
    ratio: { median: ratio, least: ratio, most: ratio },
    oursMs: last,
    peerMs: first,
    bar: 1.1,
    note: `${unit} in place of ms`,
  };
}
