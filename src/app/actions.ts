/*
 * The user's actions, as free functions on the store: one setState each. A gesture (drag, slider) is enclosed by beginGesture and endGesture
 * and is one undo step.
 */

import type { Consultation } from '../core/consultation/consultation.ts';
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import {
  type Design,
  type Finish,
  type Hairline,
  type Project,
  type Side,
  type SkinClass,
  type Stroke,
  type Treatment,
  withSkinClass,
  type Zone,
} from '../core/consultation/schema.ts';
import { withShown } from '../core/consultation/shown-project.ts';
import { reportsIn } from './measured.ts';
import { withPlacedDesigns } from './opened-project.ts';
import { type AppState, type AppStore, emptyResults, type Screen } from './store.ts';

let noticeId = 0;
const gestureStart = new WeakMap<AppStore, Consultation | null>();

/** Opens a consultation, in Preview unless `screen` says otherwise, with an empty history. */
export function openConsultation(store: AppStore, photo: DecodedPhoto, opened: Consultation, screen: Partial<Screen> = {}) {
  const consultation = withPlacedDesigns(opened);
  gestureStart.delete(store);
  const [{ id: photoId }] = consultation.photos;
  const [{ name: planName, design }] = consultation.plans;
  setAsStart(store, (s) => ({
    photo,
    consultation,
    results: emptyResults(),
    screen: {
      ...s.screen,
      way: 'preview',
      tool: 'none',
      grid: null,
      photoId,
      planName,
      visit: s.screen.visit + 1,
      selectedZoneId: design.zones[0]?.id ?? '',
      // show before and after at first sight
      wipe: 0.5,
      playing: false,
      marksPx: null,
      stubblePatch: null,
      comingPhotoId: '',
      thumbnails: {},
      measured: {},
      headless: [],
      ...screen,
    },
  }));
}

export function closeConsultation(store: AppStore) {
  setAsStart(store, (s) => ({
    photo: null,
    consultation: null,
    results: emptyResults(),
    screen: { ...s.screen, step: 'photo', measured: {} },
  }));
}

/** Sets a state without history. Undo is switched on again even if a subscriber throws. */
function setAsStart(store: AppStore, change: (state: AppState) => Partial<AppState>) {
  const temporal = store.temporal.getState();
  temporal.pause();
  try {
    store.setState(change);
  } finally {
    temporal.clear();
    temporal.resume();
  }
}

/** All versions of the open consultation in the history, from the oldest undo step to the newest redo step. */
export function stepsOf(store: AppStore): Consultation[] {
  const { pastStates, futureStates } = store.temporal.getState();
  return [...pastStates, store.getState(), ...[...futureStates].reverse()].flatMap(({ consultation }) => consultation ?? []);
}
/** Those from this version on; none if it is no longer among them. */
export function stepsSince(store: AppStore, version: Consultation): Consultation[] {
  const steps = stepsOf(store);
  return steps.includes(version) ? steps.slice(steps.indexOf(version)) : [];
}
/** Replaces versions of the consultation in the history, so that undo and redo lead to the replacements. */
export function amend(store: AppStore, after: ReadonlyMap<Consultation, Consultation>) {
  const { temporal } = store;
  const amended = <T extends { consultation?: Consultation | null }>(state: T): T =>
    state.consultation && after.has(state.consultation) ? { ...state, consultation: after.get(state.consultation) } : state;
  const { pastStates, futureStates } = temporal.getState();
  temporal.setState({ pastStates: pastStates.map(amended), futureStates: futureStates.map(amended) });
  temporal.getState().pause();
  try {
    store.setState(({ consultation }) => amended({ consultation }));
  } finally {
    temporal.getState().resume();
  }
}

export function setScreen(store: AppStore, change: Partial<Screen>) {
  store.setState((s) => ({ screen: { ...s.screen, ...change } }));
}

/** Records that measuring this photo found no head. */
export function noteHeadless(store: AppStore, photoId: string) {
  const { headless } = store.getState().screen;
  if (!headless.includes(photoId)) setScreen(store, { headless: [...headless, photoId] });
}

/** Dismisses the question from which side the head is seen. */
export function dismissSideQuestion(store: AppStore) {
  const { photoId, measured } = store.getState().screen;
  const shown = measured[photoId];
  if (shown) setScreen(store, { measured: { ...measured, [photoId]: { ...shown, askedSides: null } } });
}

export function beginGesture(store: AppStore) {
  if (gestureStart.has(store)) return;
  gestureStart.set(store, store.getState().consultation);
  store.temporal.getState().pause();
}

/** Ends the gesture: the whole change becomes one undo step. With `cancelled` the state before it is restored. */
export function endGesture(store: AppStore, cancelled = false) {
  if (!gestureStart.has(store)) return;
  const before = gestureStart.get(store) ?? null;
  const after = store.getState().consultation;
  gestureStart.delete(store);
  if (before === after) return store.temporal.getState().resume();
  store.setState({ consultation: before });
  store.temporal.getState().resume();
  if (!cancelled) store.setState({ consultation: after });
}
export const inGesture = (store: AppStore) => gestureStart.has(store);

/** Changes the shown photo and plan, and the shared head. A design that is still in pixels is placed on the head as soon as there is one. */
export function changeProject(store: AppStore, change: (project: Project) => Project) {
  const { consultation, project, screen } = store.getState();
  if (!consultation || !project) return;
  store.setState({ consultation: withPlacedDesigns(withShown(consultation, screen.photoId, screen.planName, change(project))) });
}
export const setTitle = (store: AppStore, title: string) => changeProject(store, (p) => ({ ...p, title }));
export const setScale = (store: AppStore, scale: NonNullable<Project['scale']>) => changeProject(store, (p) => ({ ...p, scale }));
export const setWhite = (store: AppStore, white: Project['white']) => changeProject(store, (p) => ({ ...p, white }));
export const setHead = (store: AppStore, head: NonNullable<Project['head']>) => changeProject(store, (p) => ({ ...p, head }));
/** Sets the side that the photo shows and a head seen from there; the next measurement takes the side as given. */
export const setSeenFrom = (store: AppStore, side: Side, head: NonNullable<Project['head']>) =>
  changeProject(store, (p) => ({ ...p, photo: { ...p.photo, side }, head }));
