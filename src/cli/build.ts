/* `npm run build [-- --screenshot]`: builds, prints the size of the JavaScript, and takes the README's screenshot if asked. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildAnew, DIST, SCREENSHOT } from './built-app.ts';
import { BUDGET_KB, describeSize, measureBundle } from './bundle-size.ts';

async function takeScreenshot() {
  const { launchBrowser } = await import('./browser.ts');
  const { serve } = await import('./serve.ts');
  const server = await serve(DIST);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 820 }, serviceWorkers: 'block' });
    await page.goto(`http://127.0.0.1:${server.port}/#demo`);
    await page.getByRole('img', { name: /^Preview:.*[1-9][\d,]* dots/ }).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(500);
    mkdirSync(dirname(SCREENSHOT), { recursive: true });
    await page.screenshot({ path: SCREENSHOT });
    mkdirSync(join(DIST, 'screenshots'), { recursive: true });
    copyFileSync(SCREENSHOT, join(DIST, 'screenshots/demo.png'));
  } finally {
    await browser.close();
    await server.close();
  }
}

try {
  await buildAnew();
  const size = measureBundle(DIST);
  console.log(describeSize(size));
  if (process.argv.includes('--screenshot')) await takeScreenshot();
  if (size.demoKb > BUDGET_KB)
    throw new Error(`The way to the demo takes ${size.demoKb.toFixed(1)} kB of JavaScript: more than ${BUDGET_KB} kB.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
