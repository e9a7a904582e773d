/*
 * How much hair each place has, relative to this person's dense shaved hair, from two cues that must agree. Colour: shaved hair absorbs red
 * most and halves ln(red / green) against the person's own bare skin, a ratio that exposure and shade do not change. Roughness: the spread
 * of the fine texture. Shine is pale but smooth, wrinkles and pores are rough but not pale; rough shine is brighter than its surroundings.
 * Where hair takes no colour (grey or fair hair, a photo without colour) the dark marks decide. How much of a finished plan's tone is there
 * already is read beside it, against what finished work takes.
 */
import { median } from '../math/median.ts';
import { quantile } from '../math/quantile.ts';
import { smooth } from '../math/smoothstep.ts';
import type { Steps } from '../math/steps.ts';
import { evenNeed } from './even-tone.ts';
import { fillIslands } from './hair-islands.ts';
import { paleLineOf } from './pale-line.ts';
import { fitShading } from './shading.ts';
import { USUAL_STEP } from './stubble-tone.ts';

/** `forehead`: known only where the face is seen; taken as bare on everyone. `neck`: what is no scalp in a view from behind. */
export type HeadPart = 'other' | 'scalp' | 'forehead' | 'neck';
export const PARTS: readonly HeadPart[] = ['other', 'scalp', 'forehead', 'neck'];
const [, SCALP, FOREHEAD, NECK] = [0, 1, 2, 3];
/** Scalp or forehead. @param part index into PARTS */
export const isUpperHead = (part: number): boolean => part === SCALP || part === FOREHEAD;

/** Nodes row by row, about 1 mm apart. */
export interface HairNodes {
  widthCells: number;
  heightCells: number;
  cosTheta: Float32Array;
  /** index into PARTS; 0 where the skin is too steep or unknown */
  part: Uint8Array;
  /** sums of linear light R G B around each node, interleaved; 0 where unknown */
  light: Float32Array;
  /** ln of the spread (16 to 84 %) of the texture; NaN where unknown */
  roughness: Float32Array;
  /** how far the darkest marks lie from the median, over the brightest ones' distance; NaN where unknown */
  tilt: Float32Array;
  /** hair 0..1 by its marks alone */
  marked: Float32Array;
}

/** What the reading is based on. */
export interface HairBasis {
  /** where bare skin was seen: the forehead, else the smoothest scalp; if that is hair by the skin of the neck, the most coloured */
  bareFrom: 'forehead' | 'scalp' | 'most coloured';
  /** whether dense hair was seen; else its usual loss of colour is assumed */
  denseSeen: boolean;
  /** share of bare skin's ln(red / blue) and ln(red / green) that dense hair keeps, if it is darker than that skin, 1 in a light without red; else null */
  colourKept: number | null;
  /** weight of the colour cue, 0 (marks alone: grey or fair hair, or a photo without colour) to 1 */
  byColour: number;
  /** spread (16 to 84 %) of the fine texture of bare skin: the root of light over its mean nearby */
  skinTexture: number;
  /** whether a narrow pale line runs through hair: a scar or a parting */
  paleLine: boolean;
}

const MIN_NODES = 50;
const FOREHEAD_COS = 0.5;
const SCALP_COS = 0.45;
const NECK_COS = 0.45;
/** From behind, ears lie where the head is steeper than this. assumed. */
const EAR_COS = 0.6;
/** A forehead rougher than this has a fringe over it. ln of the spread; the spread is 0.04 to 0.1 on bare skin of 24 clinic photos. */
const ROUGHEST_BARE = -2;
/** Where no forehead is seen, the smoothest scalp counts as bare, with its roughness held in the range of skin. */
const SMOOTHEST_SHARE = 0.05;
const BARE_ROUGHNESS = { least: -3.3, most: -2.2 };
/**
 * The smoothest scalp is hair if it is darker (ln of light) than the smooth skin of the neck and keeps less of its colour than the share
 * `keeps`, while the scalp up to the quantile `skin` has less than this share of it too. Then bare scalp has the colour of the quantile
 * `barest`, and at least `scalp` of the neck's. assumed: the smoothest is 0.8 to 1.2 darker, with 0.40 to 0.49 of the colour, on three heads
 * with full hair; of bald heads little is darker than the neck.
 */
