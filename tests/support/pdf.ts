/* What a PDF has on its pages: text that can be selected, and lines as they lie on the paper. */
import { getDocument, OPS, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';

const MM = 25.4 / 72;
/** How a path's data tell their parts apart (pdf.js, DrawOPS), and how many numbers each has. */
const MOVE = 0;
const NUMBERS = [2, 2, 6, 0];

/** A line of straight pieces that is stroked. */
export interface Stroke {
  widthMm: number;
  points: [xMm: number, yMm: number][];
}
export interface PdfPage {
  widthMm: number;
  heightMm: number;
  text: string;
  strokes: Stroke[];
  images: number;
}

export const lengthMm = ({ points }: Stroke) =>
  points.reduce((sum, p, i) => sum + (i ? Math.hypot(p[0] - points[i - 1][0], p[1] - points[i - 1][1]) : 0), 0);

export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [left, top, right, bottom] = page.view;
    const { items } = await page.getTextContent();
    const { fnArray, argsArray } = await page.getOperatorList();
    const strokes: Stroke[] = [];
    let images = 0;
    let matrix = [1, 0, 0, 1, 0, 0];
    let lineWidth = 1;
    const stack: { matrix: number[]; lineWidth: number }[] = [];
    const onPaper = (x: number, y: number): [number, number] => [
      MM * (matrix[0] * x + matrix[2] * y + matrix[4]),
      MM * (matrix[1] * x + matrix[3] * y + matrix[5]),
    ];
    for (const [i, op] of fnArray.entries()) {
      const args = argsArray[i];
      if (op === OPS.save) stack.push({ matrix, lineWidth });
      else if (op === OPS.restore) ({ matrix, lineWidth } = stack.pop() ?? { matrix, lineWidth });
      else if (op === OPS.transform) matrix = Util.transform(matrix, args);
      else if (op === OPS.setLineWidth) lineWidth = args[0];
      else if (op === OPS.setGState) for (const [key, value] of args[0]) lineWidth = key === 'LW' ? value : lineWidth;
      else if (op === OPS.paintImageXObject || op === OPS.paintInlineImageXObject) images++;
      else if (op === OPS.constructPath && (args[0] === OPS.stroke || args[0] === OPS.closeStroke)) {
        const data: Float32Array = args[1][0];
        const widthMm = MM * lineWidth * Math.hypot(matrix[0], matrix[1]);
        let current: Stroke | null = null;
        for (let at = 0; at < data.length; ) {
          const part = data[at++];
          const count = NUMBERS[part];
          if (part === MOVE) strokes.push((current = { widthMm, points: [] }));
          if (count) current?.points.push(onPaper(data[at + count - 2], data[at + count - 1]));
          at += count;
        }
      }
    }
    pages.push({
      widthMm: MM * (right - left),
      heightMm: MM * (bottom - top),
      text: items
        .map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''))
        .join('')
        .replace(/\s+/g, ' '),
      strokes,
      images,
    });
  }
  await task.destroy();
  return pages;
}
