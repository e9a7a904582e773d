/* Frames on the screen: dots that are panned against Pixi's own ways, and the veil as one smooth grid against a halo for every dot. */
import { launchBrowser } from '../../src/cli/browser.ts';
import { serveGpuPage } from '../support/gpu-server.ts';
import { inWords, type Row, rowOf } from './compare.ts';
import type { Timed } from './particles.page.ts';
import type { SideBySideTimes } from './side-by-side.page.ts';

const GROUP = 'Drawing';
const COUNTS = [10_000, 50_000, 100_000, 200_000];
const MANY = 100_000;
const RUNS = 15;
const PEERS = [
  { way: 'particles', name: 'Pixi’s ParticleContainer' },
  { way: 'sprites', name: 'a Pixi sprite a dot' },
] as const;

/** Few frames of a pan draw more than those before, which a median hides. */
const altogether = (ours: readonly number[], theirs: readonly number[]) => {
  const [sum, theirSum] = [ours, theirs].map((all) => all.reduce((total, ms) => total + ms, 0));
  return `${(sum / theirSum).toFixed(3)} over all frames`;
};
const pairs = (ours: readonly number[], theirs: readonly number[]) => ours.map((ms, i): [number, number] => [ms, theirs[i]]);

export async function drawRows(): Promise<Row[]> {
  const server = await serveGpuPage();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await page.goto(`${server.url}/tests/gpu/page.html`);
    // the page serves sources, which only a module's own import can reach
    const run = <T>(file: string, name: string, asked: object) =>
      page.evaluate(`import('/tests/bench/${file}').then((m) => m.${name}(${JSON.stringify(asked)}))`) as Promise<T>;
    const rows: Row[] = [];
    for (const count of COUNTS) {
      const ours = await run<Timed>('particles.page.ts', 'pannedDots', { count, runs: RUNS });
      for (const { way, name } of PEERS) {
        const theirs = await run<Timed>('particles.page.ts', 'pannedPictures', { count, runs: RUNS, way });
        const isBar = count === MANY && way === 'particles';
        for (const [what, most, key] of [
          ['JavaScript', 0.1, 'scriptMs'],
          ['whole frame', 1, 'frameMs'],
        ] as const) {
          const about = { group: GROUP, name: `${inWords(count)} dots panned: ${what}`, peer: name, bar: isBar ? most : undefined };
          rows.push(rowOf({ ...about, note: altogether(ours[key], theirs[key]) }, pairs(ours[key], theirs[key])));
        }
      }
    }
    const { withVeil, withHalos } = await run<Record<'withVeil' | 'withHalos', number>>('draw-frame.page.ts', 'drawFrames', {
      count: MANY,
      runs: RUNS,
    });
    const beside = await run<SideBySideTimes>('side-by-side.page.ts', 'sideBySideFrames', { runs: RUNS });
    const plan = `a plan of ${inWords(beside.dots)} dots`;
    rows.push(
      rowOf(
        { group: GROUP, name: `six days of ${plan} panned side by side: JavaScript`, peer: 'the plan alone on the same screen' },
        pairs(beside.six.pannedMs, beside.alone.pannedMs),
      ),
      rowOf(
        { group: GROUP, name: `six days of ${plan} zoomed side by side: JavaScript`, peer: 'the plan alone on the same screen' },
        pairs(beside.six.zoomedMs, beside.alone.zoomedMs),
      ),
    );
    return [
      ...rows,
      rowOf({ group: GROUP, name: `${inWords(MANY)} dots under one veil`, peer: 'a halo for every dot' }, [[withVeil, withHalos]]),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
