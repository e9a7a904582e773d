/* Sampling takes a worker of about 200 MB: one that nobody needs any more does not run on. */
import { beforeEach, expect, test, vi } from 'vitest';
import { createCandidateSource } from '../../src/app/candidate-source.ts';
import { sampledHalfAxes } from '../../src/core/stipple/candidates.ts';
import type { HalfAxesMm } from '../../src/core/stipple/head-points.ts';

class FakeWorker {
  static all: FakeWorker[] = [];
  static running = () => FakeWorker.all.filter((worker) => !worker.ended);
  ended = false;
  axes = '';
  onmessage = (_: { data: unknown }) => {};
  onerror = (_: { message: string }) => {};
  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(axes: HalfAxesMm) {
    this.axes = axes.join();
  }
  terminate() {
    this.ended = true;
  }
  finish() {
    this.onmessage({ data: { candidates: { name: this.axes } } });
  }
}
beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
/** Each on another rung of the ladder of heads that are sampled. */
const BREADTHS_MM = [40, 55, 77, 105, 140, 180];
const head = (breadthMm: number) => [breadthMm, 79, 92] as unknown as HalfAxesMm;

test('dragging the breadth of a head leaves one worker, that of the head it ended on', () => {
  const ready = vi.fn();
  const progress = vi.fn();
  const source = createCandidateSource(progress, ready);
  for (const breadthMm of BREADTHS_MM) expect(source.get(head(breadthMm))).toBeNull();
  expect(FakeWorker.all.length).toBeGreaterThan(3);
  expect(FakeWorker.running()).toHaveLength(1);
  FakeWorker.running()[0].finish();
  expect(FakeWorker.running()).toEqual([]);
  expect(source.get(head(180))).not.toBeNull();
  expect(ready).toHaveBeenCalledOnce();
  expect(progress).toHaveBeenLastCalledWith(null);
});

test('a head that somebody waits for is sampled on while another is shown, until they stop waiting; one at a time', async () => {
  const source = createCandidateSource(
    () => {},
    () => {},
  );
  const stop = new AbortController();
  const waited = source.whenReady(head(55), stop.signal);
  source.get(head(180));
  expect(FakeWorker.running().map(({ axes }) => axes)).toEqual([sampledHalfAxes(head(55)).join()]);
  stop.abort(new Error('changed my mind'));
  await expect(waited).rejects.toThrow('changed my mind');
  expect(FakeWorker.running().map(({ axes }) => axes)).toEqual([sampledHalfAxes(head(180)).join()]);
});

test('heads that are waited for come one after the other, the one on the screen first', async () => {
  const progress = vi.fn();
  const source = createCandidateSource(progress, () => {});
  const all = [40, 55, 105].map((breadthMm) => source.whenReady(head(breadthMm)));
  source.get(head(180));
  const order: string[] = [];
  while (FakeWorker.running().length) {
    const [only, ...others] = FakeWorker.running();
    expect(others).toEqual([]);
    order.push(only.axes);
    only.finish();
  }
  await Promise.all(all);
  expect(order).toEqual([40, 180, 55, 105].map((breadthMm) => sampledHalfAxes(head(breadthMm)).join()));
  expect(progress).toHaveBeenLastCalledWith(null);
});

test('two who wait for the same head share a worker, and both hear that it failed', async () => {
  const source = createCandidateSource(
    () => {},
    () => {},
  );
  const both = [source.whenReady(head(77)), source.whenReady(head(78))];
  expect(FakeWorker.all).toHaveLength(1);
  FakeWorker.all[0].onerror({ message: 'no memory' });
  for (const one of both) await expect(one).rejects.toThrow('no memory');
  expect(FakeWorker.running()).toEqual([]);
});

test('the worker says that it failed, and what is wanted next is sampled', async () => {
  vi.doMock('../../src/core/stipple/candidates.ts', async (original) => ({
    ...(await original<object>()),
    sampleCandidates() {
      throw new RangeError('no memory');
    },
  }));
  const posted: unknown[] = [];
  const scope = { postMessage: (message: unknown) => posted.push(message), onmessage: (_: { data: unknown }) => {} };
  vi.stubGlobal('self', scope);
  await import('../../src/app/candidates.worker.ts');
  scope.onmessage({ data: head(55) });
  await expect.poll(() => posted.length).toBe(1);

  const source = createCandidateSource(
    () => {},
    () => {},
  );
  const waited = source.whenReady(head(55));
  const next = source.whenReady(head(180));
  FakeWorker.running()[0].onmessage({ data: posted[0] });
  await expect(waited).rejects.toThrow('no memory');
  FakeWorker.running()[0].finish();
  expect(await next).toBeDefined();
});

test('a head on the screen that fails is told once, and tried again after another or when somebody waits for it', async () => {
  const problem = vi.fn();
  const source = createCandidateSource(
    () => {},
    () => {},
    problem,
  );
  source.get(head(55));
  FakeWorker.running()[0].onmessage({ data: { problem: 'no memory' } });
  expect(source.get(head(55))).toBeNull();
  expect(FakeWorker.running()).toEqual([]);
  expect(problem.mock.calls).toEqual([['no memory']]);
  const waited = source.whenReady(head(55));
  FakeWorker.running()[0].finish();
  await waited;
  expect(source.get(head(55))).not.toBeNull();
  source.get(head(180));
  FakeWorker.running()[0].onmessage({ data: { problem: 'no memory' } });
  source.get(head(40));
  source.get(head(180));
  expect(FakeWorker.running().map(({ axes }) => axes)).toEqual([sampledHalfAxes(head(180)).join()]);
});
