/* Changes the plan so that it heals to the tone of the client's own stubble. */
import { changeProject, notify, setScreen } from '../actions.ts';
import { createStubbleFinder } from '../own-stubble.ts';
import { selectedZoneIndex } from '../store.ts';
import { matchedProject, stubbleTrouble, zoneToMatch } from '../stubble-match.ts';
import type { Desk } from './desk.ts';
import { findStubble } from './show.ts';

export function matchStubble(desk: Desk) {
  const { store } = desk;
  const { project, screen } = store.getState();
  if (!project) return;
  const found = findStubble(createStubbleFinder, desk, project);
  const trouble = stubbleTrouble(found);
  if (trouble) notify(store, 'note', trouble);
  if (!found) return;
  if (!screen.stubblePatch) setScreen(store, { stubblePatch: 'proposed' });
  changeProject(store, (p) => matchedProject(p, found, zoneToMatch(p, selectedZoneIndex(store.getState()))));
}
