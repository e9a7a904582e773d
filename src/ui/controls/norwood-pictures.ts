/* The patterns of baldness seen from above, face at the bottom: hair dark, bare scalp light. Drawn from the outlines that designs use. */
import { html, svg } from 'lit-html';
import type { NorwoodPattern } from '../../core/consultation/schema.ts';
import { bareOutlines, PATTERNS, SCALP } from '../../core/design/norwood.ts';

/** Orthographic projection of the map, as a head looks from above. */
const flat = ([x, y]: readonly [number, number]) => {
  const r = Math.hypot(x, y);
  const k = (r > 90 ? 1 : Math.sin((r * Math.PI) / 180)) / (r || 1);
  return `${(x * k * 40).toFixed(1)} ${(y * k * 50).toFixed(1)}`;
};
/** SVG path of an outline on the map, seen from above. */
export const fromAbove = (outline: readonly (readonly [number, number])[]) => `M${outline.map(flat).join('L')}Z`;

export const HEAD_FROM_ABOVE =
  'M0 -51C24 -51 41 -30 41 0C41 18 35 40 24 48C16 53 9 52 7 53C6 59 3 61 0 61C-3 61 -6 59 -7 53C-9 52 -16 53 -24 48C-35 40 -41 18 -41 0C-41 -30 -24 -51 0 -51Z';
const picture = (pattern: NorwoodPattern) =>
  html`<svg class="picture-norwood" viewBox="-50 -55 100 118">
    <path class="norwood-head" d=${HEAD_FROM_ABOVE} />
    <path class="norwood-hair" d=${fromAbove(SCALP)} />
    ${bareOutlines(pattern).map((outline) => svg`<path class="norwood-bare" d=${fromAbove(outline)} />`)}
    <path class="norwood-edge" d=${HEAD_FROM_ABOVE} />
  </svg>`;
export const NORWOOD_PICTURES = Object.fromEntries(PATTERNS.map((pattern) => [pattern, picture(pattern)])) as Record<
  NorwoodPattern,
  unknown
>;
