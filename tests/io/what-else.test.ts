/* A file that is no photo is named for what people call it, in one sentence with what to do. */
import { expect, test } from 'vitest';
import { sniffImage } from '../../src/io/sniff-image.ts';
import { whatElse } from '../../src/io/what-else.ts';
import { otherFiles } from '../support/other-files.ts';
import { caseFile } from './fixture.ts';

test.each(otherFiles().map(({ name, bytes, what }) => [name, what, bytes] as const))('%s is %s', (_, what, bytes) => {
  expect(sniffImage(bytes)).toEqual({ kind: 'other' });
  const sentence = whatElse(bytes);
  expect(sentence).toContain(what);
  expect(sentence).toMatch(/^is [^\n]+: [a-z][^\n]+\.$/);
});

test.each([
  ['named.jxl', 'JPEG XL'],
  ['named.jp2', 'JPEG 2000'],
  ['named.cr3', 'Canon raw'],
])('%s is named %s', (name, what) => {
  expect(sniffImage(caseFile(name))).toEqual({ kind: 'other' });
  expect(whatElse(caseFile(name))).toContain(what);
});

test('no beginning of any bytes makes it throw', () => {
  for (const { bytes } of otherFiles())
    for (let length = 0; length < Math.min(64, bytes.length); length++) whatElse(bytes.subarray(0, length));
});
