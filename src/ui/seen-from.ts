/* From where a head is seen, in words. */
import type { View } from '../core/scalp/head-view.ts';

/** left and right as a person looking at the picture has them. */
export const SEEN_FROM: readonly { value: View; text: string }[] = [
  { value: 'front', text: 'Front' },
  { value: 'front-from-above', text: 'Front, above' },
  { value: 'threequarter-left', text: '¾ left' },
  { value: 'threequarter-right', text: '¾ right' },
  { value: 'left', text: 'Facing left' },
  { value: 'right', text: 'Facing right' },
  { value: 'back', text: 'Back' },
  { value: 'top', text: 'Top' },
];