const HAIR_FOR_BARE = { darker: 0.5, keeps: 0.65, skin: 0.9, barest: 0.975, scalp: 0.7 };
/** Bare skin is up to BARE_SPREAD rougher than its median; hair is at least MIN_HAIR rougher, dense hair MIN_DENSE. */
const BARE_SPREAD = 0.3;
const MIN_HAIR = 0.7;
const MIN_DENSE = 0.8;
/** Where too little hair shows: the roughness of the roughest skin, and of shaved hair at the rims of heads seen from the front. */
const UNKNOWN_HAIR = { bare: -2.35, dense: -1.9 };
/** Rough scalp must cover this share of the visible scalp to serve as this person's dense hair. */
const MIN_DENSE_SHARE = 0.015;
/** Dense shaved hair lowers ln(red / green) of bare skin by this share: 0.37 to 0.5 on six clinic photos. */
const USUAL_LOSS = 0.45;
/** Dense hair varies: the colour cue is full at this share of the median loss, the roughness cue at this share of dense roughness. */
const FULL_TONE = 0.8;
const FULL_ROUGH = 1;
/** The colour of dense hair itself is read where it covers this share of the visible scalp: wisps over skin have the skin's. assumed: 1 to 5 % on four such heads, 7 % and more on shaved sides. */
const COLOUR_SHARE = 0.05;
/** Beside a bare forehead, that hair takes no colour is believed in full where it covers this much more of the scalp. */
const COLOUR_SHARE_RANGE = 0.03;
/** Hair that keeps more of bare skin's colour than this lies in another light, under a flash for one. assumed. */
const MOST_KEPT = 1.1;
/** ln(red / green) of skin, or how much of it hair takes where a cast hides the skin's: below COLOURLESS the colour cue has no weight, from COLOURED on its full weight. */
const COLOURLESS = 0.1;
const COLOURED = 0.2;
/** Hair by roughness alone: where it starts, over bare skin and in ln of the spread, and the range up to certainty. */
const ROUGH = { over: 0.3, least: -2, range: 0.3 };
/**
 * Shine is brighter (ln of light) than the places this many nodes away on opposite sides, and has bright marks instead of dark ones; the
 * two are added. It is less rough than this person's hair. assumed: from shiny dark skin and six clinic photos of dense hair.
 */
const PAIRS = [12, 20].flatMap((reach) =>
  [-1, 0, 1, 2].map(
    (turn) => [Math.round(reach * Math.cos((turn * Math.PI) / 4)), Math.round(reach * Math.sin((turn * Math.PI) / 4))] as const,
  ),
);
const SHINE = { perTilt: 0.35, evenTilt: 1.4, from: 0.07, full: 0.2 };
/** Least radius of a highlight, nodes: its score is averaged over neighbours this many times. */
const SHINE_RINGS = 6;
/** Shine adds light: a place darker than bare skin by `from` (ln of light) is not shine, even if the hair around it is darker still. */
const DARKER_THAN_SHINE = { from: 0.25, full: 0.1 };
/** If more of the scalp than this is rough, the roughness is hair, not glints. assumed. */
const ROUGH_SHARE = 0.25;
const ROUGHER_THAN_SHINE = { over: 0.4, most: -1, overHair: 0.15 };
/** Hair takes light: a place brighter than bare skin by more than this (ln of light) may be shine however rough, as on dark skin. assumed. */
const BRIGHTER_THAN_HAIR = { from: 0.1, range: 0.2 };
/** What is brighter than bare skin and this smooth (ln of the spread) is a flash's glare, however wide: it takes colour as hair does. assumed: from a selfie with flash. */
const GLARE = { most: -2.6, range: 0.4 };

/** Without colour, dark hair is told by being darker than bare skin (ln of light) and having this share of dense hair's roughness. assumed: photographs of 2.7 to 3.8 px per mm, too coarse for single hairs. */
const DARKER_THAN_BARE = { from: 0.15, range: 0.3 };
const FULL_DARK_ROUGH = 0.7;
/**
 * Tone is measured against the share of ln(red / green) that finished work takes, however thin this person's densest hair is: of a forehead's
 * 0.54 (median of eleven heads, 0.47 to 0.63), of bare scalp's, which is paler, as much as dense hair. From this share of dense roughness on the
 * colour alone decides. UNKNOWN is the roughness of dense hair at the rim of heads from the front: -1.5 to -0.7 on four, while thin hair there
 * has -2.1.
 */
