/* Decodes one HEIC away from the page, with a decoder of its own: ending the worker cancels it and gives its memory back. */
import libheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { type DecodedHeif, decodeHeif } from './decode-heif.ts';
import { keptSize } from './kept-size.ts';

export type HeicAnswer = { share: number } | { decoded: DecodedHeif } | { problem: string };

const answer = (message: HeicAnswer, transfer: Transferable[] = []) => postMessage(message, { transfer });

self.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
  try {
    const decoded = decodeHeif(libheif(), data, { keptSize, onProgress: (share) => answer({ share }) });
    answer({ decoded }, [decoded.rgba.buffer]);
  } catch (error) {
    answer({ problem: String(error) });
  }
};
