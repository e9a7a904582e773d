/* What a hairline costs at every step that it is dragged: density and dots of the whole head, then what of them a photo shows. */
import { densityField } from '../../src/core/design/density.ts';
import { chooseDots, dotsOf, marksOf } from '../../src/core/design/dots.ts';
import { edgeWaver } from '../../src/core/design/edge-waver.ts';
import { hairlineCurve, hairlineShare, raggedMm } from '../../src/core/design/hairline.ts';
import { shapePoints } from '../../src/core/design/hairline-shapes.ts';
import { SCALP } from '../../src/core/design/norwood.ts';
import { seededNoise3 } from '../../src/core/math/noise.ts';
import { headForm } from '../../src/core/scalp/head-form.ts';
import { pointAt } from '../../src/core/scalp/head-map.ts';
import { headSurface } from '../../src/core/scalp/surface.ts';
import { CANDIDATES_PER_CM2, CANONICAL_HALF_AXES_MM } from '../../src/core/stipple/candidates.ts';
import { placeOnHead } from '../../src/core/stipple/head-places.ts';
import { headAreaMm2, headPoints } from '../../src/core/stipple/head-points.ts';
import { seeCandidates, shownCandidates } from '../../src/core/stipple/seen-candidates.ts';
import { dotsInPhoto } from '../../src/core/treatment/dots-in-photo.ts';

const SEED = 1;
const HAND = 0.5;
const SEGMENTS = 64;
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
  const zones = [whole];
  const nextLine = () => {
    step += 1;
    const points = shapePoints('straight', 50 + (step % 7) / 10, 0.5, form);
    return { points, style: 'natural' as const, featherMm: 5, irregularity: 0.5, mirrored: false };
  };
  const density = () => densityField({ hairline: nextLine(), zones, strokes: [] }, places, waver, null);
  const still = nextLine();
  /** only the density of the zone is another */
  const slider = () => {
    step += 1;
    return densityField({ hairline: still, zones: [{ ...whole, perCm2: 100 + (step % 7) }], strokes: [] }, places, waver, null);
  };
  const noise = seededNoise3(SEED);
  /** Every candidate against every segment of the line, with the noise worked out there. */
  const direct = () => {
    const curve = hairlineCurve(nextLine(), 1);
    const S = new Float64Array(6 * SEGMENTS);
    const at = (k: number) => pointAt(form, curve[Math.round((k * (curve.length - 1)) / SEGMENTS)]);
    for (let k = 0; k < SEGMENTS; k++) {
      const [p, q] = [at(k), at(k + 1)];
      S.set([...p, q[0] - p[0], q[1] - p[1], q[2] - p[2]], 6 * k);
    }
    const { xMm, yMm, zMm } = places;
    const target = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      let best2 = Infinity;
      for (let o = 0; o < S.length; o += 6) {
        const x = xMm[i] - S[o];
        const y = yMm[i] - S[o + 1];
        const z = zMm[i] - S[o + 2];
        const along = (x * S[o + 3] + y * S[o + 4] + z * S[o + 5]) / (S[o + 3] * S[o + 3] + S[o + 4] * S[o + 4] + S[o + 5] * S[o + 5]);
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const rx = x - t * S[o + 3];
        const ry = y - t * S[o + 4];
        const rz = z - t * S[o + 5];
        const d2 = rx * rx + ry * ry + rz * rz;
        if (d2 < best2) best2 = d2;
      }
      const ragged = 0.5 + 0.3 * noise(xMm[i] / 5, yMm[i] / 5, zMm[i] / 5) + 0.4 * noise(xMm[i] / 28 + 40, yMm[i] / 28, zMm[i] / 28);
      target[i] = 140 * hairlineShare(Math.sqrt(best2), 5, raggedMm(5, 0.5, ragged));
    }
    return target;
  };
  const drag = () => {
    const field = density();
    const plan = chooseDots(SESSIONS, places, marks, field);
    const shown = shownCandidates(seen, places, { targetPerCm2: field.targetPerCm2, before: marks.before }, plan, shares, SEED);
    return dotsInPhoto(dotsOf(shown, marks, field), shown.seenIndex, seen, count);
  };
  return { count, place, drag, density, slider, direct };
}
