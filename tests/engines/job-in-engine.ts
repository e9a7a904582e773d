/*
 * The main job in one engine: the bundled demo, at a smaller width and at full size, which take different ways through the browser.
 * The page notes its own errors, since WebKit's driver cannot tell them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobOutcome, PhotoJob } from '../../src/app/job-contract.ts';
import { DIST } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { ENGINE_LIMIT_MS, type Engine } from './engine.ts';

export const WIDTHS_PX = [800, null] as const;
const DEMO = 'front';

const RESULT = '/engines/result/';
const WATCH = '/engines/watch-errors.js';
/** Loaded before the app. */
const WATCH_ERRORS = `
  window.seenErrors = [];
  const see = (what) => window.seenErrors.push(String(what));
  addEventListener('error', (event) => see(event.message || 'loading ' + (event.target?.src || event.target?.href) + ' failed'), true);
  addEventListener('unhandledrejection', (event) => see(event.reason));
  addEventListener('securitypolicyviolation', (event) => see('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  const { error } = console;
  console.error = (...words) => { see(words.join(' ')); error(...words); };
`;
/** Waits for the app, runs the requests one after the other, and returns outcomes and errors. */
const inPage = (requests: PhotoJob[]) => `
  while (document.documentElement.dataset.job !== 'ready') {
    if (window.seenErrors?.length) return { outcomes: [], errors: window.seenErrors };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const outcomes = [];
  for (const request of ${JSON.stringify(requests)})
    outcomes.push(await window.stubbleJob(request).catch((error) => ({ ok: false, about: 'job', reason: String(error) })));
  return { outcomes, errors: window.seenErrors };
`;

export interface JobResult {
  png: Buffer;
  dots: string;
}

/** Results in the order of WIDTHS_PX; throws what went wrong, errors in the page included. */
export async function jobIn(engine: Engine): Promise<JobResult[]> {
  const results = new Map<string, Buffer>();
  const server = await serve(DIST, 0, async (path, request, response) => {
    const send = (type: string, body: string) => response.writeHead(200, { 'Content-Type': type }).end(body);
    if (path === '/') {
      const page = readFileSync(join(DIST, 'index.html'), 'utf8');
      send('text/html; charset=utf-8', page.replace(/<script/, `<script src="${WATCH}"></script><script`));
    } else if (path === WATCH) send('text/javascript', WATCH_ERRORS);
    // a service worker would fetch the whole app again while the job runs
    else if (path === '/registerSW.js') send('text/javascript', '');
    else if (path.startsWith(RESULT) && request.method === 'PUT') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      results.set(path, Buffer.concat(parts));
      response.writeHead(204).end();
    } else return false;
    return true;
  });
  const stop = new AbortController();
  const limit = wait(ENGINE_LIMIT_MS, null, { signal: stop.signal }).then(() => {
    throw new Error(`took longer than ${ENGINE_LIMIT_MS / 60_000} minutes`);
  });
  limit.catch(() => {});
  try {
    const requests = WIDTHS_PX.map(
      (widthPx, i): PhotoJob => ({
        kind: 'photo',
        photo: { name: `${DEMO}.jpg`, url: `/demos/${DEMO}.jpg` },
        project: { name: `${DEMO}.json`, url: `/demos/${DEMO}.json` },
        day: null,
        sessions: null,
        widthPx,
        fit: null,
        side: null,
        plan: null,
        results: { png: `${RESULT}${i}.png`, dots: `${RESULT}${i}.json`, report: null },
      }),
    );
    await Promise.race([engine.open(`http://127.0.0.1:${server.port}/#render`), limit]);
    const answer = await Promise.race([engine.run(inPage(requests)), limit]);
    const { outcomes, errors, trouble } = answer as { outcomes?: JobOutcome[]; errors?: string[]; trouble?: string };
    const wrong = [...(errors ?? []), ...(outcomes ?? []).flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]))];
    if (trouble || wrong.length || outcomes?.length !== requests.length) throw new Error(trouble || wrong.join('; ') || 'no answer');
    return requests.map(({ results: { png, dots } }) => {
      const made = { png: results.get(png), dots: results.get(dots ?? '')?.toString('utf8') };
      if (!made.png?.length || !made.dots) throw new Error('the app made no picture or no dots');
      return made as JobResult;
    });
  } finally {
    stop.abort();
    await server.close();
  }
}
