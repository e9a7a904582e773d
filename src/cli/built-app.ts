/*
 * The built app in dist/, rebuilt if its sources have changed. A build goes to dist-partial/ first and replaces dist/ in one step, so that
 * commands running at the same time never read an unfinished build.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = join(ROOT, 'dist');
/** Made from the built app, so not one of its sources. */
export const SCREENSHOT = join(ROOT, 'public/screenshots/demo.png');
const STAMP = join(DIST, '.built');
const PARTIAL = join(ROOT, 'dist-partial');
const OWNER = join(PARTIAL, 'pid');
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

function addTo(hash: ReturnType<typeof createHash>, path: string) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || path === SCREENSHOT) return;
  if (stats.isDirectory()) for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
  else hash.update(`${path.slice(ROOT.length)} ${stats.size} ${stats.mtimeMs}\n`);
}
/** Changes whenever a source file is added, removed or written. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, join(ROOT, source));
  return hash.digest('hex');
}
function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
function takeTurn() {
  try {
    mkdirSync(PARTIAL);
    writeFileSync(OWNER, String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}
/** Removes the remains of a killed build. */
function clearAbandoned() {
  try {
    const age = Date.now() - statSync(PARTIAL).mtimeMs;
    let pid = 0;
    try {
      pid = Number(readFileSync(OWNER, 'utf8'));
    } catch {}
    if (pid ? !isAlive(pid) : age > 5000) rmSync(PARTIAL, { recursive: true, force: true });
  } catch {}
}

async function buildOnce() {
  const { build, createLogger } = await import('vite');
  const made = fingerprint();
  const outDir = join(PARTIAL, 'dist');
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const logger = { ...createLogger('warn'), info: () => {}, warn: say, warnOnce: say, error: say };
  const { log, info } = console;
  const mode = process.env.NODE_ENV;
  Object.assign(console, { log: () => {}, info: () => {} });
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: ROOT,
      configFile: join(ROOT, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'warn',
      customLogger: logger,
      build: { outDir, emptyOutDir: true },
    });
  } finally {
    Object.assign(console, { log, info });
    if (mode === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = mode;
  }
  writeFileSync(join(outDir, '.built'), made);
  const old = join(PARTIAL, 'old');
  if (statSync(DIST, { throwIfNoEntry: false })) renameSync(DIST, old);
  renameSync(outDir, DIST);
}

async function inTurn(isNeeded: () => boolean) {
  while (isNeeded()) {
    if (takeTurn()) {
      try {
        if (isNeeded()) await buildOnce();
        return;
      } finally {
        rmSync(PARTIAL, { recursive: true, force: true });
      }
    }
    clearAbandoned();
    await wait(100);
  }
}

/** Builds if dist/ is missing or older than the sources; rejects with the bundler's message if that fails. */
export const ensureBuilt = () => inTurn(() => !isBuilt());
/** Always builds. */
export const buildAnew = () => inTurn(() => true);
