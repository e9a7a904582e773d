/* Holds the import table of the house: who may know whom, and where each outside library is let in. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** What a room may import besides itself. Rooms of the core are listed apart. */
const ROOMS: Record<string, readonly string[]> = {
  core: [],
  io: ['core'],
  render: ['core'],
  app: ['core'],
  ui: ['core', 'app'],
  cli: [],
  'main.ts': ['core', 'app', 'render', 'ui', 'io'],
};
const CORE_ROOMS: Record<string, readonly string[]> = {
  math: [],
  photo: ['math'],
  scalp: ['math'],
  // candidates are placed on the head and reach its rim
  stipple: ['scalp', 'math'],
  design: ['scalp', 'stipple', 'math'],
  treatment: ['stipple', 'scalp', 'math'],
  consultation: ['math'],
};
/** Types only: `from` may also know these. The types of what is saved may be known anywhere in the core. */
const CORE_TYPES: Record<string, readonly string[]> = {
  stipple: ['scalp', 'consultation'],
  photo: ['consultation'],
  scalp: ['consultation'],
  design: ['consultation'],
  // the flow runs from design to treatment: what is treated are the design's dots
  // what is drawn goes through the photo's camera
  treatment: ['design', 'consultation', 'photo'],
  consultation: ['photo', 'scalp', 'stipple', 'design', 'treatment'],
};
/** Whole files that a room may know although it may not know their room. */
const DOORS: Record<string, readonly string[]> = {
  // workers are started, asked and watched in one way
  app: ['io/in-worker.ts', 'io/worker-life.ts'],
  // the build makes the file of candidates that is shipped
  cli: ['core/consultation/', 'core/stipple/candidates.ts', 'app/job-contract.ts'],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

interface Node {
  type: string;
  source?: { value?: unknown } | null;
  importKind?: string;
  exportKind?: string;
  specifiers?: { importKind?: string; exportKind?: string }[];
  callee?: Node & { name?: string };
  arguments?: Node[];
  argument?: { literal?: { value?: unknown }; value?: unknown };
  value?: unknown;
}
const IMPORTING = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/;

/** Every module that a source text names: static, dynamic, re-exported, as a type, or as a worker's URL. */
function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const found: Import[] = [];
  const add = (to: unknown, typeOnly: boolean) => {
    if (typeof to === 'string') found.push({ from: file, to: to.split('?')[0], typeOnly });
  };
  const visit = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!value || typeof value !== 'object') return;
    const node = value as Node;
    if (node.type === 'TSImportType') add((node.source ?? node.argument?.literal ?? node.argument)?.value, true);
    else if (IMPORTING.test(node.type) && node.source) {
      const kinds = node.specifiers?.map((s) => s.importKind ?? s.exportKind) ?? [];
      const typeOnly =
        node.importKind === 'type' || node.exportKind === 'type' || (kinds.length > 0 && kinds.every((kind) => kind === 'type'));
      add(node.source.value, typeOnly);
    } else if (
      node.type === 'NewExpression' &&
      node.callee?.name === 'URL' &&
      /^\.\.?\/.*\.(ts|js)$/.test(String(node.arguments?.[0]?.value))
    ) {
      add(node.arguments?.[0]?.value, false);
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return found;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const sources = files.map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));
const imports = sources.flatMap(({ file, text }) => importsOf(file, text));
const roomOf = (file: string) => file.split('/')[0];
/** The path inside src that a relative import means, or null for an outside package. */
const insideSrc = ({ from, to }: Import) => (to.startsWith('.') ? relative(SRC, join(SRC, dirname(from), to)).replaceAll('\\', '/') : null);
const packageOf = (to: string) => to.split('/', to.startsWith('@') ? 2 : 1).join('/');
const isOutside = ({ to }: Import) => !/^(\.|\/|node:|virtual:)/.test(to);

/** Why an import is not allowed, or null. */
function faultOf(one: Import): string | null {
  const target = insideSrc(one);
  if (target === null) return null;
  const [fromRoom, toRoom] = [roomOf(one.from), roomOf(target)];
  const fault = `${one.from} imports ${target}${one.typeOnly ? ' (types)' : ''}`;
  if (target.startsWith('..')) return target === '../package.json' ? null : fault;
  if (fromRoom === 'core' && toRoom === 'core') {
    const [from, to] = [one.from.split('/')[1], target.split('/')[1]];
    const may = from === to || CORE_ROOMS[from]?.includes(to) || (one.typeOnly && CORE_TYPES[from]?.includes(to));
    return may ? null : fault;
  }
  if (fromRoom === toRoom || ROOMS[fromRoom]?.includes(toRoom)) return null;
  return DOORS[fromRoom]?.some((door) => target.startsWith(door)) ? null : fault;
}

