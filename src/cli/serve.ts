/*
 * Serves the built app, and nothing else, to this computer only. The render command adds its own routes with `answer`.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { SECURITY_HEADERS } from './csp.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.smp': 'application/zip',
  '.txt': 'text/plain; charset=utf-8',
};

export interface AppServer {
  port: number;
  close(): Promise<void>;
}
/** Handles a request and returns true, or returns false to have a file served. */
export type Answer = (path: string, request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** The file for a URL path; null if it is outside `root` or a dot file. */
export function fileFor(root: string, urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\\\0]/.test(path) || path.split('/').some((part) => part.startsWith('.'))) return null;
  return join(root, normalize(path.endsWith('/') ? `${path}index.html` : path));
}

async function sendFile(root: string, urlPath: string, request: IncomingMessage, response: ServerResponse) {
  const file = fileFor(root, urlPath);
  const stats = file ? await stat(file).catch(() => null) : null;
  if (!file || !stats?.isFile()) return response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
  const etag = `"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
  response.writeHead(200, { 'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Length': stats.size });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** @param port 0 for a free one; rejects with one sentence if it is in use */
export function serve(root: string, port = 0, answer: Answer = () => false): Promise<AppServer> {
  const server = createServer(async (request, response) => {
    try {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      const path = (request.url ?? '/').split('?')[0];
      if (await answer(path, request, response)) return;
      if (request.method === 'GET' || request.method === 'HEAD') await sendFile(root, path, request, response);
      else response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } catch {
      response.destroy();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: choose another with PORT.`) : error),
    );
    server.listen(port, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
