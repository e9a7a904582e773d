/*
 * A page with WebGL2 that can import the sources. What runs there stands in a *.page.ts file beside its test:
 * a function written inside the test itself would be rewritten by the test runner before the page sees it.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';
import { giveBackTab, keptTab } from './kept-tab.ts';

/** It has no script. */
const PAGE = '/tests/gpu/page.html';
const OPTIONS = { viewport: { width: 800, height: 600 } } as const;
/** What Vulkan drivers say of any pixels that are read back. */
const READS = /GPU stall due to ReadPixels/;

export interface GpuPage {
  page: Page;
  /**
   * Calls an exported function of a module in the page, with one plain argument, and returns its plain result.
   * @param module path from the repository's top, like "tests/gpu/composite.page.ts"
   */
  call<T>(module: string, name: string, argument?: unknown): Promise<T>;
}

/**
 * @param beside a context that the page shares storage with
 * @param expected errors that the test brings about
 */
export async function openGpuPage(beside?: BrowserContext, expected?: RegExp): Promise<GpuPage> {
  const tab = beside ? { context: beside, page: await beside.newPage() } : await keptTab(OPTIONS);
  const { page } = tab;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  onTestFinished(async ({ task }) => {
    if (beside) await page.close();
    else await giveBackTab({ ...tab, isKept: task.result?.state !== 'fail' }, OPTIONS, inject('gpuUrl'), PAGE);
    expect(
      errors.filter((text) => !expected?.test(text) && !READS.test(text)),
      'errors in the page',
    ).toEqual([]);
  });
  await page.goto(inject('gpuUrl') + PAGE);
  const call = (module: string, name: string, argument: unknown = null) =>
    page.evaluate(
      `import(${JSON.stringify(`/${module.replace(/\.ts$/, '.js')}`)}).then((m) => m[${JSON.stringify(name)}](${JSON.stringify(argument)}))`,
    );
  return { page, call: call as GpuPage['call'] };
}
