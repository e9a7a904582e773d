/*
 * What the measurement of a photo keeps, so that one head can later be fitted to several photos without their pixels (fit-heads.ts): plain
 * JSON of 14 to 17 kB. When a photo is added or removed, the fit is repeated with the evidence of the rest.
 */
import type { Head, Scale } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import { matrixProduct } from './head-view.ts';
import { EYE_MM, IRIS_SD_SHARE, type IrisScale } from './iris-scale.ts';
import type { Anchor, HeadFit } from './lay-head.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';
import { plainPoints, rimEdges } from './rim-edges.ts';
import { plainAngles, rotationAngles, rotationMatrix } from './rotation.ts';
import { type SkinPicture, skinPicture } from './skin-picture.ts';
import type { Surface } from './surface.ts';
import { headBack, pointBack, type Quarters, type Size } from './turned.ts';

export interface HeadEvidence {
  photo: Size;
  /** result of measuring this photo alone */
  alone: { head: Head; scale: Scale; focalPx: number };
  /** the photo carries its focal length; else it follows from a guessed distance */
  isFocalKnown: boolean;
  sawFace: boolean;
  /** what the user set: a scale (marks, a tape) at the depth of the head's centre, or the head itself */
  byHand: { scale: Scale | null; head: boolean };
  /** scale at the depth of the eyes from an iris of usual width; its measurement error only; the eyes' position in head axes, mm */
  iris: { pxPerMm: number; sdShare: number; eyeMm: readonly [number, number, number] } | null;
  /** rotation from everything but the outline, and its standard deviation about the camera's axes */
  seenRad: [number, number, number];
  seenSdRad: readonly [number, number, number];
  /** landmarks of face and ears */
  anchors: readonly Anchor[];
  /** points of the person's outline and beside the silhouette, four numbers each (person-outline.ts) */
  outlinePx: readonly number[];
  /** candidate edges around the head, the same four numbers (rim-edges.ts) */
  edgesPx: readonly number[];
  /** redness of the skin; missing in some files and for heads that were placed by hand */
  skin?: SkinPicture;
}

interface Found {
  raster: Raster;
  photo: Size;
  surface: Surface;
  head: Head;
  scale: Scale;
  isFocalKnown: boolean;
  sawFace: boolean;
  iris: IrisScale | null;
  /** which irises were measured, the subject's sides */
  irisSide: 'both' | 'left' | 'right';
  seen: readonly number[];
  seenSdRad: readonly [number, number, number];
  anchors: readonly Anchor[];
  /** the fit to the outline; null without one */
  fit: HeadFit | null;
}

export function evidenceOf(found: Found): HeadEvidence {
  const { raster, photo, surface, head, iris, fit } = found;
  const beside = fit?.start.edgesAt?.(surface, EDGE_REACH_MM);
  return {
    photo,
    alone: { head, scale: found.scale, focalPx: surface.focalPx },
    isFocalKnown: found.isFocalKnown,
    sawFace: found.sawFace,
    byHand: { scale: null, head: false },
    iris: iris && {
      pxPerMm: iris.pxPerMm / (1 - iris.correctionShare),
      sdShare: Math.sqrt(Math.max(MIN_IRIS_SD ** 2, iris.sdShare ** 2 - IRIS_SD_SHARE ** 2)),
      eyeMm: [found.irisSide === 'both' ? 0 : found.irisSide === 'left' ? EYE_MM.x : -EYE_MM.x, EYE_MM.y, EYE_MM.z],
    },
    seenRad: plainAngles(rotationAngles(found.seen)),
    seenSdRad: found.seenSdRad,
    anchors: found.anchors.map((anchor) => ({ ...anchor, atPx: [tenth(anchor.atPx[0]), tenth(anchor.atPx[1])] as const })),
    outlinePx: [...plainPoints(fit?.start.pointsPx ?? NONE), ...plainPoints(beside ?? NONE)],
    edgesPx: plainPoints(rimEdges(raster, photo.widthPx, surface)),
    skin: skinPicture(raster, photo.widthPx, surface),
  };
}
const tenth = (x: number) => Math.round(x * 10) / 10;
const NONE = new Float32Array(0);
/** As in the last round of a single fit (lay-head.ts). */
const EDGE_REACH_MM = 6;
/** assumed: no iris is measured more accurately. */
const MIN_IRIS_SD = 0.01;