const FOREHEAD_LOSS = 0.54;
const TONE_ROUGH = { share: 0.7, unknown: -1.2 };
/** Hair darker than bare skin by this (ln of light) is darker than any finished work: nothing is added, whatever its colour. The rims of heads are up to 0.9 darker. assumed. */
const DARKER_THAN_WORK = { from: 1, range: 0.4 };
/**
 * Where hair takes no colour, it has finished work's tone as far as it is darker than bare skin, shading apart; this share of the usual step
 * from bare scalp to shaved sides is enough. Every SPARSE-th node is read for it.
 */
const USUAL_DARKER = -USUAL_STEP[1];
const FULL_DARKER = 0.8;
const SPARSE = 3;
/**
 * Below these ln(red / green) and ln(green / blue) it is a garment and not hair, where skin has its colour: hair lies between skin and grey. In a
 * light that takes the skin's, black hair is as blue, and so may be what is darker than this share of bare skin. assumed.
 */
const GARMENT = { green: -0.4, blue: -0.5, leastLight: 0.12 };
const clamp = (t: number) => Math.min(1, Math.max(0, t));

/**
 * @returns hair 0..1 at each node relative to this person's dense hair, and the share of a finished plan's tone that the place has already by
 * its colour; -1 where unknown. `need` is the factor on a plan's density (even-tone.ts), `uncoloured` that share of dense hair by its darkness
 * alone, `garment` 1 where a coloured garment lies in front of the fitted head
 */
