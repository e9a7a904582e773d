/*
 * Opens the built app as a visitor would. A test fails by itself when the page throws, breaks its Content-Security-Policy,
 * or asks any other origin for anything.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject, onTestFinished } from 'vitest';
import { giveBackTab, keptTab } from './kept-tab.ts';
import { sharedBrowser } from './shared-browser.ts';

export const STEPS = ['Photo', 'Scale', 'Head', 'Hairline', 'Density', 'Shade', 'Sessions', 'Share'] as const;
export const SCREENS = { tablet: [1180, 820], 'tablet-upright': [820, 1180], desktop: [1440, 900], phone: [390, 844] } as const;
/**
 * A page of the same size and layout with a quarter of the pixels, as in a window that is zoomed out: for tests that look at no pixel of the
 * screen. Where the processor stands in for the graphics card, drawing takes a fifth of all that a page costs.
 */
export const COARSE = { deviceScaleFactor: 0.5 } as const;
/** Nothing is held to a time: this is how long a page may take on a machine that does other work besides. */
const PATIENCE_MS = 90_000;
/** A file of the app without a script. */
const BLANK = '/icons/stubble.svg';
const OUTPUT = fileURLToPath(new URL('../browser/output/', import.meta.url));

export interface OpenApp {
  page: Page;
  context: BrowserContext;
  /** page errors, console errors and policy violations, in order */
  errors: string[];
  foreignRequests: string[];
}
export interface OpenOptions {
  path?: string;
  screen?: readonly [number, number];
  /** a context to open another tab in: it shares storage */
  context?: BrowserContext;
  options?: BrowserContextOptions;
  /** runs before the page is loaded, which waits for what it returns */
  beforeLoad?: (page: Page) => unknown;
  /** as `npm start` serves it: samples its own candidates, and its service worker keeps the real files */
  shipped?: boolean;
  /** the button of the demo to open; default: "Try the demo" */
  demo?: RegExp;
  /** where something is expected to go wrong: the test looks at `errors` itself */
  allowErrors?: boolean;
  /** a tab that no test has used: the test looks at its history */
  newTab?: boolean;
}

const isLocal = (url: string, origin: string) => url.startsWith(`${origin}/`) || /^(blob|data|about|chrome-error):/.test(url);

/** A page of the built app, and how a test ends it: closed, with nothing wrong in it. */
async function opened({
  path = '/',
  screen = SCREENS.tablet,
  context,
  options,
  beforeLoad,
  shipped = false,
  allowErrors = false,
  newTab = false,
}: OpenOptions): Promise<{ app: OpenApp; expectNoFault(): void; close(hasFailed: boolean): Promise<void> }> {
  const origin = inject(shipped ? 'shippedUrl' : 'appUrl');
  const [width, height] = screen;
  const isPlain = !context && !beforeLoad && !shipped && !allowErrors && !newTab && (!options || options === COARSE);
  const how = { serviceWorkers: 'block', acceptDownloads: true, ...options } as const;
  const kept = isPlain ? await keptTab(how) : null;
  const home = kept?.context ?? context ?? (await (await sharedBrowser()).newContext({ viewport: { width, height }, ...how }));
  home.setDefaultTimeout(PATIENCE_MS);
  const page = kept?.page ?? (await home.newPage());
  if (kept) await page.setViewportSize({ width, height });
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Refused to|Content Security Policy/.test(message.text()))
      errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  const watch = (request: { url(): string }) => {
    if (!isLocal(request.url(), origin)) foreignRequests.push(request.url());
  };
  home.on('request', watch);
  page.on('websocket', (socket) => foreignRequests.push(socket.url()));
  await beforeLoad?.(page);
  await page.goto(origin + path);
  return {
    app: { page, context: home, errors, foreignRequests },
    expectNoFault() {
      expect(foreignRequests, 'requests to another origin').toEqual([]);
      if (!allowErrors) expect(errors, 'errors in the page').toEqual([]);
    },
    async close(hasFailed) {
      home.off('request', watch);
      if (kept) await giveBackTab({ ...kept, isKept: !hasFailed }, how, origin, BLANK);
      else if (!context) await home.close().catch(() => {});
    },
  };
}

export async function openApp(options: OpenOptions = {}): Promise<OpenApp> {
  const { app, expectNoFault, close } = await opened(options);
  onTestFinished(async ({ task }) => {
    await close(task.result?.state === 'fail');
    expectNoFault();
  });
  return app;
}

export const preview = (page: Page) => page.getByRole('img', { name: /^Preview:/ });

/**
 * Waits as `wait` does, but looks at each change of the page too: Playwright looks twice a second, which would be half a second for each
 * plan and each photo.
 * @param selector what is to be there @param label what its `aria-label` must contain, a regular expression @param isGone it is to leave
 */
