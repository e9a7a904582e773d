/*
 * Readings of a photo that do not depend on the plan: skin tone, photo check, the client's own stubble. The last result of each is cached.
 */

import type { PhotoPx } from '../core/consultation/schema.ts';
import { boundsOf } from '../core/math/polygon.ts';
import type { Raster } from '../core/math/raster.ts';
import type { Steps } from '../core/math/steps.ts';
import { readBackdrop } from '../core/photo/backdrop.ts';
import type { ExistingHair } from '../core/photo/existing-hair.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import { type HeadArea, type HeadCells, headCellSteps } from '../core/photo/head-cells.ts';
import type { besideBlurSteps, blurSteps, FaceSeen, PhotoFinding, withBlur } from '../core/photo/photo-check.ts';
import { type ScalpCells, scalpCellSteps } from '../core/photo/scalp-cells.ts';
import { readSkinTone, type SkinTone } from '../core/photo/skin-tone.ts';
import { readStubbleTone, type StubbleTone } from '../core/photo/stubble-tone.ts';
import { headParts } from '../core/scalp/head-parts.ts';
import type { ScalpPoint } from '../core/scalp/scalp-point.ts';
import type { Surface } from '../core/scalp/surface.ts';
import type { PhotoPart } from './hair-of-photo.ts';
import { remember, rememberSteps } from './remember.ts';

export interface Check {
  besideBlurSteps: typeof besideBlurSteps;
  blurSteps: typeof blurSteps;
  withBlur: typeof withBlur;
}
/** What is read of hair for these. */
type HairCover = Pick<ExistingHair, 'coverage' | 'tone'> & { basis: HairBasis | null };
export interface PhotoReading {
  tone: SkinTone | null;
  /** of the client's own dense shaved hair; null if none is seen */
  hair: StubbleTone | null;
  /** whether dense hair is seen that takes the skin's colour, as dark hair does; null: hair was not read */
  isDarkHaired: boolean | null;
  findings: readonly PhotoFinding[];
}
/** The colour of steeper skin is not reliable. */
const MIN_COS = 0.3;
export function createPhotoReader() {
  const headCells = rememberSteps((raster: Raster, photo: PhotoPart, surface: Surface, cover: HairCover | null) =>
    headCellSteps(raster, photo.widthPx, upperHead(surface, photo.landmarks?.glabella ?? null), cover?.coverage ?? null, MIN_COS),
  );
  const skinTone = remember((raster: Raster, head: HeadCells, isWhiteSet: boolean) =>
    readSkinTone(head, isWhiteSet ? null : readBackdrop(raster)),
  );
  const findings = rememberSteps((check: Check, raster: Raster, photo: PhotoPart, head: Surface, cells: HeadCells, face: FaceSeen | null) =>
    check.besideBlurSteps({
      raster,
      widthPx: photo.widthPx,
      heightPx: photo.heightPx,
      head: upperHead(head, photo.landmarks?.glabella ?? null),
      cells,
      face,
    }),
  );
  const sharpened = rememberSteps(function* (
    check: Check,
    raster: Raster,
    photo: PhotoPart,
    surface: Surface,
    found: readonly PhotoFinding[],
  ) {
    const head = upperHead(surface, photo.landmarks?.glabella ?? null);
    return check.withBlur(found, yield* check.blurSteps({ raster, widthPx: photo.widthPx, head }));
  });
  const scalpCells = rememberSteps((raster: Raster, photo: PhotoPart, surface: Surface, cover: HairCover) => {
    const partOf = headParts(surface, photo.landmarks?.glabella ?? null);
    return scalpCellSteps(raster, {
      photoWidthPx: photo.widthPx,
      pxPerMm: surface.pxPerMm,
      bounds: boundsOf(surface.outlinePx(72)),
      coverage: cover.coverage,
      tone: cover.tone,
      scalpAt: (xPx, yPx) => {
        const hit = surface.hit(xPx, yPx);
        const part = hit && partOf(hit);
        return part === 'scalp' || part === 'forehead' ? hit : null;
      },
    });
  });
  const toneOf = remember((scalp: ScalpCells) => readStubbleTone(scalp));
  function* stubbleTone(...[raster, photo, surface, cover]: Parameters<typeof scalpCells>): Steps<StubbleTone | null> {
    const scalp = yield* scalpCells(raster, photo, surface, cover);
    yield;
    return toneOf(scalp);
  }

  return {
    /**
     * Skin tone, tone of own hair and photo check, in pieces.
     * @param check loaded when a photo is first read, which the first dots do not wait for
     * @param white the photo after white balance
     * @param isWhole whether to check for blur too
     */
    *skin(
      check: Check,
      white: Raster,
      photo: PhotoPart,
      isWhiteSet: boolean,
      surface: Surface,
      cover: HairCover | null,
      face: FaceSeen | null,
      isWhole: boolean,
    ): Steps<PhotoReading> {
      const cells = yield* headCells(white, photo, surface, cover);
      yield;
      const tone = skinTone(white, cells, isWhiteSet);
      yield;
      const hair = cover && (yield* stubbleTone(white, photo, surface, cover));
      yield;
      const found = yield* findings(check, white, photo, surface, cells, face);
      const basis = cover?.basis;
      const isDarkHaired = basis ? basis.denseSeen && basis.byColour > 0 : null;
      return { tone, hair, isDarkHaired, findings: isWhole ? yield* sharpened(check, white, photo, surface, found) : found };
    },
    /** Share of light that the client's own shaved hair keeps; null if none is seen. */
    stubbleTone,
    /** Cells of the scalp, bare or with hair. */
    scalpCells,
  };
}

export type PhotoReader = ReturnType<typeof createPhotoReader>;

/** The head without jaw and neck, which are often outside the photo. assumed: down to the nose. */
const UPPER_UY = 0.6;
const upperHead = remember((surface: Surface, glabella: PhotoPx | null): HeadArea => {
  const partOf = headParts(surface, glabella);
  const isUpper = ({ xMm, yMm, zMm }: ScalpPoint) => surface.directionOf(xMm, yMm, zMm)[1] < UPPER_UY;
  const upperHit = (xPx: number, yPx: number) => {
    const hit = surface.hit(xPx, yPx);
    return hit && isUpper(hit) ? hit : null;
  };
  const [cx, cy] = surface.project(...surface.centreMm);
  return {
    pxPerMm: surface.pxPerMm,
    hit: (xPx, yPx) => {
      const hit = upperHit(xPx, yPx);
      return hit && { cosTheta: hit.cosTheta, nx: hit.nx, ny: hit.ny, part: partOf(hit) };
    },
    outlinePx: (count) => surface.outlinePx(count).filter(([x, y]) => upperHit(cx + 0.98 * (x - cx), cy + 0.98 * (y - cy))),
  };
});
