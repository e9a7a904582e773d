/* A row of the bench: how long ours takes against a peer's that does the same work in the same run. */

export interface Row {
  group: string;
  name: string;
  peer: string;
  /** ours over the peer's: the median of pairs timed one after the other, with the least and the most */
  ratio: { median: number; least: number; most: number };
  oursMs: number;
  peerMs: number;
  /** what is aimed at, at most */
  bar?: number;
  note?: string;
}

export const median = (values: readonly number[]) => [...values].sort((p, q) => p - q)[values.length >> 1];
export const inWords = (count: number) => count.toLocaleString('en');

/** A row of times that were taken in pairs. */
export function rowOf(about: Pick<Row, 'group' | 'name' | 'peer' | 'bar' | 'note'>, pairs: readonly (readonly [number, number])[]): Row {
  // both below what the clock resolves: equal
  const ratios = pairs.map(([ours, peer]) => (ours === peer ? 1 : ours / peer));
  return {
    ...about,
    ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
    oursMs: median(pairs.map(([ours]) => ours)),
    peerMs: median(pairs.map(([, peer]) => peer)),
  };
}

const timed = (work: () => unknown) => {
  const since = performance.now();
  work();
  return performance.now() - since;
};
/** Times both in turn, after one run of each that does not count. */
export function inTurn(ours: () => unknown, peer: () => unknown, runs: number): [number, number][] {
  ours();
  peer();
  return Array.from({ length: runs }, () => [timed(ours), timed(peer)]);
}
/** Times of one, again and again, after one run that does not count. */
export function onItsOwn(work: () => unknown, runs: number): number[] {
  work();
  return Array.from({ length: runs }, () => timed(work));
}
