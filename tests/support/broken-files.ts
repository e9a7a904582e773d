/*
 * Files that are broken or hostile, made anew and always the same: each must open rightly or be refused by one sentence, quickly, and
 * leave the open consultation alone.
 */
import { strToU8, zipSync } from 'fflate';
import { newProject, parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { randomStream } from '../../src/core/math/random.ts';
import { joinBytes } from '../../src/io/join-bytes.ts';
import { packProject } from '../../src/io/project-file.ts';
import { caseFile, fixture } from '../io/fixture.ts';
import { brokenHeifs } from './broken-heifs.ts';
import { brokenPhotos } from './broken-photos.ts';
import { brokenZips } from './broken-zips.ts';
import { otherFiles } from './other-files.ts';

export interface BrokenFile {
  name: string;
  bytes: Uint8Array;
  /** left out: it may open or be refused, as the damage falls */
  opens?: boolean;
}

/** The photo of the consultation that is open meanwhile. */
export const OPEN_PHOTO = fixture('orientation-1.jpg');
export const SIZE = { widthPx: 240, heightPx: 300 };

/** A file of version 1 with something in every field. */
export function fullProject() {
  const project = newProject({ name: 'front.jpg', ...SIZE }, 'Crown');
  return {
    ...project,
    version: 1,
    scale: { pxPerMm: 1.2, method: 'marks', sdShare: 0.03 },
    camera: { focalPx: 300 },
    head: { centrePx: [120, 140], halfAxesMm: [77, 95, 110], rotationRad: [0, 0, 0] },
    white: { gains: [1, 1, 1] },
    design: {
      ...project.design,
      hairline: {
        pointsPx: [
          [60, 60],
          [120, 50],
          [180, 60],
        ],
        style: 'natural',
        featherMm: 7,
        irregularity: 0.5,
        mirrored: false,
      },
      zones: [
        {
          kind: 'fill',
          outlinePx: [
            [60, 60],
            [180, 60],
            [120, 20],
          ],
          perCm2: 140,
          blendMm: 12,
          temples: 1,
          avoidHair: true,
        },
      ],
      strokes: [{ tool: 'add', radiusMm: 8, strength: 0.5, pathPx: [[100, 50]] }],
    },
  };
}
const jsonOf = (project: unknown) => strToU8(JSON.stringify(project));
export const smpOf = (json: Uint8Array, photo: Uint8Array = OPEN_PHOTO) => zipSync({ 'project.json': json, 'photo.jpg': photo });

function truncated(good: readonly (readonly [string, Uint8Array])[]): BrokenFile[] {
  return good.flatMap(([name, bytes]) =>
    Array.from({ length: 15 }, (_, i) => ({
      name: `cut at ${i + 1} of 16 ${name}`,
      bytes: bytes.subarray(0, (bytes.length * (i + 1)) >> 4),
      opens: false,
    })),
  );
}

function flipped(good: readonly (readonly [string, Uint8Array])[], perFile: number): BrokenFile[] {
  const random = randomStream(7);
  return good.flatMap(([name, bytes]) =>
    Array.from({ length: perFile }, (_, i) => {
      const changed = bytes.slice();
      // the first flips fall into the header, where they matter most
      const reach = i % 2 ? bytes.length : Math.min(bytes.length, 400);
      for (let k = 0; k <= i % 3; k++) {
        const at = Math.floor(random() * reach);
        changed[at] ^= 1 << Math.floor(8 * random());
      }
      return { name: `flipped ${i} ${name}`, bytes: changed };
    }),
  );
}

/** The text of the project with one field set to what JSON cannot or should not hold. */
function wrongJson(): BrokenFile[] {
  const fields: readonly (readonly (string | number)[])[] = [
    ['seed'],
    ['photo', 'widthPx'],
    ['scale', 'pxPerMm'],
    ['camera', 'focalPx'],
    ['head', 'centrePx', 0],
    ['head', 'halfAxesMm', 1],
    ['head', 'rotationRad', 2],
    ['design', 'hairline', 'pointsPx', 1, 0],
    ['design', 'zones', 0, 'outlinePx', 2, 1],
    ['design', 'strokes', 0, 'pathPx', 0, 0],
    ['treatment', 'depthMm'],
    ['treatment', 'sessions', 0, 'dilution'],
  ];
  const files: BrokenFile[] = [];
  for (const path of fields)
    for (const value of ['NaN', '1e309', '-1e309', '"x"', '{"toString":1}']) {
      const project = JSON.parse(JSON.stringify(fullProject()));
      let parent = project;
      for (const key of path.slice(0, -1)) parent = parent[key];
      parent[path.at(-1) as string] = '@';
      const text = JSON.stringify(project).replace('"@"', value);
      files.push({ name: `${path.join('.')} is ${value}.json`, bytes: strToU8(text), opens: false });
      if (value === '1e309') files.push({ name: `${path.join('.')} is ${value}.smp`, bytes: smpOf(strToU8(text)), opens: false });
    }
  return files;
}

function strangeJson(): BrokenFile[] {
  const text = JSON.stringify(fullProject());
  const withKey = (key: string, value: string) => strToU8(`${text.slice(0, -1)},${JSON.stringify(key)}:${value}}`);
  const deep = (depth: number, [open, close] = ['[', ']']) => open.repeat(depth) + close.repeat(depth);
  return [
    { name: 'deep arrays.json', bytes: withKey('notes', deep(100_000)), opens: false },
    { name: 'deep arrays.smp', bytes: smpOf(withKey('notes', deep(100_000))), opens: false },
    { name: 'deep objects.json', bytes: withKey('notes', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`), opens: false },
    { name: 'deep alone.json', bytes: strToU8(`{"a":${deep(1_000_000)}}`), opens: false },
    { name: 'brackets in a text.json', bytes: withKey('notes', JSON.stringify('['.repeat(1000))), opens: true },
    { name: 'prototype.json', bytes: withKey('__proto__', '{"title":"taken"}'), opens: true },
    { name: 'twice a title.json', bytes: withKey('title', '"second"'), opens: true },
    {
      name: 'many zones.json',
      bytes: jsonOf({ ...fullProject(), design: { ...fullProject().design, zones: Array(3000).fill({ outlinePx: [[1, 1]] }) } }),
      opens: false,
    },
    { name: 'empty object.json', bytes: strToU8('{}'), opens: false },
    { name: 'array.json', bytes: strToU8('[]'), opens: false },
    { name: 'null.json', bytes: strToU8('null'), opens: false },
    { name: 'text.json', bytes: strToU8('"project"'), opens: false },
    { name: 'empty.json', bytes: new Uint8Array(0), opens: false },
    { name: 'blank.json', bytes: strToU8(' \n'), opens: false },
    { name: 'wrong utf-8.json', bytes: joinBytes([strToU8('{"format":"'), Uint8Array.of(0xff, 0xc0, 0x80), strToU8('"}')]), opens: false },
    {
      name: 'utf-16.json',
      bytes: joinBytes([Uint8Array.of(0xff, 0xfe), Uint8Array.from(text, (c) => c.charCodeAt(0)).slice(0, 400)]),
      opens: false,
    },
    { name: 'comment.json', bytes: strToU8(`// mine\n${text}`), opens: false },
    { name: 'a later version.json', bytes: jsonOf({ ...fullProject(), version: 99 }), opens: false },
    { name: 'another size.json', bytes: jsonOf({ ...fullProject(), photo: { name: 'x', widthPx: 1, heightPx: 65535 } }), opens: false },
    { name: 'script in the title.json', bytes: jsonOf({ ...fullProject(), title: '<img src=x onerror=alert(1)>' }), opens: true },
    { name: 'too large.json', bytes: strToU8(text + ' '.repeat(6e6)), opens: false },
  ];
}

export async function brokenFiles(): Promise<BrokenFile[]> {
  const parsed = parseProject(fullProject());
  if (!parsed.ok) throw new Error(parsed.reason);
  const smp = new Uint8Array(
    await (await packProject(consultationOf(parsed.project), new Map([['front', { original: new Blob([OPEN_PHOTO]) }]]))).arrayBuffer(),
  );
  const good: [string, Uint8Array][] = [
    ['turned.jpg', fixture('orientation-6.jpg')],
    ['restarts.jpg', caseFile('whole.jpg')],
    ['progressive.jpg', fixture('progressive.jpg')],
    ['alpha.png', fixture('alpha.png')],
    ['photo.webp', fixture('photo.webp')],
    ['photo.avif', fixture('photo.avif')],
    ['photo.heic', fixture('photo.heic')],
    ['client.smp', smp],
    ['project.json', jsonOf(fullProject())],
  ];
  const renamed = (['a.png', 'a.heic', 'a.webp', 'a.jpg', 'a.txt', 'a'] as const).map((name, i) => ({
    name,
    bytes: good[(i + 1) % 7][1],
    opens: true,
  }));
  return [
    ...truncated(good),
    ...flipped(good, 10),
    ...renamed,
    ...otherFiles().map(({ name, bytes }) => ({ name: `${name} called photo.jpg`, bytes, opens: false })),
    ...wrongJson(),
    ...strangeJson(),
    ...brokenZips(),
    ...brokenPhotos(),
    ...brokenHeifs(),
  ];
}
