/* Advice on a plan (core/README.md 10). Each item has a figure and a reason; none blocks anything. */

import type { Project } from '../consultation/schema.ts';
import { type Point, splineThrough } from '../math/curve.ts';
import { hairlineHeight } from '../scalp/hairline-height.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { type MapDeg, mmPerDeg, pointAt } from '../scalp/head-map.ts';
import type { Surface } from '../scalp/surface.ts';
import { healedLight, oneDot } from './healed-light.ts';
import { DAYS_PER_YEAR, HEALED_DIAMETER, settledDay } from './healing.ts';
import { skinLight } from './skin-colours.ts';

/** One piece of advice; `day` is the day on which it shows best, or null. */
export interface AdviceItem {
  id: string;
  title: string;
  figure: string;
  why: string;
  day: number | null;
}

/** Share of green light, 0..1, that evenly dotted skin of this class still returns once all sessions have healed. */
export const healedLightKept = (treatment: Project['treatment'], perCm2: number): number =>
  healedLight(treatment, perCm2, skinLight(treatment.skin))[1];

/** Largest distance of the hairline from a straight line and from its own mirror image, seen from the front, mm. */
function hairlineShape(line: readonly MapDeg[], form: HeadForm) {
  const curve = line.map((place): Point => {
    const [across, down] = pointAt(form, place);
    return [across, down];
  });
  const a = curve[0];
  const b = curve[curve.length - 1];
  const len = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const along = Float64Array.from(curve, ([x, y]) => ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / len);
  const off = Float64Array.from(curve, ([x, y]) => ((x - a[0]) * (b[1] - a[1]) - (y - a[1]) * (b[0] - a[0])) / len);
  const mean = off.reduce((s, x) => s + x, 0) / off.length;
  const straight = Math.max(...off.map((x) => Math.abs(x - mean)));
  let asymmetry = 0;
  for (let i = 0; i < curve.length; i++) {
    const mirrored = len - along[i];
    let j = 0;
    for (let k = 1; k < curve.length; k++) if (Math.abs(along[k] - mirrored) < Math.abs(along[j] - mirrored)) j = k;
    asymmetry = Math.max(asymmetry, Math.abs(off[i] - off[j]));
  }
  return { straightMm: straight, asymmetryMm: asymmetry };
}

/** Lowest advised mid-point above the glabella, mm. assumed: 4 mm below the lowest of four finished hairlines (59-65 mm). */
const LOWEST_MM = 55;
/** Smallest share of light that is noticed at arm's length. assumed. */
const STUBBLE_MARGIN = 0.1;
const DARK_SKIN = new Set(['V', 'VI']);

/** Largest share of green light that healed work should take. assumed: a little over the darkest of eight finished heads (0.31). */
const MOST_TAKEN = 0.35;

