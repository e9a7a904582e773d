/* What a hairline costs at every step that it is dragged: density and dots of the whole head, then what of them a photo shows. */
import { densityField, edgeWaver } from '../../src/core/design/density.ts';
import { chooseDots, dotsOf, marksOf } from '../../src/core/design/dots.ts';
import { shapePoints } from '../../src/core/design/hairline-shapes.ts';
import { SCALP } from '../../src/core/design/norwood.ts';
import { headForm } from '../../src/core/scalp/head-form.ts';
import { headSurface } from '../../src/core/scalp/surface.ts';
import { CANDIDATES_PER_CM2, CANONICAL_HALF_AXES_MM } from '../../src/core/stipple/candidates.ts';
import { placeOnHead } from '../../src/core/stipple/head-places.ts';
import { headAreaMm2, headPoints } from '../../src/core/stipple/head-points.ts';
import { seeCandidates, shownCandidates } from '../../src/core/stipple/seen-candidates.ts';
import { dotsInPhoto } from '../../src/core/treatment/dots-in-photo.ts';

const SEED = 1;
const HAND = 0.5;
const PHOTO = { widthPx: 1600, heightPx: 2000 };
const SESSIONS = [0.3, 0.65, 1].map((cumulativeShare, i) => ({ day: 14 * i, cumulativeShare, dilution: 20 }));

export function benchDrag() {
  const axes = CANONICAL_HALF_AXES_MM;
  const count = Math.round((headAreaMm2(axes, true) / 100) * CANDIDATES_PER_CM2);
  // at random: where they lie plays no part in the time
  const candidates = { halfAxesMm: axes, shaped: true, perCm2: CANDIDATES_PER_CM2, ...headPoints(axes, true, count, 5) };
  const form = headForm(axes, 'standard');
  const head = { centrePx: [800, 800] as [number, number], halfAxesMm: [...axes] as [number, number, number], shape: 'standard' as const };
  const surface = headSurface({ ...PHOTO, pxPerMm: 6, focalPx: 6600, head: { ...head, rotationRad: [0.25, 0, 0] } });
  const place = () => placeOnHead(candidates, form, SEED);
  const places = place();
  const marks = marksOf(count, SEED, HAND);
  const waver = edgeWaver(places, SEED);
  const seen = seeCandidates(places, surface, PHOTO);
  const whole = { kind: 'fill' as const, outline: [...SCALP], perCm2: 140, blendMm: 6, temples: 1, avoidHair: false };
  const shares = SESSIONS.map((session) => session.cumulativeShare);
  let step = 0;
  const drag = () => {
    step += 1;
    const points = shapePoints('straight', 50 + (step % 7) / 10, 0.5, form);
    const hairline = { points, style: 'natural' as const, featherMm: 5, irregularity: 0.5, mirrored: false };
    const field = densityField({ hairline, zones: [whole], strokes: [] }, places, waver, null);
    const plan = chooseDots(SESSIONS, places, marks, field);
    const shown = shownCandidates(seen, places, { targetPerCm2: field.targetPerCm2, before: marks.before }, plan, shares, SEED);
    return dotsInPhoto(dotsOf(shown, marks, field), shown.seenIndex, seen, count);
  };
  return { count, place, drag };
}