/** The evidence with what the user has set since, each of which is taken as given. */
export function evidenceByHand(kept: HeadEvidence, set: { scale?: Scale; head?: Head; focalPx?: number }): HeadEvidence {
  const { alone, byHand } = kept;
  return {
    ...kept,
    alone: { head: set.head ?? alone.head, scale: set.scale ?? alone.scale, focalPx: set.focalPx ?? alone.focalPx },
    isFocalKnown: kept.isFocalKnown || set.focalPx !== undefined,
    byHand: { scale: set.scale ?? byHand.scale, head: byHand.head || set.head !== undefined },
  };
}

/** Evidence of a photo that was not measured, in which the user placed the head. */
export function evidenceOfPlaced(placed: Pick<Found, 'photo' | 'surface' | 'head' | 'scale' | 'isFocalKnown'>): HeadEvidence {
  const { photo, surface, head, scale, isFocalKnown } = placed;
  const rotationRad = plainAngles(rotationAngles(surface.rotation));
  return {
    photo,
    alone: { head: { ...head, rotationRad }, scale, focalPx: surface.focalPx },
    isFocalKnown,
    sawFace: false,
    byHand: { scale, head: true },
    iris: null,
    seenRad: rotationRad,
    seenSdRad: [PLACED_SD_RAD, PLACED_SD_RAD, PLACED_SD_RAD],
    anchors: [],
    outlinePx: [],
    edgesPx: [],
  };
}
/** Has little effect: a head set by hand is held more tightly (joint-rows.ts). */
const PLACED_SD_RAD = 0.06;

/** Converts the evidence of a photo that was measured turned by quarters to the photo's own pixels. */
export function evidenceBack(kept: HeadEvidence, photo: Size, quarters: Quarters): HeadEvidence {
  if (!quarters) return kept;
  const turn = rotationMatrix([0, 0, (-quarters * Math.PI) / 2]);
  const pointsBack = (points: readonly number[]) => {
    const out: number[] = [];
    for (let i = 0; i < points.length; i += OUTLINE_COLUMNS) {
      out.push(...pointBack([points[i], points[i + 1]], photo, quarters));
      out.push(...wayBack([points[i + 2], points[i + 3]]));
    }
    return out;
  };
  const wayBack = ([x, y]: readonly [number, number]): [number, number] => [turn[0] * x + turn[1] * y, turn[3] * x + turn[4] * y];
  const skinBack = (skin: SkinPicture): SkinPicture => ({
    ...skin,
    cornerPx: [...pointBack(skin.cornerPx, photo, quarters)],
    acrossPx: wayBack(skin.acrossPx),
    downPx: wayBack(skin.downPx),
  });
  const [sdX, sdY, sdZ] = kept.seenSdRad;
  return {
    ...kept,
    photo,
    alone: { ...kept.alone, head: headBack(kept.alone.head, photo, quarters) },
    seenRad: plainAngles(rotationAngles(matrixProduct(turn, rotationMatrix(kept.seenRad)))),
    seenSdRad: quarters % 2 ? [sdY, sdX, sdZ] : [sdX, sdY, sdZ],
    anchors: kept.anchors.map((anchor) => ({
      ...anchor,
      atPx: pointBack([...anchor.atPx], photo, quarters),
      sdMm: quarters % 2 ? ([anchor.sdMm[1], anchor.sdMm[0]] as const) : anchor.sdMm,
    })),
    outlinePx: pointsBack(kept.outlinePx),
    edgesPx: pointsBack(kept.edgesPx),
    ...(kept.skin ? { skin: skinBack(kept.skin) } : {}),
  };
}
