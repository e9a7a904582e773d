/*
 * The hairline as a paper template at true size: laid flat (scalp/lay-flat.ts), cut at the head's mid-line into strips that fit on a sheet,
 * with a tick every 10 mm from the mid-line. On the line paper and skin have the same length; beside it the difference is stated.
 */
import type { Hairline } from '../consultation/schema.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { mmPerDeg } from '../scalp/head-map.ts';
import { layFlat, type PaperMm } from '../scalp/lay-flat.ts';
import { hairlineCurve } from './hairline.ts';

/** Length of the chords, mm: their sum is within 0.01 mm of the curve's length over a whole hairline. */
const PIECE_MM = 0.5;
export const TICK_MM = 10;
/** Distance from the line at which the difference is stated, mm: a template is cut about this wide. */
export const BESIDE_MM = 10;
/** Margins around the line in its strip, mm; ticks and figures are above it. */
const ROOM_MM = { aside: 4, above: 11 } as const;
/** A narrower sheet has no room for a usable strip, mm. */
const MIN_SHEET_MM = 40;

interface Tick {
  at: PaperMm;
  /** unit vector to the side behind the line */
  behind: PaperMm;
  /** distance along the line from its mid-point, or from its first point if it has none; never negative */
  mm: number;
}
/** Coordinates are right and down from the strip's top left corner, mm. */
export interface TemplateStrip {
  widthMm: number;
  heightMm: number;
  line: readonly PaperMm[];
  ticks: readonly Tick[];
  /** where the line crosses the mid-line, and the direction to the face */
  centre: { at: PaperMm; toFace: PaperMm } | null;
  /** along the line from its mid-point, negative towards its first point */
  fromMm: number;
  toMm: number;
}
export interface HairlineTemplate {
  strips: readonly TemplateStrip[];
  /** of the whole line on the head */
  lengthMm: number;
  hasCentre: boolean;
  /** lengths at the first and last end of the line that do not fit on the sheet */
  leftOutMm: readonly [number, number];
  /** excess of paper over skin BESIDE_MM beside the line: largest share, and mm over the whole line */
  beside: { share: number; mm: number };
}

/** @param room on the sheet, mm: strips are at most as wide, and together at most as high */
export function hairlineTemplate(
  hairline: Pick<Hairline, 'points'>,
  form: HeadForm,
  room: { widthMm: number; heightMm: number },
): HairlineTemplate {
  if (room.widthMm < MIN_SHEET_MM) throw new Error(`hairlineTemplate: a sheet of ${room.widthMm} mm is too narrow`);
  const flat = layFlat(hairlineCurve(hairline, PIECE_MM / mmPerDeg(form.halfAxesMm)), form);
  const lengthMm = flat.alongMm[flat.alongMm.length - 1];
  const zeroMm = flat.midMm ?? 0;
  const whole = strip(flat, 0, lengthMm, zeroMm, true);
  const side = (fromMm: number, toMm: number) => fitting(flat, fromMm, toMm, zeroMm, room.widthMm);
  let strips = whole.widthMm <= room.widthMm ? [whole] : [...side(0, zeroMm), ...side(zeroMm, lengthMm)];
  const left: [number, number] = [0, 0];
  while (strips.length > 1 && strips.reduce((sum, { heightMm }) => sum + heightMm, 0) > room.heightMm) {
    const isFirst = -strips[0].fromMm > strips[strips.length - 1].toMm;
    const out = isFirst ? strips[0] : strips[strips.length - 1];
    left[isFirst ? 0 : 1] += out.toMm - out.fromMm;
    strips = strips.filter((one) => one !== out);
  }
  const sides = [flat.strain(-BESIDE_MM), flat.strain(BESIDE_MM)];
  const largest = (of: 'share' | 'mm') => sides.map((side) => side[of]).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  return {
    strips,
    lengthMm,
    hasCentre: flat.midMm !== null,
    leftOutMm: left,
    beside: { share: largest('share'), mm: largest('mm') },
  };
}

type Flat = ReturnType<typeof layFlat>;

/** Divides a part of the line into the fewest equal strips that are at most `widthMm` wide. */
function fitting(flat: Flat, fromMm: number, toMm: number, zeroMm: number, widthMm: number): TemplateStrip[] {
  if (toMm <= fromMm) return [];
  for (let count = 1; ; count++) {
    const at = (i: number) => fromMm + ((toMm - fromMm) * i) / count;
    const strips = Array.from({ length: count }, (_, i) => strip(flat, at(i), at(i + 1), zeroMm, false));
    if (strips.every((one) => one.widthMm <= widthMm)) return strips;
  }
}

function strip(flat: Flat, fromMm: number, toMm: number, zeroMm: number, isUpright: boolean): TemplateStrip {
  const inside = flat.points.filter((_, i) => flat.alongMm[i] > fromMm && flat.alongMm[i] < toMm);
  const raw = [placeAt(flat, fromMm).at, ...inside, placeAt(flat, toMm).at];
  const [first, last] = [raw[0], raw[raw.length - 1]];
  const slope = Math.atan2(last[1] - first[1], last[0] - first[0]);
  // rotate it level, never upside down
  const turned = isUpright ? 0 : Math.abs(slope) > Math.PI / 2 ? Math.PI - slope : -slope;
  const [c, s] = [Math.cos(turned), Math.sin(turned)];
  const rotated = ([x, y]: PaperMm): PaperMm => [c * x - s * y, s * x + c * y];
  const line = raw.map(rotated);
  const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - ROOM_MM.aside, Math.min(...ys) - ROOM_MM.above];
  const onStrip = ([x, y]: PaperMm): PaperMm => [x - left, y - top];
  const ticks: Tick[] = [];
  for (let mm = Math.ceil((fromMm - zeroMm) / TICK_MM) * TICK_MM; mm <= toMm - zeroMm; mm += TICK_MM) {
    const { at, ahead } = placeAt(flat, zeroMm + mm);
    const [x, y] = rotated(ahead);
    ticks.push({ at: onStrip(rotated(at)), behind: [y, -x], mm: Math.abs(mm) });
  }
  const isAtCentre = flat.midMm !== null && zeroMm >= fromMm && zeroMm <= toMm;
  return {
    widthMm: Math.max(...xs) - left + ROOM_MM.aside,
    heightMm: Math.max(...ys) - top + ROOM_MM.above,
    line: line.map(onStrip),
    ticks,
    centre: isAtCentre ? { at: onStrip(rotated([0, 0])), toFace: rotated([0, 1]) } : null,
    fromMm: fromMm - zeroMm,
    toMm: toMm - zeroMm,
  };
}

/** The point at `mm` along the line, and the unit vector along it there. */
function placeAt({ points, alongMm }: Flat, mm: number): { at: PaperMm; ahead: PaperMm } {
  let i = alongMm.findIndex((along) => along > mm) - 1;
  if (i < 0) i = points.length - 2;
  const lengthMm = alongMm[i + 1] - alongMm[i] || 1;
  const [p, q] = [points[i], points[i + 1]];
  const ahead: PaperMm = [(q[0] - p[0]) / lengthMm, (q[1] - p[1]) / lengthMm];
  const on = mm - alongMm[i];
  return { at: [p[0] + on * ahead[0], p[1] + on * ahead[1]], ahead };
}
