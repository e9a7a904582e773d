/* A frame of 100,000 dots on the screen: the veil as one smooth grid, against a halo of its own for every dot as it was drawn before. */
import { launchBrowser } from '../../src/cli/browser.ts';
import { serveGpuPage } from '../support/gpu-server.ts';

const DOTS = 100_000;

export async function benchDrawing() {
  const server = await serveGpuPage();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await page.goto(`${server.url}/tests/gpu/page.html`);
    const { withVeil, withHalos } = (await page.evaluate(
      `import('/tests/bench/draw-frame.page.ts').then((m) => m.drawFrames({ count: ${DOTS}, runs: 9 }))`,
    )) as { withVeil: number; withHalos: number };
    console.log(
      `a frame of ${DOTS.toLocaleString('en')} dots: ${(withVeil / withHalos).toFixed(2)} x the time of a halo for every dot (${withVeil.toFixed(0)} ms against ${withHalos.toFixed(0)} ms)`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
