/* One built app, its servers and the pages of tests: shared by all browser tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { serveBuiltPages } from './built-pages.ts';
import { keepCandidates } from './kept-candidates.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** the built app, its candidates sampled once a run */
    appUrl: string;
    /** the built app as `npm start` serves it */
    shippedUrl: string;
    /** where this run keeps candidates */
    keptFolder: string;
    gpuUrl: string;
    /** what browsers keep while they run */
    browserFolder: string;
  }
}

export default async function setup(project: TestProject) {
  await ensureBuilt();
  // where there is none it is installed, once
  findChromium();
  const kept = mkdtempSync(join(tmpdir(), 'stubble-candidates-'));
  const browserFolder = mkdtempSync(join(tmpdir(), 'stubble-browsers-'));
  const [app, shipped, pages] = await Promise.all([serve(DIST, 0, keepCandidates(kept)), serve(DIST), serveBuiltPages()]);
  project.provide('appUrl', `http://127.0.0.1:${app.port}`);
  project.provide('shippedUrl', `http://127.0.0.1:${shipped.port}`);
  project.provide('keptFolder', kept);
  project.provide('gpuUrl', pages.url);
  project.provide('browserFolder', browserFolder);
  return async () => {
    await Promise.all([app.close(), shipped.close(), pages.close()]);
    rmSync(kept, { recursive: true, force: true });
    // a browser that is about to end still writes
    rmSync(browserFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
}
