/* The second page: the hairline laid flat at true size, with its centre line, a tick every 10 mm, and a bar for checking the printer. */
import { html, nothing, svg } from 'lit-html';
import type { PlanSheet } from '../../app/commands.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { hairlineCurve } from '../../core/design/hairline.ts';
import { BESIDE_MM, type HairlineTemplate, hairlineTemplate, type TemplateStrip } from '../../core/design/hairline-template.ts';
import { hairlineHeight } from '../../core/scalp/hairline-height.ts';
import { headForm } from '../../core/scalp/head-form.ts';
import type { PaperMm } from '../../core/scalp/lay-flat.ts';
import { surfaceOf } from '../head-geometry.ts';
import { fixed } from '../words.ts';
import { pageFoot, pageHead } from './sheet-frame.ts';

/** Space left on both A4 and Letter between the margins and beside the text, mm (plan-sheet.css). */
const ROOM = { widthMm: 190, heightMm: 168 } as const;
const CHECK_BAR_MM = 50;
const TICK_LENGTH_MM = 3;
/** Spacing of the figures along the line. */
const FIGURE_EVERY_MM = 20;

/** Null if there is no scale, head or hairline, or the hairline has no length. */
export function templateOf({ head, scale, design }: Project): HairlineTemplate | null {
  if (!head || !scale || !design.hairline) return null;
  const template = hairlineTemplate(design.hairline, headForm(head.halfAxesMm, head.shape), ROOM);
  return template.lengthMm > 0 ? template : null;
}

export function templatePage(sheet: PlanSheet, template: HairlineTemplate) {
  const { lengthMm, beside, strips, hasCentre, leftOutMm } = template;
  const { scale, design, photo } = sheet.project;
  const surface = surfaceOf(sheet.project);
  const height = surface && design.hairline && hairlineHeight(hairlineCurve(design.hairline, 0.5), surface, photo.landmarks?.glabella);
  const [across] = design.hairline?.points[0] ?? [0];
  const sides = across < 0 ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const leftOut = leftOutMm[0] + leftOutMm[1];
  const sdMm = (scale?.sdShare ?? 0) * lengthMm;
  return html`<article class="sheet-page template-page">
    ${pageHead('Hairline template, true size', sheet)}
    <div class="template-words">
      <ol>
        <li>Print at 100 %, not fitted to the page. The bar must measure ${CHECK_BAR_MM} mm: else print again.</li>
        <li>Cut close along the thick line${strips.length > 1 ? ', and join the strips at the centre line' : ''}. The printed side faces you.</li>
        <li>${hasCentre ? `Lay the centre line on the mid-line of the face${height && height.midMm > 0 ? `, its mark ${fixed(height.midMm, 0)} mm above the glabella, measured over the skin` : ''}.` : 'This line does not cross the mid-line: find its first point on the photo.'}</li>
      </ol>
      <p>On the line, lengths are those on the head: ${fixed(lengthMm, 1)} mm from end to end, a tick every 10 mm. A head curves both ways and paper does not: ${BESIDE_MM} mm beside the line, paper is up to ${fixed(100 * Math.abs(beside.share), 1)} % ${beside.share < 0 ? 'shorter' : 'longer'} than skin, ${fixed(Math.abs(beside.mm), 1)} mm over the whole line. The scale itself is sure within ${fixed(100 * (scale?.sdShare ?? 0), 1)} %, ${fixed(sdMm, 1)} mm on this line: check one length on the head.${leftOut >= 1 ? ` ${fixed(leftOut, 0)} mm at the ends did not fit on this sheet.` : ''}</p>
    </div>
    ${strips.map((one) => stripDrawing(one, sides, strips.length))}
    ${checkBar()}
    ${pageFoot(2, 2, 'A template for drawing. Check both sides by eye and with the client before the first dot.')}
  </article>`;
}

const n = (value: number) => Number(value.toFixed(3));
const pathThrough = (points: readonly PaperMm[]) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;

function stripDrawing(strip: TemplateStrip, sides: readonly [string, string], count: number) {
  const { widthMm, heightMm, line, ticks, centre, fromMm, toMm } = strip;
  const w = n(widthMm);
  const h = n(heightMm);
  const name =
    count === 1
      ? 'Whole hairline'
      : `Client’s ${sides[(fromMm + toMm) / 2 < 0 ? 0 : 1]} side, ${fixed(Math.min(Math.abs(fromMm), Math.abs(toMm)), 0)} to ${fixed(Math.max(Math.abs(fromMm), Math.abs(toMm)), 0)} mm`;
  const marks = ticks
    .map(({ at: [x, y], behind: [bx, by] }) => `M${n(x)} ${n(y)}L${n(x + TICK_LENGTH_MM * bx)} ${n(y + TICK_LENGTH_MM * by)}`)
    .join('');
  return html`<svg class="strip" width=${`${w}mm`} height=${`${h}mm`} viewBox=${`0 0 ${w} ${h}`} role="img" aria-label=${name}>
    ${centre ? centreLine(centre) : nothing}
    <path d=${marks} fill="none" stroke="#000" stroke-width="0.2" />
    <path class="hairline" d=${pathThrough(line)} fill="none" stroke="#000" stroke-width="0.5" stroke-linejoin="round" />
    ${ticks
      .filter(({ mm }) => mm > 0 && mm % FIGURE_EVERY_MM === 0)
      .map(
        ({ at: [x, y], behind: [bx, by], mm }) =>
          svg`<text x=${n(x + 5.4 * bx)} y=${n(y + 5.4 * by + 0.9)} text-anchor="middle" font-size="2.6">${mm}</text>`,
      )}
    <text x=${n(widthMm / 2)} y=${n(heightMm - 1.2)} text-anchor="middle" font-size="2.9">${name}</text>
  </svg>`;
}

/** The centre line, along which the template is aligned with the face. */
function centreLine({ at: [x, y], toFace: [fx, fy] }: NonNullable<TemplateStrip['centre']>) {
  return svg`<path d=${`M${n(x - 9 * fx)} ${n(y - 9 * fy)}L${n(x + 9 * fx)} ${n(y + 9 * fy)}`} fill="none" stroke="#000" stroke-width="0.2" stroke-dasharray="2.4 0.8 0.4 0.8" />
    <circle cx=${n(x)} cy=${n(y)} r="0.9" fill="#fff" stroke="#000" stroke-width="0.2" />`;
}

function checkBar() {
  const room = 6;
  return html`<svg class="check-bar" width=${`${CHECK_BAR_MM + 2 * room}mm`} height="11mm" viewBox=${`0 0 ${CHECK_BAR_MM + 2 * room} 11`} role="img" aria-label="Check bar, 50 mm">
    <path d=${`M${room} 1V6M${room + CHECK_BAR_MM} 1V6`} fill="none" stroke="#000" stroke-width="0.2" />
    <path class="bar" d=${`M${room} 3.5H${room + CHECK_BAR_MM}`} fill="none" stroke="#000" stroke-width="0.4" />
    <text x=${room + CHECK_BAR_MM / 2} y="8.6" text-anchor="middle" font-size="2.9">${CHECK_BAR_MM} mm: measure it before the template is used</text>
  </svg>`;
}
