/* One built app, its servers, the pages of tests, one Chromium: shared by all browser tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { serveBuiltPages } from './built-pages.ts';
import { keepCandidates } from './kept-candidates.ts';
import { QUICK_FLAGS } from './quick-flags.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** the built app, its candidates sampled once a run */
    appUrl: string;
    /** the built app as `npm start` serves it */
    shippedUrl: string;
    /** where this run keeps candidates */
    keptFolder: string;
    gpuUrl: string;
    browserEndpoint: string;
  }
}

export default async function setup(project: TestProject) {
  await ensureBuilt();
  const kept = mkdtempSync(join(tmpdir(), 'stubble-candidates-'));
  const [app, shipped, pages, browser] = await Promise.all([
    serve(DIST, 0, keepCandidates(kept)),
    serve(DIST),
    serveBuiltPages(),
    launchBrowserServer(QUICK_FLAGS),
  ]);
  project.provide('appUrl', `http://127.0.0.1:${app.port}`);
  project.provide('shippedUrl', `http://127.0.0.1:${shipped.port}`);
  project.provide('keptFolder', kept);
  project.provide('gpuUrl', pages.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all([app.close(), shipped.close(), pages.close()]);
    rmSync(kept, { recursive: true, force: true });
  };
}
