/// <reference types="vitest/config" />
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { candidatesAsset } from './src/cli/candidates-asset.ts';
import { CONTENT_SECURITY_POLICY } from './src/cli/csp.ts';
import { visionAssets, visionCache } from './src/cli/vision-assets.ts';

/** Writes policy and icons into the built page; while developing, vite needs inline scripts that the policy forbids. */
const pageHead: Plugin = {
  name: 'page-head',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }, injectTo: 'head-prepend' },
    { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: '/icons/stubble.svg' }, injectTo: 'head' },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: '/icons/stubble-192.png' }, injectTo: 'head' },
  ],
};

/** Libraries loaded later keep their package's name, so that a size report can be read. */
const chunkName = (chunk: { facadeModuleId: string | null }) => {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(chunk.facadeModuleId ?? '')?.[1];
  return `assets/${inPackage?.replace('/', '-') ?? '[name]'}-[hash].js`;
};

const screenshot = existsSync(new URL('./public/screenshots/demo.png', import.meta.url));

const offline = VitePWA({
  registerType: 'autoUpdate',
  injectRegister: 'script-defer',
  includeManifestIcons: false,
  manifest: {
    name: 'Stubble',
    short_name: 'Stubble',
    description: 'Preview scalp micropigmentation on a photograph, without it leaving the device.',
    display: 'standalone',
    background_color: '#6b6b6b',
    theme_color: '#6b6b6b',
    icons: [
      { src: 'icons/stubble-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/stubble-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
      { src: 'icons/stubble.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    ...(screenshot ? { screenshots: [{ src: 'screenshots/demo.png', sizes: '1180x820', type: 'image/png', form_factor: 'wide' }] } : {}),
  },
  workbox: {
    globPatterns: ['**/*.{html,js,css,woff2,wasm,svg,png,jpg,jpeg,webp,avif,json,smp,webmanifest,data,binarypb,bin}'],
    globIgnores: ['screenshots/**', 'vision/**'],
    // 17 MB that many visits never need: kept from the first use on
    runtimeCaching: [
      {
        urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/vision/'),
        handler: 'CacheFirst',
        options: { cacheName: visionCache() },
      },
    ],
    maximumFileSizeToCacheInBytes: 32 * 1024 * 1024,
    navigateFallback: 'index.html',
    navigateFallbackDenylist: [/^\/job\//],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: true,
  },
});

/**
 * All tests share three workers, which keep two cores busy, as pages often wait for a frame or a timer: project after project by name, so
 * that a worker goes on with the modules or the browser that it has, and the many short files come last. A page that is slow for that is
 * waited for. No test is about time: this only ends one that hangs.
 */
const POOL = { maxWorkers: 3, isolate: false, testTimeout: 180_000, hookTimeout: 120_000 };
/** A process for each file. */
const ALONE = { ...POOL, isolate: true };
/** Where a test stands in for the clock, the browser, the console or a module: what one file leaves running must not meet another's stand-ins. */
const STANDS_IN = /\bvi\.(mock|stubGlobal|useFakeTimers)\(|\bspyOn\(console\b/;
const TESTS = new URL('./tests/', import.meta.url);
const standIns = (process.env.VITEST ? readdirSync(TESTS, { recursive: true, encoding: 'utf8' }) : [])
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /^(app|io)\/.*\.test\.ts$/.test(path) && STANDS_IN.test(readFileSync(new URL(path, TESTS), 'utf8')))
  .map((path) => `tests/${path}`);

export default defineConfig({
  // zundo imports zustand's root, which would bring React with it
  resolve: { alias: [{ find: /^zustand$/, replacement: 'zustand/vanilla' }] },
  plugins: [pageHead, candidatesAsset, visionAssets, offline],
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        chunkFileNames: chunkName,
        // what every visitor needs is one file: parts loaded later share it, and many small files would compress worse
        codeSplitting: { groups: [{ name: 'app', tags: ['$initial'] }] },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'assets/worker-[name]-[hash].js', chunkFileNames: 'assets/worker-[name]-[hash].js' } },
  },
  test: {
    server: { deps: { inline: ['zundo'] } },
    setupFiles: ['tests/support/equal-columns.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/gpu/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          expect: { poll: { timeout: 60_000 } },
          ...POOL,
        },
      },
      { extends: true, test: { name: 'core', include: ['tests/core/**/*.test.ts'], ...POOL } },
      {
        extends: true,
        test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: ['tests/{core,ui,browser,gpu}/**', ...standIns], ...POOL },
      },
      { extends: true, test: { name: 'node-alone', include: standIns, ...ALONE } },
      // a context of one process for each file: starting a process and jsdom for each took as long as its tests. Others compute more, which is slower so
      { extends: true, test: { name: 'ui', include: ['tests/ui/**/*.test.ts'], environment: 'jsdom', ...ALONE, pool: 'vmThreads' } },
    ],
  },
});
