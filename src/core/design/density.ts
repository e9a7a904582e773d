/*
 * What the design asks for at every candidate: dots per cm^2 = zone density x temple factor x feathered edge x brush x (1 - hair)
 * (core/README.md 4). One pass over the placed candidates, into columns.
 */

import type { Project, Stroke, Zone } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { seededNoise3 } from '../math/noise.ts';
import { boundsOf, insideTester, subdivide } from '../math/polygon.ts';
import { smooth } from '../math/smoothstep.ts';
import { type ScalpLine, scalpLine } from '../scalp/scalp-line.ts';
import type { Surface } from '../scalp/surface.ts';
import { CANONICAL_HALF_AXES_MM, type PlacedCandidates, rimShare } from '../stipple/candidates.ts';
import { hairlineShare, placeHairline, SENTINEL_MM, sentinelPerCm2 } from './hairline.ts';

export interface DensityField {
  /** what the design asks for at each placed candidate, per cm^2 of skin */
  targetPerCm2: Float32Array;
  /** 0..1: how far into the transition zone; 1 on the plateau */
  edgeShare: Float32Array;
  /** which zone asks for it, or 255 */
  zone: Uint8Array;
}

/** Share of the photo's place covered by existing hair, 0..1; from core/photo. */
export type HairCoverage = (xPx: number, yPx: number) => number;
/** Existing hair, read two ways: how much of a region it covers (shaved looks), and where single hairs are (scars, between long hair). */
export interface ExistingHair {
  coverage: HairCoverage;
  strands: HairCoverage;
}
/** Kinds that a crossing hairline clips. */
const CLIPPED = new Set(['fill', 'hair']);
/** Kinds whose dots go between single hairs. */
const BETWEEN_HAIRS = new Set(['scar', 'hair']);

const MICRO_MM = 5; // wavelength 3-8 mm (core/README.md 4)
const MACRO_MM = 28; // wavelength 20-40 mm (core/README.md 4)

/** The noise that makes edges waver, 0..1, fixed to the scalp: it does not move when the line does. */
export function edgeWaver(placed: PlacedCandidates, seed: number): Float32Array {
  const noise = seededNoise3(seed);
  const [a, b, c] = CANONICAL_HALF_AXES_MM;
  const out = new Float32Array(placed.count);
  for (let i = 0; i < placed.count; i++) {
    const x = placed.ux[i] * a;
    const y = placed.uy[i] * b;
    const z = placed.uz[i] * c;
    const micro = noise(x / MICRO_MM, y / MICRO_MM, z / MICRO_MM);
    const macro = noise(x / MACRO_MM + 40, y / MACRO_MM, z / MACRO_MM);
    out[i] = Math.min(1, Math.max(0, 0.5 + 0.3 * micro + 0.4 * macro));
  }
  return out;
}

/** Factor towards the temples: 1 over the middle of the head, `temples` at its sides (0.5-0.65 of the crown; core/README.md 4). */
export const templeFactor = (ux: number, temples: number) => 1 - (1 - temples) * smooth((Math.abs(ux) - 0.5) / 0.35);

const hairFor = (zone: Zone, hair: ExistingHair) => (BETWEEN_HAIRS.has(zone.kind) ? hair.strands : hair.coverage);

interface PlacedZone {
  isInside(xPx: number, yPx: number): boolean;
  zone: Zone;
  bounds: ReturnType<typeof boundsOf>;
  edge: ScalpLine;
  clipped: boolean;
}

