/* The head of all photos after one of them was measured: joined, written into the consultation, and told where a photo sees another head. */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { headIn, photoOf, sameIfEqual } from '../../core/consultation/shown-project.ts';
import { setScreen } from '../actions.ts';
import type { Measured } from '../measured.ts';
import type { AppStore } from '../store.ts';
import { APART_SHARE, joinHeads } from './join-heads.ts';

export interface Joined {
  consultation: Consultation;
  /** by the photo's id, of those that were looked at anew: how far its own head is from the joined one */
  apart: ReadonlyMap<string, number>;
}

/** @param after `before` with the head as the photo `measuredId` alone has it */
export function withJoinedHead(before: Consultation, after: Consultation, measuredId: string): Joined {
  const seen = after.photos.flatMap(({ id, pose, scale }) => {
    const head = headIn(id === measuredId ? after.head : before.head, pose);
    return head && scale ? [{ id, head, scale }] : [];
  });
  if (!seen.some(({ id }) => id === measuredId)) return { consultation: after, apart: new Map() };
  if (seen.length === 1) return { consultation: after, apart: new Map([[measuredId, 0]]) };
  const joined = joinHeads(seen);
  const byId = new Map(joined.photos.map((photo) => [photo.id, photo]));
  return {
    consultation: {
      ...after,
      head: sameIfEqual(before.head, sameIfEqual(after.head, joined.head)),
      photos: after.photos.map((entry) => {
        const photo = byId.get(entry.id);
        return photo ? sameIfEqual(entry, { ...entry, scale: photo.scale, pose: sameIfEqual(entry.pose, photo.pose) }) : entry;
      }),
    },
    apart: new Map(joined.photos.filter(({ id, apartShare }) => id === measuredId || apartShare > 0).map((p) => [p.id, p.apartShare])),
  };
}

/** Tells of a measuring: of this photo what it found, of the others that their heads, as measured, are now the joined one. */
export function tellMeasured(store: AppStore, before: Consultation, { consultation, apart }: Joined, measuredId: string, told: Measured) {
  const { screen } = store.getState();
  const inBefore = (id: string) => headIn(before.head, photoOf(before, id)?.pose ?? null);
  const inAfter = (id: string) => headIn(consultation.head, photoOf(consultation, id)?.pose ?? null);
  const others = Object.entries(screen.measured).map(([id, one]): [string, Measured] => {
    const after = inAfter(id);
    return [id, after && one.head === inBefore(id) ? { ...one, head: after } : one];
  });
  const disagreeing = { ...screen.disagreeing };
  for (const [id, share] of apart) {
    if (share > APART_SHARE) disagreeing[id] = share;
    else delete disagreeing[id];
  }
  setScreen(store, { measured: { ...Object.fromEntries(others), [measuredId]: told }, disagreeing });
}
