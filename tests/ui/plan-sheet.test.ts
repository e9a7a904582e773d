/* What the sheet says of plans that lack something: no scale, no hairline, several photos, several plans. */
import { render } from 'lit-html';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanSheet, SheetPicture } from '../../src/app/commands.ts';
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import type { PlanFigures } from '../../src/core/treatment/estimates.ts';
import { moneyWords, usualCurrency } from '../../src/ui/plan-sheet/money.ts';
import { planPage } from '../../src/ui/plan-sheet/plan-page.ts';
import { templateOf, templatePage } from '../../src/ui/plan-sheet/template-page.ts';

const photo = { name: 'front.jpg', widthPx: 1000, heightPx: 1200 };
const bare = newProject(photo, 'Ms. A');
const placed: Project = {
  ...bare,
  scale: { pxPerMm: 5, method: 'marks', sdShare: 0.01 },
  head: { centrePx: [500, 500], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], shape: 'standard' },
};
const LINE = {
  points: [
    [-60, 25],
    [0, 50],
    [62, 24],
  ],
  style: 'natural',
  featherMm: 5,
  irregularity: 0.5,
  mirrored: false,
} as never;
const planned: Project = {
  ...placed,
  design: {
    ...placed.design,
    hairline: LINE,
    zones: [
      {
        id: 'z',
        kind: 'fill',
        outline: [
          [-50, 20],
          [50, 20],
          [0, -50],
        ],
        perCm2: 140,
        blendMm: 12,
        temples: 1,
        avoidHair: true,
      },
    ] as never,
  },
};
const part = { areaCm2: 200, dots: 20_000, dotsPerSession: [6000, 7000, 7000], minutes: [172, 340] as const };
const whole = { ...part, zones: [part] };
const figures: PlanFigures = { ...whole, areaSdShare: 0.02, unseen: { ...whole, areaCm2: 0 }, shown: whole };

const picture = (id: string, project: Project): SheetPicture => ({
  id,
  label: '',
  project,
  rect: { x: 0, y: 0, width: 1000, height: 1200 },
  jpeg: new Blob(),
});
const sheetOf = (project: Project, change: Partial<PlanSheet> = {}): PlanSheet => ({
  project,
  planName: 'A',
  photos: [picture('front', project)],
  photosLeftOut: 0,
  healed: null,
  figures: null,
  advice: [],
  ...change,
});
let host: HTMLElement;
beforeEach(() => {
  host = document.createElement('div');
});
afterEach(() => host.remove());
function said(sheet: PlanSheet, rates: Parameters<typeof planPage>[1] = null): string {
  render(
    planPage(sheet, rates, () => 'blob:picture', templateOf(sheet.project)),
    host,
  );
  return (host.textContent ?? '').replace(/\s+/g, ' ');
}

describe('the plan sheet', () => {
  test('without a scale it says what is not known, and there is no template', () => {
    const text = said(sheetOf({ ...planned, scale: null, head: null }));
    expect(templateOf({ ...planned, scale: null })).toBeNull();
    expect(text).toContain('The scale is not set');
    expect(text).toContain('1 / 1');
    expect(text).not.toMatch(/\d mm above|NaN|undefined/);
    // what can be told all the same
    expect(text).toContain('30 : 1');
    expect(text).toContain('Pregnancy');
  });

  test('without a hairline it says so, and the zones are there', () => {
    const project = { ...planned, design: { ...planned.design, hairline: null } };
    const text = said(sheetOf(project, { figures }));
    expect(text).toContain('no hairline, and so no template');
    expect(text).toContain('1 / 1');
    expect(text).toContain('1 Fill');
    expect(text).toContain('20,000');
  });

  test('with all of it there are figures, and a cost only by rates', () => {
    const sheet = sheetOf(planned, { figures });
    expect(said(sheet)).not.toContain('Cost');
    const text = said(sheet, { currency: 'USD', perHour: 100, perSession: 50 });
    expect(text).toContain('Cost');
    // 172 to 340 minutes at 100 an hour, and three sessions at 50
    expect(text).toMatch(/\$437\s?–\s?\$?717/);
    expect(text).toContain('1 / 2');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  test('each photo has the hairline that it shows, and those left out are counted', () => {
    const back = { ...planned, head: { ...(planned.head as NonNullable<Project['head']>), rotationRad: [0, Math.PI, 0] as never } };
    said(sheetOf(planned, { photos: [picture('front', planned), picture('back', back)], photosLeftOut: 3, figures }));
    const drawn = [...host.querySelectorAll('figure')].map((figure) => figure.querySelectorAll('path').length);
    expect(drawn[0]).toBeGreaterThan(2);
    expect(host.textContent).toContain('3 more photos are in the consultation');
    expect(host.querySelectorAll('figure image')).toHaveLength(2);
  });

  test('advice that was shown is on it', () => {
    const advice = [{ id: 'too-dense', title: 'Too dense', figure: '40 %', why: 'It reads as a helmet.', day: 54 }] as never;
    expect(said(sheetOf(planned, { figures, advice }))).toContain('Too dense (40 %). It reads as a helmet.');
  });

  test('the template names the plan, its length, its sides and what flattening does to it', () => {
    const points = [
      [-80, -5],
      [-60, 30],
      [0, 50],
      [55, 32],
      [78, 0],
    ];
    const long = { ...planned, design: { ...planned.design, hairline: { ...planned.design.hairline, points } as never } };
    const template = templateOf(long);
    if (!template) throw new Error('no template');
    render(templatePage(sheetOf(long, { planName: 'B lower' }), template), host);
    const text = (host.textContent ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('B lower');
    expect(text).toContain(`${template.lengthMm.toFixed(1)} mm from end to end`);
    expect(text).toMatch(/paper is up to \d\.\d % longer than skin, \d\.\d mm over the whole line/);
    expect(host.querySelectorAll('svg.strip path.hairline').length).toBe(template.strips.length);
    expect(text.indexOf('Client’s right side')).toBeLessThan(text.indexOf('Client’s left side'));
  });
});

describe('money', () => {
  test('is written as the language writes it, in its country’s currency', () => {
    expect(usualCurrency('de-AT')).toBe('EUR');
    expect(usualCurrency('en')).toBe('USD');
    expect(usualCurrency('ja')).toBe('JPY');
    expect(moneyWords([100, 100], 'EUR', 'en')).toBe('€100');
    // what WebKitGTK says where the system has no language
    expect([usualCurrency('c'), moneyWords([100, 100], 'EUR', 'c')]).toEqual(['USD', '€100']);
    expect(moneyWords([100, 250], 'GBP', 'en-GB')).toMatch(/^£100\s?–\s?£?250$/);
  });
});
