/* An animated picture is whole, and its worker ends with it: done, failed or cancelled. */
import { decode } from 'modern-gif';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GifQuestion } from '../../src/io/gif.worker.ts';
import { writeGif } from '../../src/io/write-gif.ts';

const SIZE = { widthPx: 8, heightPx: 6 };
async function* frames(count = 3) {
  for (let i = 0; i < count; i++) yield { rgba: new Uint8Array(4 * 8 * 6).fill(40 * (i + 1)), seconds: 0.25 };
}

/** Runs the worker's module, unless it hangs or fails to load. */
class FakeWorker {
  static all: FakeWorker[] = [];
  static way: 'runs' | 'hangs' | 'fails' = 'runs';
  ended = false;
  onmessage = (_: { data: unknown }) => {};
  onerror = (_: { message: string; preventDefault(): void }) => {};
  scope = {
    postMessage: (data: unknown) => this.onmessage({ data }),
    onmessage: (_: { data: GifQuestion }) => {},
  };
  constructor() {
    FakeWorker.all.push(this);
    if (FakeWorker.way === 'fails') queueMicrotask(() => this.onerror({ message: '', preventDefault() {} }));
  }
  async postMessage(data: GifQuestion) {
    if (FakeWorker.way !== 'runs') return;
    vi.stubGlobal('self', this.scope);
    await import('../../src/io/gif.worker.ts');
    this.scope.onmessage({ data });
  }
  terminate() {
    this.ended = true;
  }
}
beforeEach(() => {
  vi.resetModules();
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());
const ended = () => FakeWorker.all.map((worker) => worker.ended);

test('every frame is in it, as long as it is shown, and the worker ends', async () => {
  FakeWorker.way = 'runs';
  const blob = await writeGif(SIZE, frames());
  expect(blob.type).toBe('image/gif');
  const { width, height, looped, frames: written } = decode(await blob.arrayBuffer());
  expect([width, height, looped]).toEqual([8, 6, true]);
  expect(written.map(({ delay }) => delay)).toEqual([250, 250, 250]);
  expect(ended()).toEqual([true]);
});

test('a worker that does not load is an error', async () => {
  FakeWorker.way = 'fails';
  await expect(writeGif(SIZE, frames())).rejects.toThrow('a part of the program could not be loaded');
  expect(ended()).toEqual([true]);
});

test('cancelled while the worker is at it, it ends at once', async () => {
  FakeWorker.way = 'hangs';
  const stop = new AbortController();
  const written = writeGif(SIZE, frames(), stop.signal);
  stop.abort(new Error('changed my mind'));
  await expect(written).rejects.toThrow('changed my mind');
  expect(ended()).toEqual([true]);
});
