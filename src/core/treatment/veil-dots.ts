/* The columns of dots that their veil is summed from, to be sent to a worker. */
import type { VeilDots } from './veil.ts';

/** These columns alone. */
export const veilDots = ({
  count,
  session,
  sizeFactor,
  darkFactor,
  zone,
  xPx,
  yPx,
  pxPerMm,
  cosTheta,
  tiltX,
  tiltY,
  rim,
}: VeilDots): VeilDots => ({
  ...{ count, session, sizeFactor, darkFactor, zone },
  ...{ xPx, yPx, pxPerMm, cosTheta, tiltX, tiltY, rim },
});
