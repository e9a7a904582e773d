/*
 * From project to picture, as a table of stages: each is a pure function of core that runs again only when what it reads has changed.
 *   surface, rim -> placed candidates -> waver, hair -> density -> dots -> appearance on a day -> splats at a zoom
 */
import { type DensityField, densityField, type ExistingHair, edgeWaver } from '../core/design/density.ts';
import { chooseDots, type Dots } from '../core/design/dots.ts';
import { strayMm } from '../core/design/hand.ts';
import { type NorwoodSuggestion, suggestNorwood } from '../core/design/norwood-suggestion.ts';
import { joinDots, OLD_WORK_SEED, oldWorkDots } from '../core/design/old-work.ts';
import type { Raster } from '../core/math/raster.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import { type CameraLook, cameraLook } from '../core/photo/camera-look.ts';
import { hairSteps } from '../core/photo/hair.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../core/photo/skin.ts';
import { readStrands } from '../core/photo/strands.ts';
import { whitened } from '../core/photo/white-patch.ts';
import type { DecodedPhoto } from '../core/project/photo.ts';
import type { PhotoPx, Project } from '../core/project/schema.ts';
import { headParts } from '../core/scalp/head-parts.ts';
import { findRim, type Rim } from '../core/scalp/rim.ts';
import { scalpBounds } from '../core/scalp/scalp-bounds.ts';
import { type CameraAndHead, headSurface, type Surface } from '../core/scalp/surface.ts';
import { type Candidates, type PlacedCandidates, placeCandidates, placingSteps } from '../core/stipple/candidates.ts';
import { type Appearance, appearanceOn, type DayOptions, type FreshWork } from '../core/treatment/appearance.ts';
import { type Gloss, NO_GLOSS, NOTHING_ABOVE } from '../core/treatment/composite.ts';
import { fixedColumns, splatsFor } from '../core/treatment/splats.ts';
import { type Veil, type VeilLayers, veilLayers, veilOn } from '../core/treatment/veil.ts';
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
  camera: CameraLook;
  /** the pattern of baldness that the photo shows, or null where hair is not read or nothing bare is seen */
  norwood: NorwoodSuggestion | null;
  /** what the reading of existing hair rests on, or null where no zone avoids hair */
  hair: HairBasis | null;
}

/** What is read off a photo's own pixels. */
type PhotoRasters = Pick<DecodedPhoto, 'small' | 'edgePieces'>;
const NO_PIECES: PhotoRasters['edgePieces'] = [];

