/*
 * `npm run test:engines`: the main job in Chromium, Firefox and WebKitGTK, without a person and as a person does it. Dots and words must be
 * the same to the letter, the pictures within the tolerances below, and no page may report an error. Installs nothing; `--missing` prints the
 * Debian packages that lack. The last line is "N passed, M failed".
 */
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBuilt } from '../../src/cli/built-app.ts';
import { type Picture, readPng } from '../support/png.ts';
import { startChromium } from './chromium.ts';
import { comparePictures, type DotColumns, nearDots } from './compare-pictures.ts';
import { compareSeen, type Reported } from './compare-seen.ts';
import { ENGINE_LIMIT_MS, type Engine } from './engine.ts';
import { startFirefox } from './firefox.ts';
import { installedEngines } from './installed-engines.ts';
import { type JobResult, jobIn, WIDTHS_PX } from './job-in-engine.ts';
import { personIn, type SeenByPerson } from './person-in-engine.ts';
import { serveApp } from './served-app.ts';
import { openDisplay } from './virtual-display.ts';
import { startWebKit } from './webkit.ts';

/** Of 255, over all channels of a picture. */
const MEAN_TOLERANCE = 1;
/** Of 255, for a channel of a pixel without dots: JPEG decoders may round differently. */
const BARE_TOLERANCE = 1;

interface Made {
  columns: DotColumns;
  pxPerMm: number;
  /** ids, sessions and places as they were written */
  dotText: string;
  hash: string;
  picture: Picture;
}

/** FNV-1a, 32 bits. */
function fnv1a(text: string) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function read({ png, dots }: JobResult): Made {
  const { pxPerMm, dots: columns } = JSON.parse(dots) as { pxPerMm: number; dots: DotColumns };
  // the texts themselves, not numbers read and written again
  const dotText = ['id', 'session', 'xPx', 'yPx'].map((name) => new RegExp(`"${name}":\\[[^\\]]*\\]`).exec(dots)?.[0]).join('\n');
  return { columns, pxPerMm, dotText, hash: fnv1a(dotText), picture: readPng(png) };
}

function compareDots(made: Made, reference: Made): Reported {
  const count = made.columns.id.length;
  if (made.dotText === reference.dotText) return { ok: count > 1000, text: `${count} dots ${made.hash}` };
  const known = new Set(reference.columns.id);
  const own = new Set(made.columns.id);
  const more = made.columns.id.filter((id) => !known.has(id)).length;
  const fewer = reference.columns.id.filter((id) => !own.has(id)).length;
  return { ok: false, text: `${count} dots ${made.hash} are not Chromium's ${reference.hash}: ${more} more, ${fewer} fewer` };
}

function comparePicture(made: Made, reference: Made, photoWidthPx: number): Reported {
  const { width, height } = made.picture;
  const size = `${width} x ${height}`;
  if (width !== reference.picture.width || height !== reference.picture.height)
    return { ok: false, text: `${size} is not Chromium's ${reference.picture.width} x ${reference.picture.height}` };
  if (made === reference) return { ok: true, text: size };
  const near = nearDots(reference.columns, reference.pxPerMm, photoWidthPx, reference.picture);
  const { mean, most, bareDifferent, bareCount, bareMost } = comparePictures(made.picture, reference.picture, near);
  const bare = bareDifferent ? `${bareDifferent} of ${bareCount} pixels without dots differ by at most ${bareMost}` : 'without dots equal';
  return {
    ok: mean <= MEAN_TOLERANCE && bareMost <= BARE_TOLERANCE && bareCount > 0,
    text: `${size} mean ${mean.toFixed(4)}, most ${most}, ${bare}`,
  };
}

async function check(): Promise<{ passed: number; failed: number }> {
  const { firefox, miniBrowser, missingPackages } = installedEngines();
  if (missingPackages.length) throw new Error(`Three engines are needed: install the Debian packages ${missingPackages.join(', ')}.`);
  await ensureBuilt();
  const display = await openDisplay();
  const engines: [string, () => Promise<Engine>][] = [
    ['Chromium', startChromium],
    ['Firefox', () => startFirefox(firefox, display.environment)],
    ['WebKitGTK', () => startWebKit(miniBrowser, display.environment)],
  ];
  const count = { passed: 0, failed: 0 };
  try {
    const ended = await Promise.all(engines.map(([name, start]) => work(name, start)));
    const reference = ended[0];
    for (const { name, version, seconds, made, seen, trouble } of ended) {
      const reported = [...compare(made, reference.made), ...compareSeen(seen, reference.seen)];
      if (trouble) reported.splice(0, Number.POSITIVE_INFINITY, { ok: false, text: trouble });
      const ok = reported.every((one) => one.ok);
      count[ok ? 'passed' : 'failed'] += 1;
      const words = reported.map((one) => (one.ok ? one.text : `WRONG: ${one.text}`)).join('; ');
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} ${version} (${seconds} s): ${words}`);
    }
  } finally {
    display.close();
  }
  return count;
}

interface Ended {
  name: string;
  version: string;
  /** until the job was done, and in all */
  seconds: string;
  made: Made[];
  seen: SeenByPerson | null;
  trouble: string;
}

/** What one engine made and showed, or what went wrong. All work side by side: each is mostly one thread that samples. */
async function work(name: string, start: () => Promise<Engine>): Promise<Ended> {
  const ended: Ended = { name, version: '', seconds: '', made: [], seen: null, trouble: '' };
  const stop = new AbortController();
  const limit = wait(ENGINE_LIMIT_MS, null, { signal: stop.signal }).then(() => {
    throw new Error(`took longer than ${ENGINE_LIMIT_MS / 60_000} minutes`);
  });
  limit.catch(() => {});
  const app = await serveApp();
  const since = performance.now();
  const told = () => ((performance.now() - since) / 1000).toFixed(1);
  let engine: Engine | null = null;
  const parts = async () => {
    engine = await start();
    ended.version = engine.version;
    ended.made = (await jobIn(engine, app)).map(read);
    ended.seconds = `${told()} s, in all`;
    ended.seen = await personIn(engine, app);
  };
  try {
    await Promise.race([parts(), limit]);
  } catch (error) {
    ended.trouble = (error as Error).message.split('\n')[0] || String(error);
  } finally {
    ended.seconds = `${ended.seconds} ${told()}`.trim();
    stop.abort();
    await (engine as Engine | null)?.close().catch(() => {});
    await app.close();
  }
  return ended;
}

function compare(made: Made[], reference: Made[]): Reported[] {
  if (!reference.length) return [{ ok: false, text: 'there is no Chromium to compare with' }];
  const photoWidthPx = Math.max(...reference.map(({ picture }) => picture.width));
  const reported: Reported[] = [];
  for (let i = 0; i < WIDTHS_PX.length; i++) {
    if (i === 0) reported.push(compareDots(made[i], reference[i]));
    else if (made[i].dotText !== made[0].dotText) reported.push({ ok: false, text: 'the dots change with the width of the picture' });
    reported.push(comparePicture(made[i], reference[i], photoWidthPx));
  }
  return reported;
}

if (process.argv.includes('--missing')) console.log(installedEngines().missingPackages.join(' '));
else {
  try {
    const { passed, failed } = await check();
    process.exitCode = failed ? 1 : 0;
    console.log(`${passed} passed, ${failed} failed`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
