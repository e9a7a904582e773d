/* A photo whose side nothing tells: one tap answers, the photo is measured again, and one undo takes both back. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { COARSE, goToStep, openApp, SCREENS, screenshot } from '../support/app.ts';
import { seriousFaults } from '../support/serious-faults.ts';

test('a head from above is told its side by a tap', async () => {
  // what sees ears and eyes stays away, so that the side is asked: the page says so in its console
  const beforeLoad = (page: Awaited<ReturnType<typeof openApp>>['page']) => page.route(/posenet/, (route) => route.abort());
  const { page, errors } = await openApp({ options: COARSE, screen: SCREENS.phone, allowErrors: true, beforeLoad });
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  await page.getByLabel('Open photo').first().setInputFiles(join(ROOT, 'public/demos/crown.jpg'));
  const question = page.getByRole('dialog', { name: 'From where is this head seen?' });
  await question.waitFor();
  await screenshot(page, 'side-question');
  expect(await seriousFaults(page)).toEqual([]);
  const small = await question.getByRole('button').evaluateAll((all) =>
    all.flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width < 44 || height < 44 ? [`${button.textContent}: ${width} x ${height}`] : [];
    }),
  );
  expect(small).toEqual([]);
  const seenFrom = (name: string) => page.getByRole('radiogroup', { name: 'Seen from' }).getByRole('radio', { name, exact: true });
  expect(await question.getByRole('button').nth(1).innerText()).toMatch(/^Top\s+most likely$/);

  await question.getByRole('button', { name: 'Back' }).click();
  await question.waitFor({ state: 'detached' });
  await goToStep(page, 'Head');
  await page.getByText('the side it is seen from, as you said').waitFor();
  await expect.poll(() => seenFrom('Back').isChecked()).toBe(true);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => seenFrom('Top').isChecked()).toBe(true);
  expect(errors.filter((error) => !/posenet|ERR_FAILED/.test(error))).toEqual([]);
});
