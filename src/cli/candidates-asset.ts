/*
 * Ships the canonical head's candidates as /candidates.bin: 16-bit directions in rank order, little-endian (1.1 MB). Sampling takes some
 * seconds, so the file is cached in node_modules until a source of the sampler changes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { CANONICAL_HALF_AXES_MM, sampleDirections } from '../core/stipple/candidates.ts';

const PATH = '/candidates.bin';
const CORE = fileURLToPath(new URL('../core/', import.meta.url));
const KEPT = fileURLToPath(new URL('../../node_modules/.cache/stubble/', import.meta.url));
/** Sources of the sampler. */
const ROOMS = ['math', 'stipple'];
const FILES = ['scalp/head-shape.ts'];

function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = [...ROOMS.flatMap((room) => readdirSync(join(CORE, room)).map((name) => join(room, name))), ...FILES].sort();
  for (const file of files) hash.update(file).update(readFileSync(join(CORE, file)));
  return hash.digest('hex').slice(0, 20);
}

/** The bytes of candidates.bin. */
export function candidatesFile(): Uint8Array {
  const path = join(KEPT, `candidates-${sourcesHash()}.bin`);
  try {
    return readFileSync(path);
  } catch {
    const bytes = new Uint8Array(sampleDirections(CANONICAL_HALF_AXES_MM).buffer);
    mkdirSync(KEPT, { recursive: true });
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, bytes);
    renameSync(partial, path);
    return bytes;
  }
}

export const candidatesAsset: Plugin = {
  name: 'candidates-asset',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url?.split('?')[0] !== PATH) return next();
      response.setHeader('Content-Type', 'application/octet-stream');
      response.end(candidatesFile());
    });
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: PATH.slice(1), source: candidatesFile() });
  },
};
