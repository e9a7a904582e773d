/*
 * Makes the candidate dots in a worker: one message in (half-axes), progress and columns out. Those of the canonical head are fetched, and
 * sampled only if that fails.
 */
import { CANONICAL_HALF_AXES_MM, type Candidates, candidatesToward, sampleCandidates } from '../core/stipple/candidates.ts';
import type { HalfAxesMm } from '../core/stipple/head-points.ts';
import { serve } from '../io/worker-life.ts';

export type CandidatesMessage = { share: number } | { candidates: Candidates } | { problem: string };

/** The file shipped by src/cli/candidates-asset.ts. */
async function shipped(halfAxesMm: HalfAxesMm): Promise<Candidates | null> {
  if (halfAxesMm.join() !== CANONICAL_HALF_AXES_MM.join()) return null;
  try {
    const answer = await fetch('/candidates.bin');
    return answer.ok ? candidatesToward(new Uint16Array(await answer.arrayBuffer()), halfAxesMm) : null;
  } catch {
    return null;
  }
}

async function answer(halfAxesMm: HalfAxesMm) {
  const candidates =
    (await shipped(halfAxesMm)) ?? sampleCandidates(halfAxesMm, (share) => self.postMessage({ share } satisfies CandidatesMessage));
  self.postMessage({ candidates } satisfies CandidatesMessage, {
    transfer: [candidates.x.buffer, candidates.y.buffer, candidates.z.buffer],
  });
}
// a rejection would not reach the page as a worker error
serve((data: HalfAxesMm) => answer(data).catch((error: Error) => self.postMessage({ problem: error.message } satisfies CandidatesMessage)));
