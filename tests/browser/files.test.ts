/* Files in the built app, under its own policy: a HEIC that this browser cannot show, and a photo turned by hand. */
import { expect, test } from 'vitest';
import { caseFile } from '../io/fixture.ts';
import { COARSE, goToStep, openApp } from '../support/app.ts';

test('a HEIC opens; turned by hand it lies on its side, and comes back so', async () => {
  const { page } = await openApp({ options: COARSE });
  const file = { name: 'phone.heic', mimeType: 'image/heic', buffer: Buffer.from(caseFile('p3-on-tiles.heic')) };
  await page.locator('input[type=file][aria-label="Open photo"]').first().setInputFiles(file);
  const size = page.locator('dl.figures');
  await goToStep(page, 'Photo');
  await expect.poll(() => size.textContent()).toContain('480 × 600 px');
  await page.getByRole('button', { name: 'Turn photo' }).click();
  await expect.poll(() => size.textContent()).toContain('600 × 480 px');
  await page.getByText('Kept on this device', { exact: true }).waitFor();
  await page.reload();
  await goToStep(page, 'Photo');
  await expect.poll(() => size.textContent()).toContain('600 × 480 px');
});
