/*
 * Tone of the client's dense shaved hair seen from a distance: its light relative to bare scalp beside it. In a strip on both sides of the
 * hair's edge, log light = shading + hair. Shading is a smooth function of the normal (spherical harmonics to order 2: Ramamoorthi &
 * Hanrahan 2001), hair one constant step per channel. Only hair that takes as much colour as finished work is used, not its thin edge. With
 * little of it beside bare scalp, the step is pulled towards that of usual shaved sides.
 */
import { robustFit } from '../math/robust-fit.ts';
import { CELL_MM, type ScalpCells } from './scalp-cells.ts';

/** Hair and bare skin are compared up to this distance apart, mm. */
const REACH_MM = 30;
const MIN_COS = 0.45;
const HAIR = 0.7;
const DENSE_TONE = 0.9;
const BARE = 0.1;
const MIN_CELLS = 20;
/** Errors are correlated over about 8 mm, which raises the standard error by this factor. assumed. */
const ALIKE = 4;
/**
 * Usual step of log light, R G B, from bare scalp to shaved sides. assumed: near the hair's edge six clinic photos keep 0.63-0.75 of red,
 * 0.78-0.92 of green, 0.88-1 of blue; finished work, which is matched to shaved sides, keeps 0.57, 0.80, 0.95.
 */
export const USUAL_STEP = [-0.42, -0.25, -0.13] as const;
/** Of the step between people, and of the differences between its channels. Hair this dense may be much darker, but hardly paler: light from above does that. assumed: from ten photos, where it took 0.1 to 1.4. */
const USUAL_SD = { darker: 0.25, paler: 0.08, colour: 0.08 } as const;

export interface StubbleTone {
  /** share of light that the stubble keeps, R G B */
  kept: readonly [number, number, number];
  /** of the green share, 1 sigma */
  sd: number;
  /** weight of the photo against the usual step, 0..1 */
  fromPhoto: number;
  /** bare skin beside it, linear light R G B; where there is none, the stubble's light divided by `kept` */
  skin: readonly [number, number, number];
}

/** Null where no shaved hair faces the camera. */
export function readStubbleTone(cells: ScalpCells): StubbleTone | null {
  const { widthCells: w, heightCells: h, cosTheta, hairLeast, hairMost, toneLeast, light } = cells;
  // a shiny spot among hair can read as bare, so all 8 neighbours must be bare too
  const isBare = (k: number) => [-w - 1, -w, 1 - w, -1, 0, 1, w - 1, w, w + 1].every((d) => cosTheta[k + d] > 0 && hairMost[k + d] <= BARE);
  const hair = [...cosTheta.keys()].filter((k) => cosTheta[k] >= MIN_COS && hairLeast[k] >= HAIR);
  if (hair.length < MIN_CELLS) return null;
  const kind = cosTheta.map((cos, k) => (cos < MIN_COS ? 0 : toneLeast[k] >= DENSE_TONE ? 2 : isBare(k) ? 1 : 0));
  const reach = Math.round(REACH_MM / CELL_MM);
  const nearOther = (k: number) => {
    const [x, y] = [k % w, Math.floor(k / w)];
    for (let j = Math.max(0, y - reach); j <= Math.min(h - 1, y + reach); j++)
      for (let i = Math.max(0, x - reach); i <= Math.min(w - 1, x + reach); i++) {
        const other = kind[j * w + i];
        if (other && other !== kind[k] && (i - x) ** 2 + (j - y) ** 2 <= reach * reach) return true;
      }
    return false;
  };
  const used = [...kind.keys()].filter((k) => kind[k] && nearOther(k));
  const bare = used.filter((k) => kind[k] === 1);
  const hairUsed = used.length - bare.length;

  let step = [...USUAL_STEP] as [number, number, number];
  let sd: number = USUAL_SD.paler;
  let fromPhoto = 0;
  if (bare.length >= MIN_CELLS && hairUsed >= MIN_CELLS) {
    const rows = used.map((k) => {
      const [x, y, z] = [cells.nx[k], cells.ny[k], cells.nz[k]];
      return [kind[k] === 2 ? 1 : 0, 1, x, y, z, x * y, x * z, y * z, x * x - y * y];
    });
    const level = (c: number) => used.map((k) => Math.log(light[3 * k + c] + 1e-4));
    const green = robustFit(rows, level(1), null);
    if (green) {
      // red and blue are fitted relative to green: shading cancels, so their errors are smaller
      const against = (c: number) => level(c).map((l, i) => l - Math.log(light[3 * used[i] + 1] + 1e-4));
      const sdOf = (found: { stepSd: number }) => Math.max(0.01, found.stepSd * ALIKE);
      const believed = (found: { stepSd: number }, usualSd: number) => usualSd ** 2 / (usualSd ** 2 + sdOf(found) ** 2);
      const drawn = (usual: number, found: { step: number; stepSd: number }, usualSd: number) =>
        usual + believed(found, usualSd) * (found.step - usual);
      const ownSd = green.step < USUAL_STEP[1] ? USUAL_SD.darker : USUAL_SD.paler;
      const greenStep = drawn(USUAL_STEP[1], green, ownSd);
      step = [0, 1, 2].map((c) => {
        if (c === 1) return greenStep;
        const usual = USUAL_STEP[c] - USUAL_STEP[1];
        const found = robustFit(rows, against(c), green.weight);
        return greenStep + (found ? drawn(usual, found, USUAL_SD.colour) : usual);
      }) as [number, number, number];
      fromPhoto = believed(green, ownSd);
      sd = 1 / Math.hypot(1 / ownSd, 1 / sdOf(green));
    }
  }
  const kept = step.map((s) => Math.min(1, Math.exp(s))) as [number, number, number];
  const median = (of: readonly number[], c: number) => of.map((k) => light[3 * k + c]).sort((p, q) => p - q)[of.length >> 1];
  const enough = bare.length >= MIN_CELLS;
  const skin = [0, 1, 2].map((c) => (enough ? median(bare, c) : median(hair, c) / kept[c])) as [number, number, number];
  return { kept, sd: sd * kept[1], fromPhoto, skin };
}