export function* toneSteps(nodes: HairNodes): Steps<{
  hair: Float32Array;
  tone: Float32Array;
  need: Float32Array;
  lack: Float32Array;
  garment: Uint8Array;
  uncoloured: number;
  basis: HairBasis | null;
}> {
  const { widthCells: w, heightCells: h, cosTheta, part, marked } = nodes;
  const n = w * h;
  const light = sumAround(nodes.light, w, h);
  yield;
  const colour = new Float32Array(n);
  const level = new Float32Array(n);
  for (let k = 0; k < n; k++) {
    colour[k] = light[3 * k + 1] > 0 ? Math.log((light[3 * k] + 1e-6) / light[3 * k + 1]) : Number.NaN;
    level[k] = nodes.light[3 * k + 1] > 0 ? Math.log(meanLight(light, k)) : Number.NaN;
  }
  const rough = meanAround(nodes.roughness, w, h);
  const isKnown = (k: number) => !Number.isNaN(colour[k] + rough[k]);
  const among = (wanted: number, leastCos: number) =>
    [...part.keys()].filter((k) => part[k] === wanted && cosTheta[k] > leastCos && isKnown(k));
  const onHead = among(SCALP, SCALP_COS);
  if (onHead.length < MIN_NODES)
    return {
      hair: marked,
      tone: marked.slice(),
      need: new Float32Array(n).fill(1),
      lack: new Float32Array(n),
      garment: new Uint8Array(n),
      uncoloured: 1,
      basis: null,
    };

  const bare = bareSkin({ scalp: onHead, forehead: among(FOREHEAD, FOREHEAD_COS), neck: among(NECK, NECK_COS) }, { colour, rough, level });
  const garment = garmentAt(light, colour, bare, w, h);
  /** colour up to which a place is hair, however smooth it is or however it shines, where even the smoothest scalp is hair */
  let hairUpTo = -Infinity;
  if (bare.from === 'most coloured') {
    hairUpTo = HAIR_FOR_BARE.keeps * bare.colour;
    // beside such hair, what is as coloured as the neck is an ear, which with its rim takes as few dots as a garment
    const neckColour = quantile(colour, bare.at, 0.5);
    const ear = colour.map((c, k) => +(cosTheta[k] < EAR_COS && c > HAIR_FOR_BARE.skin * neckColour));
    meanAround(meanAround(meanAround(ear, w, h), w, h), w, h).forEach((share, k) => {
      if (share > 0) garment[k] = 1;
    });
  }
  const scalp = onHead.filter((k) => !garment[k]);
  const bareLevel = bare.at.length > MIN_NODES ? quantile(level, bare.at, 0.5) : null;
  const roughest = scalp.filter((k) => rough[k] > bare.rough + MIN_HAIR);
  const hairRough = roughest.length > ROUGH_SHARE * scalp.length ? quantile(rough, roughest, 0.5) : Infinity;
  yield;
  const shine = shineOf(level, nodes.tilt, rough, bareLevel, hairRough, w, h);
  for (let k = 0; k < n; k++) if (colour[k] < hairUpTo) shine[k] = 0;
  yield;
  const dull = scalp.filter((k) => shine[k] < 0.5);
  const hairy = dull.filter((k) => rough[k] > bare.rough + MIN_HAIR);
  const least = Math.max(MIN_NODES, MIN_DENSE_SHARE * scalp.length);
  const isHairy = hairy.length > least;
  const bareRough = Math.max(bare.rough + BARE_SPREAD, isHairy ? -Infinity : UNKNOWN_HAIR.bare);
  const denseRough = Math.max(bare.rough + MIN_DENSE, isHairy ? quantile(rough, hairy, 0.5) : UNKNOWN_HAIR.dense);
  const roughAs = (k: number, most: number) => (colour[k] < hairUpTo ? 1 : clamp((rough[k] - bareRough) / most));
  const roughShare = rough.map((_, k) => roughAs(k, denseRough - bareRough));
  const dense = dull.filter((k) => roughShare[k] > 0.8);
  const denseSeen = dense.length > least;
  const bareColour = Math.max(0.01, bare.colour);
  const usual = USUAL_LOSS * bareColour;
  const believed = bare.from === 'scalp' ? 1 : clamp((dense.length / scalp.length - COLOUR_SHARE) / COLOUR_SHARE_RANGE);
  const lost = denseSeen ? bare.colour - quantile(colour, dense, 0.5) : usual;
  const seen = Math.max(lost, usual + believed * (lost - usual));
  const loss = FULL_TONE * Math.max(0.6 * usual, seen);
  const byColour = smooth((Math.max(bare.colour, seen) - COLOURLESS) / (COLOURED - COLOURLESS)) * smooth((seen / usual - 0.25) / 0.25);

  const toneRough = TONE_ROUGH.share * ((isHairy ? denseRough : TONE_ROUGH.unknown) - bareRough);
  const finished = Math.max((bare.from === 'forehead' ? FOREHEAD_LOSS : USUAL_LOSS) * bareColour, FULL_TONE * seen);
  const hair = new Float32Array(n).fill(-1);
  const tone = new Float32Array(n).fill(-1);
  for (let k = 0; k < n; k++) {
    if (!isKnown(k)) continue;
    const both = Math.sqrt(clamp((bare.colour - colour[k]) / loss) * Math.min(1, roughShare[k] / FULL_ROUGH));
    const coarse = smooth((rough[k] - Math.max(bare.rough + ROUGH.over, ROUGH.least)) / ROUGH.range);
    const dark = bareLevel !== null && isHairy ? smooth((bareLevel - level[k] - DARKER_THAN_BARE.from) / DARKER_THAN_BARE.range) : 0;
    const uncoloured = Math.max(marked[k], coarse, dark * Math.min(1, roughShare[k] / FULL_DARK_ROUGH));
    hair[k] = (1 - shine[k]) * (byColour * both + (1 - byColour) * uncoloured);
    const byColourLost = (1 - shine[k]) * clamp((bare.colour - colour[k]) / finished) * roughAs(k, toneRough);
    const darker = bareLevel === null ? 0 : smooth((bareLevel - level[k] - DARKER_THAN_WORK.from) / DARKER_THAN_WORK.range);
    tone[k] = Math.max(byColourLost, darker * hair[k]);
  }
  yield;
  const known = hair.map((amount) => (amount < 0 ? Number.NaN : amount));
  fillIslands(hair, meanAround(meanAround(known, w, h), w, h), roughShare, w, h);
  // hair that only a glint had hidden
  for (let k = 0; k < n; k++) tone[k] = Math.max(tone[k], shine[k] * hair[k]);
  const paleLine = isHairy ? paleLineOf(level, hair, (k) => part[k] === SCALP && colour[k] >= hairUpTo, cosTheta, w, h) : null;
  yield;
  const lit = byColour < 1 ? scalp.filter((k) => shine[k] < 0.5 && k % SPARSE === 0) : [];
  const darker = lit.length < MIN_NODES ? USUAL_DARKER : -(fitShading({ widthCells: w, cosTheta, level, hair }, lit)?.step ?? 0);
  const uncoloured = clamp(darker / (FULL_DARKER * USUAL_DARKER));
  yield;
  const { need, lack } = evenNeed({ widthCells: w, heightCells: h, cosTheta, level, hair, tone, shine, paleLine }, scalp);
  const isDarker = (k: number) => bareLevel !== null && level[k] < bareLevel - DARKER_THAN_BARE.from;
  const colourKept = colourKeptBy(dense.filter(isDarker), bare.at, light, COLOUR_SHARE * scalp.length);
  return {
    hair,
    tone,
    need,
    lack,
    garment,
    uncoloured,
    basis: { bareFrom: bare.from, denseSeen, colourKept, byColour, skinTexture: bare.texture, paleLine: !!paleLine },
  };
}

