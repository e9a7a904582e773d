/*
 * The share of a zone's density at every candidate that it reaches: temple factor x feathered edge x (1 - hair) (core/README.md 4). A cell
 * of candidates with no edge nearby is tested as a whole.
 */
import type { Design, Hairline, Zone } from '../consultation/schema.ts';
import { boundsOf, insideTester, subdivide } from '../math/polygon.ts';
import { smooth } from '../math/smoothstep.ts';
import { inParts, type Steps } from '../math/steps.ts';
import { mmPerDeg } from '../scalp/head-map.ts';
import { type Groups, type ScalpLine, scalpLine } from '../scalp/scalp-line.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import { type Waver, waverAt } from './edge-waver.ts';
import type { HairOnHead } from './hair-on-head.ts';
import { hairlineShare, type PlacedHairline, placeHairline, raggedMm, SENTINEL_MM, sentinelPerCm2 } from './hairline.ts';

/** Kinds of zones that are clipped by a hairline that crosses them. */
const CLIPPED = new Set(['fill', 'hair']);
/** Kinds of zones whose dots go between single hairs. */
const BETWEEN_HAIRS = new Set(['scar', 'hair']);

/** Temple factor: 1 over the middle of the head, `temples` at its sides (0.5-0.65 of the crown; core/README.md 4). */
export const templeFactor = (ux: number, temples: number) => 1 - (1 - temples) * smooth((Math.abs(ux) - 0.5) / 0.35);

/** Factor on the hairline's feather: 1 in front, `atTemples` at the temples and sideburns, whose edge is thinner than the front's. assumed. */
export const featherFactor = (ux: number, atTemples: number) => 1 + (atTemples - 1) * smooth((Math.abs(ux) - 0.68) / 0.17);

/** Own hair ends on the nape in a fade, which work does not fill up: how much of a place is nape, from its direction down and back. assumed. */
const napeShare = (uy: number, uz: number) => smooth((uy - 0.25) / 0.25) * smooth((uz - 0.1) / 0.3);

/** The share of a zone's density that own hair takes away at a candidate, up to 1; below 0 where more is needed. */
export function hairFor(zone: Zone, hair: HairOnHead, { uy, uz }: HeadPlaces): (i: number) => number {
  const { tone, coverage } = hair;
  if (BETWEEN_HAIRS.has(zone.kind)) {
    const { strands } = hair;
    return (i) => strands[i];
  }
  return (i) => toneTaken(tone[i], coverage[i], uy[i], uz[i]);
}
/** How much of a fade a place there is. The edge of a bare patch reads as half covered, and is none. assumed. */
const fadeShare = (coverage: number) => smooth((coverage - 0.6) / 0.35);
const toneTaken = (tone: number, coverage: number, uy: number, uz: number) =>
  tone + Math.max(0, coverage - Math.max(0, tone)) * fadeShare(coverage) * napeShare(uy, uz);

/** Spacing of the points of an outline on the head, mm. */
const STEP_MM = 1.5;
/** Bound on the distance between an outline's chords and the straight lines on the map, mm. */
const SLACK_MM = 1;

interface PlacedZone {
  zone: Zone;
  isInside(acrossDeg: number, forwardDeg: number): boolean;
  bounds: ReturnType<typeof boundsOf>;
  /** the whole outline, and the part of it from which the zone blends in */
  outline: ScalpLine;
  edge: ScalpLine;
  clipped: boolean;
}

/** Hairline and zones placed on the head, each on first use. */
export function placedOnce(design: Pick<Design, 'hairline' | 'zones'>, places: HeadPlaces) {
  let line: Ground['hairline'] | undefined;
  const zones: PlacedZone[] = [];
  const hairline = () => {
    line ??= design.hairline && { ...design.hairline, ...placeHairline(design.hairline, places.form) };
    return line;
  };
  const zone = (k: number) => {
    zones[k] ??= placeZone(design.zones[k], places, hairline());
    return zones[k];
  };
  return { hairline, zone };
}

function placeZone(zone: Zone, { form }: HeadPlaces, hairline: PlacedHairline | null): PlacedZone {
  const outline = subdivide(zone.outline, STEP_MM / mmPerDeg(form.halfAxesMm), true);
  const behind = hairline ? outline.filter(([x, y]) => hairline.isBehind(x, y)).length : outline.length;
  const clipped = CLIPPED.has(zone.kind) && behind > 0 && behind < outline.length;
  const whole = scalpLine(outline, form);
  return {
    zone,
    isInside: insideTester(zone.outline),
    bounds: boundsOf(zone.outline),
    outline: whole,
    edge: clipped ? scalpLine(outline, form, hairline?.isBehind) : whole,
    clipped,
  };
}

