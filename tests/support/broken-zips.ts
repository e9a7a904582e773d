/* Zips that lie about sizes and names. */
import { deflateSync, strToU8, type Zippable, zipSync } from 'fflate';
import { viewOf } from '../../src/io/join-bytes.ts';
import { type BrokenFile, fullProject, OPEN_PHOTO } from './broken-files.ts';

const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** Changes every entry of the directory, from its first byte on. */
function withEntries(zip: Uint8Array, change: (view: DataView, at: number) => void, signature = ENTRY): Uint8Array {
  const changed = zip.slice();
  const view = viewOf(changed);
  for (let at = 0; at + 46 < changed.length; at++) if (view.getUint32(at, true) === signature) change(view, at);
  return changed;
}

export function brokenZips(): BrokenFile[] {
  const json = strToU8(JSON.stringify(fullProject()));
  const zip = (entries: Zippable) => zipSync(entries, { level: 6 });
  const good = zip({ 'project.json': json, 'photo.jpg': OPEN_PHOTO });
  const named = (name: string) => zip({ [name]: json, 'photo.jpg': OPEN_PHOTO });
  const many: Zippable = { 'project.json': json, 'photo.jpg': OPEN_PHOTO };
  for (let i = 0; i < 1200; i++) many[`x${i}`] = new Uint8Array(0);
  const nested = Array.from({ length: 20 }).reduce<Uint8Array>((inner) => zipSync({ 'a.zip': inner }), good);
  return [
    { name: 'bomb of zeros.smp', bytes: zip({ 'project.json': new Uint8Array(60e6), 'photo.jpg': OPEN_PHOTO }), opens: false },
    {
      name: 'bomb beside the project.smp',
      bytes: withEntries(zip({ 'project.json': json, 'z.bin': new Uint8Array(3e6) }), (view, at) => view.setUint32(at + 24, 4e9, true)),
      opens: false,
    },
    {
      name: 'bomb that hides its size.smp',
      bytes: withEntries(zip({ 'project.json': json, 'photo.jpg': new Uint8Array(30e6) }), (view, at) =>
        view.setUint32(at + 24, 2000, true),
      ),
      opens: false,
    },
    {
      name: 'zeros for its photo, which is open.smp',
      bytes: zip({ 'project.json': json, 'photo.jpg': new Uint8Array(30e6) }),
      opens: true,
    },
    { name: 'nested zips.smp', bytes: nested, opens: false },
    { name: 'many entries.smp', bytes: zip(many), opens: false },
    { name: 'no photo.smp', bytes: zip({ 'project.json': json }), opens: true },
    { name: 'nothing.smp', bytes: zip({}), opens: false },
    { name: 'a photo alone.smp', bytes: zip({ 'photo.jpg': OPEN_PHOTO }), opens: false },
    { name: 'up and out.smp', bytes: named('../../../../project.json'), opens: true },
    { name: 'from the root.smp', bytes: named('/etc/project.json'), opens: true },
    { name: 'from a drive.smp', bytes: named('C:\\Windows\\project.json') },
    { name: 'in a folder called so.smp', bytes: zip({ 'project.json/': new Uint8Array(0), 'project.json/x': json }), opens: false },
    { name: 'a zero in its name.smp', bytes: named('project.json\0.exe') },
    { name: 'right to left.smp', bytes: named('\u202enosj.tcejorp') },
    { name: 'a long name.smp', bytes: zip({ [`${'a/'.repeat(30_000)}project.json`]: json, 'photo.jpg': OPEN_PHOTO }), opens: true },
    { name: 'a photo up and out.smp', bytes: zip({ 'project.json': json, '../../photo.jpg': OPEN_PHOTO }), opens: true },
    { name: 'a photo that is a script.smp', bytes: zip({ 'project.json': json, 'photo.jpg': strToU8('<script>alert(1)</script>') }) },
    { name: 'locked.smp', bytes: withEntries(good, (view, at) => view.setUint16(at + 8, 1, true)), opens: false },
    { name: 'packed otherwise.smp', bytes: withEntries(good, (view, at) => view.setUint16(at + 10, 12, true)), opens: false },
    { name: 'another checksum.smp', bytes: withEntries(good, (view, at) => view.setUint32(at + 16, 1, true)), opens: false },
    { name: 'entries beyond the end.smp', bytes: withEntries(good, (view, at) => view.setUint32(at + 42, 0xfffffff0, true)), opens: false },
    { name: 'entries that overlap.smp', bytes: withEntries(good, (view, at) => view.setUint32(at + 42, 0, true)), opens: false },
    { name: 'local headers gone.smp', bytes: withEntries(good, (view, at) => view.setUint32(at, 0), LOCAL), opens: false },
    { name: 'more entries than there are.smp', bytes: withEnd(good, (view, at) => view.setUint16(at + 10, 65535, true)), opens: false },
    { name: 'directory beyond the end.smp', bytes: withEnd(good, (view, at) => view.setUint32(at + 16, 0xffffffff, true)), opens: false },
    {
      name: 'a stream that does not end.smp',
      bytes: withEntries(zip({ 'project.json': json }), (view, at) => view.setUint32(at + 20, 3, true)),
      opens: false,
    },
    { name: 'deflate without a zip.smp', bytes: deflateSync(json), opens: false },
    { name: 'only its first two letters.smp', bytes: strToU8('PK'), opens: false },
  ];
}

function withEnd(zip: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const changed = zip.slice();
  change(viewOf(changed), changed.length - 22);
  return changed;
}
