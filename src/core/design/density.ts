/*
 * What the design asks for at every candidate: dots per cm^2 = zone density x temple factor x feathered edge x brush x (1 - hair)
 * (core/README.md 4). On the map of the head, into columns over all its candidates. Cells of candidates that no edge is near are done as one.
 */

import type { Design, Hairline, Stroke, Zone } from '../consultation/schema.ts';
import { seededNoise3 } from '../math/noise.ts';
import { boundsOf, insideTester, subdivide } from '../math/polygon.ts';
import { smooth } from '../math/smoothstep.ts';
import { mmPerDeg } from '../scalp/head-map.ts';
import { type ScalpLine, scalpLine } from '../scalp/scalp-line.ts';
import { CANONICAL_HALF_AXES_MM } from '../stipple/candidates.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import type { HairOnHead } from './hair-on-head.ts';
import { hairlineShare, type PlacedHairline, placeHairline, SENTINEL_MM, sentinelPerCm2 } from './hairline.ts';

export interface DensityField {
  /** what the design asks for at each candidate, by number, per cm^2 of skin */
  targetPerCm2: Float32Array;
  /** 0..1: how far into the transition zone; 1 on the plateau */
  edgeShare: Float32Array;
  /** which zone asks for it, or 255 */
  zone: Uint8Array;
}

/** Kinds that a crossing hairline clips. */
const CLIPPED = new Set(['fill', 'hair']);
/** Kinds whose dots go between single hairs. */
const BETWEEN_HAIRS = new Set(['scar', 'hair']);

const MICRO_MM = 5; // wavelength 3-8 mm (core/README.md 4)
const MACRO_MM = 28; // wavelength 20-40 mm (core/README.md 4)

/** The noise that makes edges waver, 0..1, fixed to the scalp: it does not move when the line does. */
export function edgeWaver(places: Pick<HeadPlaces, 'count' | 'ux' | 'uy' | 'uz'>, seed: number): Float32Array {
  const noise = seededNoise3(seed);
  const [a, b, c] = CANONICAL_HALF_AXES_MM;
  const out = new Float32Array(places.count);
  for (let i = 0; i < places.count; i++) {
    const x = places.ux[i] * a;
    const y = places.uy[i] * b;
    const z = places.uz[i] * c;
    const micro = noise(x / MICRO_MM, y / MICRO_MM, z / MICRO_MM);
    const macro = noise(x / MACRO_MM + 40, y / MACRO_MM, z / MACRO_MM);
    out[i] = Math.min(1, Math.max(0, 0.5 + 0.3 * micro + 0.4 * macro));
  }
  return out;
}

/** Factor towards the temples: 1 over the middle of the head, `temples` at its sides (0.5-0.65 of the crown; core/README.md 4). */
export const templeFactor = (ux: number, temples: number) => 1 - (1 - temples) * smooth((Math.abs(ux) - 0.5) / 0.35);

const hairFor = (zone: Zone, hair: HairOnHead) => (BETWEEN_HAIRS.has(zone.kind) ? hair.strands : hair.coverage);

/** Outlines are laid on the head in steps of this, mm. */
const STEP_MM = 1.5;
/** An outline's chords and the map's straight lines part by less than this, mm. */
const SLACK_MM = 1;

interface PlacedZone {
  zone: Zone;
  isInside(acrossDeg: number, forwardDeg: number): boolean;
  bounds: ReturnType<typeof boundsOf>;
  /** all of the outline, and what of it its blend fades from */
  outline: ScalpLine;
  edge: ScalpLine;
  clipped: boolean;
}

