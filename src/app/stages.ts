/*
 * From project and photo to dots, as a table: a row names what it reads and makes one thing of it, and runs again only when something that
 * it reads has changed. A row with `when` is null, and its reads are not worked out, where that does not hold.
 *   surface, rim -> placed candidates -> waver, hair -> density -> dots
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import { type DensityField, densityField, type ExistingHair, edgeWaver } from '../core/design/density.ts';
import { chooseDots, type Dots } from '../core/design/dots.ts';
import { strayMm } from '../core/design/hand.ts';
import { type NorwoodSuggestion, suggestNorwood } from '../core/design/norwood-suggestion.ts';
import { joinDots, OLD_WORK_SEED, oldWorkDots } from '../core/design/old-work.ts';
import type { Raster } from '../core/math/raster.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import { type CameraLook, cameraLook } from '../core/photo/camera-look.ts';
import { type HairAt, type HairOptions, hairSteps } from '../core/photo/hair.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../core/photo/skin.ts';
import { readStrands } from '../core/photo/strands.ts';
import { whitened } from '../core/photo/white-patch.ts';
import { headParts } from '../core/scalp/head-parts.ts';
import { findRim, type Rim } from '../core/scalp/rim.ts';
import { scalpBounds } from '../core/scalp/scalp-bounds.ts';
import { headSurface, type Surface } from '../core/scalp/surface.ts';
import { type Candidates, type PlacedCandidates, placeCandidates, placingSteps } from '../core/stipple/candidates.ts';
import type { Gloss } from '../core/treatment/composite.ts';
import type { PhotoReader } from './photo-reader.ts';

/** What the stages are given of a project and its photo. */
export interface GivenPhoto {
  photo: Project['photo'];
  scale: NonNullable<Project['scale']>;
  camera: Project['camera'];
  head: NonNullable<Project['head']>;
  seed: number;
  hand: number;
  sessions: Project['treatment']['sessions'];
  design: Project['design'];
  zones: Project['design']['zones'];
  white: Project['white'];
  raster: Raster;
  edgePieces: DecodedPhoto['edgePieces'];
}
export interface Given extends GivenPhoto {
  candidates: Candidates;
}
export interface DesignResult {
  surface: Surface;
  placed: PlacedCandidates;
  field: DensityField;
  dots: Dots;
  skin: SkinReading | null;
  /** light that the client's own shaved hair leaves, 0..1, or null */
  stubbleKept: number | null;
  gloss: Gloss;
  camera: CameraLook;
  /** the pattern of baldness that the photo shows, or null where hair is not read or nothing bare is seen */
  norwood: NorwoodSuggestion | null;
  /** what the reading of existing hair rests on, or null where no zone avoids hair */
  hair: HairBasis | null;
}
/** What the photo and the head give without any candidate. */
interface OfPhoto {
  surface: Surface;
  rim: Rim;
  hairOptions: Omit<HairOptions, 'skinAt'>;
  coverage: HairAt;
  strands: ExistingHair['strands'];
  hair: ExistingHair;
  inWhite: Raster;
  look: CameraLook;
}
/** What the stages make. */
interface Made extends OfPhoto {
  placed: PlacedCandidates;
  waver: Float32Array;
  /** the hair that dots avoid, or null where no zone avoids any */
  avoided: ExistingHair | null;
  density: DensityField;
  skin: SkinReading | null;
  plan: Dots;
  placedOld: PlacedCandidates | null;
  dots: Dots;
  stubbleKept: number | null;
  norwood: NorwoodSuggestion | null;
  hairBasis: HairBasis | null;
  gloss: Gloss;
  result: DesignResult;
}
type Values = Given & Made;
type Name = keyof Values;

export interface Stage {
  name: keyof Made;
  reads: readonly Name[];
  when?: (given: GivenPhoto) => boolean;
  // each row is checked against what it reads and makes by `stage`
  run: (...reads: never[]) => unknown;
}
function stage<N extends keyof Made, const R extends readonly Name[]>(
  name: N,
  reads: R,
  run: (...args: { -readonly [K in keyof R]: Values[R[K]] }) => Made[N] | Steps<Made[N]>,
): Stage {
  return { name, reads, run };
}
/** A row that is null unless `when` holds. */
const only = (when: (given: GivenPhoto) => boolean, row: Stage): Stage => ({ ...row, when });

const avoidsHair = ({ zones }: GivenPhoto) => zones.some((zone) => zone.avoidHair);
const hasOldWork = ({ zones }: GivenPhoto) => zones.some((zone) => zone.kind === 'oldwork');

function skinAt(photo: Project['photo'], surface: Surface): HairOptions['skinAt'] {
  const partOf = headParts(surface, photo.landmarks?.glabella ?? null);
  return (xPx, yPx) => {
    const hit = surface.hit(xPx, yPx);
    return hit && { cosTheta: hit.cosTheta, part: partOf(hit) };
  };
}

