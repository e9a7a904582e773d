/* Measures and reads a photo, or fits one head to several, in a worker, so that the page stays responsive; an abort terminates the worker. */
import type { Raster } from '../core/math/raster.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import type { JointHead, PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { HeadEvidence } from '../core/scalp/head-evidence.ts';
import type { PhotoEvidence, PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { lastingWorker } from '../io/in-worker.ts';
import type { HairGrids, HeadInPhoto } from './hair-of-photo.ts';
import type { MeasureAnswer, MeasureQuestion } from './measure.worker.ts';
import type { PhotoReading } from './photo-reader.ts';

const measurer = lastingWorker((name) => new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module', name }));

export const warmMeasurer = measurer.warmUp;

/** A measurement, and the evidence for fitting one head to several photos, worked out when it is asked for. */
export interface MeasuredAway {
  measures: PhotoMeasures;
  kept(signal?: AbortSignal): Promise<HeadEvidence>;
}
let lastKey = 0;
/** Rasters that the worker has been sent to measure, by which it still knows the last one. */
const keyOf = new WeakMap<Raster, number>();

export async function measureAway(evidence: PhotoEvidence, signal?: AbortSignal): Promise<MeasuredAway | null> {
  const measured = async (stop?: AbortSignal) => {
    const key = ++lastKey;
    const answer = await ask({ measure: evidence, key }, stop);
    keyOf.set(evidence.raster, key);
    return { key, measures: 'measures' in answer ? answer.measures : null };
  };
  const keep = async (key: number, stop?: AbortSignal): Promise<HeadEvidence> => {
    const answer = await ask({ keep: key }, stop);
    if (!('kept' in answer)) throw new Error('the evidence of the photo did not come back');
    return answer.kept;
  };
  const { key, measures } = await measured(signal);
  if (!measures) return null;
  const kept = async (stop?: AbortSignal) => {
    try {
      return await keep(key, stop);
    } catch {
      // another photo was measured since, or the worker has ended
      stop?.throwIfAborted();
      return keep((await measured(stop)).key, stop);
    }
  };
  return { measures, kept };
}
export async function fitHeadsAway(photos: readonly PhotoOfHead[], signal?: AbortSignal): Promise<JointHead> {
  const answer = await ask({ fit: photos }, signal);
  if (!('joint' in answer)) throw new Error('the fit of the head did not come back');
  return answer.joint;
}
/** @param photo its key is that by which the worker is asked for more */
export async function hairAway(
  { raster, head, key }: { raster: Raster; head: HeadInPhoto; key: number },
  signal?: AbortSignal,
): Promise<HairGrids> {
  const gridsOf = async (photo: Raster | number) => {
    const answer = await ask({ hair: { photo, head, key } }, signal);
    if (!('grids' in answer)) throw new Error('the reading of the hair did not come back');
    return answer.grids;
  };
  const measuredAs = keyOf.get(raster);
  if (measuredAs === undefined) return gridsOf(raster);
  try {
    return await gridsOf(measuredAs);
  } catch {
    // another photo was measured since, or the worker has ended
    signal?.throwIfAborted();
    return gridsOf(raster);
  }
}
export async function stubbleAway(key: number, signal?: AbortSignal): Promise<{ tone: StubbleTone | null }> {
  const answer = await ask({ stubble: key }, signal);
  if (!('tone' in answer)) throw new Error('the tone of the hair did not come back');
  return answer;
}
export async function readingAway(key: number, face: FaceSeen | null, signal?: AbortSignal): Promise<PhotoReading> {
  const answer = await ask({ reading: key, face }, signal);
  if (!('reading' in answer)) throw new Error('the reading of the photo did not come back');
  return answer.reading;
}

async function ask(question: MeasureQuestion, signal?: AbortSignal): Promise<MeasureAnswer> {
  const answer = await measurer.ask<MeasureAnswer, MeasureAnswer>(question, { take: (given) => given, signal });
  if (!answer) throw new Error('the part of the program that measures has stopped. Try again.');
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
