/*
 * What `npm run render` does: the main job without a person. Checks what it is asked, drives the built app in a headless browser with
 * the same core and shaders, and writes the results only when all of them are there. Bad input: one sentence.
 */

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { JobFile, JobOutcome, JobRequest } from '../app/job-contract.ts';
import { parseProject, SIDES, type Side } from '../core/consultation/schema.ts';
import { launchBrowser } from './browser.ts';
import { DIST, ensureBuilt } from './built-app.ts';
import { type Answer, serve } from './serve.ts';

const USAGE =
  'npm run render -- --photo P.jpg --project P.json --out O.png [--day N] [--sessions K] [--width PX] [--fit auto] [--side S] [--dots D.json] [--report R.json]';
const START_LIMIT_MS = 60_000;
const JOB_LIMIT_MS = 15 * 60_000;
const WIDTH_PX = { min: 16, max: 16_384 };

/** The world's mistake: its message is the one sentence that the person gets. */
class Refusal extends Error {}
const refuse = (sentence: string): never => {
  throw new Refusal(sentence);
};

/** What the command works with: its own browser, unless a test lends it one that runs already. */
export interface RenderTools {
  openPage(options: {
    serviceWorkers: 'block';
    viewport: { width: number; height: number };
  }): Promise<{ page: Page; close(): Promise<void> }>;
  /** answers what the job itself does not */
  answer?: Answer;
}
const OWN_TOOLS: RenderTools = {
  async openPage(options) {
    const browser = await launchBrowser();
    return { page: await browser.newPage(options), close: () => browser.close() };
  },
};

interface Wanted {
  photo: string | null;
  project: string | null;
  out: string;
  dots: string | null;
  report: string | null;
  day: number | null;
  sessions: number | null;
  widthPx: number | null;
  fit: 'auto' | null;
  side: Side | null;
}

function readNumber(option: string, text: string | undefined, isRight: (n: number) => boolean, rule: string): number | null {
  if (text === undefined) return null;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return isRight(number) ? number : refuse(`${option} is ${JSON.stringify(text)}: it must be ${rule}.`);
}

/** @param args as typed; a negative number may stand behind its option with a space. */
export function readArguments(args: string[]): Wanted {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined[joined.length - 1];
    if (/^-(\d|\.\d|Infinity)/.test(arg) && previous?.startsWith('--') && !previous.includes('='))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  const text = { type: 'string' } as const;
  const options = {
    photo: text,
    project: text,
    out: text,
    day: text,
    sessions: text,
    width: text,
    fit: text,
    side: text,
    dots: text,
    report: text,
  };
  const read = () => {
    try {
      return parseArgs({ args: joined, options, strict: true, allowPositionals: false }).values;
    } catch (error) {
      const [, valueless] = /Option '(--\w+).*(?:ambiguous|argument missing)/.exec((error as Error).message) ?? [];
      const what = valueless ? `${valueless} needs a value` : (error as Error).message.split(/\.\s|\n/)[0].replace(/\.$/, '');
      return refuse(`${what}; use ${USAGE}`);
    }
  };
  const values = read();
  const { fit } = values;
  for (const [name, value] of Object.entries(values)) if (value === '') refuse(`--${name} is empty; use ${USAGE}`);
  if (fit !== undefined && fit !== 'auto') refuse(`--fit is ${JSON.stringify(fit)}: it must be auto.`);
  const side =
    values.side === undefined
      ? null
      : (SIDES.find((one) => one === values.side) ??
        refuse(`--side is ${JSON.stringify(values.side)}: it must be one of ${SIDES.join(', ')}.`));
  if (!values.project && !fit) refuse(`--project is missing; use ${USAGE}`);
  if (!values.photo && !values.project) refuse(`--photo is missing; use ${USAGE}`);
  return {
    photo: values.photo ?? null,
    project: values.project ?? null,
    out: values.out ?? refuse(`--out is missing; use ${USAGE}`),
    dots: values.dots ?? null,
    report: values.report ?? null,
    day: readNumber('--day', values.day, Number.isFinite, 'a finite number of days'),
    sessions: readNumber(
      '--sessions',
      values.sessions,
      (n) => Number.isInteger(n) && n >= 0,
      'a whole number from 0 to the number of sessions planned',
    ),
    widthPx: readNumber(
      '--width',
      values.width,
      (n) => Number.isInteger(n) && n >= WIDTH_PX.min && n <= WIDTH_PX.max,
      `a whole number of pixels from ${WIDTH_PX.min} to ${WIDTH_PX.max}`,
    ),
    fit: fit === 'auto' ? 'auto' : null,
    side,
  };
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function readInput(path: string): Buffer {
  const stats = statOf(path) ?? refuse(`${path} does not exist.`);
  if (!stats.isFile()) refuse(`${path} is not a file.`);
  if (stats.size === 0) refuse(`${path} is empty.`);
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}

const isZip = (bytes: Buffer) => bytes.length > 3 && bytes.readUInt32LE(0) === 0x04034b50;

/** What can be said about the project before a browser starts. A .smp is opened by the app. */
function checkProject(path: string, bytes: Buffer, wanted: Wanted) {
  if (isZip(bytes)) return;
  if (path.toLowerCase().endsWith('.smp')) refuse(`${path} is not a Stubble project: a .smp is a zip file.`);
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    refuse(`${path} is not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}.`);
  }
  const parsed = parseProject(json);
  if (!parsed.ok) return refuse(`${path}: ${parsed.reason}.`);
  if (!wanted.photo) refuse(`--photo is missing: ${path} has no photo in it, only a .smp carries one.`);
  const planned = parsed.project.treatment.sessions.length;
  if (wanted.sessions !== null && wanted.sessions > planned) refuse(`--sessions is ${wanted.sessions}: ${path} plans ${planned}.`);
}

