/*
 * Measures and reads a photo, or fits one head to several, in a worker: one question in, one answer out. The last photo that was measured and
 * the last whose hair was read are kept for what depends on that.
 */
import type { Raster } from '../core/math/raster.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import { fitHeads, type JointHead, type PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { HeadEvidence } from '../core/scalp/head-evidence.ts';
import { type Measuring, measureHead, type PhotoEvidence, type PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { serve } from '../io/worker-life.ts';
import type { HairGrids, HeadInPhoto } from './hair-of-photo.ts';
import type { PhotoReading } from './photo-reader.ts';
import { readHairOf } from './read-hair.ts';

export type MeasureQuestion =
  | { measure: PhotoEvidence; key: number }
  | { keep: number }
  | { fit: readonly PhotoOfHead[] }
  /** `photo`: its raster, or the key of its measurement if that was the last one */
  | { hair: { photo: Raster | number; head: HeadInPhoto; key: number } }
  | { stubble: number }
  | { reading: number; face: FaceSeen | null };
export type MeasureAnswer =
  | { measures: PhotoMeasures | null }
  | { kept: HeadEvidence }
  | { joint: JointHead }
  | { grids: HairGrids }
  | { tone: StubbleTone | null }
  | { reading: PhotoReading }
  | { problem: string };

let kept: { key: number; photo: Omit<ReturnType<typeof readHairOf>, 'grids'> } | null = null;
const keptPhoto = (key: number) => {
  if (kept?.key !== key) throw new Error('the photo is not here');
  return kept.photo;
};

let measuring: { key: number; raster: Raster; last: Measuring } | null = null;
function measured(evidence: PhotoEvidence, key: number): PhotoMeasures | null {
  const last = measureHead(evidence);
  measuring = last && { key, raster: evidence.raster, last };
  return last?.measures ?? null;
}
function measurement(key: number): NonNullable<typeof measuring> {
  if (measuring?.key !== key) throw new Error('the measurement is not here');
  return measuring;
}

function answerTo(data: MeasureQuestion): { answer: MeasureAnswer; transfer?: Transferable[] } {
  if ('fit' in data) return { answer: { joint: fitHeads(data.fit) } };
  if ('measure' in data) return { answer: { measures: measured(data.measure, data.key) } };
  if ('keep' in data) return { answer: { kept: measurement(data.keep).last.keep() } };
  if ('stubble' in data) return { answer: { tone: keptPhoto(data.stubble).stubbleTone() } };
  if ('reading' in data) return { answer: { reading: keptPhoto(data.reading).reading(data.face) } };
  const { photo, head, key } = data.hair;
  const { grids, ...rest } = readHairOf(typeof photo === 'number' ? measurement(photo).raster : photo, head);
  kept = { key, photo: rest };
  // only the coverage is needed again
  return { answer: { grids }, transfer: grids.strands ? [grids.strands.level.buffer, grids.strands.skin.buffer] : [] };
}

serve((data: MeasureQuestion) => {
  try {
    const { answer, transfer = [] } = answerTo(data);
    self.postMessage(answer, { transfer });
  } catch (error) {
    self.postMessage({ problem: (error as Error).message } satisfies MeasureAnswer);
  }
});