async function whenChanged(page: Page, wait: () => Promise<void>, selector: string, { label = '', isGone = false }) {
  const waiting = wait();
  const changed = page.evaluate(
    ([what, named, gone]) =>
      new Promise<void>((done) => {
        const isThere = () =>
          [...document.querySelectorAll(what)].some((one) => new RegExp(named).test(one.getAttribute('aria-label') ?? ''));
        const look = () => {
          if (isThere() === gone) return;
          watch.disconnect();
          done();
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label', 'class'] });
        look();
      }),
    [selector, label, isGone] as const,
  );
  // a page that goes meanwhile is left to Playwright
  const sooner = changed.then(wait, () => waiting);
  await Promise.race([waiting, sooner]);
}

const WITH_DOTS = /^Preview:.*\b[1-9][\d,]* dots/;
/** Waits until the picture is there with dots in it, and returns its name. */
export async function waitForDots(page: Page): Promise<string> {
  const withDots = page.getByRole('img', { name: WITH_DOTS });
  await whenChanged(page, () => withDots.waitFor(), '[role=img]', { label: WITH_DOTS.source });
  return (await withDots.getAttribute('aria-label')) ?? '';
}

/** Waits until nothing says any more that something is under way. */
export const notBusy = (page: Page) =>
  whenChanged(page, () => page.locator('.busy').waitFor({ state: 'detached' }), '.busy', { isGone: true });

/** The demo, opened from the start screen as a visitor would. */
export async function openDemo(options: OpenOptions = {}): Promise<OpenApp> {
  const app = await openApp(options);
  await tryDemo(app.page, options);
  return app;
}
async function tryDemo(page: Page, { demo = /^Try the demo$/ }: OpenOptions) {
  await page.getByRole('button', { name: demo }).click();
  await waitForDots(page);
}

/**
 * A page that several tests of a file share: opening it takes longer than most of them. Each finds it as the test before has left it; after
 * one that failed it is opened anew.
 * @param prepare what is done with a new page first
 */
export function sharedApp(options: OpenOptions, prepare: (page: Page) => Promise<void>): () => Promise<Page> {
  let shared: Awaited<ReturnType<typeof opened>> | null = null;
  const end = async (hasFailed: boolean) => {
    await shared?.close(hasFailed);
    shared = null;
  };
  afterEach(async ({ task }) => {
    try {
      shared?.expectNoFault();
    } catch (error) {
      await end(true);
      throw error;
    }
    if (task.result?.state === 'fail') await end(true);
  });
  afterAll(() => end(false));
  return async () => {
    if (!shared) {
      shared = await opened(options);
      await prepare(shared.app.page);
    }
    return shared.app.page;
  };
}
/** A demo that several tests share. */
export const sharedDemo = (options: OpenOptions = {}) => sharedApp(options, (page) => tryDemo(page, options));

/** From whatever way the consultation is looked at to the technician's steps. */
export async function toPlan(page: Page) {
  const plan = page.getByRole('button', { name: 'Plan', exact: true });
  if ((await plan.getAttribute('aria-pressed')) !== 'true') await plan.click();
  await page.getByRole('tab', { selected: true }).waitFor();
}

export async function goToStep(page: Page, step: (typeof STEPS)[number]) {
  await toPlan(page);
  const tab = page.getByRole('tab', { name: step, exact: true });
  await tab.click();
  await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
}

/** The file that a button saves. */
export async function savedBy(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}
/** The file that "Export image" saves; the Share step must be open. */
export const exportImage = async (page: Page): Promise<Buffer> => (await savedBy(page, 'Export image')).bytes;

/** Waits until what was done before is on the page, which is drawn in the frame after it: for looking at what must not have changed. */
export const drawn = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until what was changed before is kept on this device. */
export async function kept(page: Page) {
  await drawn(page);
  await page.locator('.saved[data-state=saved]').waitFor({ state: 'attached' });
}

/** Waits until nothing moves any more: all of the page lies where it lay in the three frames before. */
export const atRest = (page: Page) =>
  page.evaluate(async () => {
    const places = () =>
      [...document.body.querySelectorAll('*')]
        .map((element) => element.getBoundingClientRect())
        .map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`)
        .join();
    let [before, still] = ['', 0];
    while (still < 3) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = places();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });

/**
 * What the page shows, as a PNG: packing it small, as Playwright does, would take five times as long.
 * @param clip a part of it, whole CSS px
 */
export async function shot(page: Page, clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const part = clip && { clip: { ...clip, scale: 1 } };
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, ...part });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** For people to look at, in tests/browser/output; nothing compares it. */
export async function screenshot(page: Page, name: string) {
  const bytes = await shot(page);
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(`${OUTPUT}${name}.png`, bytes);
}
