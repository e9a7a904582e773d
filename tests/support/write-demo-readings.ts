/* `node --import tsx tests/support/write-demo-readings.ts`: reads the demos' photos and writes what is read beside them (app/shipped-reading.ts). */
import { writeFileSync } from 'node:fs';
import { demos } from '../../src/app/demos.ts';
import { launchBrowser } from '../../src/cli/browser.ts';
import { serveGpuPage } from './gpu-server.ts';

const server = await serveGpuPage();
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(`${server.url}/tests/gpu/page.html`);
  for (const { id, reading } of demos) {
    const text = await page.evaluate(`import('/tests/browser/demo-reading.page.ts').then((m) => m.readingOf('${id}'))`);
    writeFileSync(new URL(`../../public${reading}`, import.meta.url), text as string);
  }
} finally {
  await browser.close();
  await server.close();
}
