/* "Print plan" as the browser puts it on paper: two pages, text that can be selected, and a template that is as long as the hairline. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseConsultation } from '../../src/core/consultation/consultation.ts';
import { hairlineCurve } from '../../src/core/design/hairline.ts';
import { headForm } from '../../src/core/scalp/head-form.ts';
import { mmPerDeg } from '../../src/core/scalp/head-map.ts';
import { scalpLine } from '../../src/core/scalp/scalp-line.ts';
import { COARSE, goToStep, type OpenOptions, sharedApp, waitForDots } from '../support/app.ts';
import { lengthMm, type PdfPage, readPdf } from '../support/pdf.ts';

const FORMATS = ['A4', 'Letter'] as const;
const SIZES_MM = { A4: [210, 297], Letter: [215.9, 279.4] } as const;

/** Counts what would open the print dialog. */
const beforeLoad: OpenOptions['beforeLoad'] = (page) =>
  page.addInitScript(() => {
    Object.assign(window, { printed: 0 });
    window.print = () => {
      (window as unknown as { printed: number }).printed++;
    };
  });
const examples = (page: Page) => page.getByRole('region', { name: 'Examples' });
const shared = sharedApp({ options: COARSE, beforeLoad }, (page) => examples(page).waitFor());
const openDemoNamed = async (name: string) => {
  const page = await shared();
  const home = page.getByRole('button', { name: 'Home' });
  if (await home.count()) await home.click();
  await examples(page).getByRole('button', { name }).click();
  await waitForDots(page);
  return page;
};
async function printed(page: Page): Promise<void> {
  const times = () => page.evaluate(() => (window as unknown as { printed: number }).printed);
  const before = await times();
  await page.getByRole('button', { name: 'Print plan' }).click();
  await expect.poll(times).toBe(before + 1);
}
async function pdfOf(page: Page, format: (typeof FORMATS)[number], name: string): Promise<PdfPage[]> {
  const bytes = await page.pdf({ format, preferCSSPageSize: false });
  const folder = fileURLToPath(new URL('./output/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}plan-${name}-${format}.pdf`, bytes);
  return readPdf(bytes);
}
/** The hairline of a demo on its head, by its file. */
function hairlineMm(demo: string): number {
  const parsed = parseConsultation(JSON.parse(readFileSync(new URL(`../../public/demos/${demo}.json`, import.meta.url), 'utf8')));
  if (!parsed.ok) throw new Error(parsed.reason);
  const { head, plans } = parsed.consultation;
  const line = plans[0].design.hairline;
  if (!head || !line) throw new Error(`${demo} has no hairline`);
  const form = headForm(head.halfAxesMm, head.shape);
  return scalpLine(hairlineCurve(line, 0.25 / mmPerDeg(form.halfAxesMm)), form).lengthMm;
}
/** On the template's page lines of two widths mean something: the hairline's pieces, and the bar. */
const widthsMm = { hairline: 0.5, bar: 0.4 } as const;
const linesOf = ({ strokes }: PdfPage, of: keyof typeof widthsMm) =>
  strokes.filter(({ widthMm }) => Math.abs(widthMm - widthsMm[of]) < 0.02);

test('two pages on A4 and on Letter; the template is as long as the hairline on the head, and its bar 50 mm', async () => {
  const page = await openDemoNamed('Front hairline');
  await goToStep(page, 'Share');
  await page.locator('summary').click();
  await page.getByRole('spinbutton', { name: 'Per hour' }).fill('120');
  await page.getByRole('spinbutton', { name: 'Per hour' }).press('Tab');
  await page.getByLabel('Currency').selectOption('EUR');
  await printed(page);
  const onHead = hairlineMm('front');
  for (const format of FORMATS) {
    const pages = await pdfOf(page, format, 'front');
    expect(pages).toHaveLength(2);
    for (const { widthMm, heightMm } of pages) {
      expect(widthMm).toBeCloseTo(SIZES_MM[format][0], 0);
      expect(heightMm).toBeCloseTo(SIZES_MM[format][1], 0);
    }
    const [plan, template] = pages;
    for (const words of [
      'Front hairline',
      'Mid-point above the glabella',
      'Dilution',
      '1 Fill',
      'Keloids',
      'Aftercare',
      'Signature',
      '€',
      'Illustration, not a guarantee',
    ])
      expect(plan.text).toContain(words);
    expect(plan.images).toBe(2);
    for (const words of ['true size', `${onHead.toFixed(1)} mm`, '50 mm', 'Illustration, not a guarantee'])
      expect(template.text).toContain(words);
    const pieces = linesOf(template, 'hairline').filter(({ points }) => points.length > 50);
    const lineMm = pieces.reduce((sum, piece) => sum + lengthMm(piece), 0);
    const [bar] = linesOf(template, 'bar');
    expect(Math.abs(lineMm - onHead)).toBeLessThan(0.3);
    expect(Math.abs(lengthMm(bar) - 50)).toBeLessThan(0.3);
    for (const { points } of [...pieces, bar])
      for (const [x, y] of points) {
        expect(x > 5 && x < SIZES_MM[format][0] - 5).toBe(true);
        expect(y > 5 && y < SIZES_MM[format][1] - 5).toBe(true);
      }
  }
});

test('a plan without a hairline is one page, and says why there is no template', async () => {
  const page = await openDemoNamed('Scar');
  await goToStep(page, 'Share');
  await printed(page);
  for (const format of FORMATS) {
    const pages = await pdfOf(page, format, 'scar');
    expect(pages).toHaveLength(1);
    expect(pages[0].text).toContain('no hairline, and so no template');
  }
  // the sheet is gone once somebody goes on
  await page.getByRole('tab', { name: 'Density' }).click();
  await page.locator('.plan-sheet').waitFor({ state: 'detached' });
});

test('as much as a plan can have stays on one page', async () => {
  const page = await openDemoNamed('Front hairline');
  await goToStep(page, 'Density');
  await page.getByRole('slider', { name: 'Density' }).fill('220');
  await goToStep(page, 'Shade');
  await page.getByRole('slider', { name: 'Depth' }).fill('0.5');
  await page.getByRole('slider', { name: 'Dot size' }).fill('0.55');
  await goToStep(page, 'Sessions');
  for (const n of [1, 2, 3]) await page.getByRole('slider', { name: `Session ${n} dilution` }).fill(String(4 + n));
  await page.getByRole('textbox', { name: 'Title' }).fill('Somebody with a very long name and a reference number 2026-11-26 / 000123');
  await page.getByRole('textbox', { name: 'Title' }).press('Tab');
  await goToStep(page, 'Share');
  await printed(page);
  for (const format of FORMATS) {
    const pages = await pdfOf(page, format, 'full');
    expect(pages).toHaveLength(2);
    for (const words of ['Too dense', 'Dots will merge', 'Dots too large', 'Too deep', 'Not light to dark', '1 / 2'])
      expect(pages[0].text.toLowerCase()).toContain(words.toLowerCase());
  }
});
