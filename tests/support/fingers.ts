/* A finger on a page, by real touch events, that counts what it does: a tap or a drag is one gesture. */
import type { CDPSession, Locator, Page } from 'playwright-core';
import { drawn } from './app.ts';

type Point = readonly [x: number, y: number];

export async function fingerOn(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
  let count = 0;
  const tapAt = async (at: Point) => {
    count += 1;
    // lifted without waiting for the page: a busy one would make a long press of it
    await Promise.all([send('touchStart', at), send('touchEnd')]);
  };
  return {
    gestures: () => count,
    async tap(target: Locator) {
      await target.waitFor();
      // its middle, once it lies still
      const at = await target.evaluate(async (element) => {
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        for (let before = ''; ; ) {
          await new Promise((done) => requestAnimationFrame(done));
          const { x, y, width, height } = element.getBoundingClientRect();
          const now = `${x} ${y} ${width} ${height}`;
          if (now === before) return [x + width / 2, y + height / 2] as const;
          before = now;
        }
      });
      await tapAt(at);
    },
    tapAt,
    /** @param meanwhile runs before the finger is lifted */
    async drag(from: Point, to: Point, meanwhile: () => Promise<void> = async () => {}) {
      count += 1;
      await send('touchStart', from);
      for (let step = 1; step <= 6; step++) {
        await send('touchMove', [from[0] + ((to[0] - from[0]) * step) / 6, from[1] + ((to[1] - from[1]) * step) / 6]);
        await drawn(page);
      }
      await meanwhile();
      await send('touchEnd');
    },
  };
}
