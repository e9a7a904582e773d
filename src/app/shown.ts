/*
 * Keeps `project` (the shown photo and plan) in step with `consultation`, in the same store change. If the shown photo or plan is removed,
 * its neighbour is shown; a renamed plan stays shown. Also keeps `screen.disagreeing`: the photos whose head differs from the others'.
 */
import type { StateCreator, StoreMutatorIdentifier } from 'zustand/vanilla';
import type { Consultation } from '../core/consultation/consultation.ts';
import type { Differs } from '../core/consultation/evidence.ts';
import { shownProject } from '../core/consultation/shown-project.ts';
import type { AppState } from './store.ts';

type Following = <Mps extends [StoreMutatorIdentifier, unknown][] = [], Mcs extends [StoreMutatorIdentifier, unknown][] = []>(
  config: StateCreator<AppState, Mps, Mcs>,
) => StateCreator<AppState, Mps, Mcs>;
type Setting = (partial: AppState | Partial<AppState> | ((state: AppState) => AppState | Partial<AppState>), replace?: false) => void;

export const followingShown: Following = (config) => (set, get, store) => {
  const plain = store.setState as Setting;
  const follow: Setting = (partial) =>
    plain((state) => {
      const change = typeof partial === 'function' ? partial(state) : partial;
      return { ...change, ...shownAfter(state, change) };
    });
  store.setState = follow as typeof store.setState;
  return config(follow as typeof set, get, store);
};

/** Further state changes that follow from a change of consultation or screen. */
function shownAfter(before: AppState, change: Partial<AppState>): Partial<AppState> {
  const { consultation, screen } = { ...before, ...change };
  const isAsBefore =
    consultation === before.consultation && screen.photoId === before.screen.photoId && screen.planName === before.screen.planName;
  if (isAsBefore) return {};
  if (!consultation) return { project: null, screen: { ...screen, disagreeing: {} } };
  const photoId = nearest(idsOf(consultation), screen.photoId, idsOf(before.consultation));
  const planName = nearest(namesOf(consultation), screen.planName, namesOf(before.consultation));
  const disagreeing = disagreeingIn(consultation, screen.disagreeing);
  const isScreenAsBefore = photoId === screen.photoId && planName === screen.planName && disagreeing === screen.disagreeing;
  return {
    project: shownProject(consultation, photoId, planName),
    ...(isScreenAsBefore ? {} : { screen: { ...screen, photoId, planName, disagreeing } }),
    ...(photoId === before.screen.photoId || 'photo' in change ? {} : { photo: null }),
  };
}

/** @param before returned if nothing has changed */
function disagreeingIn({ photos }: Consultation, before: AppState['screen']['disagreeing']): AppState['screen']['disagreeing'] {
  const named = photos.flatMap(({ id, differs }): [string, Differs][] => (differs ? [[id, differs]] : []));
  const isAsBefore = named.length === Object.keys(before).length && named.every(([id, differs]) => before[id] === differs);
  return isAsBefore ? before : Object.fromEntries(named);
}

const idsOf = (consultation: Consultation | null) => consultation?.photos.map(({ id }) => id) ?? [];
const namesOf = (consultation: Consultation | null) => consultation?.plans.map(({ name }) => name) ?? [];

/** The wanted one if it exists, else the one at its former position. */
const nearest = (there: readonly string[], wanted: string, before: readonly string[]): string =>
  there.includes(wanted) ? wanted : there[Math.min(there.length - 1, Math.max(0, before.indexOf(wanted)))];
