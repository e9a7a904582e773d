/*
 * Whether bare skin runs out of the picture below the middle of the head, as the forehead does in a selfie from above that cuts off the face.
 * The pose net then sees neither eyes nor nose and takes the head for one seen from the top, below which lie shoulders or the floor.
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import { median } from '../math/median.ts';
import { quantile } from '../math/quantile.ts';
import type { Raster } from '../math/raster.ts';
import { smooth } from '../math/smoothstep.ts';
import { PERSON, type PersonMask } from './person-mask.ts';
import type { SideGuess } from './seen-side.ts';

/** The picture is looked at in so many cells across and down, of which the last rows are its lower edge. */
const CELLS = 96;
const EDGE_CELLS = 5;
/** Pixels read in each cell, across and down. */
const PER_CELL = 4;
/** Skin is the more coloured part of a person: from this quantile of ln(red / green) on; its full colour is that of the higher one. */
const COLOURED = { from: 0.6, full: 0.85 };
/** It has this share of that colour, and its light within this (ln). assumed. */
const SKIN = { keeps: 0.6, light: 1 };
/** Added to both channels so that rounding of very dark bytes does not dominate the logarithm. */
const DARK = 2e-3;
/**
 * From none to all. assumed: 0.54 to 1 on five foreheads cut off, 0.25 on one that a flash bleached; 0.46 and less on 37 heads said to be seen
 * from the top, 0.5 and more on nine others, of which six were looked at and show a forehead below.
 */
const RUNS_OUT = { from: 0.45, range: 0.1 };

/** @returns how much of the lower edge, over the middle half of the person's breadth, is their bare skin: 0 to 1 */
export function skinBelow({ widthPx, heightPx, rgba }: Raster, { widthPx: mw, heightPx: mh, share }: PersonMask): number {
  const colour = new Float32Array(CELLS * CELLS);
  const level = new Float32Array(CELLS * CELLS);
  const person: number[] = [];
  const breadth = new Int32Array(CELLS);
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const [x, y] = [(cell % CELLS) / CELLS, Math.floor(cell / CELLS) / CELLS];
    if (share[Math.floor((y + 0.5 / CELLS) * mh) * mw + Math.floor((x + 0.5 / CELLS) * mw)] < PERSON) continue;
    const sum = [0, 0, 0];
    for (let i = 0; i < PER_CELL ** 2; i++) {
      const u = Math.floor((x + ((i % PER_CELL) + 0.5) / PER_CELL / CELLS) * widthPx);
      const v = Math.floor((y + (Math.floor(i / PER_CELL) + 0.5) / PER_CELL / CELLS) * heightPx);
      for (let c = 0; c < 3; c++) sum[c] += LINEAR_OF_BYTE[rgba[(v * widthPx + u) * 4 + c]] / PER_CELL ** 2;
    }
    colour[cell] = Math.log((sum[0] + DARK) / (sum[1] + DARK));
    level[cell] = Math.log(luminance(sum[0], sum[1], sum[2]) + DARK);
    person.push(cell);
    breadth[Math.floor(cell / CELLS)]++;
  }
  if (!person.length) return 0;
  const coloured = quantile(colour, person, COLOURED.from);
  const full = quantile(colour, person, COLOURED.full);
  const light = quantile(
    level,
    person.filter((cell) => colour[cell] >= coloured),
    0.5,
  );
  const middle = median(person.map((cell) => cell % CELLS));
  const half = Math.max(4, ...breadth) / 4;
  const [from, to] = [Math.max(0, Math.round(middle - half)), Math.min(CELLS, Math.round(middle + half))];
  const isAtEdge = (cell: number) => cell >= CELLS * (CELLS - EDGE_CELLS) && cell % CELLS >= from && cell % CELLS < to;
  const isSkin = (cell: number) => colour[cell] > SKIN.keeps * full && Math.abs(level[cell] - light) < SKIN.light;
  return person.filter((cell) => isAtEdge(cell) && isSkin(cell)).length / (EDGE_CELLS * (to - from));
}

/** The sides, likeliest first, with a top taken for a front from above as far as skin runs out of the picture below. @param below see `skinBelow` */
export function withForeheadCut(sides: readonly SideGuess[], below: number): SideGuess[] {
  const isCut = smooth((below - RUNS_OUT.from) / RUNS_OUT.range);
  const top = sides.find(({ side }) => side === 'top')?.share ?? 0;
  const given = sides.some(({ side }) => side === 'front-from-above') ? isCut * top : 0;
  const shares = { top: -given, 'front-from-above': given } as Partial<Record<SideGuess['side'], number>>;
  return sides.map(({ side, share }) => ({ side, share: share + (shares[side] ?? 0) })).sort((a, b) => b.share - a.share);
}
