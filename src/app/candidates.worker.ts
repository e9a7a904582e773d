/* Samples the candidate dots away from the page: one message in (half-axes), progress and columns out. */
import { type Candidates, sampleCandidates } from '../core/stipple/candidates.ts';
import type { HalfAxesMm } from '../core/stipple/head-points.ts';

export type CandidatesMessage = { share: number } | { candidates: Candidates };

self.onmessage = ({ data }: MessageEvent<HalfAxesMm>) => {
  const candidates = sampleCandidates(data, (share) => self.postMessage({ share } satisfies CandidatesMessage));
  self.postMessage({ candidates } satisfies CandidatesMessage, {
    transfer: [candidates.x.buffer, candidates.y.buffer, candidates.z.buffer],
  });
};