export const stagesOf = (reader: PhotoReader): readonly Stage[] => [
  stage('surface', ['photo', 'scale', 'camera', 'head'], ({ widthPx, heightPx }, { pxPerMm }, camera, head) =>
    headSurface({ widthPx, heightPx, pxPerMm, focalPx: camera?.focalPx ?? null, head }),
  ),
  stage('rim', ['raster', 'photo', 'surface'], (raster, photo, surface) => findRim(raster, photo.widthPx, surface)),
  stage('placed', ['candidates', 'surface', 'photo', 'seed', 'rim', 'hand'], (candidates, surface, photo, seed, rim, hand) =>
    placingSteps(candidates, surface, photo, seed, rim, strayMm(hand)),
  ),
  stage('waver', ['placed', 'seed'], edgeWaver),
  stage('hairOptions', ['photo', 'surface'], (photo, surface) => ({
    photoWidthPx: photo.widthPx,
    pxPerMm: surface.pxPerMm,
    bounds: scalpBounds(surface),
  })),
  stage('coverage', ['raster', 'photo', 'surface', 'hairOptions'], (raster, photo, surface, options) =>
    hairSteps(raster, { ...options, skinAt: skinAt(photo, surface) }),
  ),
  stage('strands', ['raster', 'hairOptions'], readStrands),
  stage('hair', ['coverage', 'strands'], (coverage, strands) => ({ coverage, strands })),
  only(
    avoidsHair,
    stage('avoided', ['hair'], (hair) => hair),
  ),
  only(
    avoidsHair,
    stage('hairBasis', ['coverage'], ({ basis }) => basis),
  ),
  stage('density', ['design', 'photo', 'surface', 'placed', 'waver', 'avoided'], (design, photo, surface, placed, waver, avoided) =>
    densityField({ design, photo }, surface, placed, waver, avoided),
  ),
  stage('inWhite', ['raster', 'white'], (raster, white) => (white ? whitened(raster, white.gains) : raster)),
  stage('skin', ['inWhite', 'photo', 'placed', 'density', 'avoided'], (raster, photo, placed, density, avoided) =>
    readSkin(raster, photo.widthPx, placed, density.targetPerCm2, avoided?.coverage ?? null),
  ),
  stage('plan', ['sessions', 'hand', 'seed', 'placed', 'density'], (sessions, hand, seed, placed, density) =>
    chooseDots({ seed, treatment: { sessions, hand } }, placed, density),
  ),
  only(
    hasOldWork,
    stage('placedOld', ['candidates', 'surface', 'photo', 'seed', 'rim', 'hand'], (candidates, surface, photo, seed, rim, hand) =>
      placeCandidates(candidates, surface, photo, seed + OLD_WORK_SEED, rim, strayMm(hand)),
    ),
  ),
  stage('dots', ['design', 'photo', 'seed', 'hand', 'surface', 'placedOld', 'plan'], (design, photo, seed, hand, surface, old, plan) =>
    old ? joinDots(plan, oldWorkDots({ design, photo, seed, treatment: { hand } }, surface, old)) : plan,
  ),
  stage('stubbleKept', ['raster', 'photo', 'surface', 'avoided'], (raster, photo, surface, avoided) =>
    avoided ? (reader.stubbleTone(raster, photo, surface, avoided)?.kept[1] ?? null) : null,
  ),
  stage('norwood', ['surface', 'avoided'], (surface, avoided) => (avoided ? suggestNorwood(surface, avoided.coverage) : null)),
  stage('look', ['edgePieces'], cameraLook),
  // a pale scar is no shine
  stage('gloss', ['skin', 'zones'], (skin, zones) => glossOfSkin(zones.some(({ kind }) => kind === 'scar') ? null : skin)),
  stage(
    'result',
    ['surface', 'placed', 'density', 'dots', 'skin', 'stubbleKept', 'gloss', 'look', 'norwood', 'hairBasis'],
    (surface, placed, field, dots, skin, stubbleKept, gloss, camera, norwood, hair) => ({
      surface,
      placed,
      field,
      dots,
      skin,
      stubbleKept,
      gloss,
      camera,
      norwood,
      hair,
    }),
  ),
];

export interface Stages {
  /** the value of a stage, a stage at a time and a piece at a time */
  steps<N extends keyof OfPhoto>(name: N, given: GivenPhoto): Steps<Made[N]>;
  steps<N extends keyof Made>(name: N, given: Given): Steps<Made[N]>;
  /** the same at once; of the photo alone, before there are candidates */
  value<N extends keyof OfPhoto>(name: N, given: GivenPhoto): Made[N];
  value<N extends keyof Made>(name: N, given: Given): Made[N];
}

const isSteps = (made: unknown): made is Steps<unknown> => typeof (made as Steps<unknown> | null)?.next === 'function';

/** Works stages out on demand, and remembers the last value of each. */
export function createStages(rows: readonly Stage[]): Stages {
  const rowOf = new Map(rows.map((row) => [row.name as Name, row]));
  const last = new Map<Name, { args: unknown[]; value: unknown }>();

  function* valueFor(name: Name, given: GivenPhoto, known: Map<Name, unknown>): Steps<unknown> {
    const row = rowOf.get(name);
    if (!row) return given[name as keyof GivenPhoto];
    if (known.has(name)) return known.get(name);
    let value: unknown = null;
    if (!row.when || row.when(given)) {
      const args: unknown[] = [];
      for (const read of row.reads) args.push(yield* valueFor(read, given, known));
      const before = last.get(name);
      if (before?.args.every((arg, i) => arg === args[i])) value = before.value;
      else {
        const made = row.run(...(args as never[]));
        value = isSteps(made) ? yield* made : made;
        last.set(name, { args, value });
        yield;
      }
    }
    known.set(name, value);
    return value;
  }
  // `stage` has checked that a row of this name makes this value
  const steps = <N extends keyof Made>(name: N, given: GivenPhoto) => valueFor(name, given, new Map()) as Steps<Made[N]>;
  return { steps, value: (name: keyof Made, given: GivenPhoto) => finish(steps(name, given)) as never };
}
