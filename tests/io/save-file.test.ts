import { expect, test } from 'vitest';
import { projectFileName, safeFileName } from '../../src/io/save-file.ts';

const photo = { name: 'front.jpg', widthPx: 40, heightPx: 50 };

test('a project is called by its title as it is written', () => {
  for (const title of ['हिन्दी', 'Zoë Müller', 'می\u200cخواهم', 'ไทย', "O'Brien, 2nd visit", 'Dr. Meier and a long rest of it'])
    expect(projectFileName({ title, photo }, '.smp')).toBe(`${title}.smp`);
});

test('decomposed accents become one letter and stay', () => {
  expect(projectFileName({ title: 'Zoe\u0308', photo }, '.smp')).toBe('Zo\u00eb.smp');
});

test('without a title it is called like its photo, else stubble', () => {
  expect(projectFileName({ title: '', photo }, '.smp')).toBe('front.smp');
  expect(projectFileName({ title: '???', photo: { ...photo, name: '' } }, '-day-3.png')).toBe('stubble-day-3.png');
});

test('a name has nothing that a file system refuses', () => {
  expect(safeFileName('../a/b: "c"?.smp')).toBe('a-b- -c-.smp');
  const long = safeFileName(`${'हि'.repeat(200)}.smp`);
  expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(255);
  expect(long).toMatch(/\.smp$/);
});
