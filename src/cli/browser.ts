/*
 * Finds or installs a Chromium and starts it so that WebGL2 works without a graphics card. Mesa (gl-egl) is tried first: it is 9 to 17
 * times faster than SwiftShader on instanced dots and allows textures up to 16384 px. SwiftShader is the fallback.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name];
    return base
      ? [
          `${base}\\Google\\Chrome\\Application\\chrome.exe`,
          `${base}\\Microsoft\\Edge\\Application\\msedge.exe`,
          `${base}\\Chromium\\Application\\chrome.exe`,
        ]
      : [];
  }),
];
const isRoot = process.getuid?.() === 0;
// the address bar of a window that nobody sees would be two more pages for each page
const NO_ADDRESS_BAR = '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup';
const QUIET_FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  NO_ADDRESS_BAR,
];
// software on a busy machine is slow, which a watchdog takes for a driver that hangs
const NO_WATCHDOG = '--disable-gpu-watchdog';
const MESA_FLAGS = ['--use-gl=angle', '--use-angle=gl-egl', '--ignore-gpu-blocklist', NO_WATCHDOG];
const SWIFTSHADER_FLAGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  NO_WATCHDOG,
];
const WHAT_TO_INSTALL = 'No Chromium, Chrome or Edge was found and none could be installed: install one, or name it in STUBBLE_CHROMIUM.';

/** Path of an installed Chromium; null if there is none. */
export function findInstalled(): string | null {
  const named = process.env.STUBBLE_CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`STUBBLE_CHROMIUM names ${named}, which does not exist.`);
    return named;
  }
  const ending = process.platform === 'win32' ? '.exe' : '';
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name + ending)));
  return (
    [...onPath, ...NAMES.map((name) => `/usr/bin/${name}`), ...PLACES, chromium.executablePath()].find(
      (path) => path && existsSync(path),
    ) ?? null
  );
}

function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
export function hasMesa() {
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return libraries.includes('libEGL.so.1') && libraries.includes('libEGL_mesa.so.0');
}
/** Runs an installer with its output on stderr, so that stdout contains only our own. */
function run(command: string, args: string[]) {
  process.stderr.write(`Installing: ${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}
function installOnDebian(packages: string[]) {
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=900'];
  return (
    run('apt-get', [...waitForLock, '-q', 'update']) &&
    run('apt-get', [...waitForLock, '-q', 'install', '-y', '--no-install-recommends', ...packages])
  );
}

/** Path of a Chromium, which is installed if there is none. @throws one sentence that says what to install */
export function findChromium(): string {
  const found = findInstalled();
  const canApt = process.platform === 'linux' && isRoot && isDebian();
  const mesa = canApt && !hasMesa() ? ['libegl1', 'libegl-mesa0', 'libgl1-mesa-dri'] : [];
  if (canApt && (!found || mesa.length)) installOnDebian([...(found ? [] : ['chromium']), ...mesa]);
  const now = found ?? findInstalled();
  if (now) return now;
  const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  if (run(process.execPath, [playwright, 'install', 'chromium'])) {
    const installed = findInstalled();
    if (installed) return installed;
  }
  throw new Error(WHAT_TO_INSTALL);
}

interface Launch {
  executablePath: string;
  args: string[];
}
const hasWebGl2 = async (browser: Browser) => {
  const page = await browser.newPage();
  const works = await page.evaluate("!!document.createElement('canvas').getContext('webgl2')");
  await page.close();
  return works === true;
};

async function launchWorking(flags: string[]): Promise<{ browser: Browser; launch: Launch }> {
  const executablePath = findChromium();
  const basic = isRoot ? ['--no-sandbox', ...QUIET_FLAGS] : QUIET_FLAGS;
  const first = process.platform === 'linux' ? MESA_FLAGS : [];
  let trouble = '';
  for (const graphics of [first, SWIFTSHADER_FLAGS]) {
    const launch = { executablePath, args: [...basic, ...graphics, ...flags] };
    let browser: Browser | null = null;
    try {
      browser = await chromium.launch({ ...launch, headless: true });
      if (await hasWebGl2(browser)) return { browser, launch };
    } catch (error) {
      trouble = ` (${String(error instanceof Error ? error.message : error).split('\n')[0]})`;
    }
    await browser?.close().catch(() => {});
  }
  throw new Error(`${executablePath} does not start with WebGL2${trouble}: install a current Chromium, or name one in STUBBLE_CHROMIUM.`);
}

/** Starts a headless Chromium with WebGL2. @param flags extra ones for tests */
export const launchBrowser = async (flags: string[] = []) => (await launchWorking(flags)).browser;

/** Starts one as a person does, with a profile in `folder`. Other contexts are private windows, which hold in memory what a page keeps. @param flags extra ones for tests */
export async function launchWithProfile(folder: string, options: BrowserContextOptions, flags: string[] = []): Promise<BrowserContext> {
  const { browser, launch } = await launchWorking(flags);
  await browser.close();
  return chromium.launchPersistentContext(folder, { ...launch, ...options, headless: true });
}
