/*
 * A project comes back from its file as it went in, and a bad file is refused by one sentence with its name.
 */
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import { packProject, unpackProject } from '../../src/io/project-file.ts';
import { fixture } from './fixture.ts';

const photo = fixture('orientation-6.jpg');
const original = new Blob([photo], { type: 'image/jpeg' });
const project = newProject({ name: 'front.jpg', widthPx: 240, heightPx: 300 }, 'Crown');
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const zipOf = (entries: Record<string, Uint8Array>) => new Blob([zipSync(entries) as Uint8Array<ArrayBuffer>]);
const jsonOf = (value: unknown) => strToU8(JSON.stringify(value));

async function refusal(blob: Blob, name = 'client.smp'): Promise<string> {
  const result = await unpackProject(blob, name);
  if (result.ok) throw new Error('it was accepted');
  expect(result.reason).toContain(name);
  expect(result.reason).toMatch(/^[^\n]+\.$/);
  return result.reason;
}

describe('project file', () => {
  test('comes back as it went in, with unknown keys and the photo byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.nat(4294967295),
        fc.dictionary(fc.stringMatching(/^x[a-z]{1,8}$/), fc.json()),
        async (title, seed, unknown) => {
          const before = { ...project, ...unknown, title, seed } as Project;
          const result = await unpackProject(await packProject(before, original), 'client.smp');
          if (!result.ok) throw new Error(result.reason);
          expect(result.project).toEqual(before);
          expect(result.photoName).toBe('front.jpg');
          expect(result.photo?.type).toBe('image/jpeg');
          expect(await bytesOf(result.photo!)).toEqual(photo);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is a zip that any program opens, the same bytes every time', async () => {
    const blob = await packProject(project, original);
    expect(blob.type).toBe('application/zip');
    const entries = unzipSync(await bytesOf(blob));
    expect(Object.keys(entries)).toEqual(['project.json', 'photo.jpg']);
    expect(JSON.parse(new TextDecoder().decode(entries['project.json']))).toEqual(project);
    expect(await bytesOf(await packProject(project, original))).toEqual(await bytesOf(blob));
  });

  test('is written without code that is loaded later; what cannot be unpacked for want of it is refused in one sentence', async () => {
    vi.doMock('fflate', () => {
      throw new Error('Failed to fetch dynamically imported module');
    });
    vi.resetModules();
    const io = await import('../../src/io/project-file.ts');
    const blob = await io.packProject(project, original);
    expect(Object.keys(unzipSync(await bytesOf(blob)))).toEqual(['project.json', 'photo.jpg']);
    expect(await io.unpackProject(blob, 'client.smp')).toEqual({ ok: false, reason: expect.stringMatching(/^“client.smp” [^\n]+\.$/) });
    vi.doUnmock('fflate');
    vi.resetModules();
  });

  test('a bare project.json is read, with a byte order mark too', async () => {
    for (const mark of ['', '\ufeff']) {
      const result = await unpackProject(new Blob([mark + JSON.stringify(project)]), 'project.json');
      expect(result).toEqual({ ok: true, project, photo: null, photoName: 'front.jpg' });
    }
  });

  test('a zip that was packed again inside a folder is read', async () => {
    const entries = { 'Crown/project.json': jsonOf(project), '__MACOSX/Crown/._photo.jpg': strToU8('x'), 'Crown/photo.jpg': photo };
    const result = await unpackProject(zipOf(entries), 'client.smp');
    expect(result.ok && result.photo?.size).toBe(photo.length);
  });

  test('what is not a project is refused', async () => {
    expect(await refusal(new Blob([]))).toContain('empty');
    expect(await refusal(new Blob([photo]))).toContain('not a Stubble project');
    expect(await refusal(zipOf({ 'readme.txt': strToU8('x') }))).toContain('no project.json');
    expect(await refusal(zipOf({ 'project.json': strToU8('{"format":') }))).toContain('not valid JSON');
    expect(await refusal(new Blob(['{"format": "other"}']), 'project.json')).toContain('format');
    expect(await refusal(new Blob([JSON.stringify({ ...project, version: 3 })]), 'project.json')).toContain('version is 3');
  });

  test('a broken zip is refused wherever it is cut', async () => {
    const bytes = await bytesOf(await packProject(project, original));
    for (let length = 4; length < bytes.length - 1; length += 97) await refusal(new Blob([bytes.subarray(0, length)]));
  });

  test('one changed byte of the photo is noticed', async () => {
    const bytes = await bytesOf(await packProject(project, original));
    bytes[bytes.length - 1000] ^= 1;
    expect(await refusal(new Blob([bytes]))).toContain('photo.jpg');
  });

  test('sizes are checked before anything is unpacked', async () => {
    const large = { 'project.json': jsonOf({ ...project, notes: 'x'.repeat(6e6) }) };
    expect(await refusal(zipOf(large))).toContain('5 MB');
    const zip = await bytesOf(zipOf({ 'project.json': jsonOf(project), 'photo.jpg': photo }));
    const view = new DataView(zip.buffer);
    for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 3e9, true);
    expect(await refusal(new Blob([zip]))).toContain('600 MB');
  });

  test('an entry that unpacks to more than it declares is refused', async () => {
    const zip = await bytesOf(zipOf({ 'project.json': jsonOf({ ...project, notes: 'x'.repeat(1e6) }) }));
    const view = new DataView(zip.buffer);
    for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 5000, true);
    expect(await refusal(new Blob([zip]))).toContain('damaged');
  });
});
