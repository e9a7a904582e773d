/*
 * The candidates of a head are the same on every page, and sampling them takes longer than most tests. Here the built app's own worker
 * samples them on the first page that asks, and later pages of the same run are handed what it made. Nothing outlives the run;
 * pages opened with `shipped` sample for themselves, and network.test.ts holds that both show the same.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../../src/cli/built-app.ts';
import type { Answer } from '../../src/cli/serve.ts';

const WORKER = /^\/assets\/worker-candidates\.worker-[\w-]+\.js$/;
const KEPT = '/kept-candidates/';
const REAL = '?real';

/** Stands in for the built worker: same message in, same message out. Line one of what is kept names the fields, columns follow. */
const standIn = (worker: string) => `
  const post = self.postMessage.bind(self);
  const unpacked = (bytes) => {
    let at = bytes.indexOf(10) + 1;
    const { fields, columns } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
    for (const [name, length] of columns) fields[name] = new Float32Array(bytes.slice(at, (at += 4 * length)).buffer);
    return fields;
  };
  const packed = (candidates) => {
    const isColumn = ([, value]) => value instanceof Float32Array;
    const all = Object.entries(candidates);
    const fields = Object.fromEntries(all.filter((entry) => !isColumn(entry)));
    const columns = all.filter(isColumn);
    const names = columns.map(([name, column]) => [name, column.length]);
    return new Blob([JSON.stringify({ fields, columns: names }) + '\\n', ...columns.map(([, column]) => column)]);
  };
  self.onmessage = async ({ data }) => {
    const address = '${KEPT}' + data.join();
    const kept = await fetch(address);
    if (kept.status === 200) return post({ candidates: unpacked(new Uint8Array(await kept.arrayBuffer())) });
    self.postMessage = (message, options) => {
      const body = message.candidates && packed(message.candidates);
      if (!body) return post(message);
      void fetch(address, { method: 'PUT', body }).catch(() => {}).then(() => post(message, options));
    };
    await import('${worker}${REAL}');
    self.onmessage({ data });
  };
`;

/** @param folder of this run; several servers may share it */
export function keepCandidates(folder: string): Answer {
  // a worker of another name would be sampled on every page, and nobody would see why the tests are slow
  if (!readdirSync(join(DIST, 'assets')).some((name) => WORKER.test(`/assets/${name}`))) throw new Error('No worker to keep candidates of');
  return async (path, request, response) => {
    if (WORKER.test(path) && !request.url?.endsWith(REAL)) {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' }).end(standIn(path));
      return true;
    }
    if (!path.startsWith(KEPT)) return false;
    const file = join(folder, path.slice(KEPT.length).replaceAll(/[^\d.,]/g, ''));
    if (request.method === 'PUT') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const partial = `${file}.${randomUUID()}`;
      writeFileSync(partial, Buffer.concat(parts));
      renameSync(partial, file);
      response.writeHead(204).end();
    } else if (existsSync(file)) response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(readFileSync(file));
    else response.writeHead(204).end();
    return true;
  };
}
