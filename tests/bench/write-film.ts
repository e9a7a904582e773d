/* Sixty days as a video 1080 px wide, from the button to the file, against the time that it plays. */
import { readFile } from 'node:fs/promises';
import { launchBrowser } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { type Row, rowOf } from './compare.ts';

const RUNS = 3;

export async function filmRows(): Promise<Row[]> {
  await ensureBuilt();
  const server = await serve(DIST);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 820 }, serviceWorkers: 'block' });
    await page.goto(`http://127.0.0.1:${server.port}/#demo`);
    await page.getByRole('img', { name: /^Preview:.*\b[1-9][\d,]* dots/ }).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await page.getByRole('tab', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Video' }).waitFor();
    const pairs: [number, number][] = [];
    for (let run = 0; run < RUNS; run++) {
      const since = performance.now();
      const saved = page.waitForEvent('download', { timeout: 300_000 });
      await page.getByRole('button', { name: 'Video' }).click();
      const path = await (await saved).path();
      pairs.push([performance.now() - since, 1000 * playedSeconds(await readFile(path))]);
    }
    return [rowOf({ group: 'Film', name: '60 days written as a video 1080 px wide', peer: 'playing it', bar: 2 }, pairs)];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The movie's own header (ISO 14496-12, mvhd) has its time scale and its length. */
function playedSeconds(file: Buffer): number {
  const header = file.indexOf('mvhd');
  if (header < 0 || file[header + 4] !== 0) throw new Error('the video is no MP4 with a short header');
  return file.readUInt32BE(header + 20) / file.readUInt32BE(header + 16);
}
