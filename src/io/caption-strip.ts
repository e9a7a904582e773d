/*
 * The caption strip below an exported picture, which says that it is an illustration and not a promise, and the labels below pictures that
 * are exported side by side. As wide as the picture and never drawn over it. Texts that do not fit side by side are stacked.
 */
import { canvas2d } from './canvas-2d.ts';

export const CAPTION = 'Illustration, not a guarantee';
const BACKGROUND = '#ededed';
const INK = '#1a1a1a';
/** assumed: readable at arm's length on a print 15 cm wide (2.4 mm high letters) */
const FONT_SHARE = 0.016;
const MIN_FONT_PX = 11;
const FAMILY = '"Inter Variable", Inter, system-ui, sans-serif';

/**
 * @param text what is shown, e.g. "Session 2, day 12", on the right
 * @param title of the consultation, after the caption on the left; may be empty
 * @param widestText of all strips of a film, so that they have the same layout
 * @returns RGBA rows, `widthPx` wide, opaque.
 */
export function captionStrip(widthPx: number, text: string, title = '', widestText = text): { heightPx: number; rgba: Uint8Array } {
  if (!(Number.isInteger(widthPx) && widthPx > 0)) throw new Error(`captionStrip: ${widthPx} is not a width in pixels`);
  const fontPx = Math.max(MIN_FONT_PX, Math.round(widthPx * FONT_SHARE));
  const marginPx = Math.round(fontPx * 0.9);
  const lineHeightPx = Math.round(fontPx * 1.4);
  const font = `500 ${fontPx}px ${FAMILY}`;
  const measure = context2d(1, 1);
  measure.font = font;
  const roomPx = Math.max(1, widthPx - 2 * marginPx);
  const left = title ? `${CAPTION} · ${title}` : CAPTION;
  const isOneLine = measure.measureText(left).width + measure.measureText(widestText).width + 2 * fontPx <= roomPx;
  const lines = isOneLine ? [left] : [CAPTION, title, text].filter(Boolean);
  const heightPx = 2 * Math.round(fontPx * 0.7) + lines.length * lineHeightPx;

  const context = band(widthPx, heightPx, font);
  const yOf = (line: number) => Math.round(fontPx * 0.7) + (line + 0.5) * lineHeightPx;
  lines.forEach((line, i) => {
    context.fillText(line, marginPx, yOf(i), roomPx);
  });
  if (isOneLine) {
    context.textAlign = 'right';
    context.fillText(text, widthPx - marginPx, yOf(0), roomPx);
  }
  return pixelsOf(context, widthPx, heightPx);
}

/** assumed: readable on a phone that shows three pictures side by side */
const LABEL_SHARE = 0.05;

/** The label below one of several pictures, left-aligned. Opaque RGBA rows, `widthPx` wide. */
export function labelStrip(widthPx: number, text: string): { heightPx: number; rgba: Uint8Array } {
  const fontPx = Math.max(MIN_FONT_PX, Math.round(widthPx * LABEL_SHARE));
  const heightPx = Math.round(fontPx * 2);
  const context = band(widthPx, heightPx, `600 ${fontPx}px ${FAMILY}`);
  context.fillText(text, Math.round(fontPx * 0.3), heightPx / 2, widthPx - 0.6 * fontPx);
  return pixelsOf(context, widthPx, heightPx);
}

function band(widthPx: number, heightPx: number, font: string) {
  const context = context2d(widthPx, heightPx);
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, widthPx, heightPx);
  context.font = font;
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  return context;
}
function pixelsOf(context: ReturnType<typeof context2d>, widthPx: number, heightPx: number) {
  const { data } = context.getImageData(0, 0, widthPx, heightPx);
  return { heightPx, rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function context2d(widthPx: number, heightPx: number) {
  const made = canvas2d(widthPx, heightPx);
  if (!made) throw new Error(`captionStrip: no canvas of ${widthPx} x ${heightPx}`);
  return made.context;
}