/** @param waver of edgeWaver; @param hair that dots avoid where a zone says so, or null where none is known */
export function densityField(
  design: Pick<Design, 'hairline' | 'zones' | 'strokes'>,
  places: HeadPlaces,
  waver: Float32Array,
  hair: HairOnHead | null,
): DensityField {
  const n = places.count;
  const field: DensityField = {
    targetPerCm2: new Float32Array(n),
    edgeShare: new Float32Array(n).fill(1),
    zone: new Uint8Array(n).fill(255),
  };
  const hairline = design.hairline && { ...design.hairline, ...placeHairline(design.hairline, places.form) };
  const zones = design.zones.map((zone) => placeZone(zone, places, hairline));
  for (const [k, placedZone] of zones.entries()) {
    const { kind } = placedZone.zone;
    if (kind !== 'protect' && kind !== 'oldwork') fillZone(placedZone, k, { places, waver, hairline, hair, field });
  }
  for (const stroke of design.strokes) paintStroke(stroke, design.zones, places, field, hair);
  for (const placedZone of zones)
    if (placedZone.zone.kind === 'protect')
      eachCell(placedZone, places, (from, to, inside) => {
        for (let s = from; s < to; s++) {
          const i = places.cells.number[s];
          if (inside ?? placedZone.isInside(places.across[i], places.forward[i])) field.targetPerCm2[i] = 0;
        }
      });
  return field;
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
 * Every cell of candidates that a zone reaches.
 * @param visit gets the range of its candidates, whether all of them are inside (null: the outline is near, each has to be asked) and which cell it is
 */
function eachCell(
  { bounds, outline, isInside }: PlacedZone,
  { cells, across, forward }: HeadPlaces,
  visit: (from: number, to: number, inside: boolean | null, cell: number) => void,
) {
  const { ballMm, boundsDeg, start, number } = cells;
  for (let c = 0; c < cells.count; c++) {
    const o = 4 * c;
    if (boundsDeg[o] > bounds.maxX || boundsDeg[o + 1] < bounds.minX || boundsDeg[o + 2] > bounds.maxY || boundsDeg[o + 3] < bounds.minY)
      continue;
    const inside = !nearCell(outline, ballMm, o, SLACK_MM) ? isInside(across[number[start[c]]], forward[number[start[c]]]) : null;
    if (inside !== false) visit(start[c], start[c + 1], inside, c);
  }
}
/** What of a line lies within `mm` of a cell's ball, or null where nothing does. */
const nearCell = (line: ScalpLine, ballMm: Float32Array, o: number, mm: number) =>
  line.near(ballMm[o], ballMm[o + 1], ballMm[o + 2], ballMm[o + 3] + mm);

interface Ground {
  places: HeadPlaces;
  waver: Float32Array;
  hairline: HairlineEdge | null;
  hair: HairOnHead | null;
  field: DensityField;
}
type HairlineEdge = PlacedHairline & Pick<Hairline, 'featherMm' | 'irregularity'>;

function fillZone(placedZone: PlacedZone, k: number, { places, waver, hair, field, ...ground }: Ground) {
  const { zone, isInside, edge, clipped } = placedZone;
  const { across, forward, xMm, yMm, zMm, ux, cells } = places;
  const hairline = clipped ? ground.hairline : null;
  const featherMm = hairline?.featherMm ?? 0;
  const irregularity = hairline?.irregularity ?? 0;
  const reachMm = Math.max(featherMm, 2);
  const covered = zone.avoidHair && hair ? hairFor(zone, hair) : null;
  eachCell(placedZone, places, (from, to, allInside, cell) => {
    const nearLine = hairline && nearCell(hairline.line, cells.ballMm, 4 * cell, Math.max(reachMm, SENTINEL_MM) + SLACK_MM);
    const nearEdge = zone.blendMm > 0 && nearCell(edge, cells.ballMm, 4 * cell, zone.blendMm);
    const first = cells.number[from];
    if (hairline && !nearLine && !hairline.isBehind(across[first], forward[first])) return;
    for (let s = from; s < to; s++) {
      const i = cells.number[s];
      if (!(allInside ?? isInside(across[i], forward[i]))) continue;
      let target = zone.perCm2;
      let share = 1;
      if (hairline && nearLine) {
        const { line } = hairline;
        if (hairline.isBehind(across[i], forward[i])) {
          share = hairlineShare(line.distanceMm(xMm[i], yMm[i], zMm[i], reachMm, nearLine), featherMm, irregularity, waver[i]);
          target *= share;
        } else {
          if (irregularity === 0) continue;
          const ahead = line.distanceMm(xMm[i], yMm[i], zMm[i], SENTINEL_MM, nearLine);
          if (ahead >= SENTINEL_MM || !isInside(line.nearest.across, line.nearest.forward)) continue;
          target = Math.min(zone.perCm2, sentinelPerCm2(ahead, irregularity)) * templeFactor(ux[i], zone.temples);
          share = 0;
        }
      }
      if (share > 0 && target > 0) {
        target *= templeFactor(ux[i], zone.temples);
        if (nearEdge) target *= smooth(edge.distanceMm(xMm[i], yMm[i], zMm[i], zone.blendMm, nearEdge) / zone.blendMm);
      }
      if (covered && target > 0) target *= 1 - covered[i];
      if (target > field.targetPerCm2[i]) {
        field.targetPerCm2[i] = target;
        field.edgeShare[i] = share;
        field.zone[i] = k;
      }
    }
  });
}

/** Share of a brush at a distance from its path: full to 0.6 of the radius, then down to 0. */
const brushShare = (mm: number, radiusMm: number) => smooth((1 - mm / radiusMm) / 0.4);

function paintStroke(stroke: Stroke, zones: readonly Zone[], places: HeadPlaces, field: DensityField, hair: HairOnHead | null) {
  const { cells, xMm, yMm, zMm } = places;
  const [at] = stroke.path;
  const path = stroke.path.length === 1 ? [at, [at[0] + 0.001, at[1]] as const] : stroke.path;
  const line = scalpLine(subdivide(path, 2 / mmPerDeg(places.form.halfAxesMm), false), places.form);
  const firstFill = Math.max(
    0,
    zones.findIndex((z) => z.kind === 'fill'),
  );
  for (let c = 0; c < cells.count; c++) {
    const near = nearCell(line, cells.ballMm, 4 * c, stroke.radiusMm);
    if (!near) continue;
    for (let s = cells.start[c]; s < cells.start[c + 1]; s++) {
      const i = cells.number[s];
      const mm = line.distanceMm(xMm[i], yMm[i], zMm[i], stroke.radiusMm, near);
      if (mm >= stroke.radiusMm) continue;
      const amount = stroke.strength * brushShare(mm, stroke.radiusMm);
      if (stroke.tool === 'remove') {
        field.targetPerCm2[i] *= 1 - amount;
        continue;
      }
      const zone = field.zone[i] === 255 ? firstFill : field.zone[i];
      const full = (zones[zone]?.perCm2 ?? 140) * (hair && zones[zone]?.avoidHair ? 1 - hairFor(zones[zone], hair)[i] : 1);
      if (full <= field.targetPerCm2[i] || amount === 0) continue;
      field.targetPerCm2[i] += (full - field.targetPerCm2[i]) * amount;
      field.edgeShare[i] = Math.max(field.edgeShare[i] === 1 && field.zone[i] === 255 ? 0 : field.edgeShare[i], amount);
      if (field.zone[i] === 255 && zones.length > 0) field.zone[i] = zone;
    }
  }
}
