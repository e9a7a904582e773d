/* The dots of a plan that one photo shows: their columns on the head, and position and tilt of each in the picture. */
import type { PlanDots } from '../design/dots.ts';
import { rimShare, type SeenCandidates } from '../stipple/seen-candidates.ts';

type InPicture = 'xPx' | 'yPx' | 'xMm' | 'yMm' | 'zMm' | 'cosTheta' | 'tiltX' | 'tiltY' | 'pxPerMm' | 'rim';
export interface Dots extends Pick<SeenCandidates, InPicture> {
  count: number;
  /** the candidate's number, the same at every density, session and photo of one head and seed */
  number: Uint32Array;
  /** index into the photo's visible candidates */
  seenIndex: Uint32Array;
  /** rank of the candidate, before noise */
  rank: Float32Array;
  targetPerCm2: Float32Array;
  /** 1-based; 0: old work */
  session: Uint8Array;
  /** factors on diameter and centre absorbance, fixed per candidate */
  sizeFactor: Float32Array;
  darkFactor: Float32Array;
  /** length over width of the mark on the skin, at least 1 */
  stretch: Float32Array;
  /** direction of its length, radians from the direction in which the skin tilts away */
  turn: Float32Array;
  zone: Uint8Array;
}

/**
 * @param dots dots that the photo shows
 * @param seenIndex index of each into the visible candidates
 * @param total number of candidates on the head
 */
export function dotsInPhoto(dots: PlanDots, seenIndex: Uint32Array, seen: SeenCandidates, total: number): Dots {
  const pick = (column: Float32Array) => {
    const out = new Float32Array(dots.count);
    for (let k = 0; k < dots.count; k++) out[k] = column[seenIndex[k]];
    return out;
  };
  const cosTheta = pick(seen.cosTheta);
  return {
    count: dots.count,
    number: dots.candidate,
    seenIndex,
    xPx: pick(seen.xPx),
    yPx: pick(seen.yPx),
    xMm: pick(seen.xMm),
    yMm: pick(seen.yMm),
    zMm: pick(seen.zMm),
    cosTheta,
    tiltX: pick(seen.tiltX),
    tiltY: pick(seen.tiltY),
    pxPerMm: pick(seen.pxPerMm),
    rank: Float32Array.from(dots.candidate, (i) => (i + 0.5) / total),
    targetPerCm2: dots.targetPerCm2.map((target, j) => target * rimShare(cosTheta[j])),
    session: dots.session,
    sizeFactor: dots.sizeFactor,
    darkFactor: dots.darkFactor,
    stretch: dots.stretch,
    turn: dots.turn,
    zone: dots.zone,
    rim: seen.rim,
  };
}

/** Appends the second columns to the first, numbering them from `total` on. `seenIndex` is valid for the first only. */
export function joinDots(first: Dots, second: Dots, total: number): Dots {
  const numbered = { ...second, number: second.number.map((i) => i + total) };
  const joined: Record<string, unknown> = { count: first.count + second.count, rim: first.rim };
  for (const key of Object.keys(first) as (keyof Dots)[]) {
    const a = first[key];
    const b = numbered[key];
    if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) continue;
    const Column = a.constructor as new (length: number) => Float32Array;
    const column = new Column(a.length + b.length);
    column.set(a);
    column.set(b, a.length);
    joined[key] = column;
  }
  return joined as unknown as Dots;
}
