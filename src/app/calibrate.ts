/* "Calibrate to my work": measures the light kept by a studio's work at marks on its photographs, and computes its finish from that. */

import { newProject, type SkinClass, type Treatment, type WorkReading, withSkinClass } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import { discRadiusPx, keptLight, readPlace, readTexture, type TwoPlaces } from '../core/photo/finished-work.ts';
import { compareTones, DEFAULT_PER_CM2, finishLight, type ToneComparison, withoutFinish } from '../core/treatment/finish.ts';
import { healedLight } from '../core/treatment/healed-light.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import { skinLight } from '../core/treatment/skin-colours.ts';

export type MarkPlace = 'treated' | 'bare';
/** A photograph being read; marks in pixels of the raster. */
export interface WorkPhoto {
  raster: Raster;
  /** of the raster; null if unknown */
  pxPerMm: number | null;
  marks: Record<MarkPlace, readonly [number, number] | null>;
}
export interface WorkRead {
  kept: Rgb;
  /** bare skin, linear light */
  skin: Rgb;
  /** sd of ln(green), treated and bare; null if the photo is too coarse or its scale unknown */
  texture: { treated: number; bare: number } | null;
}
export type WorkTrouble =
  | { reason: 'dark' | 'clipped'; photo: 'before' | 'after'; place: MarkPlace }
  /** the treated place is not darker than the bare one */
  | { reason: 'not-darker' };
export type WorkResult = { ok: true; read: WorkRead } | { ok: false; trouble: WorkTrouble };

export const radiusOf = ({ raster, pxPerMm }: WorkPhoto) => discRadiusPx(raster, pxPerMm);

/** Null while a mark is missing. */
export function readWork(after: WorkPhoto, before: WorkPhoto | null): WorkResult | null {
  if ([after, before].some((photo) => photo && !(photo.marks.treated && photo.marks.bare))) return null;
  const seen: Partial<Record<'before' | 'after', TwoPlaces>> = {};
  for (const [name, photo] of [['before', before] as const, ['after', after] as const]) {
    if (!photo) continue;
    const places = { treated: [0, 0, 0], bare: [0, 0, 0] } as Record<MarkPlace, Rgb>;
    for (const place of ['treated', 'bare'] as const) {
      const found = readPlace(photo.raster, photo.marks[place] as readonly [number, number], radiusOf(photo));
      if (!found.ok) return { ok: false, trouble: { reason: found.reason, photo: name, place } };
      places[place] = found.light;
    }
    seen[name] = places;
  }
  const work = seen.after as TwoPlaces;
  const kept = keptLight(work, seen.before ?? null);
  if (!kept) return { ok: false, trouble: { reason: 'not-darker' } };
  const textureAt = (place: MarkPlace) =>
    readTexture(after.raster, after.marks[place] as readonly [number, number], radiusOf(after), after.pxPerMm);
  const [treated, bare] = [textureAt('treated'), textureAt('bare')];
  return { ok: true, read: { kept, skin: work.bare, texture: treated !== null && bare !== null ? { treated, bare } : null } };
}

const defaultPlan = (skin: SkinClass): Treatment => withSkinClass(newProject({ name: '', widthPx: 1, heightPx: 1 }).treatment, skin);
/** Share of light that the healed default plan keeps on a skin. */
export const defaultKept = (skin: SkinClass): Rgb => healedLight(defaultPlan(skin), DEFAULT_PER_CM2, skinLight(skin));

export const finishOf = (readings: readonly WorkReading[]) =>
  finishLight(readings.map(({ kept, skin }) => ({ kept, plan: defaultPlan(skin), skin: skinLight(skin) })));

/** Compares the healed plan with its finish to the same plan without one. */
export const finishBesideStandard = (treatment: Treatment, skin: Rgb): ToneComparison =>
  compareTones(skin, healedLight(withoutFinish(treatment), DEFAULT_PER_CM2, skin), healedLight(treatment, DEFAULT_PER_CM2, skin));