/**
 * Visits the cells of candidates that a zone reaches, all or a range of them.
 * @param visit gets the range of candidates, whether all are inside (null: the outline is near, test each) and the cell
 */
export function eachCell(
  { bounds, outline, isInside }: PlacedZone,
  { cells, across, forward }: HeadPlaces,
  visit: (from: number, to: number, inside: boolean | null, cell: number) => void,
  [first, last] = [0, cells.count],
) {
  const { ballMm, boundsDeg, start, number } = cells;
  for (let c = first; c < last; c++) {
    const o = 4 * c;
    if (boundsDeg[o] > bounds.maxX || boundsDeg[o + 1] < bounds.minX || boundsDeg[o + 2] > bounds.maxY || boundsDeg[o + 3] < bounds.minY)
      continue;
    const inside = !nearCell(outline, ballMm, o, SLACK_MM) ? isInside(across[number[start[c]]], forward[number[start[c]]]) : null;
    if (inside !== false) visit(start[c], start[c + 1], inside, c);
  }
}
/** Groups of a line's segments that may be within `mm` of a cell's ball; null if none. */
export const nearCell = (line: ScalpLine, ballMm: Float32Array, o: number, mm: number) =>
  line.near(ballMm[o], ballMm[o + 1], ballMm[o + 2], ballMm[o + 3] + mm);

interface Ground {
  places: HeadPlaces;
  waver: Waver | null;
  hairline: (PlacedHairline & Pick<Hairline, 'featherMm' | 'templeFeather' | 'irregularity'>) | null;
  hair: HairOnHead | null;
}
/** A zone's shares at every candidate, by number; they do not depend on its density. */
export interface ZoneShares {
  /** share of the zone's density; 0 where the zone does not reach */
  share: Float32Array;
  /** cap in the area of sentinels, per cm^2, applied before the share; Infinity elsewhere */
  mostPerCm2: Float32Array;
  /** 1 where the zone does not reach */
  edgeShare: Float32Array;
  /** 255 where the zone does not reach, else 0 */
  beyond: Uint8Array;
}

/** How many zones' shares are cached per head. */
const KEPT = 4;
interface Kept {
  outline: Zone['outline'];
  args: readonly unknown[];
  shares: ZoneShares;
}
/** Cache: a change of density leaves the shares valid. Least recently used first; its columns are reused for the next zone. */
const keptOf = new WeakMap<HeadPlaces, Kept[]>();

/**
 * The shares of a zone; later calls may overwrite them.
 * @param placed zone and hairline on the head, used if the shares must be computed
 */
export function* sharesSteps(
  zone: Zone,
  { places, waver, hair }: Omit<Ground, 'hairline'>,
  hairline: Hairline | null,
  placed: () => [PlacedZone, Ground['hairline']],
): Steps<ZoneShares> {
  const kept = keptOf.get(places) ?? [];
  keptOf.set(places, kept);
  const args = [zone.kind, zone.blendMm, zone.temples, zone.avoidHair, hairline, waver, hair];
  const at = kept.findIndex(({ outline }) => outline === zone.outline);
  const [before] = at >= 0 ? kept.splice(at, 1) : kept.splice(0, kept.length < KEPT ? 0 : 1);
  const shares = before?.shares ?? emptyShares(places.count);
  if (at < 0 || before.args.some((arg, i) => arg !== args[i])) {
    const [placedZone, line] = placed();
    yield* fillShares(shares, placedZone, { places, waver, hair, hairline: line });
  }
  kept.push({ outline: zone.outline, args, shares });
  return shares;
}
const emptyShares = (count: number): ZoneShares => ({
  share: new Float32Array(count),
  mostPerCm2: new Float32Array(count),
  edgeShare: new Float32Array(count),
  beyond: new Uint8Array(count),
});

/** Cells of candidates visited between two pauses. */
const A_STEP = 250;

