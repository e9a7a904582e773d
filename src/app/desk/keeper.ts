/*
 * Saves the open consultation on this device while it is edited, reports whether it is saved, and asks before unsaved work is left. It never
 * overwrites changes of another window: the work here then continues as a copy.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { changeProject, notify, setScreen } from '../actions.ts';
import type { AppStore } from '../store.ts';
import type { PhotoFiles } from './services.ts';

/** The part of the library that is used here. */
export interface Shelf {
  keep(
    consultation: { id: string; title: string; savedAt: number; project: Consultation; view: unknown },
    files: PhotoFiles,
  ): Promise<{ ok: true } | { ok: false; reason: string; why?: 'changed' | 'deleted' }>;
  has(id: string): Promise<boolean>;
}

/** Name of a consultation in the list. */
export const nameOf = ({ title, photos }: Consultation) => title || photos[0].name;

/** Time after which leaving asks instead of waiting. assumed: saving takes a fraction of a second. */
const LEAVING_MS = 3000;
const COPIED = 'Another window has changed this consultation: your changes here go on as a copy, and nothing is lost.';

export function createKeeper(store: AppStore, shelf: Shelf, newId: () => string) {
  let open: { id: string; files: PhotoFiles } | null = null;
  let saves = 0;
  const tell = (saved: 'saved' | 'failed', reason: string) => {
    const wasFailing = store.getState().screen.saved === 'failed';
    setScreen(store, { saved });
    if (saved === 'failed' && !wasFailing) notify(store, 'loss', reason);
  };

  /** True once everything that is open is saved. */
  async function save(): Promise<boolean> {
    const { consultation, project, screen } = store.getState();
    const at = open;
    const mine = ++saves;
    if (!consultation || !project || !at) return true;
    // 'failed' stays until a save succeeds
    if (screen.saved === 'saved') setScreen(store, { saved: 'saving' });
    const { way, step, day, wipe, photoId, planName } = screen;
    const title = nameOf(consultation);
    const files = new Map([...at.files].filter(([id]) => consultation.photos.some((photo) => photo.id === id)));
    const view = { way, step, day, wipe, photoId, planName };
    const result = await shelf.keep({ id: at.id, title, savedAt: Date.now(), project: consultation, view }, files);
    if (open !== at) return save();
    if (!result.ok && result.why === 'changed') {
      open = { ...at, id: newId() };
      changeProject(store, (p) => ({ ...p, title: `${title} (copy)` }));
      notify(store, 'note', COPIED);
      return save();
    }
    // what was changed meanwhile is kept by the save that it began
    if (mine === saves) tell(result.ok ? 'saved' : 'failed', result.ok ? '' : result.reason);
    return result.ok;
  }

  return {
    /** the id of the open consultation, or '' */
    openId: () => open?.id ?? '',
    /** Makes this the open consultation. @param isKept it came from this device */
    begin(id: string, files: PhotoFiles, isKept: boolean) {
      open = { id, files };
      setScreen(store, { saved: isKept ? 'saved' : 'saving', leaving: null });
    },
    end() {
      open = null;
      setScreen(store, { saved: 'saved', leaving: null });
    },
    save,
    /** Checks, when this window gets the focus, whether another window has deleted the open consultation. */
    async check() {
      const at = open;
      if (!at || store.getState().screen.saved !== 'saved' || (await shelf.has(at.id)) || open !== at) return;
      await save();
    },
    /**
     * Whether the open consultation may be closed: it is saved, or the user agrees to lose it. Saving that takes long asks too, and answers
     * by itself once it has succeeded.
     */
    async mayLeave(): Promise<boolean> {
      const saving = save();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tooLong = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, LEAVING_MS, false);
      });
      const isKept = await Promise.race([saving, tooLong]);
      clearTimeout(timer);
      if (isKept) return true;
      store.getState().screen.leaving?.(false);
      return new Promise((resolve) => {
        const answer = (leave: boolean) => {
          if (store.getState().screen.leaving === answer) setScreen(store, { leaving: null });
          resolve(leave);
        };
        setScreen(store, { leaving: answer });
        void saving.then((kept) => kept && answer(true));
      });
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
