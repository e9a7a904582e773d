/*
 * Measures and reads a photo, sums the veil of its dots, or fits one head to several, in a worker: one question in, one answer out. The last
 * photo that was measured and the last whose hair was read are kept for what depends on that.
 */
import type { Zone } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import type { HairGrid } from '../core/photo/hair-grid.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { StrandGrid } from '../core/photo/strands.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import { fitHeads, type JointHead, type PhotoOfHead } from '../core/scalp/fit-heads.ts';
import type { HeadEvidence } from '../core/scalp/head-evidence.ts';
import { type Measuring, measureHead, type PhotoEvidence, type PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { FreshWork } from '../core/treatment/appearance.ts';
import { type VeilDots, type VeilLayers, veilLayers } from '../core/treatment/veil.ts';
import { serve } from '../io/worker-life.ts';
import type { HeadInPhoto } from './hair-of-photo.ts';
import type { PhotoReading } from './photo-reader.ts';
import { readHairOf } from './read-hair.ts';

export type MeasureQuestion =
  /** a photo that is asked about by its key: only the last one is kept */
  | { raster: Raster; key: number }
  | { measure: Omit<PhotoEvidence, 'raster'> & { raster: number }; key: number }
  | { keep: number }
  | { fit: readonly PhotoOfHead[] }
  | { veil: VeilDots; fresh: FreshWork; zones: readonly Zone[] }
  | { hair: { photo: number; head: HeadInPhoto; key: number } }
  /** of the photo whose hair was read last */
  | { strands: number }
  | { stubble: number }
  | { reading: number; face: FaceSeen | null; isWhole: boolean };
export type MeasureAnswer =
  | { isThere: true }
  | { measures: PhotoMeasures | null }
  | { kept: HeadEvidence }
  | { joint: JointHead }
  | { layers: VeilLayers | null }
  | { hair: HairGrid | null }
  | { strands: StrandGrid | null }
  | { tone: StubbleTone | null }
  | { reading: PhotoReading }
  | { problem: string };

let sent: { key: number; raster: Raster } | null = null;
function rasterSent(key: number): Raster {
  if (sent?.key !== key) throw new Error('the photo is not here');
  return sent.raster;
}

let kept: { key: number; photo: ReturnType<typeof readHairOf> } | null = null;
const keptPhoto = (key: number) => {
  if (kept?.key !== key) throw new Error('the photo is not here');
  return kept.photo;
};

let measuring: { key: number; last: Measuring } | null = null;
function measured(evidence: PhotoEvidence, key: number): PhotoMeasures | null {
  const last = measureHead(evidence);
  measuring = last && { key, last };
  return last?.measures ?? null;
}
function measurement(key: number): Measuring {
  if (measuring?.key !== key) throw new Error('the measurement is not here');
  return measuring.last;
}

function answerTo(data: MeasureQuestion): { answer: MeasureAnswer; transfer?: Transferable[] } {
  if ('fit' in data) return { answer: { joint: fitHeads(data.fit) } };
  if ('veil' in data) {
    const layers = veilLayers(data.veil, data.fresh, data.zones);
    return { answer: { layers }, transfer: layers?.layers.map(({ sums }) => sums.buffer as ArrayBuffer) };
  }
  if ('raster' in data) {
    sent = data;
    return { answer: { isThere: true } };
  }
  if ('measure' in data) return { answer: { measures: measured({ ...data.measure, raster: rasterSent(data.measure.raster) }, data.key) } };
  if ('keep' in data) return { answer: { kept: measurement(data.keep).keep() } };
  if ('stubble' in data) return { answer: { tone: keptPhoto(data.stubble).stubbleTone() } };
  if ('reading' in data) return { answer: { reading: keptPhoto(data.reading).reading(data.face, data.isWhole) } };
  if ('strands' in data) {
    const { strands } = keptPhoto(data.strands).grids;
    return { answer: { strands }, transfer: strands ? [strands.level.buffer, strands.skin.buffer] : [] };
  }
  const { photo, head, key } = data.hair;
  kept = { key, photo: readHairOf(rasterSent(photo), head) };
  return { answer: { hair: kept.photo.grids.coverage } };
}

serve((data: MeasureQuestion) => {
  try {
    const { answer, transfer = [] } = answerTo(data);
    self.postMessage(answer, { transfer });
  } catch (error) {
    self.postMessage({ problem: (error as Error).message } satisfies MeasureAnswer);
  }
});