function* fillShares(out: ZoneShares, placedZone: PlacedZone, { places, waver, hair, ...ground }: Ground): Steps<void> {
  const { zone, edge, clipped } = placedZone;
  const { across, forward, cells } = places;
  const hairline = clipped ? ground.hairline : null;
  const featherMm = hairline?.featherMm ?? 0;
  const atTemples = hairline?.templeFeather ?? 1;
  const irregularity = hairline?.irregularity ?? 0;
  const reachMm = Math.max(featherMm * atTemples, 2);
  const avoided = zone.avoidHair ? hair : null;
  const strands = avoided && BETWEEN_HAIRS.has(zone.kind) ? avoided.strands : null;
  const of: Filling = { placed: placedZone, places, waver, hairline, avoided, strands, featherMm, atTemples, irregularity, reachMm };
  filledLast[0] = { placedZone, hairline };
  out.share.fill(0);
  out.mostPerCm2.fill(Infinity);
  out.edgeShare.fill(1);
  out.beyond.fill(255);
  const fillCell: Parameters<typeof eachCell>[2] = (from, to, allInside, cell) => {
    const nearLine = hairline && nearCell(hairline.line, cells.ballMm, 4 * cell, Math.max(reachMm, SENTINEL_MM) + SLACK_MM);
    const nearEdge = zone.blendMm > 0 ? nearCell(edge, cells.ballMm, 4 * cell, zone.blendMm) : null;
    const first = cells.number[from];
    if (hairline && !nearLine && !hairline.isBehind(across[first], forward[first])) return;
    fillSome(from, to, allInside, nearLine, nearEdge, of, out);
  };
  yield* inParts(cells.count, A_STEP, (...range) => eachCell(placedZone, places, fillCell, range));
}

/** Line and zone that were filled last, until the next: engines throw what they have compiled away with the only functions that it has called. */
const filledLast: unknown[] = [];

interface Filling {
  placed: PlacedZone;
  places: HeadPlaces;
  /** null: no edge is ragged */
  waver: Waver | null;
  /** that clips the zone */
  hairline: Ground['hairline'];
  /** the hair that the zone avoids, and single hairs where it goes between them */
  avoided: HairOnHead | null;
  strands: Float32Array | null;
  featherMm: number;
  atTemples: number;
  irregularity: number;
  reachMm: number;
}
/** Fills the shares of a cell's candidates. */
function fillSome(
  from: number,
  to: number,
  allInside: boolean | null,
  nearLine: Groups | null,
  nearEdge: Groups | null,
  of: Filling,
  out: ZoneShares,
) {
  const { placed, places, hairline, avoided, strands, featherMm, atTemples, irregularity, reachMm } = of;
  const { zone, isInside, edge } = placed;
  const { across, forward, xMm, yMm, zMm, ux, uy, uz } = places;
  const { number } = places.cells;
  for (let s = from; s < to; s++) {
    const i = number[s];
    if (!(allInside ?? isInside(across[i], forward[i]))) continue;
    let edgeShare = 1;
    let share = templeFactor(ux[i], zone.temples);
    let mostPerCm2 = Infinity;
    if (hairline && nearLine) {
      const { line } = hairline;
      const hereMm = featherMm * featherFactor(ux[i], atTemples);
      const edgeMm = raggedMm(hereMm, irregularity, of.waver ? waverAt(of.waver, i) : 0);
      if (hairline.isBehind(across[i], forward[i])) {
        const behindMm = line.distanceMm(xMm[i], yMm[i], zMm[i], reachMm, nearLine);
        edgeShare = hairlineShare(behindMm, hereMm, edgeMm);
        if (behindMm < edgeMm) mostPerCm2 = sentinelPerCm2(edgeMm - behindMm, irregularity);
        else share *= edgeShare;
      } else {
        const ahead = line.distanceMm(xMm[i], yMm[i], zMm[i], SENTINEL_MM, nearLine);
        if (ahead >= SENTINEL_MM || !isInside(line.nearest.across, line.nearest.forward)) continue;
        mostPerCm2 = sentinelPerCm2(ahead + edgeMm, irregularity);
        edgeShare = 0;
      }
    }
    if (edgeShare > 0 && nearEdge) share *= smooth(edge.distanceMm(xMm[i], yMm[i], zMm[i], zone.blendMm, nearEdge) / zone.blendMm);
    if (avoided) share *= 1 - (strands ? strands[i] : toneTaken(avoided.tone[i], avoided.coverage[i], uy[i], uz[i]));
    if (share === 0 || mostPerCm2 === 0) continue;
    out.share[i] = share;
    if (mostPerCm2 < Infinity) out.mostPerCm2[i] = mostPerCm2;
    if (edgeShare < 1) out.edgeShare[i] = edgeShare;
    out.beyond[i] = 0;
  }
}
