/* The way into the guided photos; what it opens is loaded when it is asked for. */
import { notify } from '../app/actions.ts';
import type { Ui } from './context.ts';
import { button } from './controls/fields.ts';

export const guidedPhotos = (ui: Ui) =>
  button(
    'Take guided photos',
    async () => {
      try {
        const { takePhotos } = await import('./capture/capture-dialog.ts');
        await takePhotos(ui);
      } catch {
        notify(ui.store, 'problem', 'The guided photos could not be loaded: try again, or open a photo.');
      }
    },
    { icon: 'camera' },
  );
