/* Adds the measurement of a photo to its consultation: the joint head, a first design on it, and the report. */
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { shownProject, withShown } from '../../core/consultation/shown-project.ts';
import type { HairAt } from '../../core/photo/hair-grid.ts';
import type { HeadEvidence } from '../../core/scalp/head-evidence.ts';
import type { PhotoMeasures } from '../../core/scalp/measure-photo.ts';
import type { TakesDots } from '../../core/scalp/places-for-dots.ts';
import { setScreen } from '../actions.ts';
import { inPieces } from '../in-pieces.ts';
import { type FitHeads, withEvidence, withHeadFitted } from '../join-heads.ts';
import { type Measured, noteRefitted, rememberReport } from '../measured.ts';
import { firstDesignSteps } from '../measured-project.ts';
import type { AppStore } from '../store.ts';

/** One photo and plan of a consultation. */
export interface Shown {
  id: string;
  planName: string;
}
export interface Found {
  measures: PhotoMeasures;
  /** null: it is added later, which only a photo that is alone allows */
  kept: HeadEvidence | null;
  takesDots?: TakesDots;
  hair: HairAt | null;
}

/** @param headed the photo's project with scale and head from its own measurement */
export async function withJoinedHead(
  fitHeads: FitHeads,
  before: Consultation,
  { id, planName }: Shown,
  headed: Project,
  kept: HeadEvidence | null,
  signal: AbortSignal,
): Promise<Consultation> {
  const lying = withShown(before, id, planName, headed);
  const after = kept ? withEvidence(lying, id, { kept }) : lying;
  const fresh = new Map(headed.head ? [[id, headed.head]] : []);
  return (await withHeadFitted(fitHeads, before, after, fresh, signal)).consultation;
}

/** withJoinedHead plus a first design on that head, unless there is a design already (one proposed without a face does not count). */
export async function withMeasured(
  fitHeads: FitHeads,
  before: Consultation,
  shown: Shown,
  headed: Project,
  { measures, kept, takesDots, hair }: Found,
  signal: AbortSignal,
): Promise<Consultation> {
  const joined = await withJoinedHead(fitHeads, before, shown, headed, kept, signal);
  const project = shownProject(joined, shown.id, shown.planName);
  const designed = await inPieces(firstDesignSteps(project, measures, takesDots, hair), signal);
  return withShown(joined, shown.id, shown.planName, designed);
}

/** Stores the report of a measurement, and records that the other photos' heads, although fitted again, still count as measured. */
export function storeReport(store: AppStore, before: Consultation, after: Consultation, measuredId: string, told: Measured) {
  const { measured } = store.getState().screen;
  // the measured photo has a new report of its own
  const { [measuredId]: _, ...others } = measured;
  noteRefitted(others, before, after);
  setScreen(store, { measured: { ...measured, [measuredId]: rememberReport(told) } });
}
