/* One built app, one server for it, one development server for tests/gpu, one Chromium: shared by all browser tests. */
import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { serveGpuPage } from './gpu-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    appUrl: string;
    gpuUrl: string;
    browserEndpoint: string;
  }
}

export default async function setup(project: TestProject) {
  await ensureBuilt();
  const [app, gpu, browser] = await Promise.all([serve(DIST), serveGpuPage(), launchBrowserServer()]);
  project.provide('appUrl', `http://127.0.0.1:${app.port}`);
  project.provide('gpuUrl', gpu.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all([app.close(), gpu.close()]);
  };
}
