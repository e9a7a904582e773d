/* Begins to measure a new photo while it is still being read. Loaded once models are: while they start, the first drawing would wait for the graphics that they use. */
import { askedOnce } from '../asked-once.ts';
import { warmMeasurer } from '../measure-away.ts';
import type { Seekers } from '../measure-opened.ts';
import type { Desk } from './desk.ts';
import type { BegunMeasuring, OnWorking, SmallPhoto } from './services.ts';

/** The models draw with the same graphics, so the photo is drawn after them unless they take longer, ms: its drawing would hold them up for as long as it takes. assumed: twice what they take on two processors. */
const LOOK_MS = 600;

export interface Ahead {
  /** for reading the photo */
  onWorking: OnWorking;
  onSmall(photo: SmallPhoto): void;
  /** resolves when a face and a person were looked for, or that takes too long */
  looked: Promise<unknown> | null;
  seekers: Seekers | null;
  /** its measuring, before its picture for the screen is there */
  begun: BegunMeasuring | null;
  stop: AbortController;
}

export function measureAhead({ services }: Desk): Ahead {
  const ahead: Ahead = {
    looked: null,
    seekers: null,
    begun: null,
    stop: new AbortController(),
    onWorking(...opened) {
      const seekers = askedOnce(services.seekersIn(...opened));
      ahead.seekers = seekers;
      ahead.looked = Promise.race([
        Promise.allSettled([seekers.face(0), seekers.person(0)]),
        new Promise((resolve) => setTimeout(resolve, LOOK_MS)),
      ]);
      warmMeasurer();
      // it is mostly there
      import('./measure.ts').catch(() => {});
    },
    onSmall(photo) {
      if (!ahead.seekers) return;
      const { stop } = ahead;
      const focalPx = photo.exifFocalPx;
      const outcome = services.measureOpened(ahead.seekers, photo, { focalPx, side: null }, stop.signal);
      // told to whoever waits for it
      outcome.catch(() => {});
      ahead.begun = { focalPx, outcome, stop };
    },
  };
  return ahead;
}
