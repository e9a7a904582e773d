/*
 * Measures and reads a photo, sums the veil of its dots, or fits one head to several, in a worker, so that the page stays responsive; an abort
 * terminates the worker.
 */
import type { Zone } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import type { HairGrid } from '../core/photo/hair-grid.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { StrandGrid } from '../core/photo/strands.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import type { JointHead, PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { HeadEvidence } from '../core/scalp/head-evidence.ts';
import type { PhotoEvidence, PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { FreshWork } from '../core/treatment/appearance.ts';
import type { VeilDots, VeilLayers } from '../core/treatment/veil.ts';
import { veilDots } from '../core/treatment/veil-dots.ts';
import { lastingWorker } from '../io/in-worker.ts';
import type { HeadInPhoto } from './hair-of-photo.ts';
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
interface Sent {
  key: number;
  isThere: boolean;
  /** why it did not arrive */
  problem: Error | null;
}
/** Rasters that the worker has been sent, of which it knows the last one. */
const sent = new WeakMap<Raster, Sent>();
let lastSent: Sent | null = null;

/** Sends the worker a photo before it is asked about it. */
export function sendRaster(raster: Raster, signal?: AbortSignal): Sent {
  const sending: Sent = { key: ++lastKey, isThere: false, problem: null };
  sent.set(raster, sending);
  lastSent = sending;
  // a copy handed over: sent, it would be copied twice, and hold up the page for longer
  const rgba = raster.rgba.slice();
  ask({ raster: { ...raster, rgba }, key: sending.key }, signal, false, [rgba.buffer as ArrayBuffer]).then(
    () => {
      sending.isThere = true;
    },
    (problem) => {
      sending.problem = problem;
    },
  );
  return sending;
}
/** Asks about a raster by the key that it was sent with. */
async function aboutRaster<T>(raster: Raster, signal: AbortSignal | undefined, about: (key: number, follows: boolean) => Promise<T>) {
  const before = sent.get(raster);
  const { key, isThere, problem } = before && before === lastSent ? before : sendRaster(raster, signal);
  // told to whoever asks first; then it is sent again
  if (problem) sent.delete(raster);
  if (problem) throw problem;
  try {
    return await about(key, !isThere);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isThere) throw error;
    // the worker has ended since, or another one answers
    return about(sendRaster(raster, signal).key, true);
  }
}

export async function measureAway({ raster, ...evidence }: PhotoEvidence, signal?: AbortSignal): Promise<MeasuredAway | null> {
  const measured = (stop?: AbortSignal) =>
    aboutRaster(raster, stop, async (photo, follows) => {
      const key = ++lastKey;
      const answer = await ask({ measure: { ...evidence, raster: photo }, key }, stop, follows);
      return { key, measures: 'measures' in answer ? answer.measures : null };
    });
  const keep = async (key: number, stop?: AbortSignal): Promise<HeadEvidence> => {
    const answer = await ask({ keep: key }, stop, true);
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
): Promise<HairGrid | null> {
  return aboutRaster(raster, signal, async (sentAs, follows) => {
    const answer = await ask({ hair: { photo: sentAs, head, key } }, signal, follows);
    if (!('hair' in answer)) throw new Error('the reading of the hair did not come back');
    return answer.hair;
  });
}
/** Single hairs of a photo whose hair was read. */
export async function strandsAway(key: number, signal?: AbortSignal): Promise<StrandGrid | null> {
  const answer = await ask({ strands: key }, signal, true);
  if (!('strands' in answer)) throw new Error('the reading of single hairs did not come back');
  return answer.strands;
}
export async function stubbleAway(key: number, signal?: AbortSignal): Promise<{ tone: StubbleTone | null }> {
  const answer = await ask({ stubble: key }, signal, true);
  if (!('tone' in answer)) throw new Error('the tone of the hair did not come back');
  return answer;
}
/** May be asked for while the hair is still being read. @param isWhole whether to check for blur too */
export async function readingAway(key: number, face: FaceSeen | null, isWhole: boolean, signal?: AbortSignal): Promise<PhotoReading> {
  const answer = await ask({ reading: key, face, isWhole }, signal, true);
  if (!('reading' in answer)) throw new Error('the reading of the photo did not come back');
  return answer.reading;
}
/** May be asked for while the worker still reads: the one that is warm answers. */
export async function veilAway(dots: VeilDots, fresh: FreshWork, zones: readonly Zone[], signal?: AbortSignal): Promise<VeilLayers | null> {
  const answer = await ask({ veil: veilDots(dots), fresh, zones }, signal, true);
  if (!('layers' in answer)) throw new Error('the veil did not come back');
  return answer.layers;
}

/** @param follows it needs what the question before it leaves in the worker */
async function ask(
  question: MeasureQuestion,
  signal?: AbortSignal,
  follows = false,
  transfer: Transferable[] = [],
): Promise<MeasureAnswer> {
  const answer = await measurer.ask<MeasureAnswer, MeasureAnswer>(question, { take: (given) => given, signal, follows, transfer });
  if (!answer) throw new Error('the part of the program that measures has stopped. Try again.');
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
