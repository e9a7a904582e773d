/* `node --import tsx tests/support/write-demo-hair.ts`: reads the hair of the demos' photos and writes it beside them (app/shipped-hair.ts). */
import { writeFileSync } from 'node:fs';
import { demos } from '../../src/app/demos.ts';
import { launchBrowser } from '../../src/cli/browser.ts';
import { serveGpuPage } from './gpu-server.ts';

const server = await serveGpuPage();
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(`${server.url}/tests/gpu/page.html`);
  for (const { id, hair } of demos) {
    const text = await page.evaluate(`import('/tests/browser/demo-hair.page.ts').then((m) => m.hairOf('${id}'))`);
    writeFileSync(new URL(`../../public${hair}`, import.meta.url), text as string);
  }
} finally {
  await browser.close();
  await server.close();
}
