import type { Gloss } from '../core/treatment/composite.ts';
import type { LightAbove, Rgb } from '../core/treatment/pigments.ts';
import type { Splats } from '../core/treatment/splats.ts';
import type { Veil } from '../core/treatment/veil.ts';

/** What lies on the photo. Every draw is given the whole of it: nothing is remembered between two. */
export interface Frame {
  splats: Splats | null;
  veil: Veil | null;
  above: LightAbove;
  gloss: Gloss;
  /** gains of white balance; left out: the photo's bytes are kept */
  white?: Rgb;
}
