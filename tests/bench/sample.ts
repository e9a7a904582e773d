/* Candidates in rank order on the curved head, against libraries that throw as many points on a plane in no order. */
import FastPoisson from 'fast-2d-poisson-disk-sampling';
import Poisson from 'poisson-disk-sampling';
import { CANONICAL_HALF_AXES_MM } from '../../src/core/stipple/candidates.ts';
import { farthestPointOrder } from '../../src/core/stipple/farthest-point-order.ts';
import { headAreaMm2, headPoints } from '../../src/core/stipple/head-points.ts';
import { inTurn, inWords, type Row, rowOf } from './compare.ts';

const RUNS = 3;
const SIDE = 1000;
/** As the app samples: pool points a dot. */
const POOL_PER_DOT = 16;
/** Points that each library throws for a spacing r: share of SIDE^2 / r^2 (measured). */
const PEERS = [
  {
    name: 'fast-2d-poisson-disk-sampling',
    packed: 0.87,
    fill: (radius: number) => new FastPoisson({ shape: [SIDE, SIDE], radius, tries: 30 }).fill().length,
    bar: 5,
  },
  {
    name: 'poisson-disk-sampling',
    packed: 0.7,
    fill: (radius: number) => new Poisson({ shape: [SIDE, SIDE], minDistance: radius, tries: 30 }).fill().length,
  },
];

export function sampleRows(): Row[] {
  const areaMm2 = headAreaMm2(CANONICAL_HALF_AXES_MM, true);
  return [20_000, 60_000, 100_000].flatMap((count) =>
    PEERS.map(({ name, packed, fill, bar }) => {
      const radius = SIDE * Math.sqrt(packed / count);
      let thrown = 0;
      const pairs = inTurn(
        () => farthestPointOrder(headPoints(CANONICAL_HALF_AXES_MM, true, POOL_PER_DOT * count, 1), { count, areaMm2 }),
        () => {
          thrown = fill(radius);
        },
        RUNS,
      );
      // as if the peer had thrown exactly as many
      const alike = pairs.map(([ours, peer]): [number, number] => [ours, (peer * count) / thrown]);
      return rowOf(
        {
          group: 'Sampling',
          name: `${inWords(count)} candidates on the head, in order`,
          peer: `${name}, plane, no order`,
          bar: count === 100_000 ? bar : undefined,
        },
        alike,
      );
    }),
  );
}
