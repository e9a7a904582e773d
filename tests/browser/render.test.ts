/* `npm run render`: files in, files out; as a process where that can make a difference, else its command in the shared browser. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { LINEAR_OF_BYTE, srgbOf } from '../../src/core/math/colour.ts';
import { baldHead, baldHeadProject, baldHeadVersion1, HEIGHT_PX, WIDTH_PX, ZONE_PX } from '../support/bald-head.ts';
import { type Picture, readPng, writePng } from '../support/png.ts';
import { render, renderProcess } from '../support/render.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stubble-render-'));
  writeFileSync(at('head.png'), writePng(baldHead()));
  writeFileSync(at('head.json'), JSON.stringify(baldHeadVersion1()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pictureBy(run: typeof render, out: string, ...args: string[]): Promise<Picture> {
  expect(await run('--photo', at('head.png'), '--project', at('head.json'), '--out', at(out), ...args)).toMatchObject({
    code: 0,
    stderr: '',
  });
  return readPng(readFileSync(at(out)));
}
const picture = (out: string, ...args: string[]) => pictureBy(render, out, ...args);
interface Dots {
  pxPerMm: number;
  dots: { id: number[]; xPx: number[]; yPx: number[]; session: number[]; rank: number[] };
}
const dotsIn = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as Dots;
function meanLuminance({ rgb, width }: Picture) {
  const [dx, dy] = [(ZONE_PX.right - ZONE_PX.left) / 4, (ZONE_PX.bottom - ZONE_PX.top) / 4];
  let sum = 0;
  let count = 0;
  for (let y = ZONE_PX.top + dy; y < ZONE_PX.bottom - dy; y++) {
    for (let x = ZONE_PX.left + dx; x < ZONE_PX.right - dx; x++) {
      const i = (Math.floor(y) * width + Math.floor(x)) * 3;
      sum += 0.2126 * rgb[i] + 0.7152 * rgb[i + 1] + 0.0722 * rgb[i + 2];
      count += 1;
    }
  }
  return sum / count;
}

test('before the first session the decoded photo comes out unchanged', async () => {
  const before = await picture('before.png', '--day', '-1');
  expect([before.width, before.height]).toEqual([WIDTH_PX, HEIGHT_PX]);
  expect(Buffer.compare(before.rgb, baldHead().rgb)).toBe(0);
});

test('a photo that EXIF turns comes out upright, strip by strip', async () => {
  // upright it is 300 x 1400, taller than a strip
  const [width, height] = [1400, 300];
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rgb.set([x & 255, (x >> 3) & 255, (y * 5 + (x >> 8)) & 255], (y * width + x) * 3);
  const project = { ...baldHeadVersion1(), photo: { name: '', widthPx: height, heightPx: width } };
  writeFileSync(at('turned.json'), JSON.stringify(project));
  for (const orientation of [6, 8]) {
    writeFileSync(at('turned.png'), writePng({ width, height, rgb }, orientation));
    const args = ['--photo', at('turned.png'), '--project', at('turned.json'), '--out', at('upright.png'), '--day', '-1'];
    expect(await render(...args)).toMatchObject({ code: 0, stderr: '' });
    const upright = readPng(readFileSync(at('upright.png')));
    expect([upright.width, upright.height]).toEqual([height, width]);
    let wrong = 0;
    for (let y = 0; y < width; y++)
      for (let x = 0; x < height; x++) {
        const [sx, sy] = orientation === 6 ? [y, height - 1 - x] : [width - 1 - y, x];
        for (let c = 0; c < 3; c++) if (upright.rgb[(y * height + x) * 3 + c] !== rgb[(sy * width + sx) * 3 + c]) wrong++;
      }
    expect(wrong, `orientation ${orientation}`).toBe(0);
  }
});

test('a set white is in the picture and in the skin that is reported', async () => {
  const gains = [0.85, 1.02, 1.6] as const;
  const ask = async (name: string, project: object) => {
    writeFileSync(at(`${name}.json`), JSON.stringify(project));
    const args = [
      '--photo',
      at('head.png'),
      '--project',
      at(`${name}.json`),
      '--out',
      at(`${name}.png`),
      '--report',
      at(`${name}-report.json`),
    ];
    expect(await render(...args, '--day', '-1')).toMatchObject({ code: 0, stderr: '' });
    return { rgb: readPng(readFileSync(at(`${name}.png`))).rgb, report: JSON.parse(readFileSync(at(`${name}-report.json`), 'utf8')) };
  };
  const plain = await ask('as-taken', baldHeadVersion1());
  const white = await ask('in-white', { ...baldHeadVersion1(), white: { gains } });
  const photo = baldHead();
  let worst = 0;
  for (let i = 0; i < photo.rgb.length; i++)
    worst = Math.max(worst, Math.abs(white.rgb[i] - 255 * Math.min(1, srgbOf(LINEAR_OF_BYTE[photo.rgb[i]] * gains[i % 3]))));
  expect(worst).toBeLessThan(0.6);
  expect(plain.report.skin).toMatchObject({ class: expect.stringMatching(/^(I|II|III|IV|V|VI)$/), itaDeg: expect.any(Number) });
  for (const c of [0, 1, 2]) {
    const wanted = 255 * srgbOf(LINEAR_OF_BYTE[plain.report.skin.rgb[c]] * gains[c]);
    expect(Math.abs(white.report.skin.rgb[c] - wanted)).toBeLessThan(2);
  }
  expect(plain.report.messages.join(' ')).toContain('The photo is coarse');
});

test('each healed session makes the zone darker, keeps the dots before it, and leaves the rest of the photo', async () => {
  const [one, two, three] = [
    await picture('one.png', '--sessions', '1', '--dots', at('one.json')),
    await picture('two.png', '--sessions', '2', '--dots', at('two.json')),
    await picture('three.png', '--dots', at('three.json'), '--report', at('three-report.json')),
  ];
  const photo = baldHead();
  expect([three.width, three.height]).toEqual([WIDTH_PX, HEIGHT_PX]);
  const luminances = [photo, one, two, three].map(meanLuminance);
  for (let k = 1; k < luminances.length; k++) expect(luminances[k], `after session ${k}`).toBeLessThan(luminances[k - 1]);

  const ids = ['one.json', 'two.json', 'three.json'].map((name) => new Set(dotsIn(name).dots.id));
  expect(ids[0].size).toBeGreaterThan(50);
  for (const [fewer, more] of [ids.slice(0, 2), ids.slice(1)]) {
    expect(more.size).toBeGreaterThan(fewer.size);
    expect([...fewer].filter((id) => !more.has(id))).toEqual([]);
  }
  const { rank } = dotsIn('three.json').dots;
  expect(
    rank.every((value, i) => i === 0 || value >= rank[i - 1]),
    'sorted by rank',
  ).toBe(true);

  const marginPx = Math.ceil(6 * dotsIn('three.json').pxPerMm) + 1;
  let outside = 0;
  for (let y = 0; y < HEIGHT_PX; y++) {
    for (let x = 0; x < WIDTH_PX; x++) {
      const isNear =
        x >= ZONE_PX.left - marginPx && x <= ZONE_PX.right + marginPx && y >= ZONE_PX.top - marginPx && y <= ZONE_PX.bottom + marginPx;
      const i = (y * WIDTH_PX + x) * 3;
      if (!isNear && (three.rgb[i] !== photo.rgb[i] || three.rgb[i + 1] !== photo.rgb[i + 1] || three.rgb[i + 2] !== photo.rgb[i + 2]))
        outside += 1;
    }
  }
  expect(outside, 'changed pixels more than 6 mm outside the zone').toBe(0);
  expect(JSON.parse(readFileSync(at('three-report.json'), 'utf8'))).toMatchObject({ scale: { pxPerMm: 2.2 }, messages: expect.any(Array) });
});

test('the same command gives the same bytes as a process of its own, and --width another size', async () => {
  await pictureBy(renderProcess, 'a.png', '--day', '60', '--dots', at('a.json'));
  await picture('b.png', '--day', '60', '--dots', at('b.json'));
  expect(Buffer.compare(readFileSync(at('a.png')), readFileSync(at('b.png')))).toBe(0);
  expect(readFileSync(at('a.json'), 'utf8')).toBe(readFileSync(at('b.json'), 'utf8'));
  const small = await picture('small.png', '--width', '231');
  expect([small.width, small.height]).toEqual([231, Math.round((231 * HEIGHT_PX) / WIDTH_PX)]);
});

test('bad input ends with code 1, one sentence that names it, and nothing written', async () => {
  const project = baldHeadVersion1();
  writeFileSync(at('other-size.json'), JSON.stringify({ ...project, photo: { ...project.photo, widthPx: WIDTH_PX + 1 } }));
  writeFileSync(at('no-scale.json'), JSON.stringify({ ...project, scale: undefined }));
  writeFileSync(at('wrong-field.json'), JSON.stringify({ ...project, treatment: { depthMm: 9 } }));
  writeFileSync(at('cut.json'), '{"format":');
  writeFileSync(at('letter.jpg'), 'Dear Sir or Madam');
  writeFileSync(at('empty.jpg'), '');
  const before = readdirSync(folder);
  const refusedBy = async (run: typeof render, words: string[], ...args: string[]) => {
    const { code, stderr } = await run('--out', at('refused.png'), '--dots', at('refused.json'), ...args);
    expect(code, args.join(' ')).toBe(1);
    expect(stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
    expect(stderr).not.toMatch(/^\s+at |Error:/m);
    for (const word of words) expect(stderr).toContain(word);
  };
  const refused = (words: string[], ...args: string[]) => refusedBy(render, words, ...args);
  const photo = ['--photo', at('head.png')];
  const good = ['--project', at('head.json')];
  await refused(['other-size.json', String(WIDTH_PX + 1), String(WIDTH_PX)], ...photo, '--project', at('other-size.json'));
  await refused(['no-scale.json', 'scale'], ...photo, '--project', at('no-scale.json'));
  // seen by the app, and seen before it
  await refusedBy(renderProcess, ['letter.jpg'], '--photo', at('letter.jpg'), ...good);
  await refusedBy(renderProcess, ['--day', 'soon'], ...photo, ...good, '--day', 'soon');
  await refused(['wrong-field.json', 'treatment.depthMm', '9'], ...photo, '--project', at('wrong-field.json'));
  await refused(['cut.json', 'JSON'], ...photo, '--project', at('cut.json'));
  await refused(['empty.jpg'], '--photo', at('empty.jpg'), ...good);
  await refused(['missing.jpg'], '--photo', at('missing.jpg'), ...good);
  await refused(['--sessions', '4'], ...photo, ...good, '--sessions', '4');
  await refused(['--width', '8'], ...photo, ...good, '--width', '8');
  await refused(['--wat'], ...photo, ...good, '--wat', '1');
  await refused(['--side', 'upwards', 'front-from-above'], ...photo, ...good, '--side', 'upwards');
  expect(existsSync(at('refused.png'))).toBe(false);
  expect(readdirSync(folder)).toEqual(before);
});

test('several photos of one head: a picture, dots and a report of each, and one report of the plan', async () => {
  const project = baldHeadProject();
  const lone = consultationOf(project);
  const consultation = {
    ...lone,
    photos: ['front', 'again'].map((id) => ({ ...lone.photos[0], id, name: `${id}.png` })),
    plans: [...lone.plans, { ...lone.plans[0], name: 'Bare', design: { ...project.design, zones: [] } }],
  };
  mkdirSync(at('photos'));
  for (const id of ['front', 'again']) writeFileSync(at(`photos/${id}.png`), writePng(baldHead()));
  writeFileSync(at('several.json'), JSON.stringify(consultation));
  const run = (out: string, ...more: string[]) =>
    render('--photos', at('photos'), '--project', at('several.json'), '--out', at(out), '--width', '200', ...more);
  expect(await run('several')).toEqual({ code: 0, stderr: '' });
  expect(readdirSync(at('several')).sort()).toEqual(
    ['again.dots.json', 'again.png', 'again.report.json', 'front.dots.json', 'front.png', 'front.report.json', 'report.json'].sort(),
  );
  const one = await picture('one.png', '--width', '200', '--dots', at('one.json'));
  expect(readPng(readFileSync(at('several/front.png'))).rgb).toEqual(one.rgb);
  expect(dotsIn('several/again.dots.json')).toEqual(dotsIn('one.json'));
  const report = JSON.parse(readFileSync(at('several/report.json'), 'utf8'));
  expect(report).toMatchObject({ plan: 'A', head: { halfAxesMm: project.head?.halfAxesMm }, messages: [] });
  expect(report.photos.map(({ id }: { id: string }) => id)).toEqual(['front', 'again']);
  expect(report.photos[0].zones[0].dots).toBeGreaterThan(100);

  expect(await run('bare', '--plan', 'Bare')).toEqual({ code: 0, stderr: '' });
  expect(dotsIn('bare/front.dots.json').dots.id).toEqual([]);
  expect(await run('none', '--plan', 'C')).toEqual({ code: 1, stderr: expect.stringContaining('--plan is "C"') });
  writeFileSync(at('photos/other.png'), writePng(baldHead()));
  expect(await run('other')).toEqual({ code: 1, stderr: expect.stringContaining('knows no photo “other.png”') });
  expect(existsSync(at('other'))).toBe(false);
});

test('photos that do not show the same hair are all drawn from one plan', async () => {
  const project = baldHeadProject();
  const lone = consultationOf(project);
  const zones = project.design.zones.map((zone) => ({ ...zone, avoidHair: true }));
  const consultation = {
    ...lone,
    photos: ['bare', 'hairy'].map((id) => ({ ...lone.photos[0], id, name: `${id}.png` })),
    plans: [{ ...lone.plans[0], design: { ...project.design, zones } }],
  };
  mkdirSync(at('differing'));
  writeFileSync(at('differing/bare.png'), writePng(baldHead()));
  const hairy = baldHead();
  // not as far as the edge of the head, which each photo shows for itself
  for (let y = ZONE_PX.top + 15; y < ZONE_PX.bottom; y++)
    for (let x = ZONE_PX.left; x < WIDTH_PX / 2; x++)
      for (let c = 0; c < 3; c++) hairy.rgb[(y * WIDTH_PX + x) * 3 + c] = 30 + (hairy.rgb[(y * WIDTH_PX + x) * 3 + c] % 9);
  writeFileSync(at('differing/hairy.png'), writePng(hairy));
  writeFileSync(at('differing.json'), JSON.stringify(consultation));
  const run = await render('--photos', at('differing'), '--project', at('differing.json'), '--out', at('alike'), '--width', '200');
  expect(run).toEqual({ code: 0, stderr: '' });
  const [bare, other] = ['bare', 'hairy'].map((id) => JSON.parse(readFileSync(at(`alike/${id}.report.json`), 'utf8')));
  expect(bare.plan.dots).toBeGreaterThan(100);
  expect(bare.plan).toEqual(other.plan);
  expect(dotsIn('alike/bare.dots.json')).toEqual(dotsIn('alike/hairy.dots.json'));
});
