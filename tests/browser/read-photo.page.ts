/* Runs in a page of its own: reads files as the app does, and draws them at full size. */
import { createPipeline } from '../../src/app/pipeline.ts';
import { createPlanner } from '../../src/app/planner.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { readPhoto } from '../../src/io/read-photo.ts';
import { stripMetadata } from '../../src/io/strip-metadata.ts';
import { writePng } from '../../src/io/write-png.ts';
import { renderStrips } from '../../src/render/full-size.ts';
import { createStage } from '../../src/render/stage.ts';
import { bytesOfBase64 } from '../support/bytes-of-base64.ts';

export interface SentFile {
  name: string;
  base64: string;
}
export interface ReadFile {
  reason?: string;
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
  message: string;
  /** top left, top right, bottom left, bottom right */
  corners: number[][];
  /** the middle of row 220 */
  skin: number[];
  /** of the original that is kept */
  keptBytes: number;
}

export async function read({ name, base64 }: SentFile): Promise<ReadFile | { reason: string }> {
  const result = await readPhoto(new Blob([bytesOfBase64(base64)]), { name, maxSidePx: 4096 });
  if (!result.ok) return { reason: result.reason };
  const { photo, original } = result;
  const { widthPx, heightPx, rgba } = photo.small;
  const at = (x: number, y: number) => [...rgba.subarray((y * widthPx + x) * 4, (y * widthPx + x) * 4 + 4)];
  const [right, bottom] = [widthPx - 1, heightPx - 1];
  result.pixels.working.close();
  return {
    widthPx: photo.widthPx,
    heightPx: photo.heightPx,
    hasAlpha: photo.hasAlpha,
    message: photo.message,
    corners: [at(0, 0), at(right, 0), at(0, bottom), at(right, bottom)],
    skin: at(widthPx >> 1, 220),
    keptBytes: original.size,
  };
}

/** The photo as it is exported with nothing drawn on it, as PNG. */
export async function exported({ name, base64 }: SentFile): Promise<string> {
  const result = await readPhoto(new Blob([bytesOfBase64(base64)]), { name, maxSidePx: 4096 });
  const made = await createStage(document.createElement('canvas'));
  if (!result.ok || !made.ok) throw new Error(result.ok ? 'no stage' : result.reason);
  const { widthPx, heightPx, hasAlpha } = result.photo;
  const frame = createPipeline(createPlanner(), '').frame(newProject({ name, widthPx, heightPx }), null, null, 1);
  const bitmap = await result.pixels.decodeFull();
  const strips = renderStrips(made.stage, { bitmap, hasAlpha, outWidthPx: widthPx, outHeightPx: heightPx, frame });
  const blob = await writePng({ widthPx, heightPx, hasAlpha }, strips);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** The file turned a quarter clockwise by hand, as often as asked. */
export async function readTurned({ name, base64, times }: SentFile & { times: number }) {
  let bytes = bytesOfBase64(base64);
  for (let i = 0; i < times; i++) bytes = stripMetadata(bytes, quarterTurned);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return read({ name, base64: btoa(text) });
}
const quarterTurned = (orientation: number) => [1, 6, 7, 8, 5, 2, 3, 4, 1][orientation];

/** Reads a file and gives up after the third share that was told while it was decoded. `toldAfter`: how many more were told then. */
export async function givenUp({ name, base64 }: SentFile): Promise<{ shares: number[]; reason: string; toldAfter: number }> {
  const shares: number[] = [];
  const controller = new AbortController();
  let toldAtAbort = 0;
  const onProgress = (share: number) => {
    shares.push(share);
    if (shares.filter((one) => one > 0.3).length < 3 || controller.signal.aborted) return;
    toldAtAbort = shares.length;
    controller.abort();
  };
  const read = readPhoto(new Blob([bytesOfBase64(base64)]), { name, maxSidePx: 4096, signal: controller.signal, onProgress });
  const reason = await read.then(
    () => 'it was read',
    (error: Error) => error.name,
  );
  return { shares, reason, toldAfter: shares.length - toldAtAbort };
}
