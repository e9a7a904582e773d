/*
 * The device's camera for guided photos: a live stream, and stills at the camera's best resolution. A still is taken with ImageCapture where
 * the browser has it, else from the stream. Pictures are only returned to the caller.
 */
type Facing = 'environment' | 'user';
interface LiveCamera {
  stream: MediaStream;
  /** which way it faces; null if the device does not say */
  facing: Facing | null;
  canSwitch: boolean;
  /** takes one picture, upright as the device is held; rejects if the camera is gone */
  take(): Promise<Blob>;
  stop(): void;
}
export type CameraResult = { ok: true; camera: LiveCamera } | { ok: false; reason: string };

/** Resolution asked for; the camera gives the nearest it has. */
const IDEAL_PX = { width: { ideal: 4096 }, height: { ideal: 3072 } };
const JPEG_QUALITY = 0.95;
/** A camera that does not answer within this time has stopped, ms. */
const TAKE_MS = 8000;

const REASONS: Record<string, string> = {
  NotAllowedError: 'The camera is not allowed for this page: allow it in the browser’s settings and try again, or choose a photo.',
  SecurityError: 'The camera is not allowed for this page: allow it in the browser’s settings and try again, or choose a photo.',
  NotFoundError: 'No camera was found on this device: choose a photo instead.',
  OverconstrainedError: 'No camera was found on this device: choose a photo instead.',
  NotReadableError: 'The camera is in use by another program: close it there and try again, or choose a photo.',
  AbortError: 'The camera did not start: try again, or choose a photo.',
};
const NO_CAMERA_HERE = 'This browser gives this page no camera: choose a photo instead.';

interface StillCamera {
  takePhoto(settings?: { imageWidth?: number; imageHeight?: number }): Promise<Blob>;
  getPhotoCapabilities(): Promise<{ imageWidth?: { max?: number }; imageHeight?: { max?: number } }>;
}

export async function openCamera(facing: Facing): Promise<CameraResult> {
  if (!navigator.mediaDevices?.getUserMedia) return { ok: false, reason: NO_CAMERA_HERE };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: facing }, ...IDEAL_PX } });
  } catch (error) {
    return { ok: false, reason: REASONS[(error as DOMException).name] ?? NO_CAMERA_HERE };
  }
  const [track] = stream.getVideoTracks();
  const inputs = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const looks = track.getSettings().facingMode;
  return {
    ok: true,
    camera: {
      stream,
      facing: looks === 'user' || looks === 'environment' ? looks : null,
      canSwitch: inputs.filter((input) => input.kind === 'videoinput').length > 1,
      take: async () => (await stillOf(track)) ?? frameOf(stream),
      stop: () => {
        for (const one of stream.getTracks()) one.stop();
      },
    },
  };
}

/** A still by ImageCapture; null if the browser or the camera has none. */
async function stillOf(track: MediaStreamTrack): Promise<Blob | null> {
  const { ImageCapture: Still } = globalThis as unknown as { ImageCapture?: new (of: MediaStreamTrack) => StillCamera };
  if (!Still) return null;
  try {
    const still = new Still(track);
    const { imageWidth, imageHeight } = await inTime(still.getPhotoCapabilities());
    const largest = imageWidth?.max && imageHeight?.max ? { imageWidth: imageWidth.max, imageHeight: imageHeight.max } : undefined;
    const blob = await inTime(still.takePhoto(largest));
    return blob.size > 0 ? blob : null;
  } catch {
    return null;
  }
}

async function frameOf(stream: MediaStream): Promise<Blob> {
  if (!stream.active) throw new Error('the camera has stopped');
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await inTime(video.play());
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY));
    canvas.width = canvas.height = 0;
    if (!blob) throw new Error('the picture could not be written');
    return blob;
  } finally {
    video.srcObject = null;
  }
}

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('the camera did not answer')), TAKE_MS))]);
