/* The camera of a photo that shows nothing of it: as sharp as the pixels allow, and not sharpened. */
import type { CameraLook } from './camera-look.ts';

export const PLAIN_CAMERA: CameraLook = { blurPx: 0.5, sharpening: { amount: 0, radiusPx: 0 } };