describe('the house', () => {
  test('has only the rooms that are named', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in ROOMS) && room !== 'vite-env.ts')).toEqual([]);
    const coreRooms = files.filter((file) => file.startsWith('core/')).map((file) => file.split('/')[1]);
    expect([...new Set(coreRooms)].filter((room) => !(room in CORE_ROOMS))).toEqual([]);
  });

  test('imports only along the table', () => {
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  test('lets each outside library into one room', () => {
    const roomsOf = new Map<string, Set<string>>();
    for (const one of imports.filter(isOutside)) {
      const room = one.from.startsWith('core/') ? one.from.split('/').slice(0, 2).join('/') : roomOf(one.from);
      roomsOf.set(packageOf(one.to), (roomsOf.get(packageOf(one.to)) ?? new Set()).add(room));
    }
    const spread = [...roomsOf].filter(([, rooms]) => rooms.size > 1).map(([name, rooms]) => `${name}: ${[...rooms].join(', ')}`);
    expect(spread).toEqual([]);
  });

  test('keeps Pixi in render and visible DOM in ui', () => {
    const where = (name: string) => imports.filter((one) => isOutside(one) && packageOf(one.to) === name).map((one) => roomOf(one.from));
    expect(where('pixi.js').filter((room) => room !== 'render')).toEqual([]);
    expect(where('lit-html').filter((room) => room !== 'ui')).toEqual([]);
  });

  test('has a core without clock, chance, page or network', () => {
    const forbidden =
      /\b(Math\s*\.\s*random|new\s+Date|Date\s*\.\s*now|performance\s*\.|document\s*\.|window\s*\.|globalThis|localStorage|fetch\s*\()/;
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
    const faults = sources
      .filter(({ file }) => file.startsWith('core/'))
      .flatMap(({ file, text }) => forbidden.exec(code(text))?.[0].concat(` in ${file}`) ?? []);
    expect(faults).toEqual([]);
  });

  test('touches storage, which may throw, in one place', () => {
    const touching = /(?<!')\b(localStorage|sessionStorage)\b(?!')/;
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
    expect(sources.filter(({ text }) => touching.test(code(text))).map(({ file }) => file)).toEqual([]);
    expect(touching.test('localStorage.getItem(key)')).toBe(true);
  });

  test('refers to no document outside the repository', () => {
    const named = /\b(?!README)[a-z-]+\.md\b/i;
    expect(sources.filter(({ text }) => named.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('names its files for what they are', () => {
    expect(files.filter((file) => !/^[a-z0-9/-]+(\.worker)?\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => /(^|[/-])(utils?|helpers?|managers?|process|handlers?|handle|info|data|index)\.ts$/.test(file))).toEqual(
      [],
    );
  });

  test('would notice: each kind of forbidden import is seen', () => {
    const seen = (file: string, text: string) => importsOf(file, text).map(faultOf)[0] ?? null;
    expect(seen('core/math/a.ts', "import { x } from '../scalp/b.ts';")).not.toBeNull();
    expect(seen('core/scalp/a.ts', "import type { P } from '../../app/store.ts';")).not.toBeNull();
    expect(seen('render/a.ts', "const x = await import('../app/store.ts');")).not.toBeNull();
    expect(seen('io/a.ts', "export { x } from '../ui/shell.ts';")).not.toBeNull();
    expect(seen('app/a.ts', "new Worker(new URL('../render/worker.ts', import.meta.url));")).not.toBeNull();
    expect(seen('cli/a.ts', "let x: import('../app/store.ts').AppStore;")).not.toBeNull();
    expect(seen('core/consultation/a.ts', "import { x } from '../scalp/b.ts';")).not.toBeNull();
    expect(seen('core/consultation/a.ts', "import type { X } from '../scalp/b.ts';")).toBeNull();
    expect(seen('core/design/a.ts', "import { type X, type Y } from '../consultation/schema.ts';")).toBeNull();
    expect(seen('cli/a.ts', "import type { Job } from '../app/job-contract.ts';")).toBeNull();
  });
});
