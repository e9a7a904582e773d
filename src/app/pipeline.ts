/*
 * From project to picture, as a table of stages: each is a pure function of core that runs again only when what it reads has changed.
 *   surface, rim -> placed candidates -> waver, hair -> density -> dots -> appearance on a day -> splats at a zoom
 */
import { type DensityField, densityField, type ExistingHair, edgeWaver } from '../core/design/density.ts';
import { chooseDots, type Dots } from '../core/design/dots.ts';
import { type NorwoodSuggestion, suggestNorwood } from '../core/design/norwood-suggestion.ts';
import { joinDots, OLD_WORK_SEED, oldWorkDots } from '../core/design/old-work.ts';
import type { Raster } from '../core/math/raster.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import { hairSteps } from '../core/photo/hair.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import { photoBlurPx } from '../core/photo/sharpness.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../core/photo/skin.ts';
import { readStrands } from '../core/photo/strands.ts';
import { whitened } from '../core/photo/white-patch.ts';
import type { PhotoPx, Project } from '../core/project/schema.ts';
import { findRim, type Rim } from '../core/scalp/rim.ts';
import { scalpBounds } from '../core/scalp/scalp-bounds.ts';
import { type CameraAndHead, headSurface, type Surface } from '../core/scalp/surface.ts';
import { type Candidates, type PlacedCandidates, placeCandidates, placingSteps } from '../core/stipple/candidates.ts';
import { type Appearance, appearanceOn, type DayOptions } from '../core/treatment/appearance.ts';
import { type Gloss, NO_GLOSS } from '../core/treatment/composite.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import { blurVariance, fixedColumns, MOVING_STRIDE, movingColumns, pixelReachPx2, type Splats } from '../core/treatment/splats.ts';
import { createPhotoReader, type FoundStubble, type PhotoReading } from './photo-reader.ts';
import { remember, rememberSteps } from './remember.ts';

export interface DesignResult {
  surface: Surface;
  placed: PlacedCandidates;
  field: DensityField;
  dots: Dots;
  skin: SkinReading | null;
  /** light that the client's own shaved hair leaves, 0..1, or null */
  stubbleKept: number | null;
  gloss: Gloss;
  /** sigma of the photo's own blur, px */
  photoBlurPx: number;
  /** the pattern of baldness that the photo shows, or null where hair is not read or nothing bare is seen */
  norwood: NorwoodSuggestion | null;
}

const NO_PIGMENT: Rgb = [0, 0, 0];