/** Where a coloured garment lies, over most of the nodes around. @param light sums R G B @param colour ln(red / green) */
function garmentAt(
  light: Float32Array,
  colour: Float32Array,
  bare: { at: readonly number[]; colour: number },
  w: number,
  h: number,
): Uint8Array {
  const garment = new Uint8Array(colour.length);
  if (bare.colour < COLOURED || bare.at.length <= MIN_NODES) return garment;
  const yellow = (k: number) => Math.log((light[3 * k + 1] + 1e-6) / (light[3 * k + 2] + 1e-6));
  if (median(bare.at.map(yellow)) <= 0) return garment;
  const dark = GARMENT.leastLight * median(bare.at.map((k) => meanLight(light, k)));
  const isOne = (k: number) => meanLight(light, k) > dark && (colour[k] < GARMENT.green || yellow(k) < GARMENT.blue);
  const share = meanAround(
    colour.map((_, k) => +isOne(k)),
    w,
    h,
  );
  for (let k = 0; k < garment.length; k++) garment[k] = +(share[k] > 0.5);
  return garment;
}

/** Share of bare skin's colour that hair keeps; null with fewer nodes of it than `least`, or if the skin has hardly any, in a light that has red. @param light sums R G B */
function colourKeptBy(hair: readonly number[], bare: readonly number[], light: Float32Array, least: number): number | null {
  if (hair.length <= least || bare.length <= MIN_NODES) return null;
  const redOver = (c: 1 | 2, at: readonly number[]) => median(at.map((k) => Math.log((light[3 * k] + 1e-6) / (light[3 * k + c] + 1e-6))));
  const [green, blue] = [redOver(1, bare), redOver(2, bare)];
  const [hairGreen, hairBlue] = [redOver(1, hair), redOver(2, hair)];
  // the light lacks red: black hair looks blue, and so must pigment
  if (Math.min(green, blue) < COLOURLESS && Math.min(hairGreen, hairBlue) < -COLOURLESS) return 1;
  if (Math.min(green, blue) < COLOURED) return null;
  const kept = (hairGreen / green + hairBlue / blue) / 2;
  return kept > MOST_KEPT ? null : kept;
}

interface Looks {
  /** ln(red / green) */
  colour: Float32Array;
  rough: Float32Array;
  /** ln of light */
  level: Float32Array;
}
/** `at`: nodes taken as bare; `colour`: of bare scalp or forehead */
function bareSkin(
  { scalp, forehead, neck: below }: Record<'scalp' | 'forehead' | 'neck', readonly number[]>,
  { colour, rough, level }: Looks,
) {
  const foreheadRough = forehead.length > MIN_NODES ? quantile(rough, forehead, 0.5) : 0;
  if (foreheadRough < ROUGHEST_BARE)
    return {
      from: 'forehead',
      at: forehead,
      rough: foreheadRough,
      texture: Math.exp(foreheadRough),
      colour: quantile(colour, forehead, 0.5),
    } as const;
  const asSkin = (roughness: number) => Math.min(BARE_ROUGHNESS.most, Math.max(BARE_ROUGHNESS.least, roughness));
  const smoothest = asSkin(quantile(rough, scalp, SMOOTHEST_SHARE));
  const at = scalp.filter((k) => rough[k] < smoothest + 0.3);
  const seen = at.length > MIN_NODES ? quantile(colour, at, 0.6) : quantile(colour, scalp, 0.97);
  const neck = below.filter((k) => rough[k] < ROUGHEST_BARE);
  if (neck.length > MIN_NODES && at.length > MIN_NODES) {
    const isDarker = quantile(level, at, 0.5) < quantile(level, neck, 0.5) - HAIR_FOR_BARE.darker;
    const neckColour = quantile(colour, neck, 0.5);
    const showsSkin = quantile(colour, scalp, HAIR_FOR_BARE.skin) > HAIR_FOR_BARE.skin * neckColour;
    if (isDarker && !showsSkin && seen < HAIR_FOR_BARE.keeps * neckColour) {
      const bareRough = asSkin(quantile(rough, neck, 0.5));
      const bareColour = Math.max(quantile(colour, scalp, HAIR_FOR_BARE.barest), HAIR_FOR_BARE.scalp * neckColour);
      return { from: 'most coloured', at: neck, rough: bareRough, texture: Math.exp(bareRough), colour: bareColour } as const;
    }
  }
  const texture = Math.exp(at.length ? quantile(rough, at, 0.5) : smoothest);
  return { from: 'scalp', at, rough: smoothest, texture, colour: seen } as const;
}

