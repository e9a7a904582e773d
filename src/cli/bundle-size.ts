/*
 * How much gzipped JavaScript a visitor waits for until the first screen and until the demo. Decoders, workers, the command line's job, the
 * client library, the check of the photo that follows its first dots, and code that only an own photo, several photos or plans, the steps of
 * Plan, an export or a browser whose workers cannot draw needs are loaded later and counted separately.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Limit for everything up to the interactive demo, kilobytes (1000 bytes) gzipped. */
export const BUDGET_KB = 220;
/** Chunks that are not needed for the demo. */
export const LOADED_LATER =
  /(^|\/)(worker-|pouchdb|events-|project-zip|erase-device|exifreader|from-heic-|turn-bitmap-|what-else-|reading-copy-|sniff-image-|strip-metadata-|to-decode-|webp-chunks-|png-chunks-|turn-|turned-photo-|library|capture-dialog|calibrate-dialog|after-measuring|views-|pose-net|camera-|job-|measure-|match-stubble-|stubble-match-|own-stubble-|propose-|shape-hairline-|guides-|measures-|compare-|client-|side-by-side-|grid-|kept-screen-|first-design-|fit-to-rest-|find-face-|find-person-|find-pose-|load-vision-|export-|full-size-|readback-|write-png-|write-jpeg-|caption-strip-|glasses-|filmstrip-|plans-|plan-|choices-|treating-|norwood-|photos-|photo-check-|read-unread-|thumbnail-|folder-|why-no-head-|take-home-|picture-in-turn-|film-|write-video-|write-gif-|mediabunny|modern-gif|share-file-|print-plan-|plan-sheet-|sheet-|cost-|leaving-|registerSW|sw\.js|workbox)/i;

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}
export interface BundleSize {
  firstScreenKb: number;
  demoKb: number;
  laterKb: number;
}

/** @param dist a build with .vite/manifest.json */
export function measureBundle(dist: string): BundleSize {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, ManifestChunk>;
  const reach = (dynamicToo: boolean) => {
    const files = new Set<string>();
    const visit = (key: string) => {
      const chunk = manifest[key];
      if (!chunk?.file.endsWith('.js') || files.has(chunk.file)) return;
      if (dynamicToo && !chunk.isEntry && LOADED_LATER.test(chunk.file)) return;
      files.add(chunk.file);
      for (const next of [...(chunk.imports ?? []), ...(dynamicToo ? (chunk.dynamicImports ?? []) : [])]) visit(next);
    };
    for (const key of Object.keys(manifest)) if (manifest[key].isEntry) visit(key);
    return files;
  };
  const kb = (files: Iterable<string>) => {
    let bytes = 0;
    for (const file of files) bytes += gzipSync(readFileSync(join(dist, file))).length;
    return bytes / 1000;
  };
  const demo = reach(true);
  const later = new Set(Object.values(manifest).map((chunk) => chunk.file));
  return {
    firstScreenKb: kb(reach(false)),
    demoKb: kb(demo),
    laterKb: kb([...later].filter((file) => file.endsWith('.js') && !demo.has(file))),
  };
}

export const describeSize = (size: BundleSize) =>
  `JavaScript, gzipped: first screen ${size.firstScreenKb.toFixed(1)} kB, to the demo ${size.demoKb.toFixed(1)} kB (budget ${BUDGET_KB} kB), later ${size.laterKb.toFixed(1)} kB`;
