/* Writes one animated GIF in a worker: messages are its size, then each frame, then 'end', which returns the file. Each gets one answer. */
import { Encoder } from 'modern-gif';
import { serve } from './worker-life.ts';

export type GifQuestion = { widthPx: number; heightPx: number } | { rgba: Uint8ClampedArray<ArrayBuffer>; ms: number } | 'end';
export type GifAnswer = { ok: true; bytes: ArrayBuffer | null } | { ok: false; problem: string };

let encoder: Encoder | null = null;
async function answer(question: GifQuestion): Promise<ArrayBuffer | null> {
  if (question !== 'end' && 'widthPx' in question) {
    const { widthPx: width, heightPx: height } = question;
    encoder = new Encoder({ width, height, maxColors: 255, looped: true, loopCount: 0 });
    return null;
  }
  if (!encoder) throw new Error('gif.worker: its size comes first');
  if (question === 'end') return encoder.flush('arrayBuffer');
  await encoder.encode({ data: question.rgba, delay: question.ms });
  return null;
}

serve(async (data: GifQuestion) => {
  const told = (what: GifAnswer, transfer: Transferable[] = []) => self.postMessage(what, { transfer });
  try {
    const bytes = await answer(data);
    told({ ok: true, bytes }, bytes ? [bytes] : []);
  } catch (error) {
    told({ ok: false, problem: (error as Error).message });
  }
});
