/* The button that adds photos of the same head. */
import type { Ui } from '../context.ts';
import { fileButton, PHOTO_TYPES } from '../controls/fields.ts';

export const addPhoto = (ui: Ui) =>
  fileButton({
    label: 'Add photo',
    accept: PHOTO_TYPES,
    icon: 'addPhoto',
    small: true,
    onFile: (file) => void ui.commands.addPhotos([file]),
    onFiles: (files) => void ui.commands.addPhotos(files),
  });
