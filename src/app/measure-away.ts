/* Measures a photo, or fits one head to several, in a worker, so that the page stays responsive; an abort terminates the worker. */
import type { JointHead, PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { PhotoEvidence, PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { lastingWorker } from '../io/in-worker.ts';
import type { MeasureAnswer, MeasureQuestion } from './measure.worker.ts';

const measurer = lastingWorker((name) => new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module', name }));

export const warmMeasurer = measurer.warmUp;

export async function measureAway(evidence: PhotoEvidence, signal?: AbortSignal): Promise<PhotoMeasures | null> {
  const answer = await ask({ measure: evidence }, signal);
  return 'measures' in answer ? answer.measures : null;
}
export async function fitHeadsAway(photos: readonly PhotoOfHead[], signal?: AbortSignal): Promise<JointHead> {
  const answer = await ask({ fit: photos }, signal);
  if (!('joint' in answer)) throw new Error('the fit of the head did not come back');
  return answer.joint;
}

async function ask(question: MeasureQuestion, signal?: AbortSignal): Promise<MeasureAnswer> {
  const answer = await measurer.ask<MeasureAnswer, MeasureAnswer>(question, { take: (given) => given, signal });
  if (!answer) throw new Error('the part of the program that measures has stopped. Try again.');
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