/** All advice on a project. */
export function advise(
  project: Project,
  surface: Surface,
  skin: { luminance: number } | null,
  stubbleKept: number | null = null,
): AdviceItem[] {
  const { treatment, design } = project;
  const out: AdviceItem[] = [];
  const healedDay = settledDay(treatment);
  const densest = Math.max(0, ...design.zones.filter((z) => z.kind === 'fill').map((z) => z.perCm2));
  if (densest > 0) {
    const taken = 1 - healedLightKept(treatment, densest);
    if (taken > MOST_TAKEN)
      out.push({
        id: 'too-dense',
        title: 'Too dense',
        figure: `${Math.round(taken * 100)} % of the light taken when healed`,
        why: 'Finished work on eight heads takes 2 to 31 %. More than 35 % reads as a painted helmet rather than shaved hair; fewer dots or a thinner wash leave skin between them.',
        day: healedDay,
      });
    if (stubbleKept !== null && 1 - taken < stubbleKept - STUBBLE_MARGIN)
      out.push({
        id: 'darker-than-stubble',
        title: 'Darker than your own stubble',
        figure: `${Math.round(taken * 100)} % of the light taken when healed, your shaved hair takes ${Math.round((1 - stubbleKept) * 100)} %`,
        why: 'Healed work is matched to the shaved sides it joins; darker than they are it stands out as a cap, and reads blue.',
        day: healedDay,
      });
    const { shownMm } = oneDot(treatment, true, skinLight(treatment.skin));
    const bare = Math.exp((-densest / 100) * Math.PI * ((2 * shownMm) / 2.355) ** 2); // cores end at two sigma
    if (bare < 0.5)
      out.push({
        id: 'merging',
        title: 'Dots will merge',
        figure: `${Math.round(bare * 100)} % bare skin between cores`,
        why: 'Less than half of the area left as skin between the dots merges into a flat shade, sooner still as dots spread.',
        day: healedDay + 5 * DAYS_PER_YEAR,
      });
  }
  if (treatment.dotMm * HEALED_DIAMETER > 0.35)
    out.push({
      id: 'too-large',
      title: 'Dots too large',
      figure: `${(treatment.dotMm * HEALED_DIAMETER).toFixed(2)} mm healed`,
      why: 'Healed dots over 0.35 mm look larger than follicles at talking distance.',
      day: healedDay,
    });
  if (treatment.depthMm > 0.25)
    out.push({
      id: 'too-deep',
      title: 'Too deep',
      figure: `${treatment.depthMm.toFixed(2)} mm deep`,
      why: 'Pigment below 0.25 mm looks paler, bluer and blurred: skin above it returns blue light and swallows red.',
      day: healedDay,
    });
  const darkest = Math.min(...treatment.sessions.map((s) => s.dilution));
  if (darkest < 8 && !DARK_SKIN.has(treatment.skin))
    out.push({
      id: 'too-dark',
      title: 'Too dark for this skin',
      figure: `dilution ${darkest} : 1 on skin ${treatment.skin}`,
      why: 'Washes this strong are kept for darker skin; on lighter skin they turn blue-black, and only a laser takes that away.',
      day: healedDay,
    });
  if (treatment.wash === 'cool' && treatment.depthMm > 0.2)
    out.push({
      id: 'blue-risk',
      title: 'Risk of a blue cast',
      figure: `cool wash at ${treatment.depthMm.toFixed(2)} mm`,
      why: 'A cool wash set deep shifts to blue-grey within weeks; a neutral or warm wash, or less depth, keeps it grey.',
      day: healedDay,
    });
  const rising = treatment.sessions.some((s, i) => i > 0 && s.dilution > treatment.sessions[i - 1].dilution);
  if (rising)
    out.push({
      id: 'light-to-dark',
      title: 'Not light to dark',
      figure: treatment.sessions.map((s) => `${s.dilution}`).join(' - '),
      why: 'Sessions usually go from light to dark: the first shows how this skin holds, later ones can only add.',
      day: null,
    });
  const hairline = design.hairline;
  if (hairline) {
    const line = splineThrough(hairline.points, 1 / mmPerDeg(surface.halfAxesMm));
    const { straightMm, asymmetryMm } = hairlineShape(line, surface);
    if (straightMm < 2.5 || (hairline.irregularity < 0.15 && hairline.featherMm < 2))
      out.push({
        id: 'too-straight',
        title: 'Too straight',
        figure: `within ${straightMm.toFixed(1)} mm of a ruler, softness ${hairline.featherMm} mm`,
        why: 'A ruler-straight or cut-out edge is the first thing people notice; curve it, soften it, or let it waver.',
        day: healedDay,
      });
    const height = hairlineHeight(line, surface, project.photo.landmarks?.glabella);
    if (height && height.midMm < LOWEST_MM)
      out.push({
        id: 'too-low',
        title: 'Too low',
        figure: `${height.midMm.toFixed(0)} ± ${height.sdMm} mm above the glabella`,
        why: 'Adult hairlines lie 59-80 mm above the glabella, the point between the brows: finished work 59-65, measured men 66.5 on average. A low line looks wrong in later years, and only a laser takes it away.',
        day: healedDay,
      });
    if (height && height.cornerAboveMidMm < -4)
      out.push({
        id: 'low-corners',
        title: 'Corners too low',
        figure: `${(-height.cornerAboveMidMm).toFixed(0)} mm below the mid-point`,
        why: 'The corners at the temples sit level with the mid-point or higher, as hair surgeons draw them; lower ones give a rounded, childlike line.',
        day: null,
      });
    if (asymmetryMm < 0.8 && hairline.points.length > 2 && hairline.irregularity < 0.2)
      out.push({
        id: 'too-symmetrical',
        title: 'Too symmetrical',
        figure: `halves differ by ${asymmetryMm.toFixed(1)} mm`,
        why: 'Natural hairlines differ by 1-3 mm left to right; a perfect mirror image reads as drawn.',
        day: null,
      });
  }
  if (skin && densest > 0 && DARK_SKIN.has(treatment.skin) && darkest > 16)
    out.push({
      id: 'hidden',
      title: 'Hardly seen on this skin',
      figure: `dilution ${darkest} : 1 on skin ${treatment.skin}`,
      why: 'Darker skin hides contrast: a wash this thin may hardly be seen once healed.',
      day: healedDay,
    });
  return out;
}
