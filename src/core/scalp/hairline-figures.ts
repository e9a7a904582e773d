/* What a practitioner measures of a hairline with tape and level: the height of its middle, how high its two corners stand, how long it is. */
import type { PhotoPx } from '../consultation/schema.ts';
import { type Corner, cornerOf, glabellaPlace, hairlineHeight, squeezeOf } from './hairline-height.ts';
import { type MapDeg, upMm } from './head-map.ts';
import { scalpLine } from './scalp-line.ts';
import type { Surface } from './surface.ts';

export interface CornerFigures extends Pick<Corner, 'place'> {
  /** above the level of the glabella, along the head's upright axis, mm */
  aboveMm: number;
}
export interface HairlineFigures {
  glabella: MapDeg;
  /** null where the line does not cross the middle of the face */
  mid: { place: MapDeg; aboveMm: number; sdMm: number; from: 'face' | 'head' } | null;
  /** the subject's left and right; null if the line has no corner there */
  left: CornerFigures | null;
  right: CornerFigures | null;
  /** how much higher the left corner stands than the right, mm; null without both */
  leftHigherMm: number | null;
  /** from end to end over the skin, mm */
  lengthMm: number;
}

/** @param line the hairline's curve on the map, finely enough sampled that its length is the sum of the chords */
export function hairlineFigures(line: readonly MapDeg[], surface: Surface, glabellaPx: PhotoPx | null = null): HairlineFigures {
  const glabella = glabellaPlace(surface, glabellaPx);
  const levelMm = upMm(surface, glabella) / squeezeOf(surface.halfAxesMm);
  const corner = (side: 1 | -1): CornerFigures | null => {
    const found = cornerOf(line, surface, side);
    return found && { place: found.place, aboveMm: found.upMm - levelMm };
  };
  const height = hairlineHeight(line, surface, glabellaPx);
  const nearest = line.reduce<MapDeg | null>((best, at) => (at[1] > 0 && (!best || Math.abs(at[0]) < Math.abs(best[0])) ? at : best), null);
  const [left, right] = [corner(1), corner(-1)];
  return {
    glabella,
    mid: height && nearest && { place: nearest, aboveMm: height.midMm, sdMm: height.sdMm, from: height.from },
    left,
    right,
    leftHigherMm: left && right && left.aboveMm - right.aboveMm,
    lengthMm: scalpLine(line, surface).lengthMm,
  };
}
