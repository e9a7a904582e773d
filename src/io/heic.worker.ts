/* Decodes one HEIC in a worker of its own: terminating the worker cancels the decoding and frees its memory. */
import libheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { type DecodedHeif, decodeHeif } from './decode-heif.ts';
import { keptSize } from './kept-size.ts';
import { serve } from './worker-life.ts';

export type HeicAnswer = { share: number } | { decoded: DecodedHeif } | { problem: string };

const answer = (message: HeicAnswer, transfer: Transferable[] = []) => postMessage(message, { transfer });

serve((data: Uint8Array) => {
  try {
    const decoded = decodeHeif(libheif(), data, { keptSize, onProgress: (share) => answer({ share }) });
    answer({ decoded }, [decoded.rgba.buffer]);
  } catch (error) {
    answer({ problem: String(error) });
  }
});
