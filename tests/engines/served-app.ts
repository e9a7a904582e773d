/*
 * The built app for one engine, with what the check adds: a page that notes its own errors, since WebKit's driver cannot tell them, the
 * hand that a person's part needs, and a place for results.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { transformWithOxc } from 'vite';
import { DIST } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';

export const PHOTO = '/demos/front.jpg';
/** the demo with its photo in one file, as "Save project" makes it */
export const PROJECT = '/engines/front.smp';
/** Where a page puts what it made. */
export const RESULT = '/engines/result/';
const WATCH = '/engines/watch-errors.js';
const HAND = '/engines/hand.js';
/** Loaded before the app. */
const WATCH_ERRORS = `
  window.seenErrors = [];
  const see = (what) => window.seenErrors.push(String(what));
  // Firefox calls the preload of a module that runs already a failure
  const runs = ({ rel, href }) => rel === 'modulepreload' && [...document.scripts].some(({ src }) => src === href);
  addEventListener('error', ({ message, target }) => {
    if (message || !runs(target)) see(message || 'loading ' + (target.src || target.href) + ' failed');
  }, true);
  addEventListener('unhandledrejection', (event) => see(event.reason));
  addEventListener('securitypolicyviolation', (event) => see('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  const { error } = console;
  console.error = (...words) => { see(words.join(' ')); error(...words); };
`;
const SCRIPTS = `<script src="${WATCH}"></script><script type="module" src="${HAND}"></script>`;

export interface ServedApp {
  url: string;
  /** by path */
  results: ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

export async function serveApp(): Promise<ServedApp> {
  const results = new Map<string, Buffer>();
  const handPath = new URL('hand.page.ts', import.meta.url);
  const { code: hand } = await transformWithOxc(readFileSync(handPath, 'utf8'), 'hand.page.ts');
  const demo = (name: string) => readFileSync(join(DIST, 'demos', name));
  const project = zipSync({ 'project.json': demo('front.json'), 'front.jpg': demo('front.jpg') }, { level: 0 });
  const server = await serve(DIST, 0, async (path, request, response) => {
    const send = (type: string, body: string | Uint8Array) => response.writeHead(200, { 'Content-Type': type }).end(body);
    if (path === '/') {
      const page = readFileSync(join(DIST, 'index.html'), 'utf8');
      send('text/html; charset=utf-8', page.replace(/<script/, `${SCRIPTS}<script`));
    } else if (path === WATCH) send('text/javascript', WATCH_ERRORS);
    else if (path === HAND) send('text/javascript', hand);
    else if (path === PROJECT) send('application/zip', project);
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
  return { url: `http://127.0.0.1:${server.port}`, results, close: server.close };
}
