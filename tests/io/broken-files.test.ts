/*
 * Every broken or hostile file up to where its pixels are decoded: nothing throws, and who is refused is refused by one sentence with its
 * name. Decoders are the browser's: tests/browser/broken-files.test.ts goes on from there.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setScreen } from '../../src/app/actions.ts';
import { openPhoto, openProject } from '../../src/app/desk/open.ts';
import { looksLikeProject } from '../../src/core/consultation/looks-like-project.ts';
import { unpackProject } from '../../src/io/project-file.ts';
import { readPhoto } from '../../src/io/read-photo.ts';
import { repairJpeg } from '../../src/io/repair-jpeg.ts';
import { brokenFiles, OPEN_PHOTO, SIZE } from '../support/broken-files.ts';
import { fakeDesk, jpeg, photoNamed } from '../support/fake-desk.ts';

/** A browser that decodes nothing, and counts how often it was asked to. */
let decodings = 0;
class JpegWorker {
  onmessage: (event: { data: unknown }) => void = () => {};
  readonly isJpeg: boolean;
  constructor(url: URL) {
    this.isJpeg = url.href.includes('jpeg.worker');
  }
  postMessage(bytes: Uint8Array) {
    const data = this.isJpeg ? { repaired: repairJpeg(bytes) } : { problem: 'no decoder here' };
    queueMicrotask(() => this.onmessage({ data }));
  }
  terminate() {}
}
beforeEach(() => {
  vi.stubGlobal('Worker', JpegWorker);
  vi.stubGlobal('createImageBitmap', async () => {
    decodings++;
    throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
  });
});
afterEach(() => vi.unstubAllGlobals());

const SENTENCE = /^[^\n]{10,400}[.]$/;
const NONSENSE = /undefined|NaN (x|megap)|\[object|Error|stack/;

test('each file is refused by one sentence or comes as far as being decoded, and leaves the open consultation alone', async () => {
  const files = await brokenFiles();
  expect(files.length).toBeGreaterThanOrEqual(300);
  expect(new Set(files.map(({ name }) => name)).size, 'names').toBe(files.length);
  const fake = fakeDesk();
  const { desk, services } = fake;
  const { readPhoto: readAny } = services;
  services.readPhoto = async (file, options) => {
    const read = await readAny(file, options);
    return read.ok ? { ...read, photo: { ...photoNamed('front.jpg'), ...SIZE }, original: new Blob([OPEN_PHOTO]) } : read;
  };
  await openPhoto(desk, jpeg('front.jpg'));
  await desk.keeper.save();
  Object.assign(services, { readPhoto, unpackProject });
  const logged = vi.spyOn(console, 'error');
  const before = desk.store.getState();
  const wrong: string[] = [];
  for (const { name, bytes, opens } of files) {
    decodings = 0;
    setScreen(desk.store, { notices: [] });
    const file = new File([bytes as Uint8Array<ArrayBuffer>], name);
    const isProject = looksLikeProject(bytes.subarray(0, 64)) || /\.(smp|json)$/i.test(name);
    const since = process.cpuUsage();
    await (isProject ? openProject(desk, file) : openPhoto(desk, file));
    const computedMs = process.cpuUsage(since).user / 1000;
    const [said, ...more] = fake.notices();
    if (more.length || !SENTENCE.test(said) || NONSENSE.test(said)) wrong.push(`${name} says ${JSON.stringify(fake.notices())}`);
    if (desk.store.getState().project !== before.project || desk.store.getState().photo !== before.photo)
      wrong.push(`${name} changed what is open`);
    if (opens === true && decodings === 0) wrong.push(`${name} is refused: ${said}`);
    if (opens === false && isProject && decodings > 0) wrong.push(`${name} is taken for a project`);
    if (computedMs > 5000) wrong.push(`${name} took ${computedMs.toFixed(0)} ms of computing`);
  }
  expect(wrong).toEqual([]);
  expect(logged).not.toHaveBeenCalled();
});
