/* Measures a photo away from the page: one message in, the measures (or null) out. */
import { measurePhoto, type PhotoEvidence } from '../core/scalp/measure-photo.ts';

export type MeasureRequest = PhotoEvidence;
export type MeasureAnswer = { measures: ReturnType<typeof measurePhoto> } | { problem: string };

self.onmessage = ({ data }: MessageEvent<MeasureRequest>) => {
  try {
    self.postMessage({ measures: measurePhoto(data) } satisfies MeasureAnswer);
  } catch (error) {
    self.postMessage({ problem: (error as Error).message } satisfies MeasureAnswer);
  }
};
