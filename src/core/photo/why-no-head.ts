/* Why no head was found in a photo and what to do, as the end of a sentence that starts with the photo's name. */
import type { Raster } from '../math/raster.ts';
import { PERSON, type PersonShare } from './person-share.ts';
import type { FaceSeen } from './photo-check.ts';

/** assumed: a smaller share of the picture is a person far away, or a hand. */
const MIN_PERSON_SHARE = 0.015;
/** A person who covers this share of the upper border is cut off by it. */
const TOUCHES = 0.1;
/** assumed: a person wider than this share of the picture leaves no room for the head's outline. */
const FILLS_ACROSS = 0.7;
/** A person narrower than this share of the picture is too far away. */
const SMALL_ACROSS = 0.2;

export function whyNoHead(raster: Raster, face: FaceSeen | null, person: PersonShare | null): string {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const step = Math.max(1, Math.floor((w * h) / 20_000));
  const levels: number[] = [];
  for (let i = 0; i < w * h; i += step) levels.push(0.3 * rgba[4 * i] + 0.59 * rgba[4 * i + 1] + 0.11 * rgba[4 * i + 2]);
  levels.sort((p, q) => p - q);
  const at = (share: number) => levels[Math.floor(share * (levels.length - 1))];
  const start = 'shows no head that could be measured: ';
  if (face?.more) return `${start}more than one face is in it; crop it to the client's.`;
  if (at(0.98) < 60) return `${start}it is too dark; take it again in more light.`;
  if (at(0.4) > 235) return `${start}it is overexposed; take it again darker.`;
  if (at(0.95) - at(0.05) < 30) return `${start}it is plain from edge to edge; open a photo of a head.`;
  const reach = person && reachOf(person);
  if (face) return `${start}the face was found but not the outline of the head around it; photograph the whole head before a plain wall.`;
  if (!reach) return `${start}no outline stands out; photograph the whole head before a plain wall.`;
  if (reach.share < MIN_PERSON_SHARE) return `${start}no person was found in it; open a photo of a head.`;
  if (reach.top > TOUCHES) return `${start}only a part of the head is in it; step back until all of it shows.`;
  if (reach.across > FILLS_ACROSS) return `${start}the head fills the picture; step back until there is room on all sides.`;
  if (reach.across < SMALL_ACROSS) return `${start}the person is too far away; come closer, or crop the photo to the head.`;
  return `${start}neither a face nor an outline like a head's was found; hold the camera upright, before a plain wall.`;
}

/** Shares covered by the person: of the picture, of its top row, and of the widest row of its upper half. */
function reachOf({ widthPx: w, heightPx: h, share }: PersonShare): { share: number; top: number; across: number } {
  let count = 0;
  let across = 0;
  let top = 0;
  for (let y = 0; y < h; y++) {
    let inRow = 0;
    for (let x = 0; x < w; x++) if (share[y * w + x] >= PERSON) inRow++;
    count += inRow;
    if (y < h / 2) across = Math.max(across, inRow / w);
    if (y === 0) top = inRow / w;
  }
  return { share: count / (w * h), top, across };
}
