/* The plan's dots as one photo shows them: their columns on the head, and where and how tilted each lies in the picture. */
import type { PlanDots } from '../design/dots.ts';
import { rimShare, type SeenCandidates } from '../stipple/seen-candidates.ts';

type InPicture = 'xPx' | 'yPx' | 'xMm' | 'yMm' | 'zMm' | 'cosTheta' | 'tiltX' | 'tiltY' | 'pxPerMm';
export interface Dots extends Pick<SeenCandidates, InPicture> {
  count: number;
  /** the candidate's own number: the same for every density, session and photo of one head and seed */
  number: Uint32Array;
  /** which of the photo's seen candidates this is */
  seenIndex: Uint32Array;
  /** the candidate's own, before any noise */
  rank: Float32Array;
  targetPerCm2: Float32Array;
  /** 1-based; 0: old work */
  session: Uint8Array;
  /** fixed factors on diameter and centre absorbance */
  sizeFactor: Float32Array;
  darkFactor: Float32Array;
  /** length over width of the mark on the skin, 1 or more */
  stretch: Float32Array;
  /** which way it is drawn out, radians from the direction in which the skin tilts away */
  turn: Float32Array;
  zone: Uint8Array;
}

/**
 * @param dots that the photo shows; @param seenIndex where each is among the seen
 * @param total candidates on the head
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
  };
}

/** The columns of both, the second's after the first's and with numbers from `total` on. `seenIndex` of the second no longer has a meaning. */
export function joinDots(first: Dots, second: Dots, total: number): Dots {
  const numbered = { ...second, number: second.number.map((i) => i + total) };
  const joined: Record<string, unknown> = { count: first.count + second.count };
  for (const key of Object.keys(first) as (keyof Dots)[]) {
    const a = first[key];
    const b = numbered[key];
    if (typeof a === 'number' || typeof b === 'number') continue;
    const Column = a.constructor as new (length: number) => Float32Array;
    const column = new Column(a.length + b.length);
    column.set(a);
    column.set(b, a.length);
    joined[key] = column;
  }
  return joined as unknown as Dots;
}
