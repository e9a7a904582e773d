/*
 * Running activities, at most one per kind, each with its own AbortController and progress. Starting one aborts the previous one of its kind
 * and the reading of other photos. The progress bar shows the first of KINDS that is running, with Cancel, else the preparation of dots.
 * Work checks its signal after every await, so nothing is written after an abort.
 */
import { setScreen } from './actions.ts';
import type { AppStore } from './store.ts';

const KINDS = ['open', 'export', 'add', 'measure', 'fit', 'compare', 'read'] as const;
export type ActivityKind = (typeof KINDS)[number];

export interface Activity {
  readonly signal: AbortSignal;
  /** @param share done 0..1, or NaN if unknown; ignored once the activity is aborted */
  progress(text: string, share: number): void;
}
export interface Activities {
  /** the result of `work`; null as soon as it is aborted; rejects with its error */
  run<T>(kind: ActivityKind, text: string, work: (activity: Activity) => Promise<T>): Promise<T | null>;
  abort(...kinds: ActivityKind[]): void;
  /** progress of the dots being prepared in the background; null when done */
  preparing(share: number | null): void;
}

interface Running {
  controller: AbortController;
  text: string;
  share: number;
}

export function createActivities(store: AppStore): Activities {
  const running = new Map<ActivityKind, Running>();
  let preparedShare: number | null = null;

  const show = () => {
    const kind = KINDS.find((one) => running.has(one));
    const shown = kind && running.get(kind);
    if (shown) setScreen(store, { busy: { kind, text: shown.text, share: shown.share, cancel: () => abort(kind) } });
    else if (preparedShare !== null && store.getState().consultation)
      setScreen(store, { busy: { kind: 'dots', text: 'Preparing the dots', share: preparedShare, cancel: null } });
    else if (store.getState().screen.busy) setScreen(store, { busy: null });
  };
  const abort = (...kinds: ActivityKind[]) => {
    for (const kind of kinds) {
      running.get(kind)?.controller.abort();
      running.delete(kind);
    }
    show();
  };
  store.subscribe((now, before) => {
    if (!now.consultation !== !before.consultation) show();
  });

  return {
    async run(kind, text, work) {
      // reading the other photos yields to anything the user asks for
      if (kind !== 'read') abort('read');
      running.get(kind)?.controller.abort();
      const mine: Running = { controller: new AbortController(), text, share: Number.NaN };
      const { signal } = mine.controller;
      running.set(kind, mine);
      show();
      try {
        const result = await work({
          signal,
          progress(saying, share) {
            Object.assign(mine, { text: saying, share });
            show();
          },
        });
        return signal.aborted ? null : result;
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      } finally {
        if (running.get(kind) === mine) {
          running.delete(kind);
          show();
        }
      }
    },
    abort,
    preparing(share) {
      preparedShare = share;
      show();
    },
  };
}
