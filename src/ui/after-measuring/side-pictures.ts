/* The sides of a head as small line drawings: the outlines of the guided photos, with facial features added. */
import { html, svg } from 'lit-html';
import type { Side } from '../../core/consultation/schema.ts';
import { STANDARD_VIEWS } from '../capture/views.ts';

const FROM_ABOVE =
  'M50 9C75 9 86 31 86 55C86 61 85.500 65 84 70C88.500 69 90 74 88 79C86.500 83 83.500 86 80 85C75 97 62 106 50 106C38 106 25 97 20 85C16.500 86 13.500 83 12 79C10 74 11.500 69 16 70C14.500 65 14 61 14 55C14 31 25 9 50 9Z' +
  'M17 96C10 102 5 112 3 124M83 96C90 102 95 112 97 124M30 78H43M57 78H70M50 79L46 91H54M43 97.500H57';
const ABOVE =
  'M12 62C5 63 2 70 2 79C2 89 8 94 20 95M88 62C95 63 98 70 98 79C98 89 92 94 80 95M50 46C54 44 57 48 55 51.500C52.500 55.500 45 54.500 44 49C43 42 49 38.500 55 39.500';
const MORE: Partial<Record<Side, string>> = {
  front: 'M50 62L46 77H54M41 88C46 90 54 90 59 88',
  'threequarter-left': 'M38 63L32 77H39M31 87.500H46',
  'threequarter-right': 'M38 63L32 77H39M31 87.500H46',
  left: 'M20 56H29M16 83H25',
  right: 'M20 56H29M16 83H25',
  back: 'M33 86C40 92 60 92 67 86',
  top: ABOVE,
};

export function sidePicture(side: Side) {
  const standard = STANDARD_VIEWS.find(({ id }) => id === side);
  const d = standard ? `${standard.outline}${MORE[side] ?? ''}` : FROM_ABOVE;
  return html`<svg class="side-drawing" viewBox="0 0 100 125" aria-hidden="true" focusable="false">
    ${svg`<path d=${d} transform=${standard?.mirrored ? 'matrix(-1 0 0 1 100 0)' : ''} />`}
  </svg>`;
}
