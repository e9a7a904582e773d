/* Serves the sources as they are, for the bench and for what writes the readings of the demos. Tests have their pages built: built-pages.ts. */
import { createServer } from 'vite';
import { ROOT } from '../../src/cli/built-app.ts';

export async function serveGpuPage() {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    // as in vite.config.ts: zundo would bring React
    resolve: { alias: [{ find: /^zustand$/, replacement: 'zustand/vanilla' }] },
    cacheDir: 'node_modules/.vite-gpu',
    server: { host: '127.0.0.1', port: 5390, hmr: false, watch: null },
    optimizeDeps: {
      entries: ['src/render/**/*.ts', 'tests/{gpu,bench}/**/*.page.ts', 'tests/browser/*.page.ts'],
      noDiscovery: false,
    },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
