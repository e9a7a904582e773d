/*
 * Writes a timeline as a video: H.264 in MP4, which every phone plays, if the browser can encode it, else VP9 or VP8 in WebM. Frames are
 * encoded as they arrive, so that only a few are in memory.
 */
import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';

/** A frame: opaque RGBA bytes from the top, and how long it is shown. */
export interface VideoFrameDrawn {
  rgba: Uint8Array;
  seconds: number;
}
export type WriteVideoResult = { ok: true; blob: Blob; ending: '.mp4' | '.webm' } | { ok: false; reason: string };

/**
 * Dots are small and must not swim. Chromium's H.264 encoder takes only a bit rate: 24 bits per pixel of the picture give 39 dB on painted
 * dots (12 give 38). Other encoders take a quantizer, 0 (best) to 51.
 */
const BITS_PER_PIXEL = 24;
const QUANTIZER = 14;

/**
 * @param widthPx must be even, like `heightPx`, for the encoders
 * @throws if aborted
 */
export async function writeVideo(
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  frames: AsyncIterable<VideoFrameDrawn>,
  signal?: AbortSignal,
): Promise<WriteVideoResult> {
  if (widthPx % 2 || heightPx % 2) throw new Error(`writeVideo: ${widthPx} x ${heightPx} is not even`);
  const quality = new Quality({ quantizer: QUANTIZER, bitrate: BITS_PER_PIXEL * widthPx * heightPx });
  const size = { width: widthPx, height: heightPx, quality };
  const codec = 'VideoEncoder' in globalThis ? await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], size) : null;
  if (!codec) return { ok: false, reason: 'This browser cannot write videos.' };
  const format = codec === 'avc' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const track = new VideoSampleSource({ codec, quality });
  output.addVideoTrack(track);
  await output.start();
  try {
    let timestamp = 0;
    for await (const { rgba, seconds } of frames) {
      signal?.throwIfAborted();
      const sample = new VideoSample(rgba, {
        format: 'RGBX',
        codedWidth: widthPx,
        codedHeight: heightPx,
        timestamp,
        duration: seconds,
        colorSpace: { primaries: 'bt709', transfer: 'iec61966-2-1', matrix: 'rgb', fullRange: true },
      });
      try {
        await track.add(sample);
      } finally {
        sample.close();
      }
      timestamp += seconds;
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  const ending = codec === 'avc' ? '.mp4' : '.webm';
  return { ok: true, blob: new Blob([target.buffer as ArrayBuffer], { type: `video/${ending.slice(1)}` }), ending };
}
