/*
 * The choices in Preview, each one undo step: the hairline higher or lower, fuller, darker. Loaded with the first choice.
 */
import type { Session, Zone } from '../core/consultation/schema.ts';
import { loweredLine } from '../core/design/lowered-line.ts';
import { mmPerDeg } from '../core/scalp/head-map.ts';
import { rounded } from '../core/scalp/photo-map.ts';
import { changeHairline, setDesign, setTreatment } from './actions.ts';
import { shapeHairline } from './shape-hairline.ts';
import type { AppStore } from './store.ts';

/** Moves the hairline towards the face by some mm (negative: away). False if there is none. */
export function lowerHairline(store: AppStore, mm: number): boolean {
  const { project } = store.getState();
  const line = project?.design.hairline;
  if (!project?.head || !line) return false;
  const { shape } = line;
  if (shape && shape.name !== 'none' && shapeHairline(store, shape.name, { ...shape, midMm: shape.midMm - mm })) return true;
  const deg = mm / mmPerDeg(project.head.halfAxesMm);
  changeHairline(store, { points: loweredLine(line.points, deg).map(rounded), shape: undefined });
  return true;
}

/** assumed: dots per cm2 that read as light, natural and full on a shaved head; the middle one is the default plan's. */
export const FULLNESS = [
  { name: 'light', perCm2: 90 },
  { name: 'soft', perCm2: 115 },
  { name: 'natural', perCm2: 140 },
  { name: 'full', perCm2: 170 },
] as const;

const isFilled = ({ kind }: Zone) => kind === 'fill' || kind === 'hair';
/** Dots per cm2 of the filled zones; null if they differ or there are none. */
export function fullnessOf(zones: readonly Zone[]): number | null {
  const [first, ...others] = zones.filter(isFilled).map(({ perCm2 }) => perCm2);
  return first !== undefined && others.every((perCm2) => perCm2 === first) ? first : null;
}
export function setFullness(store: AppStore, perCm2: number) {
  const zones = store.getState().project?.design.zones ?? [];
  setDesign(store, { zones: zones.map((zone) => (isFilled(zone) ? { ...zone, perCm2 } : zone)) });
}

/** Factor of dilution per step. assumed: a difference that is seen at a glance. */
const SHADE_STEP = 1.5;
const DILUTION = { least: 1, most: 80 };
/** The sessions made darker by some steps (negative: lighter). */
export const shadedSessions = (sessions: readonly Session[], darker: number): Session[] =>
  sessions.map((session) => ({
    ...session,
    dilution: Math.min(DILUTION.most, Math.max(DILUTION.least, Math.round(session.dilution / SHADE_STEP ** darker))),
  }));
export function shadeBy(store: AppStore, darker: number) {
  const sessions = store.getState().project?.treatment.sessions;
  if (sessions) setTreatment(store, { sessions: shadedSessions(sessions, darker) });
}
