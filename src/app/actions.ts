/*
 * What a person can do, as free functions on the store: one setState each, one finished gesture = one undo step.
 * A gesture (drag, slider) is bracketed by beginGesture / endGesture; everything between them undoes as one.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import {
  type Design,
  type Finish,
  type Hairline,
  type Project,
  type SkinClass,
  type Stroke,
  type Treatment,
  withSkinClass,
  type Zone,
} from '../core/consultation/schema.ts';
import { withPlacedDesign } from '../core/scalp/place-version-1.ts';
import { type AppState, type AppStore, emptyResults, type Session } from './store.ts';

let noticeId = 0;
const gestureStart = new WeakMap<AppStore, Project | null>();

/** Opens a consultation: history starts anew, the step is the first that still needs something. */
export function openConsultation(store: AppStore, photo: DecodedPhoto, opened: Project, session: Partial<Session> = {}) {
  const project = withPlacedDesign(opened);
  gestureStart.delete(store);
  setAsStart(store, (s) => ({
    photo,
    project,
    results: emptyResults(),
    session: {
      ...s.session,
      tool: 'none',
      selectedZone: project.design.zones.length ? 0 : -1,
      wipe: 0,
      playing: false,
      marksPx: null,
      stubblePatch: null,
      measured: null,
      ...session,
    },
  }));
}

export function closeConsultation(store: AppStore) {
  setAsStart(store, (s) => ({
    photo: null,
    project: null,
    results: emptyResults(),
    session: { ...s.session, step: 'photo', measured: null },
  }));
}

/** A state from which nothing can be undone. A subscriber that throws does not leave undo switched off. */
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

export function setSession(store: AppStore, change: Partial<Session>) {
  store.setState((s) => ({ session: { ...s.session, ...change } }));
}

/** Nobody says from where the head is seen: it stays where it was placed. */
export function leaveSide(store: AppStore) {
  const { measured } = store.getState().session;
  if (measured) setSession(store, { measured: { ...measured, askedSides: null } });
}

export function beginGesture(store: AppStore) {
  if (gestureStart.has(store)) return;
  gestureStart.set(store, store.getState().project);
  store.temporal.getState().pause();
}

/** Ends the gesture: the whole change becomes one undo step. With `cancelled`, everything is as before it. */
export function endGesture(store: AppStore, cancelled = false) {
  if (!gestureStart.has(store)) return;
  const before = gestureStart.get(store) ?? null;
  const after = store.getState().project;
  gestureStart.delete(store);
  if (before === after) return store.temporal.getState().resume();
  store.setState({ project: before });
  store.temporal.getState().resume();
  if (!cancelled) store.setState({ project: after });
}
export const inGesture = (store: AppStore) => gestureStart.has(store);

export function changeProject(store: AppStore, change: (project: Project) => Project) {
  const project = store.getState().project;
  // what waits in pixels is laid on the head as soon as there is one
  if (project) store.setState({ project: withPlacedDesign(change(project)) });
}
export const setTitle = (store: AppStore, title: string) => changeProject(store, (p) => ({ ...p, title }));
export const setScale = (store: AppStore, scale: NonNullable<Project['scale']>) => changeProject(store, (p) => ({ ...p, scale }));
export const setWhite = (store: AppStore, white: Project['white']) => changeProject(store, (p) => ({ ...p, white }));
export const setHead = (store: AppStore, head: NonNullable<Project['head']>) => changeProject(store, (p) => ({ ...p, head }));
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
export const changeZone = (store: AppStore, index: number, change: Partial<Zone>) =>
  changeProject(store, (p) => ({
    ...p,
    design: { ...p.design, zones: p.design.zones.map((z, i) => (i === index ? { ...z, ...change } : z)) },
  }));
export const addZone = (store: AppStore, zone: Zone) => {
  changeProject(store, (p) => ({ ...p, design: { ...p.design, zones: [...p.design.zones, zone] } }));
  setSession(store, { selectedZone: (store.getState().project?.design.zones.length ?? 0) - 1, tool: 'none' });
};
export const removeZone = (store: AppStore, index: number) => {
  changeProject(store, (p) => ({ ...p, design: { ...p.design, zones: p.design.zones.filter((_, i) => i !== index) } }));
  setSession(store, {
    selectedZone: Math.min(store.getState().session.selectedZone, (store.getState().project?.design.zones.length ?? 0) - 1),
  });
};
export const addStroke = (store: AppStore, stroke: Stroke) =>
  changeProject(store, (p) => ({ ...p, design: { ...p.design, strokes: [...p.design.strokes, stroke] } }));

export const undo = (store: AppStore) => {
  if (!inGesture(store)) store.temporal.getState().undo();
};
export const redo = (store: AppStore) => {
  if (!inGesture(store)) store.temporal.getState().redo();
};

/** @returns the notice's id */
export function notify(store: AppStore, kind: Session['notices'][number]['kind'], text: string): number {
  noticeId += 1;
  const notice = { id: noticeId, kind, text };
  store.setState((s) => ({ session: { ...s.session, notices: [...s.session.notices.slice(-2), notice] } }));
  return noticeId;
}
export const dismiss = (store: AppStore, id: number) =>
  store.setState((s) => ({ session: { ...s.session, notices: s.session.notices.filter((n) => n.id !== id) } }));