export const setDesign = (store: AppStore, change: Partial<Design>) =>
  changeProject(store, (p) => ({ ...p, design: { ...p.design, ...change } }));
export const setTreatment = (store: AppStore, change: Partial<Treatment>) =>
  changeProject(store, (p) => ({ ...p, treatment: { ...p.treatment, ...change } }));
export const setSkin = (store: AppStore, skin: SkinClass) =>
  changeProject(store, (p) => ({ ...p, treatment: withSkinClass(p.treatment, skin) }));
export const setFinish = (store: AppStore, finish: Finish | null) =>
  setTreatment(store, { finish: finish && { name: finish.name, light: finish.light } });
export const setDilution = (store: AppStore, index: number, dilution: number) =>
  changeProject(store, (p) => ({
    ...p,
    treatment: { ...p.treatment, sessions: p.treatment.sessions.map((s, i) => (i === index ? { ...s, dilution } : s)) },
  }));
export const changeHairline = (store: AppStore, change: Partial<Hairline>) =>
  changeProject(store, (p) => (p.design.hairline ? { ...p, design: { ...p.design, hairline: { ...p.design.hairline, ...change } } } : p));
const setZones = (store: AppStore, change: (zones: Design['zones']) => Design['zones']) =>
  changeProject(store, (p) => ({ ...p, design: { ...p.design, zones: change(p.design.zones) } }));
export const changeZone = (store: AppStore, id: string, change: Partial<Zone>) =>
  setZones(store, (zones) => zones.map((zone) => (zone.id === id ? { ...zone, ...change } : zone)));
export const addZone = (store: AppStore, zone: Zone) => {
  setZones(store, (zones) => [...zones, zone]);
  setScreen(store, { selectedZoneId: store.getState().project?.design.zones.at(-1)?.id ?? '', tool: 'none' });
};
export const removeZone = (store: AppStore, id: string) => {
  const at = store.getState().project?.design.zones.findIndex((zone) => zone.id === id) ?? -1;
  setZones(store, (zones) => zones.filter((zone) => zone.id !== id));
  const left = store.getState().project?.design.zones ?? [];
  if (store.getState().screen.selectedZoneId === id) setScreen(store, { selectedZoneId: left[Math.min(at, left.length - 1)]?.id ?? '' });
};
export const addStroke = (store: AppStore, stroke: Stroke) =>
  changeProject(store, (p) => ({ ...p, design: { ...p.design, strokes: [...p.design.strokes, stroke] } }));

export const undo = (store: AppStore) => alongHistory(store, () => store.temporal.getState().undo());
export const redo = (store: AppStore) => alongHistory(store, () => store.temporal.getState().redo());

/**
 * Number of undo steps back to the first plan if that came with the consultation or was proposed; back to the start if there was none or the
 * user drew it.
 */
export function stepsToRevert(store: AppStore): number {
  const { pastStates } = store.temporal.getState();
  const states = [...pastStates, store.getState()].map(({ consultation }) => consultation?.plans.map(({ design }) => design.zones) ?? []);
  const first = states.findIndex((plans) => plans.some((zones) => zones.length > 0));
  const isProposed = states[first]?.every((zones) => zones.every(({ proposed }) => proposed));
  return pastStates.length - (isProposed ? first : 0);
}
/** Undoes all of the user's changes; each redo restores one step. */
export const undoAll = (store: AppStore) => alongHistory(store, () => store.temporal.getState().undo(stepsToRevert(store)));

/**
 * Moves in the history and shows the photo and plan that change, so that the change is visible. The measurement report of a restored head is
 * restored with it.
 */
function alongHistory(store: AppStore, go: () => void) {
  if (inGesture(store)) return;
  const before = store.getState().consultation;
  go();
  const { consultation: after, screen } = store.getState();
  if (!before || !after || before === after) return;
  const photoId = changedAmong(before.photos, after.photos, ({ id }) => id, screen.photoId);
  const planName = changedAmong(before.plans, after.plans, ({ name }) => name, screen.planName);
  const measured = reportsIn(after, screen.measured);
  if (photoId !== screen.photoId || planName !== screen.planName || measured !== screen.measured)
    setScreen(store, { photoId, planName, measured });
}
/** The single item that was restored, or the single one that changed if the shown one did not; else the shown one. */
function changedAmong<T>(before: readonly T[], after: readonly T[], nameOf: (one: T) => string, shown: string): string {
  const back = after.filter((one) => !before.some((other) => nameOf(other) === nameOf(one)));
  const other = back.length === 1 ? back : after.filter((one) => !before.includes(one));
  return other.length === 1 && !other.some((one) => nameOf(one) === shown) ? nameOf(other[0]) : shown;
}

/** @returns the notice's id */
export function notify(store: AppStore, kind: Screen['notices'][number]['kind'], text: string): number {
  noticeId += 1;
  const notice = { id: noticeId, kind, text };
  store.setState((s) => ({ screen: { ...s.screen, notices: [...s.screen.notices.slice(-2), notice] } }));
  return noticeId;
}
export const dismiss = (store: AppStore, id: number) =>
  store.setState((s) => ({ screen: { ...s.screen, notices: s.screen.notices.filter((n) => n.id !== id) } }));