/** Makes a file's folders. Not mkdir's own `recursive`: where a folder cannot be made, as under /proc, Node 20 never returns from it. */
function makeFolder(folder: string) {
  if (statOf(folder) || dirname(folder) === folder) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function checkOutput(path: string, inputs: (string | null)[]) {
  if (statOf(path)?.isDirectory()) refuse(`${path} is a folder: name a file.`);
  if (inputs.some((input) => input && resolve(input) === resolve(path))) refuse(`${path} would be overwritten: it is also an input.`);
}

async function readBody(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Opens the app at #render, lends it the input files and takes its results. */
async function runJob(
  job: JobRequest,
  lent: Map<string, Buffer>,
  tools: RenderTools,
): Promise<{ outcome: JobOutcome; results: Map<string, Buffer> }> {
  const results = new Map<string, Buffer>();
  const server = await serve(DIST, 0, async (path, request, response) => {
    if (!path.startsWith('/job/')) return tools.answer?.(path, request, response) ?? false;
    const bytes = lent.get(path);
    if (request.method === 'GET' && bytes)
      response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.length }).end(bytes);
    else if (request.method === 'PUT' && Object.values(job.results).includes(path)) {
      results.set(path, await readBody(request));
      response.writeHead(204).end();
    } else response.writeHead(404).end();
    return true;
  });
  let opened: Awaited<ReturnType<RenderTools['openPage']>> | null = null;
  try {
    opened = await tools.openPage({ serviceWorkers: 'block', viewport: { width: 640, height: 480 } });
    const { page } = opened;
    const broken = new Promise<never>((_, reject) => {
      page.on('crash', () => reject(new Error('the browser ran out of memory or crashed')));
      setTimeout(() => reject(new Error('it took longer than 15 minutes')), JOB_LIMIT_MS).unref();
    });
    broken.catch(() => {});
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${server.port}/#render`);
    await page.waitForSelector('html[data-job=ready]', { state: 'attached', timeout: START_LIMIT_MS }).catch(() => {
      throw new Error(`the built app did not start${errors.length ? ` (${errors[0].split('\n')[0]})` : ''}`);
    });
    const outcome = await Promise.race([page.evaluate((request) => window.stubbleJob!(request), job), broken]);
    return { outcome, results };
  } finally {
    await opened?.close().catch(() => {});
    await server.close();
  }
}

/** All of them or none: each is written beside its place first, then all are moved. */
function writeTogether(files: { path: string; bytes: Buffer }[]) {
  const waiting = files.map((file) => ({ ...file, partial: `${file.path}.${randomUUID()}.partial` }));
  const written: string[] = [];
  let current = '';
  try {
    for (const { path, partial, bytes } of waiting) {
      current = path;
      makeFolder(dirname(resolve(path)));
      written.push(partial);
      writeFileSync(partial, bytes);
    }
    for (const { path, partial } of waiting) {
      current = path;
      renameSync(partial, path);
    }
  } catch (error) {
    for (const partial of written) rmSync(partial, { force: true });
    refuse(`${current} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}

async function render(wanted: Wanted, tools: RenderTools) {
  const photo = wanted.photo ? readInput(wanted.photo) : null;
  const project = wanted.project ? readInput(wanted.project) : null;
  if (wanted.project && project) checkProject(wanted.project, project, wanted);
  for (const path of [wanted.out, wanted.dots, wanted.report]) if (path) checkOutput(path, [wanted.photo, wanted.project]);

  const lent = new Map<string, Buffer>();
  const lend = (kind: string, path: string | null, bytes: Buffer | null): JobFile | null => {
    if (!path || !bytes) return null;
    lent.set(`/job/${kind}`, bytes);
    return { name: basename(path), url: `/job/${kind}` };
  };
  const job: JobRequest = {
    photo: lend('photo', wanted.photo, photo),
    project: lend('project', wanted.project, project),
    day: wanted.day,
    sessions: wanted.sessions,
    widthPx: wanted.widthPx,
    fit: wanted.fit,
    side: wanted.side,
    results: { png: '/job/result/png', dots: wanted.dots && '/job/result/dots', report: wanted.report && '/job/result/report' },
  };
  await ensureBuilt();
  const { outcome, results } = await runJob(job, lent, tools);
  if (!outcome.ok) {
    const named = { photo: wanted.photo ?? wanted.project, project: wanted.project ?? wanted.photo, job: null }[outcome.about];
    const reason = outcome.reason.trim().replace(/\.$/, '');
    refuse(named ? `${named}: ${reason}.` : `${reason}.`);
  }
  const places = { png: wanted.out, dots: wanted.dots, report: wanted.report };
  const files: { path: string; bytes: Buffer }[] = [];
  for (const key of ['png', 'dots', 'report'] as const) {
    const address = job.results[key];
    const path = places[key];
    if (!address || !path) continue;
    const bytes = results.get(address);
    if (!bytes?.length) throw new Error(`the app made no ${key}`);
    files.push({ path, bytes });
  }
  writeTogether(files);
}

/** @param args as typed. Null when the files are written, else the one sentence that says why they are not. */
export async function renderCommand(args: string[], tools = OWN_TOOLS): Promise<string | null> {
  try {
    await render(readArguments(args), tools);
    return null;
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return error instanceof Refusal ? message : `Stubble could not render: ${message}`;
  }
}