/** One per consultation view: remembers its last results. */
export function createPipeline() {
  const surfaceOf = remember(
    (photo: Project['photo'], scale: NonNullable<Project['scale']>, camera: Project['camera'], head: CameraAndHead['head']) =>
      headSurface({
        widthPx: photo.widthPx,
        heightPx: photo.heightPx,
        pxPerMm: scale.pxPerMm,
        focalPx: camera?.focalPx ?? null,
        head,
      }),
  );
  const surfaceIn = (project: Project) =>
    project.scale && project.head ? surfaceOf(project.photo, project.scale, project.camera, project.head as CameraAndHead['head']) : null;
  const rim = remember((raster: Raster | null, photo: Project['photo'], surface: Surface) =>
    raster ? findRim(raster, photo.widthPx, surface) : null,
  );
  const placed = rememberSteps((candidates: Candidates, surface: Surface, photo: Project['photo'], seed: number, edge: Rim | null) =>
    placingSteps(candidates, surface, photo, seed, edge),
  );
  const waver = remember(edgeWaver);
  const hairOptions = remember((photo: Project['photo'], surface: Surface) => ({
    photoWidthPx: photo.widthPx,
    pxPerMm: surface.pxPerMm,
    bounds: scalpBounds(surface),
  }));
  const coverage = rememberSteps((raster: Raster, photo: Project['photo'], surface: Surface) =>
    hairSteps(raster, { ...hairOptions(photo, surface), cosTheta: (xPx, yPx) => surface.hit(xPx, yPx)?.cosTheta ?? 0 }),
  );
  const strands = remember((raster: Raster, photo: Project['photo'], surface: Surface) => readStrands(raster, hairOptions(photo, surface)));
  const hair = remember(
    (raster: Raster | null, photo: Project['photo'], surface: Surface): ExistingHair | null =>
      raster && { coverage: finish(coverage(raster, photo, surface)), strands: strands(raster, photo, surface) },
  );
  const norwood = remember((surface: Surface, cover: ExistingHair | null) => (cover ? suggestNorwood(surface, cover.coverage) : null));
  const placedOld = remember(placeCandidates);
  const oldWork = remember(
    (design: Project['design'], photo: Project['photo'], seed: number, surface: Surface, at: PlacedCandidates, plan: Dots) =>
      joinDots(plan, oldWorkDots({ design, photo, seed, treatment: {} } as Project, surface, at)),
  );
  const field = remember(
    (
      design: Project['design'],
      photo: Project['photo'],
      seed: number,
      surface: Surface,
      at: PlacedCandidates,
      noise: Float32Array,
      cover: ExistingHair | null,
    ) => densityField({ design, photo, seed } as Project, surface, at, noise, cover),
  );
  const dots = remember((sessions: Project['treatment']['sessions'], seed: number, at: PlacedCandidates, density: DensityField) =>
    chooseDots({ treatment: { sessions }, seed } as Project, at, density),
  );
  const inWhite = remember((raster: Raster | null, white: Project['white']) =>
    raster && white ? whitened(raster, white.gains as [number, number, number]) : raster,
  );
  const skin = remember(
    (raster: Raster | null, photo: Project['photo'], at: PlacedCandidates, density: DensityField, cover: ExistingHair | null) =>
      raster ? readSkin(raster, photo.widthPx, at, density.targetPerCm2, cover?.coverage ?? null) : null,
  );
  const gloss = remember(glossOfSkin);
  const reader = createPhotoReader();
  const appearance = remember(
    (d: Dots, treatment: Project['treatment'], zones: Project['design']['zones'], day: number, sessions: number | undefined): Appearance =>
      appearanceOn(d, treatment, zones, { day, sessions } satisfies DayOptions),
  );
  const fixed = remember(fixedColumns);
  const blur = remember((raster: Raster | null, photoWidthPx: number) => (raster ? photoBlurPx(raster, photoWidthPx) : 0.5));

  const results = remember(
    (
      surface: Surface,
      at: PlacedCandidates,
      density: DensityField,
      allDots: Dots,
      reading: SkinReading | null,
      stubbleKept: number | null,
      shine: Gloss,
      ownBlurPx: number,
      pattern: NorwoodSuggestion | null,
    ): DesignResult => ({
      surface,
      placed: at,
      field: density,
      dots: allDots,
      skin: reading,
      stubbleKept,
      gloss: shine,
      photoBlurPx: ownBlurPx,
      norwood: pattern,
    }),
  );
  const splats = (result: DesignResult, look: Appearance, scale: number): Splats => {
    const blurPx2 = blurVariance(scale, result.photoBlurPx);
    const moving = new Float32Array(result.dots.count * MOVING_STRIDE);
    movingColumns(result.dots, look, blurPx2, moving);
    return { count: result.dots.count, fixed: fixed(result.dots), moving, blurPx2, leastReachPx2: pixelReachPx2(scale) };
  };

  function* designSteps(project: Project, raster: Raster | null, candidates: Candidates): Steps<DesignResult | null> {
    const surface = surfaceIn(project);
    if (!surface) return null;
    const edge = rim(raster, project.photo, surface);
    yield;
    const at = yield* placed(candidates, surface, project.photo, project.seed, edge);
    yield;
    if (project.design.zones.some((z) => z.avoidHair) && raster) {
      yield* coverage(raster, project.photo, surface);
      yield;
      strands(raster, project.photo, surface);
      yield;
    }
    const cover = project.design.zones.some((z) => z.avoidHair) ? hair(raster, project.photo, surface) : null;
    const noise = waver(at, project.seed);
    yield;
    const density = field(project.design, project.photo, project.seed, surface, at, noise, cover);
    yield;
    const reading = skin(inWhite(raster, project.white), project.photo, at, density, cover);
    const plan = dots(project.treatment.sessions, project.seed, at, density);
    yield;
    const hasOldWork = project.design.zones.some((z) => z.kind === 'oldwork');
    const atOld = hasOldWork ? placedOld(candidates, surface, project.photo, project.seed + OLD_WORK_SEED, edge) : null;
    const allDots = atOld ? oldWork(project.design, project.photo, project.seed, surface, atOld, plan) : plan;
    const stubbleKept = raster && cover ? (reader.stubbleTone(raster, project.photo, surface, cover)?.kept[1] ?? null) : null;
    yield;
    const pattern = norwood(surface, cover);
    yield;
    const ownBlurPx = blur(raster, project.photo.widthPx);
    yield;
    // a pale scar is no shine
    const shine = gloss(project.design.zones.some((z) => z.kind === 'scar') ? null : reading);
    return results(surface, at, density, allDots, reading, stubbleKept, shine, ownBlurPx, pattern);
  }

  return {
    /** The dots of the plan, or null while the project has no scale or head. */
    design(project: Project, raster: Raster | null, candidates: Candidates): DesignResult | null {
      return finish(designSteps(project, raster, candidates));
    },
    /** Works the same out ahead, a stage at a time, giving way to the page between them; `design` and `reading` then find it done. */
    async prepare(project: Project, raster: Raster, candidates: Candidates, face: FaceSeen | null, signal: AbortSignal): Promise<void> {
      const giveWay = () => new Promise((resolve) => setTimeout(resolve));
      for (const steps = designSteps(project, raster, candidates); !steps.next().done; ) {
        await giveWay();
        signal.throwIfAborted();
      }
      await giveWay();
      this.reading(project, raster, face);
    },
    /** Skin tone and what is wrong with the photo; null while there is no scale or head. */
    reading(project: Project, raster: Raster, face: FaceSeen | null): PhotoReading | null {
      const surface = surfaceIn(project);
      return surface && reader.skin(inWhite(raster, project.white) as Raster, project, surface, hair(raster, project.photo, surface), face);
    },
    /** The client's own stubble, in the patch at `movedTo` or one that is proposed; null where no shaved hair faces the camera. */
    stubble(project: Project, raster: Raster, movedTo: PhotoPx | null): FoundStubble | null {
      const surface = surfaceIn(project);
      return (
        surface &&
        reader.stubble(raster, project, surface, hair(raster, project.photo, surface), movedTo, blur(raster, project.photo.widthPx))
      );
    },
    /** How those dots look on a day. */
    appearance: (result: DesignResult, project: Project, options: DayOptions) =>
      appearance(result.dots, project.treatment, project.design.zones, options.day, options.sessions),
    /** All that lies on the photo at a zoom (output pixels per photo pixel). New columns each time. */
    frame: (project: Project, result: DesignResult | null, look: Appearance | null, scale: number) => ({
      splats: result && look ? splats(result, look, scale) : null,
      above: look?.above ?? NO_PIGMENT,
      gloss: result?.gloss ?? NO_GLOSS,
      white: project.white?.gains,
    }),
  };
}
export type Pipeline = ReturnType<typeof createPipeline>;
export type Frame = ReturnType<Pipeline['frame']>;
