import type { AppState } from '../app/store.ts';

const sameBut = <T extends object>(but: keyof T, now: T, before: T) =>
  (Object.keys(now) as (keyof T)[]).every((key) => key === but || now[key] === before[key]);

/** Whether nothing but the picture's position and zoom has changed in Preview, where nothing is drawn over the picture that lies on the photo. */
export const onlyMoved = (now: AppState, before: AppState) =>
  now.screen.way === 'preview' &&
  now.screen.view !== before.screen.view &&
  sameBut('screen', now, before) &&
  sameBut('view', now.screen, before.screen);