export function densityField(
  { design, photo }: Pick<Project, 'design' | 'photo'>,
  surface: Surface,
  placed: PlacedCandidates,
  waver: Float32Array,
  hair: ExistingHair | null,
): DensityField {
  const n = placed.count;
  const targetPerCm2 = new Float32Array(n);
  const edgeShare = new Float32Array(n).fill(1);
  const zoneOf = new Uint8Array(n).fill(255);
  const stepPx = Math.max(1, 1.5 * surface.pxPerMm);
  const hairline = design.hairline ? placeHairline(design.hairline, surface, photo) : null;
  const featherMm = design.hairline?.featherMm ?? 0;
  const irregularity = design.hairline?.irregularity ?? 0;

  const zones = design.zones.map((zone): PlacedZone => {
    const outline = subdivide(zone.outlinePx as readonly Point[], stepPx, true);
    const behind = hairline ? outline.filter(([x, y]) => hairline.isBehind(x, y)).length : outline.length;
    const clipped = CLIPPED.has(zone.kind) && behind > 0 && behind < outline.length;
    const edge = scalpLine(outline, surface, clipped ? hairline?.isBehind : undefined);
    return { zone, bounds: boundsOf(outline), isInside: insideTester(zone.outlinePx as readonly Point[]), edge, clipped };
  });
  const inZone = ({ isInside, bounds }: PlacedZone, x: number, y: number) =>
    x >= bounds.minX && x <= bounds.maxX && y >= bounds.minY && y <= bounds.maxY && isInside(x, y);

  for (let i = 0; i < n; i++) {
    const x = placed.xPx[i];
    const y = placed.yPx[i];
    let behind: boolean | null = null;
    for (let k = 0; k < zones.length; k++) {
      const placedZone = zones[k];
      const { zone, clipped, edge } = placedZone;
      if (zone.kind === 'protect' || zone.kind === 'oldwork') continue;
      const inside = inZone(placedZone, x, y);
      let target = 0;
      let share = 1;
      if (clipped && hairline) {
        behind ??= hairline.isBehind(x, y);
        if (!behind) {
          if (irregularity === 0 || !inside) continue;
          const ahead = hairline.line.distanceMm(placed.xMm[i], placed.yMm[i], placed.zMm[i], SENTINEL_MM);
          if (ahead >= SENTINEL_MM || !inZone(placedZone, hairline.line.nearestPx.x, hairline.line.nearestPx.y)) continue;
          target = Math.min(zone.perCm2, sentinelPerCm2(ahead, irregularity)) * templeFactor(placed.ux[i], zone.temples);
          share = 0;
        } else {
          if (!inside) continue;
          const mm = hairline.line.distanceMm(placed.xMm[i], placed.yMm[i], placed.zMm[i], Math.max(featherMm, 2));
          share = hairlineShare(mm, featherMm, irregularity, waver[i]);
          target = zone.perCm2 * share;
        }
      } else {
        if (!inside) continue;
        target = zone.perCm2;
      }
      if (share > 0 && target > 0) {
        target *= templeFactor(placed.ux[i], zone.temples);
        if (zone.blendMm > 0) target *= smooth(edge.distanceMm(placed.xMm[i], placed.yMm[i], placed.zMm[i], zone.blendMm) / zone.blendMm);
      }
      if (zone.avoidHair && hair && target > 0) target *= 1 - hairFor(zone, hair)(x, y);
      if (target > targetPerCm2[i]) {
        targetPerCm2[i] = target;
        edgeShare[i] = share;
        zoneOf[i] = k;
      }
    }
    targetPerCm2[i] *= rimShare(placed.cosTheta[i]);
  }
  for (const stroke of design.strokes) paintStroke(stroke, design.zones, surface, placed, { targetPerCm2, edgeShare, zone: zoneOf }, hair);
  for (const placedZone of zones)
    if (placedZone.zone.kind === 'protect')
      for (let i = 0; i < n; i++) if (targetPerCm2[i] > 0 && inZone(placedZone, placed.xPx[i], placed.yPx[i])) targetPerCm2[i] = 0;
  return { targetPerCm2, edgeShare, zone: zoneOf };
}

/** Share of a brush at a distance from its path: full to 0.6 of the radius, then down to 0. */
const brushShare = (mm: number, radiusMm: number) => smooth((1 - mm / radiusMm) / 0.4);

function paintStroke(
  stroke: Stroke,
  zones: readonly Zone[],
  surface: Surface,
  placed: PlacedCandidates,
  field: DensityField,
  hair: ExistingHair | null,
) {
  const path = stroke.pathPx as readonly Point[];
  const points = path.length === 1 ? [path[0], [path[0][0] + 0.01, path[0][1]] as const] : subdivide(path, surface.pxPerMm * 2, false);
  const line = scalpLine(points, surface);
  const { minX, minY, maxX, maxY } = boundsOf(path);
  const reachPx = stroke.radiusMm * surface.pxPerMm * 1.5;
  const firstFill = Math.max(
    0,
    zones.findIndex((z) => z.kind === 'fill'),
  );
  for (let i = 0; i < placed.count; i++) {
    const x = placed.xPx[i];
    const y = placed.yPx[i];
    if (x < minX - reachPx || x > maxX + reachPx || y < minY - reachPx || y > maxY + reachPx) continue;
    const mm = line.distanceMm(placed.xMm[i], placed.yMm[i], placed.zMm[i], stroke.radiusMm);
    if (mm >= stroke.radiusMm) continue;
    const amount = stroke.strength * brushShare(mm, stroke.radiusMm);
    if (stroke.tool === 'remove') {
      field.targetPerCm2[i] *= 1 - amount;
      continue;
    }
    const zone = field.zone[i] === 255 ? firstFill : field.zone[i];
    const full =
      (zones[zone]?.perCm2 ?? 140) *
      rimShare(placed.cosTheta[i]) *
      (hair && zones[zone]?.avoidHair ? 1 - hairFor(zones[zone], hair)(x, y) : 1);
    if (full <= field.targetPerCm2[i] || amount === 0) continue;
    field.targetPerCm2[i] += (full - field.targetPerCm2[i]) * amount;
    field.edgeShare[i] = Math.max(field.edgeShare[i] === 1 && field.zone[i] === 255 ? 0 : field.edgeShare[i], amount);
    if (field.zone[i] === 255 && zones.length > 0) field.zone[i] = zone;
  }
}
