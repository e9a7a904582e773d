/* Runs in the built app's page: finds face and irises in a demo photo, with the real services. */
import type { Raster } from '../../src/core/math/raster.ts';
import { bodyPoint } from '../../src/core/scalp/body-points.ts';
import { type FaceLandmarks, roughIris } from '../../src/core/scalp/face-landmarks.ts';
import { fitIris } from '../../src/core/scalp/iris.ts';
import { isLikelyUpright } from '../../src/core/scalp/seen-side.ts';
import { findFace } from '../../src/io/find-face.ts';
import { findPerson } from '../../src/io/find-person.ts';
import { findPose } from '../../src/io/find-pose.ts';

const bitmapOf = async (url: string) => createImageBitmap(await (await fetch(url)).blob());

function pixels(bitmap: ImageBitmap): Raster {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return { widthPx: bitmap.width, heightPx: bitmap.height, rgba: context.getImageData(0, 0, bitmap.width, bitmap.height).data };
}

const iris = (bitmap: ImageBitmap, face: FaceLandmarks, side: 'left' | 'right') => fitIris(pixels(bitmap), roughIris(face, side));

Object.assign(globalThis, {
  async faceIn(url: string) {
    const bitmap = await bitmapOf(url);
    const shares: number[] = [];
    const found = await findFace(bitmap, { onProgress: (share) => shares.push(share) });
    if (!found.ok) return { ok: false, reason: found.reason };
    const { face } = found;
    return {
      ok: true,
      points: face && face.pointsPx.length / 3,
      left: face && iris(bitmap, face, 'left'),
      right: face && iris(bitmap, face, 'right'),
      shares,
      inPage: document.querySelector('script[src^="/vision/"]') !== null,
    };
  },
  /** How much of a person at some places of the mask; null where there is none. */
  async personIn(url: string) {
    const found = await findPerson(await bitmapOf(url));
    const mask = found.ok ? found.person : null;
    const at = (x: number, y: number) => mask?.share[Math.floor(y * mask.heightPx) * mask.widthPx + Math.floor(x * mask.widthPx)];
    return (
      mask && {
        shares: [at(0.5, 0.4), at(0.5, 0.9), at(0.05, 0.3), at(0.95, 0.3)],
        inPage: document.querySelector('script[src^="/vision/"]') !== null,
      }
    );
  },
  /** How sure nose and ears are, the ears' places as shares of the picture, and whether other ways up would be looked at. */
  async poseIn(url: string) {
    const bitmap = await bitmapOf(url);
    const body = await findPose(bitmap);
    if (!body) return null;
    const at = (name: 'nose' | 'leftEar' | 'rightEar') => {
      const { xPx, yPx, share } = bodyPoint(body, name);
      return { x: xPx / bitmap.width, y: yPx / bitmap.height, share };
    };
    return { nose: at('nose'), leftEar: at('leftEar'), rightEar: at('rightEar'), isUpright: isLikelyUpright(body) };
  },
  /** Whether cancelling rejects with the reason given, before and while it works, and it still works afterwards. */
  async cancelled(url: string) {
    const bitmap = await bitmapOf(url);
    const reasons: unknown[] = [];
    const early = AbortSignal.abort('early');
    await findFace(bitmap, { signal: early }).catch((reason) => reasons.push(reason));
    const control = new AbortController();
    const working = findFace(bitmap, { signal: control.signal });
    control.abort('late');
    await working.catch((reason) => reasons.push(reason));
    const after = await findFace(bitmap);
    return { reasons, found: after.ok && after.face !== null };
  },
});
