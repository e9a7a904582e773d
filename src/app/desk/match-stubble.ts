/* The plan changed so that it heals to the client's own stubble, on request. */
import { changeProject, notify, setSession } from '../actions.ts';
import { matchedProject, stubbleTrouble, zoneToMatch } from '../stubble-match.ts';
import type { Desk } from './desk.ts';
import { findStubble } from './show.ts';

export function matchStubble(desk: Desk) {
  const { store } = desk;
  const { project, session } = store.getState();
  if (!project) return;
  const found = findStubble(desk, project);
  const trouble = stubbleTrouble(found);
  if (trouble) notify(store, 'note', trouble);
  if (!found) return;
  if (!session.stubblePatch) setSession(store, { stubblePatch: 'proposed' });
  changeProject(store, (p) => matchedProject(p, found, zoneToMatch(p, session.selectedZone)));
}
