/* Measures a photo, or fits one head to several, in a worker: one question in, one answer out. */
import { fitHeads, type JointHead, type PhotoOfHead } from '../core/scalp/fit-heads.ts';
import { measurePhoto, type PhotoEvidence, type PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { serve } from '../io/worker-life.ts';

export type MeasureQuestion = { measure: PhotoEvidence } | { fit: readonly PhotoOfHead[] };
export type MeasureAnswer = { measures: PhotoMeasures | null } | { joint: JointHead } | { problem: string };

serve((data: MeasureQuestion) => {
  const answer = (what: MeasureAnswer) => self.postMessage(what);
  try {
    answer('fit' in data ? { joint: fitHeads(data.fit) } : { measures: measurePhoto(data.measure) });
  } catch (error) {
    answer({ problem: (error as Error).message });
  }
});
