/* Drives the built app in a headless browser: opens it at #render, serves it the input files and receives its results. */
import type { IncomingMessage } from 'node:http';
import type { Page } from 'playwright-core';
import type { JobOutcome, JobRequest } from '../app/job-contract.ts';
import { launchBrowser } from './browser.ts';
import { DIST } from './built-app.ts';
import { type Answer, serve } from './serve.ts';

const START_LIMIT_MS = 60_000;
const JOB_LIMIT_MS = 15 * 60_000;
/** Path under which results are sent. */
export const RESULTS = '/job/result/';

/** The browser of the command; a test may supply one that is already running. */
export interface RenderTools {
  openPage(options: {
    serviceWorkers: 'block';
    viewport: { width: number; height: number };
  }): Promise<{ page: Page; close(): Promise<void> }>;
  /** answers requests that the job does not */
  answer?: Answer;
}
export const OWN_TOOLS: RenderTools = {
  async openPage(options) {
    const browser = await launchBrowser();
    return { page: await browser.newPage(options), close: () => browser.close() };
  },
};

async function readBody(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** @param lent file contents by address, read on request, so that only one photo at a time is in memory */
export async function runJob(
  job: JobRequest,
  lent: ReadonlyMap<string, () => Buffer>,
  tools: RenderTools,
): Promise<{ outcome: JobOutcome; results: Map<string, Buffer> }> {
  const results = new Map<string, Buffer>();
  const server = await serve(DIST, 0, async (path, request, response) => {
    if (!path.startsWith('/job/')) return tools.answer?.(path, request, response) ?? false;
    const bytes = request.method === 'GET' ? lent.get(path)?.() : undefined;
    if (bytes) response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.length }).end(bytes);
    else if (request.method === 'PUT' && path.startsWith(RESULTS)) {
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
