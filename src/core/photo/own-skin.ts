/*
 * The colour and brightness of this client's bare skin, as the reference for the rest of the head: from the forehead where it shows, else
 * from the most coloured part of the head (hair, glints and backdrop have less colour than skin).
 */

import { PARTS } from './hair-tone.ts';
import type { HeadCells } from './head-cells.ts';

export interface OwnSkin {
  /** ln(red / green) in linear light, which shade and exposure do not change */
  colour: number;
  /** linear */
  luminance: number;
}

const FOREHEAD = PARTS.indexOf('forehead');
const MIN_COS = 0.35;
const FEW_CELLS = 40;
/** assumed: skin in white light has 0.3 and more; below this there is too little red in the light or the photo to recognise skin. */
const MIN_COLOUR = 0.15;
/** Added to both channels so that rounding of very dark bytes does not dominate the logarithm. */
const DARK = 1e-3;

export const colourOf = (cells: HeadCells, i: number) => Math.log((cells.r[i] + DARK) / (cells.g[i] + DARK));

/** Null if the photo shows no colour that skin can have. */
export function ownSkin(cells: HeadCells): OwnSkin | null {
  const facing: number[] = [];
  for (let i = 0; i < cells.count; i++) if (cells.cosTheta[i] > MIN_COS) facing.push(i);
  const quantile = (of: readonly number[], value: (i: number) => number, q: number) =>
    Float32Array.from(of, value).sort()[Math.min(of.length - 1, Math.floor(q * of.length))];
  const colour = (i: number) => colourOf(cells, i);
  const luminance = (i: number) => cells.luminance[i];
  if (facing.length < FEW_CELLS) return null;
  const forehead = facing.filter((i) => cells.part[i] === FOREHEAD && cells.cosTheta[i] > 0.5 && cells.hair[i] < 0.5);
  const most = quantile(facing, colour, 0.6);
  const own =
    forehead.length > FEW_CELLS
      ? { colour: quantile(forehead, colour, 0.5), luminance: quantile(forehead, luminance, 0.5) }
      : {
          colour: quantile(facing, colour, 0.75),
          luminance: quantile(
            facing.filter((i) => colour(i) >= most),
            luminance,
            0.5,
          ),
        };
  return own.colour > MIN_COLOUR ? own : null;
}
