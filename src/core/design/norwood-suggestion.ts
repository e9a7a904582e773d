/*
 * Which Norwood pattern the photos show: the hair joined on the head is compared with the bare area of each pattern. The score is the
 * intersection over union on visible scalp, averaged over the bare and the haired part; with the bare part alone, a view from the wrong
 * side would score well.
 */

import type { NorwoodPattern } from '../consultation/schema.ts';
import type { MapDeg } from '../scalp/head-map.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import type { HairOnHead } from './hair-on-head.ts';
import { isBare, isScalp, isUndecided, PATTERNS } from './norwood.ts';

export interface NorwoodSuggestion {
  pattern: NorwoodPattern;
  /** intersection over union of the bare part, 0..1 */
  overlap: number;
  /** other patterns that these photos cannot distinguish from it */
  alike: NorwoodPattern[];
}

/** Candidates that are compared, per cm^2: about 4 mm apart. */
const ASKED_PER_CM2 = 6;
/** The fringe of a bald head shows only near the silhouette, so steep skin counts too; further out hair cannot be read. */
const MIN_COS = 0.2;
const HAIRED = 0.5;
/** assumed: with a smaller share of bare scalp there is no pattern. */
const MIN_BARE_SHARE = 0.03;
/** Share of the scalp that may be misread, added to intersection and union of the haired part, so that a few spots do not spoil an empty one. assumed. */
const SPOTS_SHARE = 0.02;
/** assumed: with less agreement nothing is suggested. */
const MIN_AGREEMENT = 0.55;

/** Patterns whose agreement differs by less look the same in these photos. */
const ALIKE = 0.03;

/** Null if no bare scalp shows or no pattern fits. */
export function suggestNorwood(head: HeadPlaces, { coverage, cosTheta }: HairOnHead): NorwoodSuggestion | null {
  const places: { place: MapDeg; haired: boolean; area: number }[] = [];
  let all = 0;
  let bareArea = 0;
  // any prefix of the candidates is evenly spread
  const count = Math.round((head.count * ASKED_PER_CM2) / head.perCm2);
  for (let i = 0; i < count; i++) {
    if (cosTheta[i] < MIN_COS) continue;
    const place: MapDeg = [head.across[i], head.forward[i]];
    if (!isScalp(place)) continue;
    const area = head.areaFactor[i];
    const haired = coverage[i] >= HAIRED;
    places.push({ place, haired, area });
    all += area;
    if (!haired) bareArea += area;
  }
  if (bareArea <= MIN_BARE_SHARE * all) return null;
  const spots = SPOTS_SHARE * all;
  const found = PATTERNS.map((pattern) => {
    let both = 0;
    let neither = 0;
    let undecided = 0;
    for (const { place, haired, area } of places) {
      if (isUndecided(pattern, place)) undecided += area;
      else if (isBare(pattern, place) === haired) continue;
      else if (haired) neither += area;
      else both += area;
    }
    const overlap = both / (all - undecided - neither);
    const agreement = (overlap + (neither + spots) / (all - undecided - both + spots)) / 2;
    return { pattern, overlap, agreement };
  });
  found.sort((a, b) => b.agreement - a.agreement);
  const best = found[0];
  if (!best || best.agreement < MIN_AGREEMENT) return null;
  const alike = found.filter((f) => f !== best && best.agreement - f.agreement < ALIKE).map((f) => f.pattern);
  // with no hair in sight nothing shows that any is left
  const chosen = alike.includes('whole') ? 'whole' : best.pattern;
  return {
    pattern: chosen,
    overlap: best.overlap,
    alike: [best.pattern, ...alike].filter((pattern) => pattern !== chosen),
  };
}
