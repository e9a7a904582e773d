/*
 * From project to picture, as a table of stages: each is a pure function of core that runs again only when what it reads has changed.
 *   surface, rim -> placed candidates -> waver, hair -> density -> dots -> appearance on a day -> splats at a zoom
 */
import { type DensityField, densityField, type ExistingHair, edgeWaver } from '../core/design/density.ts';
import { chooseDots, type Dots } from '../core/design/dots.ts';
import { joinDots, OLD_WORK_SEED, oldWorkDots } from '../core/design/old-work.ts';
import { boundsOf } from '../core/math/polygon.ts';
import type { Raster } from '../core/math/raster.ts';
import { readHair } from '../core/photo/hair.ts';
import { readScalpCells, type ScalpCells } from '../core/photo/scalp-cells.ts';
import { photoBlurPx } from '../core/photo/sharpness.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../core/photo/skin.ts';
import { readStrands } from '../core/photo/strands.ts';
import { proposePatch } from '../core/photo/stubble-patch.ts';
import { type Patch, readStubble, type StubbleReading } from '../core/photo/stubble-reading.ts';
import { readStubbleTone, type StubbleTone } from '../core/photo/stubble-tone.ts';
import type { PhotoPx, Project } from '../core/project/schema.ts';
import { findRim, type Rim } from '../core/scalp/rim.ts';
import { type CameraAndHead, ellipsoidSurface, type ScalpPoint, type Surface } from '../core/scalp/surface.ts';
import { type Candidates, type PlacedCandidates, placeCandidates } from '../core/stipple/candidates.ts';
import { type Appearance, appearanceOn, type DayOptions } from '../core/treatment/appearance.ts';
import type { Gloss } from '../core/treatment/composite.ts';
import { blurVariance, fixedColumns, MOVING_STRIDE, movingColumns, pixelReachPx2, type Splats } from '../core/treatment/splats.ts';

/** Runs `stage` again only when an argument is another one than last time. */
function remember<A extends unknown[], R>(stage: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || args.some((a, i) => a !== last?.args[i])) last = { args, result: stage(...args) };
    return last.result;
  };
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
  /** sigma of the photo's own blur, px */
  photoBlurPx: number;
}

/** The client's own shaved hair: where it was read, what was counted there, and its tone beside bare skin. */
export interface FoundStubble {
  patch: Patch;
  reading: StubbleReading;
  tone: StubbleTone;
}
/** The scalp ends this far below the head's middle, as a share of its half-height: brows and ears begin there. assumed. */
const SCALP_TO = 0.2;
/** A patch that the user has moved is as wide as the first one proposed. */
const MOVED_PATCH_MM = 11;

