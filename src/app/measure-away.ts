/* Measures a photo, or fits one head to several, in a worker, so that the page stays responsive; an abort terminates the worker. */
import type { JointHead, PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { PhotoEvidence, PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { MeasureAnswer, MeasureQuestion } from './measure.worker.ts';

export async function measureAway(evidence: PhotoEvidence, signal?: AbortSignal): Promise<PhotoMeasures | null> {
  const answer = await ask({ measure: evidence }, signal);
  return 'measures' in answer ? answer.measures : null;
}
export async function fitHeadsAway(photos: readonly PhotoOfHead[], signal?: AbortSignal): Promise<JointHead> {
  const answer = await ask({ fit: photos }, signal);
  if (!('joint' in answer)) throw new Error('the fit of the head did not come back');
  return answer.joint;
}

function ask(question: MeasureQuestion, signal?: AbortSignal): Promise<MeasureAnswer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      signal?.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<MeasureAnswer>) => {
      end();
      if ('problem' in data) reject(new Error(data.problem));
      else resolve(data);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message || 'the measuring could not be started'));
    };
    worker.postMessage(question);
  });
}
