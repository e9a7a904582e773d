/* The canonical head's candidates as the app ships them: nothing is sampled where a build or a test before has done it. */
import { candidatesFile } from '../../src/cli/candidates-asset.ts';
import { CANONICAL_HALF_AXES_MM, type Candidates, candidatesToward } from '../../src/core/stipple/candidates.ts';

export const shippedCandidates = (): Candidates =>
  candidatesToward(new Uint16Array(candidatesFile().slice().buffer), CANONICAL_HALF_AXES_MM);
