/* A tablet turned round while a finger or mouse is down: the drag goes on from where the handle has come to lie, and is one step to undo. */
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, COARSE, goToStep, SCREENS, savedBy, sharedDemo, waitForDots } from '../support/app.ts';

const demo = sharedDemo({ options: COARSE });
const turnTo = async (page: Page, [width, height]: readonly [number, number]) => {
  await page.setViewportSize({ width, height });
  await atRest(page);
};
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });
const undone = (page: Page) => undo(page).getAttribute('aria-disabled');
async function middle(page: Page, name: RegExp | string): Promise<[number, number]> {
  const box = await page.getByRole('button', { name, exact: true }).boundingBox();
  if (!box) throw new Error(`there is no ${name}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test.each([
  ['landscape to portrait', SCREENS.tablet, SCREENS['tablet-upright']],
  ['portrait to landscape', SCREENS['tablet-upright'], SCREENS.tablet],
])('%s, a handle of the head in hand', async (_, from, to) => {
  const page = await demo();
  await turnTo(page, from);
  await goToStep(page, 'Head');
  await atRest(page);
  const start = await middle(page, 'Head centre');
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move(start[0] + 30, start[1] + 20, { steps: 3 });
  await turnTo(page, to);
  const turned = await middle(page, 'Head centre');
  await page.mouse.move(start[0] + 40, start[1] + 25);
  await atRest(page);
  // 10 px right and 5 px down of where it was
  const moved = await middle(page, 'Head centre');
  expect(moved[0] - turned[0]).toBeCloseTo(10, 0);
  expect(moved[1] - turned[1]).toBeCloseTo(5, 0);
  await page.mouse.up();
  await expect.poll(() => undone(page)).toBe('false');
  await undo(page).click();
  await expect.poll(() => undone(page), { message: 'one step' }).toBe('true');
  await turnTo(page, from);
  const back = await middle(page, 'Head centre');
  expect(Math.hypot(back[0] - start[0], back[1] - start[1])).toBeLessThan(1);
});

test('a point of the hairline, which may have no handle on the other screen, is let go of all the same', async () => {
  const page = await demo();
  await turnTo(page, SCREENS['tablet-upright']);
  await goToStep(page, 'Hairline');
  await atRest(page);
  const handle = page.getByRole('button', { name: /^Hairline point/ }).nth(1);
  const box = await handle.boundingBox();
  if (!box) throw new Error('the hairline has no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 6, y + 8);
  await page.evaluate(`document.querySelectorAll('.handle')[1].remove()`);
  await turnTo(page, SCREENS.phone);
  await page.mouse.move(x + 9, y + 9);
  await page.mouse.up();
  await undo(page).click();
  await expect.poll(() => undone(page), { message: 'one step' }).toBe('true');
  await page.locator('.saved[data-state=saved]').waitFor({ state: 'attached' });
});

test('a stroke of the brush ends where the picture was turned: nothing is painted across the head', async () => {
  const page = await demo();
  await turnTo(page, SCREENS.tablet);
  await goToStep(page, 'Density');
  await page.getByRole('button', { name: 'Brush', exact: true }).click();
  await atRest(page);
  const stage = await page.locator('.stage').boundingBox();
  if (!stage) throw new Error('there is no picture');
  const before = await waitForDots(page);
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height * 0.3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 15, y, { steps: 3 });
  await turnTo(page, SCREENS['tablet-upright']);
  await page.mouse.move(x - 200, y + 300, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => undone(page)).toBe('false');
  const saved = strFromU8(unzipSync((await savedBy(page, 'Save project')).bytes)['project.json']);
  const strokes: { path: [number, number][] }[] = JSON.parse(saved).plans[0].design.strokes;
  const across = strokes.at(-1)?.path.map(([degrees]) => degrees) ?? [];
  // 15 px of this picture are 4 mm or 3 degrees of the head; where the mouse went afterwards lies 60 away
  expect(across.length).toBeGreaterThan(0);
  expect(Math.max(...across) - Math.min(...across)).toBeLessThan(10);
  await undo(page).click();
  await expect.poll(() => undone(page), { message: 'one step' }).toBe('true');
  await expect.poll(() => waitForDots(page)).toBe(before);
});
