/*
 * Every broken or hostile file in a real browser: it opens rightly or is refused by one sentence, the open consultation is as before,
 * nothing hangs, nothing is asked of a network and nothing is logged.
 */
import { expect, inject, test } from 'vitest';
import { type BrokenFile, brokenFiles, OPEN_PHOTO } from '../support/broken-files.ts';
import { openGpuPage } from '../support/gpu-page.ts';
import type { Outcome } from './broken-files.page.ts';

const sent = ({ name, bytes }: { name: string; bytes: Uint8Array }) => ({ name, base64: Buffer.from(bytes).toString('base64') });
const SENTENCE = /^[^\n]{10,400}\.$/;
const AT_ONCE = 60;
/** On a machine that does other work besides; what reading costs is held in tests/io/broken-files.test.ts. */
const PATIENCE_MS = 60_000;

test('each opens or is refused, and what is open stays as it is', async () => {
  // the library that reads EXIF remarks on what it finds; a file may hold two blocks of it
  const { page, call } = await openGpuPage(undefined, /^ExifReader: /);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(inject('gpuUrl')) && !/^(blob|data):/.test(request.url())) foreign.push(request.url());
  });
  const files = await brokenFiles();
  const outcomes: Outcome[] = [];
  for (let i = 0; i < files.length; i += AT_ONCE)
    outcomes.push(
      ...(await call<Outcome[]>('tests/browser/broken-files.page.ts', 'openEach', {
        open: sent({ name: 'front.jpg', bytes: OPEN_PHOTO }),
        files: files.slice(i, i + AT_ONCE).map(sent),
      })),
    );
  const wrong = outcomes.flatMap((outcome, i) => faults(outcome, files[i]));
  expect(wrong).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(300);
  expect(foreign, 'requests').toEqual([]);
});

function faults({ name, isOpened, isUnchanged, said, tookMs }: Outcome, { opens }: BrokenFile): string[] {
  const all: string[] = [];
  if (tookMs > PATIENCE_MS) all.push(`${name} took ${tookMs.toFixed(0)} ms`);
  if (opens === !isOpened) all.push(`${name} ${isOpened ? 'opens' : 'does not open'}: ${said}`);
  if (isOpened) return all;
  if (!isUnchanged) all.push(`${name} changed what is open`);
  if (said.length !== 1 || !SENTENCE.test(said[0]) || !said[0].includes(name)) all.push(`${name} says ${JSON.stringify(said)}`);
  return all;
}