const skinOf = (surface: Surface, glabellaPx: PhotoPx | null) => {
  const partOf = headParts(surface, glabellaPx);
  return (xPx: number, yPx: number) => {
    const hit = surface.hit(xPx, yPx);
    return hit && { cosTheta: hit.cosTheta, part: partOf(hit) };
  };
};

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
  const placed = rememberSteps(
    (candidates: Candidates, surface: Surface, photo: Project['photo'], seed: number, edge: Rim | null, hand: number) =>
      placingSteps(candidates, surface, photo, seed, edge, strayMm(hand)),
  );
  const waver = remember(edgeWaver);
  const hairOptions = remember((photo: Project['photo'], surface: Surface) => ({
    photoWidthPx: photo.widthPx,
    pxPerMm: surface.pxPerMm,
    bounds: scalpBounds(surface),
  }));
  const coverage = rememberSteps((raster: Raster, photo: Project['photo'], surface: Surface) =>
    hairSteps(raster, { ...hairOptions(photo, surface), skinAt: skinOf(surface, photo.landmarks?.glabella ?? null) }),
  );
  const strands = remember((raster: Raster, photo: Project['photo'], surface: Surface) => readStrands(raster, hairOptions(photo, surface)));
  const hair = remember(
    (raster: Raster | null, photo: Project['photo'], surface: Surface): ExistingHair | null =>
      raster && { coverage: finish(coverage(raster, photo, surface)), strands: strands(raster, photo, surface) },
  );
  const norwood = remember((surface: Surface, cover: ExistingHair | null) => (cover ? suggestNorwood(surface, cover.coverage) : null));
  const placedOld = remember(placeCandidates);
  const oldWork = remember(
    (design: Project['design'], photo: Project['photo'], seed: number, hand: number, surface: Surface, at: PlacedCandidates, plan: Dots) =>
      joinDots(plan, oldWorkDots({ design, photo, seed, treatment: { hand } } as Project, surface, at)),
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
  const dots = remember(
    (sessions: Project['treatment']['sessions'], hand: number, seed: number, at: PlacedCandidates, density: DensityField) =>
      chooseDots({ treatment: { sessions, hand }, seed } as Project, at, density),
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
  const camera = remember(cameraLook);
  const layers = remember((d: Dots, work: FreshWork, zones: Project['design']['zones']) => veilLayers(d, work, zones));
  const freshWork = remember(
    (sessions: FreshWork['sessions'], dotMm: number, wash: FreshWork['wash'], finish: FreshWork['finish']): FreshWork => ({
      sessions,
      dotMm,
      wash,
      finish,
    }),
  );
  const veilOnDay = remember(
    (plan: VeilLayers | null, treatment: Project['treatment'], day: number, sessions: number | undefined): Veil | null =>
      plan && veilOn(plan, treatment, { day, sessions }),
  );
  const veilOf = (result: DesignResult, { treatment, design }: Project, day: number, sessions: number | undefined) =>
    veilOnDay(
      layers(result.dots, freshWork(treatment.sessions, treatment.dotMm, treatment.wash, treatment.finish), design.zones),
      treatment,
      day,
      sessions,
    );

  const results = remember(
    (
      surface: Surface,
      at: PlacedCandidates,
      density: DensityField,
      allDots: Dots,
      reading: SkinReading | null,
      stubbleKept: number | null,
      shine: Gloss,
      look: CameraLook,
      pattern: NorwoodSuggestion | null,
      basis: HairBasis | null,
    ): DesignResult => ({
      surface,
      placed: at,
      field: density,
      dots: allDots,
      skin: reading,
      stubbleKept,
      gloss: shine,
      camera: look,
      norwood: pattern,
      hair: basis,
    }),
  );
  function* designSteps(project: Project, photo: PhotoRasters | null, candidates: Candidates): Steps<DesignResult | null> {
    const raster = photo?.small ?? null;
    const surface = surfaceIn(project);
    if (!surface) return null;
    const edge = rim(raster, project.photo, surface);
    yield;
    const at = yield* placed(candidates, surface, project.photo, project.seed, edge, project.treatment.hand);
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
    const plan = dots(project.treatment.sessions, project.treatment.hand, project.seed, at, density);
    yield;
    const hasOldWork = project.design.zones.some((z) => z.kind === 'oldwork');
    const atOld = hasOldWork
      ? placedOld(candidates, surface, project.photo, project.seed + OLD_WORK_SEED, edge, strayMm(project.treatment.hand))
      : null;
    const allDots = atOld ? oldWork(project.design, project.photo, project.seed, project.treatment.hand, surface, atOld, plan) : plan;
    const stubbleKept = raster && cover ? (reader.stubbleTone(raster, project.photo, surface, cover)?.kept[1] ?? null) : null;
    yield;
    const pattern = norwood(surface, cover);
    const basis = raster && cover ? finish(coverage(raster, project.photo, surface)).basis : null;
    yield;
    const look = camera(photo?.edgePieces ?? NO_PIECES);
    yield;
    // a pale scar is no shine
    const shine = gloss(project.design.zones.some((z) => z.kind === 'scar') ? null : reading);
    return results(surface, at, density, allDots, reading, stubbleKept, shine, look, pattern, basis);
  }

  return {
    /** The dots of the plan, or null while the project has no scale or head. */
    design(project: Project, photo: PhotoRasters | null, candidates: Candidates): DesignResult | null {
      return finish(designSteps(project, photo, candidates));
    },
    /** Works the same out ahead, a stage at a time, giving way to the page between them; `design` and `reading` then find it done. */
    async prepare(
      project: Project,
      photo: PhotoRasters,
      candidates: Candidates,
      face: FaceSeen | null,
      signal: AbortSignal,
    ): Promise<void> {
      const giveWay = () => new Promise((resolve) => setTimeout(resolve));
      for (const steps = designSteps(project, photo, candidates); !steps.next().done; ) {
        await giveWay();
        signal.throwIfAborted();
      }
      await giveWay();
      this.reading(project, photo, face);
    },
    /** Skin tone and what is wrong with the photo; null while there is no scale or head. */
    reading(project: Project, { small: raster }: PhotoRasters, face: FaceSeen | null): PhotoReading | null {
      const surface = surfaceIn(project);
      return surface && reader.skin(inWhite(raster, project.white) as Raster, project, surface, hair(raster, project.photo, surface), face);
    },
    /** The client's own stubble, in the patch at `movedTo` or one that is proposed; null where no shaved hair faces the camera. */
    stubble(project: Project, { small: raster, edgePieces }: PhotoRasters, movedTo: PhotoPx | null): FoundStubble | null {
      const surface = surfaceIn(project);
      return surface && reader.stubble(raster, project, surface, hair(raster, project.photo, surface), movedTo, camera(edgePieces).blurPx);
    },
    /** How those dots look on a day. */
    appearance: (result: DesignResult, project: Project, options: DayOptions) =>
      appearance(result.dots, project.treatment, project.design.zones, options.day, options.sessions),
    /** All that lies on the photo at a zoom (output pixels per photo pixel). New columns each time. */
    frame: (project: Project, result: DesignResult | null, look: Appearance | null, scale: number, sessions?: number) => ({
      splats: result && look ? splatsFor(result.dots, look, result.camera, scale, fixed(result.dots)) : null,
      veil: result && look ? veilOf(result, project, look.day, sessions) : null,
      above: look?.above ?? NOTHING_ABOVE,
      gloss: result?.gloss ?? NO_GLOSS,
      white: project.white?.gains,
    }),
  };
}
export type Pipeline = ReturnType<typeof createPipeline>;
export type Frame = ReturnType<Pipeline['frame']>;
