/* Measuring on the picture in the Hairline step: figures, a ruler dragged by a pointer and by keys, the mirrored line. */
import { expect, test } from 'vitest';
import { atRest, COARSE, drawn, goToStep, openDemo, screenshot } from '../support/app.ts';
import { seriousFaults } from '../support/serious-faults.ts';

test('heights, corners and length are told; the ruler follows a drag and arrow keys; the mirrored line is drawn; nothing of it can be undone', async () => {
  const { page } = await openDemo({ options: COARSE });
  await goToStep(page, 'Hairline');
  await page.getByRole('checkbox', { name: 'Measure', exact: true }).check();
  const words = page.locator('.figure-line');
  await expect.poll(() => words.allInnerTexts()).toHaveLength(2);
  const [mid, corners] = await words.allInnerTexts();
  expect(mid).toMatch(/^Mid-point \d\d ± 4 mm above the glabella/);
  expect(corners).toMatch(
    /left corner stands \d\d mm above the level of the glabella, the right \d\d mm: .*\. The line is \d{3} ± \d+ mm long\.$/,
  );

  await page.getByRole('checkbox', { name: 'Ruler' }).check();
  const ruler = page.getByRole('status').filter({ hasText: /^Ruler: / });
  await ruler.waitFor();
  const lengthMm = async () => Number(/^Ruler: (\d+) ± \d+ mm along the skin, \d+ mm straight/.exec(await ruler.innerText())?.[1]);
  const start = await lengthMm();
  expect(start).toBeGreaterThan(30);
  const end = page.getByRole('button', { name: 'Ruler, second end' });
  await atRest(page);
  const box = await end.boundingBox();
  if (!box) throw new Error('the ruler has no end');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 - 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(lengthMm).toBeGreaterThan(start + 10);
  await drawn(page);
  const dragged = await lengthMm();
  await end.focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(lengthMm).toBeLessThan(dragged - 3);

  await page.getByRole('checkbox', { name: 'Mirrored line' }).check();
  await expect.poll(() => page.locator('.overlay .ghost').getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+L/);
  await screenshot(page, 'tablet-measuring');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('checkbox', { name: 'Measure', exact: true }).uncheck();
  await expect.poll(() => page.locator('.ghost').count()).toBe(0);
});
