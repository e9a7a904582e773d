/*
 * `npm run bench`: how the costly steps compare with a peer, both timed in this run: ratios survive a change of machine, seconds do not.
 * A case gives the same amount of work to both; the smallest of several runs counts.
 */
import { sampleCandidates } from '../../src/core/stipple/candidates.ts';

import { benchDragBesidePhotos } from './drag-beside-photos.ts';
import { benchDrag } from './drag-hairline.ts';
import { benchDrawing } from './draw-frame.ts';
import { benchMeasuring } from './measure-photo.ts';

interface Case {
  name: string;
  peer: string;
  runs: number;
  ours: () => unknown;
  theirs: () => unknown;
}

const SMALL_HEAD_MM = [30, 30, 30] as const;

/** Darts thrown at random on a sphere, refused nearer than the spacing, until as many are placed: simple, unordered, no prefix is good. */
function throwDarts(count: number) {
  const spacing = 0.7 * Math.sqrt((4 * Math.PI) / count);
  const cell = spacing;
  const grid = new Map<string, number[][]>();
  let placed = 0;
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let tries = 0; placed < count && tries < count * 400; tries++) {
    const z = 2 * random() - 1;
    const turn = 2 * Math.PI * random();
    const ring = Math.sqrt(1 - z * z);
    const dart = [ring * Math.cos(turn), ring * Math.sin(turn), z];
    const [i, j, k] = dart.map((c) => Math.floor(c / cell));
    let isFree = true;
    for (let n = 0; n < 27 && isFree; n++) {
      const near = grid.get(`${i + (n % 3) - 1},${j + (Math.floor(n / 3) % 3) - 1},${k + Math.floor(n / 9) - 1}`);
      isFree = !near?.some((p) => (p[0] - dart[0]) ** 2 + (p[1] - dart[1]) ** 2 + (p[2] - dart[2]) ** 2 < spacing * spacing);
    }
    if (!isFree) continue;
    const key = `${i},${j},${k}`;
    grid.set(key, [...(grid.get(key) ?? []), dart]);
    placed += 1;
  }
  return placed;
}

const candidateCount = sampleCandidates([...SMALL_HEAD_MM]).x.length;
const cases: Case[] = [
  {
    name: `candidates in rank order (${candidateCount.toLocaleString('en')})`,
    peer: 'as many darts thrown at random, unordered',
    runs: 3,
    ours: () => sampleCandidates([...SMALL_HEAD_MM]),
    theirs: () => throwDarts(candidateCount),
  },
];

const drag = benchDrag();
cases.push({
  name: `a hairline dragged: the dots of a whole head (${drag.count.toLocaleString('en')} candidates) and those that a photo shows`,
  peer: 'laying the candidates on the head anew',
  runs: 15,
  ours: drag.drag,
  theirs: drag.place,
});

const beside = await benchDragBesidePhotos();
cases.push({
  name: 'a hairline dragged in one of three photos, from the project to the dots',
  peer: 'the same with that photo alone',
  runs: 15,
  ours: beside.besideTwo,
  theirs: beside.alone,
});

function shortestMs(work: () => unknown, runs: number) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const since = performance.now();
    work();
    best = Math.min(best, performance.now() - since);
  }
  return best;
}

for (const { name, peer, runs, ours, theirs } of cases) {
  const oursMs = shortestMs(ours, runs);
  const theirsMs = shortestMs(theirs, runs);
  console.log(
    `${name}: ${(oursMs / theirsMs).toFixed(2)} x the time of ${peer} (${oursMs.toFixed(0)} ms against ${theirsMs.toFixed(0)} ms)`,
  );
}

await benchDrawing();
await benchMeasuring();
