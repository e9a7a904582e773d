/*
 * Pictures that were squeezed: 3 : 4 made a square, as some websites and apps do. Such a picture is measured stretched to the height that the
 * camera took, and the results are converted back to its own pixels. The head keeps its proportions; it is the camera whose pixels are not
 * square (surface.ts). A head squeezed instead would have to be upright or lie flat: an oblique one has no such axes.
 */
import type { Head, Scale } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import type { HeadEvidence } from './head-evidence.ts';
import type { PhotoEvidence, Shot } from './measure-photo.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';

/** Heights of pictures of 3 : 4 and 2 : 3 that were made squares, relative to their own. */
export const SQUEEZES = [3 / 4, 2 / 3] as const;
/** A picture whose sides differ by less is a square. */
const SQUARE_SHARE = 0.01;
export const isSquare = ({ widthPx, heightPx }: PhotoEvidence['photo']) => Math.abs(widthPx / heightPx - 1) < SQUARE_SHARE;

/** Rows interpolated to a picture 1 / `squeeze` as high. */
function stretchedRaster({ widthPx: w, heightPx: h, rgba }: Raster, squeeze: number): Raster {
  const heightPx = Math.round(h / squeeze);
  const out = new Uint8ClampedArray(w * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    const at = Math.min(h - 1, Math.max(0, ((y + 0.5) * h) / heightPx - 0.5));
    const above = Math.min(h - 2, Math.floor(at)) * w * 4;
    const share = at - above / (w * 4);
    for (let i = 0; i < w * 4; i++) out[y * w * 4 + i] = rgba[above + i] * (1 - share) + rgba[above + w * 4 + i] * share;
  }
  return { widthPx: w, heightPx, rgba: out };
}

/** The evidence in pixels of the picture as the camera took it. */
export function stretched(evidence: PhotoEvidence, squeeze: number): PhotoEvidence {
  const { raster, photo, focalPx, face, body } = evidence;
  const down = (points: Float32Array) => points.map((v, i) => (i % 3 === 1 ? v / squeeze : v));
  return {
    ...evidence,
    raster: stretchedRaster(raster, squeeze),
    photo: { widthPx: photo.widthPx, heightPx: photo.heightPx / squeeze },
    focalPx: focalPx && focalPx / Math.sqrt(squeeze),
    face: face && { pointsPx: down(face.pointsPx) },
    body: body && { points: down(body.points) },
  };
}

type Pair = [number, number];

/** What was measured on `stretched` evidence, in pixels of the picture as it is. */
export function squeezedBack(measures: Shot, photo: PhotoEvidence['photo'], squeeze: number): Shot {
  const { pointBack, scaleBack, headBack, root } = backBy(squeeze);
  return {
    ...measures,
    keep: () => evidenceBack(measures.keep(), photo, squeeze),
    scale: scaleBack(measures.scale),
    ways: measures.ways.map(scaleBack),
    head: headBack(measures.head),
    irisPx: measures.irisPx?.map(([x, y, width]): [number, number, number] => [...pointBack([x, y]), width]) ?? null,
    earsPx: measures.earsPx.map(pointBack),
    guessedFocalPx: measures.guessedFocalPx && measures.guessedFocalPx * root,
    guessed: measures.guessed.map((guess) => ({ ...guess, atPx: guess.atPx && pointBack(guess.atPx) })),
  };
}

/** Scales and focal lengths of a squeezed picture are geometric means of across and down. */
function backBy(squeeze: number) {
  const root = Math.sqrt(squeeze);
  const pointBack = ([x, y]: readonly [number, number]): Pair => [x, y * squeeze];
  return {
    root,
    pointBack,
    scaleBack: (scale: Scale): Scale => ({ ...scale, pxPerMm: scale.pxPerMm * root }),
    headBack: (head: Head): Head => ({ ...head, squeeze, centrePx: pointBack(head.centrePx) }),
  };
}

function evidenceBack(kept: HeadEvidence, photo: PhotoEvidence['photo'], squeeze: number): HeadEvidence {
  const { pointBack, scaleBack, headBack, root } = backBy(squeeze);
  const { alone, iris, skin } = kept;
  const pointsBack = (points: readonly number[]) => {
    const out: number[] = [];
    for (let i = 0; i < points.length; i += OUTLINE_COLUMNS) {
      const [x, y, nx, ny] = points.slice(i, i + OUTLINE_COLUMNS);
      const length = Math.hypot(nx, ny / squeeze) || 1;
      out.push(x, y * squeeze, nx / length, ny / squeeze / length);
    }
    return out;
  };
  return {
    ...kept,
    photo,
    alone: { head: headBack(alone.head), scale: scaleBack(alone.scale), focalPx: alone.focalPx * root },
    iris: iris && { ...iris, pxPerMm: iris.pxPerMm * root },
    anchors: kept.anchors.map((anchor) => ({ ...anchor, atPx: pointBack(anchor.atPx) })),
    outlinePx: pointsBack(kept.outlinePx),
    edgesPx: pointsBack(kept.edgesPx),
    ...(skin
      ? { skin: { ...skin, cornerPx: pointBack(skin.cornerPx), acrossPx: pointBack(skin.acrossPx), downPx: pointBack(skin.downPx) } }
      : {}),
  };
}