/** Shine 0..1 at each node. @param bareLevel ln light of bare skin; null if too little is seen @param hairRough roughness of this person's hair; Infinity if little of the scalp is rough */
function shineOf(
  level: Float32Array,
  tilt: Float32Array,
  rough: Float32Array,
  bareLevel: number | null,
  hairRough: number,
  w: number,
  h: number,
): Float32Array {
  const tiltAround = meanAround(meanAround(tilt, w, h), w, h);
  const own = level.map((l, k) => l - opposite(level, k, w, h) + SHINE.perTilt * (SHINE.evenTilt - tiltAround[k]));
  let score: Float32Array = own;
  for (let ring = 0; ring < SHINE_RINGS; ring++) score = meanAround(score, w, h);
  const { most } = ROUGHER_THAN_SHINE;
  const asHair = Math.min(most, hairRough + ROUGHER_THAN_SHINE.overHair);
  const darkest = DARKER_THAN_SHINE;
  return level.map((l, k) => {
    if (Number.isNaN(own[k] + rough[k])) return 0;
    const brighter = bareLevel === null ? 0 : smooth((l - bareLevel - BRIGHTER_THAN_HAIR.from) / BRIGHTER_THAN_HAIR.range);
    const glare = brighter * smooth((GLARE.most - rough[k]) / GLARE.range);
    const isSmooth = smooth((asHair + brighter * (most - asHair) - rough[k]) / ROUGHER_THAN_SHINE.over);
    if (isSmooth === 0) return glare;
    const isBright = bareLevel === null ? 1 : smooth((l - bareLevel + darkest.from) / (darkest.from - darkest.full));
    return Math.max(glare, isSmooth * isBright * smooth((score[k] - SHINE.from) / (SHINE.full - SHINE.from)));
  });
}

/** Mean of pairs of nodes on opposite sides of a node, so that a gradient of the light cancels; NaN without a pair. */
function opposite(level: Float32Array, k: number, w: number, h: number): number {
  const x = k % w;
  const y = (k - x) / w;
  let sum = 0;
  let count = 0;
  for (const [i, j] of PAIRS) {
    if (x < i || y < Math.abs(j) || x + i >= w || y + Math.abs(j) >= h) continue;
    const pair = level[k + j * w + i] + level[k - j * w - i];
    if (Number.isNaN(pair)) continue;
    sum += pair / 2;
    count++;
  }
  return sum / count;
}

const meanLight = (light: Float32Array, k: number) => 0.3 * light[3 * k] + 0.6 * light[3 * k + 1] + 0.1 * light[3 * k + 2] + 1e-6;

/** Sums over each node and its 8 neighbours. */
function sumAround(light: Float32Array, w: number, h: number): Float32Array {
  const out = new Float32Array(light.length);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++)
          for (let c = 0; c < 3; c++) out[3 * (y * w + x) + c] += light[3 * (j * w + i) + c];
  return out;
}

/** Mean of the known values of each node and its 8 neighbours; NaN if none is known. */
function meanAround(values: Float32Array, w: number, h: number): Float32Array {
  const out = new Float32Array(w * h).fill(Number.NaN);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      let count = 0;
      for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++) {
          const value = values[j * w + i];
          if (Number.isNaN(value)) continue;
          sum += value;
          count++;
        }
      if (count) out[y * w + x] = sum / count;
    }
  return out;
}
