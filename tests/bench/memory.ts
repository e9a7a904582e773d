/* What all processes below this one hold at most while something runs, on Linux; null elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 100;
const PAGE_BYTES = 4096;

function heldBytes(): number | null {
  try {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
          const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
          return [{ pid: Number(pid), parent, bytes: PAGE_BYTES * Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) }];
        } catch {
          return [];
        }
      });
    const below = (of: number): number =>
      all.filter(({ parent }) => parent === of).reduce((sum, { pid, bytes }) => sum + bytes + below(pid), 0);
    return below(process.pid);
  } catch {
    return null;
  }
}

/** Megabytes that they hold just now. */
export const heldMb = (): number | null => {
  const bytes = heldBytes();
  return bytes === null ? null : bytes / 1e6;
};

/** @returns what `work` gives and megabytes held at most beyond those held before it */
export async function withPeakMb<T>(work: () => Promise<T>): Promise<{ value: T; peakMb: number | null }> {
  const before = heldBytes();
  let most = before ?? 0;
  const watch = setInterval(() => {
    most = Math.max(most, heldBytes() ?? 0);
  }, EVERY_MS);
  try {
    const value = await work();
    return { value, peakMb: before === null ? null : Math.max(0, (most - before) / 1e6) };
  } finally {
    clearInterval(watch);
  }
}
