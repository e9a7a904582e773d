/*
 * A project comes back from its file as it went in, and a bad file is refused by one sentence with its name.
 */
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import type { Consultation } from '../../src/core/consultation/consultation.ts';
import { withPhoto } from '../../src/core/consultation/photos-and-plans.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { packProject, unpackProject } from '../../src/io/project-file.ts';
import { stripMetadata } from '../../src/io/strip-metadata.ts';
import { fixture } from './fixture.ts';

const photo = fixture('orientation-6.jpg');
const original = new Blob([photo], { type: 'image/jpeg' });
const shown = newProject({ name: 'front.jpg', widthPx: 240, heightPx: 300 }, 'Crown');
const version1 = { ...shown, version: 1 };
const project = consultationOf(shown);
const files = new Map([['front', { original }]]);
const other = fixture('orientation-6.png');
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
          const before = { ...project, ...unknown, title, seed } as Consultation;
          const result = await unpackProject(await packProject(before, files), 'client.smp');
          if (!result.ok) throw new Error(result.reason);
          expect(result.consultation).toEqual(before);
          expect([...result.files.keys()]).toEqual(['front']);
          expect(result.files.get('front')?.type).toBe('image/jpeg');
          expect(await bytesOf(result.files.get('front')!)).toEqual(stripMetadata(photo));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('holds all photos, each under its id, whatever letters it has', async () => {
    const entry = { id: 'Seite links ü', name: 'left.png', widthPx: 300, heightPx: 240 };
    const several = withPhoto(project, entry);
    const pixels = new Blob([other], { type: 'image/png' });
    const blob = await packProject(several, new Map([...files, [entry.id, { original: pixels }]]));
    expect(Object.keys(unzipSync(await bytesOf(blob)))).toEqual(['project.json', 'photos/front.jpg', 'photos/Seite links ü.png']);
    const result = await unpackProject(blob, 'client.smp');
    if (!result.ok) throw new Error(result.reason);
    expect(result.consultation).toEqual(several);
    expect(await bytesOf(result.files.get(entry.id)!)).toEqual(stripMetadata(other));
  });

  test('of version 1 opens as it always did', async () => {
    const old = zipOf({ 'project.json': jsonOf(version1), 'photo.jpg': photo });
    const result = await unpackProject(old, 'client.smp');
    if (!result.ok) throw new Error(result.reason);
    expect(result.consultation).toEqual(project);
    expect(await bytesOf(result.files.get('front')!)).toEqual(stripMetadata(photo));
  });

  test('is a zip that any program opens, the same bytes every time', async () => {
    const blob = await packProject(project, files);
    expect(blob.type).toBe('application/zip');
    const entries = unzipSync(await bytesOf(blob));
    expect(Object.keys(entries)).toEqual(['project.json', 'photos/front.jpg']);
    expect(JSON.parse(new TextDecoder().decode(entries['project.json']))).toEqual(project);
    expect(await bytesOf(await packProject(project, files))).toEqual(await bytesOf(blob));
  });

  test('is written without code that is loaded later; what cannot be unpacked for want of it is refused in one sentence', async () => {
    vi.doMock('fflate', () => {
      throw new Error('Failed to fetch dynamically imported module');
    });
    vi.resetModules();
    const io = await import('../../src/io/project-file.ts');
    const blob = await io.packProject(project, files);
    expect(Object.keys(unzipSync(await bytesOf(blob)))).toEqual(['project.json', 'photos/front.jpg']);
    expect(await io.unpackProject(blob, 'client.smp')).toEqual({ ok: false, reason: expect.stringMatching(/^“client.smp” [^\n]+\.$/) });
    vi.doUnmock('fflate');
    vi.resetModules();
  });

  test('a bare project.json is read, with a byte order mark too', async () => {
    for (const mark of ['', '\ufeff']) {
      const result = await unpackProject(new Blob([mark + JSON.stringify(project)]), 'project.json');
      expect(result).toEqual({ ok: true, consultation: project, files: new Map() });
    }
  });

  test('a zip that was packed again inside a folder is read', async () => {
    const entries = { 'Crown/project.json': jsonOf(project), '__MACOSX/Crown/._photo.jpg': strToU8('x'), 'Crown/photo.jpg': photo };
    const result = await unpackProject(zipOf(entries), 'client.smp');
    expect(result.ok && result.files.get('front')?.size).toBe(stripMetadata(photo).length);
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
    const bytes = await bytesOf(await packProject(project, files));
    for (let length = 4; length < bytes.length - 1; length += 97) await refusal(new Blob([bytes.subarray(0, length)]));
  });

  test('one changed byte of the photo is noticed', async () => {
    const bytes = await bytesOf(await packProject(project, files));
    bytes[bytes.length - 1000] ^= 1;
    expect(await refusal(new Blob([bytes]))).toContain('front.jpg');
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
