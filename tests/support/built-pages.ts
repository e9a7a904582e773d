/*
 * The pages of tests as files, each with what it imports in a few of them: where the sources are served one by one, each page and each
 * worker asks for a hundred of them anew, which takes longer than most of what they do. As while developing, the state is frozen.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';

const FOLDERS = ['tests/browser', 'tests/gpu'];
const PAGE = 'tests/gpu/page.html';

/** Serves the page of `tests/gpu/page.html`, and the module of `tests/gpu/composite.page.ts` as `/tests/gpu/composite.page.js`. */
export async function serveBuiltPages() {
  const pages = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.page.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const outDir = mkdtempSync(join(tmpdir(), 'stubble-pages-'));
  const building = build({
    root: ROOT,
    configFile: false,
    mode: 'development',
    logLevel: 'error',
    // as in vite.config.ts: zundo would bring React
    resolve: { alias: [{ find: /^zustand$/, replacement: 'zustand/vanilla' }] },
    define: { 'import.meta.env.DEV': 'true' },
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page.replace(/\.ts$/, ''), join(ROOT, page)])),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  // most tests are about the app: those of pages find out what is wrong
  building.catch(() => {});
  mkdirSync(join(outDir, 'tests/gpu'), { recursive: true });
  copyFileSync(join(ROOT, PAGE), join(outDir, PAGE));
  // the app's policy would forbid what pages of tests do besides, like playing the video that they made
  const server = await serve(outDir, 0, async (_, __, response) => {
    response.removeHeader('Content-Security-Policy');
    await building;
    return false;
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.close();
      await building.catch(() => {});
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