/** One per consultation view: remembers its last results. */
export function createPipeline() {
  const surfaceOf = remember(
    (photo: Project['photo'], scale: NonNullable<Project['scale']>, camera: Project['camera'], head: CameraAndHead['head']) =>
      ellipsoidSurface({
        widthPx: photo.widthPx,
        heightPx: photo.heightPx,
        pxPerMm: scale.pxPerMm,
        focalPx: camera?.focalPx ?? null,
        head,
      }),
  );
  const rim = remember((raster: Raster | null, photo: Project['photo'], surface: Surface) =>
    raster ? findRim(raster, photo.widthPx, surface) : null,
  );
  const placed = remember((candidates: Candidates, surface: Surface, photo: Project['photo'], seed: number, edge: Rim | null) =>
    placeCandidates(candidates, surface, photo, seed, edge),
  );
  const waver = remember(edgeWaver);
  const hair = remember((raster: Raster | null, photo: Project['photo'], surface: Surface): ExistingHair | null => {
    if (!raster) return null;
    const common = { photoWidthPx: photo.widthPx, pxPerMm: surface.pxPerMm, bounds: boundsOf(surface.outlinePx(72)) };
    return {
      coverage: readHair(raster, { ...common, cosTheta: (xPx, yPx) => surface.hit(xPx, yPx)?.cosTheta ?? 0 }),
      strands: readStrands(raster, common),
    };
  });
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
  const skin = remember(
    (raster: Raster | null, photo: Project['photo'], at: PlacedCandidates, density: DensityField, cover: ExistingHair | null) =>
      raster ? readSkin(raster, photo.widthPx, at, density.targetPerCm2, cover?.coverage ?? null) : null,
  );
  const gloss = remember(glossOfSkin);
  const cells = remember((raster: Raster | null, photo: Project['photo'], surface: Surface, cover: ExistingHair | null) =>
    raster && cover
      ? readScalpCells(raster, {
          photoWidthPx: photo.widthPx,
          pxPerMm: surface.pxPerMm,
          bounds: boundsOf(surface.outlinePx(72)),
          coverage: cover.coverage,
          scalpAt: (xPx, yPx) => {
            const hit = surface.hit(xPx, yPx);
            return hit && belowMiddle(surface, hit) < SCALP_TO ? hit : null;
          },
        })
      : null,
  );
  const tone = remember((scalp: ScalpCells | null) => (scalp ? readStubbleTone(scalp) : null));
  const patch = remember((scalp: ScalpCells | null) => (scalp ? proposePatch(scalp) : null));
  const found = remember(
    (
      raster: Raster,
      photo: Project['photo'],
      surface: Surface,
      cover: ExistingHair,
      at: Patch,
      of: StubbleTone,
      blurPx: number,
      scaleSd: number,
    ): FoundStubble => ({
      patch: at,
      tone: of,
      reading: readStubble(raster, {
        photoWidthPx: photo.widthPx,
        patch: at,
        hairAt: cover.coverage,
        blurPx,
        scaleSd,
        skinAt: (xPx, yPx) => {
          const hit = surface.hit(xPx, yPx);
          if (!hit || hit.cosTheta < 0.2) return null;
          const pxPerMm = surface.focalPx / hit.zMm;
          return { pxPerMm, areaMm2: 1 / (pxPerMm * pxPerMm * hit.cosTheta) };
        },
      }),
    }),
  );
  const movedPatch = remember((at: PhotoPx): Patch => ({ xPx: at[0], yPx: at[1], radiusMm: MOVED_PATCH_MM }));
  const appearance = remember(
    (d: Dots, treatment: Project['treatment'], zones: Project['design']['zones'], day: number, sessions: number | undefined): Appearance =>
      appearanceOn(d, treatment, zones, { day, sessions } satisfies DayOptions),
  );
  const fixed = remember(fixedColumns);
  const blur = remember((raster: Raster | null, photoWidthPx: number) => (raster ? photoBlurPx(raster, photoWidthPx) : 0.5));

  return {
    /** The dots of the plan, or null while the project has no scale or head. */
    design(project: Project, raster: Raster | null, candidates: Candidates): DesignResult | null {
      if (!project.scale || !project.head) return null;
      const surface = surfaceOf(project.photo, project.scale, project.camera, project.head as CameraAndHead['head']);
      const edge = rim(raster, project.photo, surface);
      const at = placed(candidates, surface, project.photo, project.seed, edge);
      const wantsHair = project.design.zones.some((z) => z.avoidHair);
      const cover = wantsHair ? hair(raster, project.photo, surface) : null;
      const density = field(project.design, project.photo, project.seed, surface, at, waver(at, project.seed), cover);
      const reading = skin(raster, project.photo, at, density, cover);
      const plan = dots(project.treatment.sessions, project.seed, at, density);
      const hasOldWork = project.design.zones.some((z) => z.kind === 'oldwork');
      const atOld = hasOldWork ? placedOld(candidates, surface, project.photo, project.seed + OLD_WORK_SEED, edge) : null;
      return {
        surface,
        placed: at,
        field: density,
        dots: atOld ? oldWork(project.design, project.photo, project.seed, surface, atOld, plan) : plan,
        skin: reading,
        stubbleKept: tone(cells(raster, project.photo, surface, cover))?.kept[1] ?? null,
        // a pale scar is no shine
        gloss: gloss(project.design.zones.some((z) => z.kind === 'scar') ? null : reading),
        photoBlurPx: blur(raster, project.photo.widthPx),
      };
    },
    /** The client's own stubble, in the patch at `movedTo` or one that is proposed; null where no shaved hair faces the camera. */
    stubble(project: Project, raster: Raster, movedTo: PhotoPx | null): FoundStubble | null {
      if (!project.scale || !project.head) return null;
      const surface = surfaceOf(project.photo, project.scale, project.camera, project.head as CameraAndHead['head']);
      const cover = hair(raster, project.photo, surface);
      const scalp = cells(raster, project.photo, surface, cover);
      const of = tone(scalp);
      const at = movedTo ? movedPatch(movedTo) : patch(scalp);
      return (
        of &&
        at &&
        cover &&
        found(raster, project.photo, surface, cover, at, of, blur(raster, project.photo.widthPx), project.scale.sdShare)
      );
    },
    /** How those dots look on a day. */
    appearance: (result: DesignResult, project: Project, options: DayOptions) =>
      appearance(result.dots, project.treatment, project.design.zones, options.day, options.sessions),
    /** And at a zoom: output pixels per photo pixel. New columns each time. */
    splats(result: DesignResult, look: Appearance, scale: number): Splats {
      const blurPx2 = blurVariance(scale, result.photoBlurPx);
      const moving = new Float32Array(result.dots.count * MOVING_STRIDE);
      movingColumns(result.dots, look, blurPx2, moving);
      return { count: result.dots.count, fixed: fixed(result.dots), moving, blurPx2, leastReachPx2: pixelReachPx2(scale) };
    },
  };
}
/** How far a scalp point lies below the head's middle along the head's own upright axis, as a share of its half-height. */
function belowMiddle({ rotation: R, centreMm: c, halfAxesMm }: Surface, { xMm, yMm, zMm }: ScalpPoint): number {
  return (R[1] * (xMm - c[0]) + R[4] * (yMm - c[1]) + R[7] * (zMm - c[2])) / halfAxesMm[1];
}
export type Pipeline = ReturnType<typeof createPipeline>;
