/* Slow workers are waited for, ended ones are told of: on a clock and locks of the test's own. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serve, startWatched } from '../../src/io/worker-life.ts';

/** Locks as a browser has them: one holder a name, others wait their turn. */
function locks() {
  const held = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  return {
    hold: (name: string) => held.add(name),
    free: (name: string) => {
      held.delete(name);
      for (const go of waiting.get(name) ?? []) go();
    },
    async request(name: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, then: (lock: unknown) => Promise<unknown>) {
      if (!held.has(name)) return then({ name });
      if (options.ifAvailable) return then(null);
      await new Promise<void>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
      });
      return then({ name });
    },
  };
}

/** Seconds. */
const NEVER = 1e5;
let all: ReturnType<typeof locks>;
beforeEach(() => {
  all = locks();
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: all });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Workers that begin to live so many seconds after their start; counts those started and terminated. */
function watched(...secondsToLife: number[]) {
  const seen = { started: 0, terminated: 0, told: 0, names: [] as string[] };
  const start = (name: string) => {
    seen.names.push(name);
    const timer = setTimeout(() => all.hold(name), 1000 * secondsToLife[seen.started++]);
    const terminate = () => {
      seen.terminated++;
      clearTimeout(timer);
      all.free(name);
    };
    return { terminate } as unknown as Worker;
  };
  const { whenGone } = startWatched(start);
  return { seen, stop: whenGone(() => seen.told++) };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(1000 * seconds);

test('one that ends after it lived is told of, once', async () => {
  const { seen } = watched(0.1);
  await pass(20);
  expect(seen.told).toBe(0);
  all.free(seen.names[0]);
  await pass(20);
  expect(seen).toMatchObject({ told: 1, started: 1, terminated: 0 });
});
test('one that never lives is told of when a second one does; the second one is ended', async () => {
  const { seen } = watched(NEVER, 1);
  await pass(5);
  expect(seen).toMatchObject({ told: 0, started: 2 });
  await pass(5);
  expect(seen).toMatchObject({ told: 1, started: 2, terminated: 1 });
});
test('on a machine where every worker takes a minute to start nothing is told', async () => {
  const { seen } = watched(60, 60);
  await pass(100);
  expect(seen).toMatchObject({ told: 0, started: 2, terminated: 1 });
  all.free(seen.names[0]);
  await pass(1);
  expect(seen.told).toBe(1);
});
test('where no worker starts at all it is told in the end', async () => {
  const { seen } = watched(NEVER, NEVER);
  await pass(100);
  expect(seen.told).toBe(0);
  await pass(60);
  expect(seen).toMatchObject({ told: 1, terminated: 1 });
});
test('a stopped watching says nothing and ends the second one', async () => {
  const { seen, stop } = watched(NEVER, NEVER);
  await pass(5);
  stop();
  await pass(200);
  expect(seen).toMatchObject({ told: 0, started: 2, terminated: 1 });
});

test('a worker begins with its messages, in turn, when its lock is held: work that does not pause would keep it from getting it', async () => {
  const worker: { name: string; onmessage?: (event: { data: number }) => void } = { name: 'busy' };
  vi.stubGlobal('self', worker);
  all.hold('busy');
  const got: number[] = [];
  serve((data: number) => got.push(data));
  worker.onmessage?.({ data: 1 });
  worker.onmessage?.({ data: 2 });
  await pass(10);
  expect(got).toEqual([]);
  all.free('busy');
  await pass(0.1);
  worker.onmessage?.({ data: 3 });
  await pass(0.1);
  expect(got).toEqual([1, 2, 3]);
});
test('without Web Locks, or where they are refused, it begins at once', async () => {
  for (const navigator of [{}, { locks: { request: () => Promise.reject(new Error('no storage')) } }]) {
    const worker: { name: string; onmessage?: (event: { data: number }) => void } = { name: 'plain' };
    vi.stubGlobal('self', worker);
    vi.stubGlobal('navigator', navigator);
    const got: number[] = [];
    serve((data: number) => got.push(data));
    worker.onmessage?.({ data: 1 });
    await pass(0.1);
    expect(got).toEqual([1]);
  }
});
