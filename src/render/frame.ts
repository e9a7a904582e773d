import type { Gloss } from '../core/treatment/composite.ts';
import type { LightAbove, Rgb } from '../core/treatment/pigments.ts';
import type { Splats } from '../core/treatment/splats.ts';
import type { Veil } from '../core/treatment/veil.ts';

/** Everything drawn over the photo. Each draw gets all of it. Never changed once it was drawn: the same frame is taken for the same picture. */
export interface Frame {
  splats: Splats | null;
  veil: Veil | null;
  above: LightAbove;
  gloss: Gloss;
  /** gains of white balance; absent: the photo's bytes are kept */
  white?: Rgb;
}
