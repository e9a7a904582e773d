/*
 * The target density at every candidate: dots per cm^2 = zone density x temple factor x feathered edge x brush x (1 - hair)
 * (core/README.md 4).
 */

import type { Design, Stroke, Zone } from '../consultation/schema.ts';
import { subdivide } from '../math/polygon.ts';
import { smooth } from '../math/smoothstep.ts';
import { finish, type Steps } from '../math/steps.ts';
import { mmPerDeg } from '../scalp/head-map.ts';
import { scalpLine } from '../scalp/scalp-line.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import type { Waver } from './edge-waver.ts';
import type { HairOnHead } from './hair-on-head.ts';
import { eachCell, hairFor, nearCell, placedOnce, sharesSteps, type ZoneShares } from './zone-shares.ts';

export interface DensityField {
  /** wanted density at each candidate, by number, per cm^2 of skin */
  targetPerCm2: Float32Array;
  /** position in the transition zone, 0 at the edge to 1 on the plateau */
  edgeShare: Float32Array;
  /** index of the zone that sets it, or 255 */
  zone: Uint8Array;
}

/** @param waver result of edgeWaver; null: no edge is ragged @param hair existing hair, which zones may avoid; null if unknown */
export function* densitySteps(
  design: Pick<Design, 'hairline' | 'zones' | 'strokes'>,
  places: HeadPlaces,
  waver: Waver | null,
  hair: HairOnHead | null,
): Steps<DensityField> {
  const n = places.count;
  const field: DensityField = {
    targetPerCm2: new Float32Array(n),
    edgeShare: new Float32Array(n).fill(1),
    zone: new Uint8Array(n).fill(255),
  };
  const placed = placedOnce(design, places);
  const ground = { places, waver, hair };
  for (const [k, zone] of design.zones.entries()) {
    if (zone.kind === 'protect' || zone.kind === 'oldwork') continue;
    // no pause before they are used: later calls may overwrite them
    const shares = yield* sharesSteps(zone, ground, design.hairline, () => [placed.zone(k), placed.hairline()]);
    if (k === 0 && zone.perCm2 > 0) fillFirstZone(zone, shares, field);
    else fillZone(zone, k, shares, field);
    yield;
  }
  for (const stroke of design.strokes) paintStroke(stroke, design.zones, places, field, hair);
  for (const [k, { kind }] of design.zones.entries()) {
    if (kind !== 'protect') continue;
    const placedZone = placed.zone(k);
    eachCell(placedZone, places, (from, to, inside) => {
      for (let s = from; s < to; s++) {
        const i = places.cells.number[s];
        if (inside ?? placedZone.isInside(places.across[i], places.forward[i])) field.targetPerCm2[i] = 0;
      }
    });
  }
  return field;
}

export const densityField = (...args: Parameters<typeof densitySteps>): DensityField => finish(densitySteps(...args));

/** @param k index of the zone */
function fillZone({ perCm2 }: Zone, k: number, shares: ZoneShares, field: DensityField) {
  const { share, mostPerCm2, edgeShare } = shares;
  const { targetPerCm2, zone } = field;
  for (let i = 0; i < share.length; i++) {
    const target = Math.min(perCm2, mostPerCm2[i]) * share[i];
    if (target <= targetPerCm2[i]) continue;
    targetPerCm2[i] = target;
    field.edgeShare[i] = edgeShare[i];
    zone[i] = k;
  }
}

/** The same for zone 0 of an empty field, without a branch: no processor can predict which candidates a zone reaches. */
function fillFirstZone({ perCm2 }: Zone, { share, mostPerCm2, edgeShare, beyond }: ZoneShares, { targetPerCm2, ...field }: DensityField) {
  for (let i = 0; i < share.length; i++) targetPerCm2[i] = Math.min(perCm2, mostPerCm2[i]) * share[i];
  field.edgeShare.set(edgeShare);
  field.zone.set(beyond);
}

/** Strength of a brush at a distance from its path: full up to 0.6 of the radius, then falling to 0. */
const brushShare = (mm: number, radiusMm: number) => smooth((1 - mm / radiusMm) / 0.4);

function paintStroke(stroke: Stroke, zones: readonly Zone[], places: HeadPlaces, field: DensityField, hair: HairOnHead | null) {
  const { cells, xMm, yMm, zMm } = places;
  const [at] = stroke.path;
  const path = stroke.path.length === 1 ? [at, [at[0] + 0.001, at[1]] as const] : stroke.path;
  const line = scalpLine(subdivide(path, 2 / mmPerDeg(places.form.halfAxesMm), false), places.form);
  const coveredFor = zones.map((zone) => (hair && zone.avoidHair ? hairFor(zone, hair, places) : () => 0));
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
      const full = (zones[zone]?.perCm2 ?? 140) * (1 - (coveredFor[zone]?.(i) ?? 0));
      if (full <= field.targetPerCm2[i] || amount === 0) continue;
      field.targetPerCm2[i] += (full - field.targetPerCm2[i]) * amount;
      field.edgeShare[i] = Math.max(field.edgeShare[i] === 1 && field.zone[i] === 255 ? 0 : field.edgeShare[i], amount);
      if (field.zone[i] === 255 && zones.length > 0) field.zone[i] = zone;
    }
  }
}
