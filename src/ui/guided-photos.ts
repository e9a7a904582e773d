/* The button that opens the guided photos, which are loaded on first use. */
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
