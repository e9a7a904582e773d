/* The first seconds of the app as it is served: from the start to the demo's photo and to its dots, and what is loaded until then. */
import { launchBrowser } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { measureBundle } from '../../src/cli/bundle-size.ts';
import { serve } from '../../src/cli/serve.ts';
import { type Row, rowOf } from './compare.ts';

const RUNS = 5;

/** Notes when the canvas first shows more than the surround, and when its name first tells of dots. */
const WATCH = `{
  const seen = (window.seen = {});
  const look = () => {
    const canvas = document.querySelector('canvas[role=img]');
    if (canvas && !seen.photo && window.isDrawn) seen.photo = performance.now();
    if (canvas && /[1-9][\\d,]* dots/.test(canvas.getAttribute('aria-label') ?? '')) seen.dots = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const drawArrays = WebGL2RenderingContext.prototype.drawArrays;
  WebGL2RenderingContext.prototype.drawArrays = function (...args) {
    // on the screen, not in a texture
    window.isDrawn ||= this.getParameter(this.FRAMEBUFFER_BINDING) === null;
    return drawArrays.apply(this, args);
  };
}`;

export async function startRows(): Promise<Row[]> {
  await ensureBuilt();
  const { demoKb } = measureBundle(DIST);
  const server = await serve(DIST);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, serviceWorkers: 'block' });
    const start = async (): Promise<[number, number]> => {
      const page = await context.newPage();
      await page.addInitScript({ content: WATCH });
      await page.goto(`http://127.0.0.1:${server.port}/#demo`);
      await page.getByRole('img', { name: /^Preview:.*\b[1-9][\d,]* dots/ }).waitFor({ timeout: 120_000 });
      const seen = (await page.evaluate('window.seen')) as { photo: number; dots: number };
      await page.close();
      return [seen.dots, seen.photo];
    };
    await start();
    const pairs: [number, number][] = [];
    for (let run = 0; run < RUNS; run++) pairs.push(await start());
    return [
      rowOf(
        {
          group: 'Start',
          name: 'from the start to the demo’s dots',
          peer: 'to its photo',
          bar: 1.5,
          note: `${demoKb.toFixed(0)} kB of JavaScript`,
        },
        pairs,
      ),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
