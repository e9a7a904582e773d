/*
 * Position of the photo on the screen: fitting, zooming about a point, panning. Device px = photo px x scale + origin;
 * CSS px = device px / dpr. At 1:1 the origin is a whole number, so that a photo pixel is a screen pixel.
 */
import type { View } from '../app/store.ts';
import type { PhotoPx } from '../core/consultation/schema.ts';
import type { Rect } from '../core/scalp/head-rect.ts';

export interface Viewport {
  width: number;
  height: number;
  dpr: number;
}
/** Zoom range: from a thumbnail to single pixels. */
const MIN_SCALE = 0.02;
const MAX_SCALE = 24;
/** Within this share of 1 the zoom snaps to exactly 1:1. */
const SNAP_SHARE = 0.02;

export const toPhoto = (view: View, dpr: number, xCss: number, yCss: number): PhotoPx => [
  (xCss * dpr - view.originX) / view.scale,
  (yCss * dpr - view.originY) / view.scale,
];
export const toScreen = (view: View, dpr: number, [x, y]: PhotoPx): [number, number] => [
  (x * view.scale + view.originX) / dpr,
  (y * view.scale + view.originY) / dpr,
];

/** The photo point under a pointer on the overlay; null if the overlay has been removed. */
export function pointAt({ view, viewportPx }: { view: View; viewportPx: Viewport }, event: MouseEvent): PhotoPx | null {
  const box = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
  return box ? toPhoto(view, viewportPx.dpr, event.clientX - box.left, event.clientY - box.top) : null;
}

/** The photo point in the middle of the viewport. */
export const middleOf = (view: View, { width, height, dpr }: Viewport): PhotoPx => toPhoto(view, dpr, width / dpr / 2, height / dpr / 2);

/** Fits `rect` (photo px) into the viewport, centred, with a margin of `marginPx` device px. */
export function fitRect(rect: Rect, viewport: Viewport, marginPx: number): View {
  const width = Math.max(1, viewport.width - 2 * marginPx);
  const height = Math.max(1, viewport.height - 2 * marginPx);
  const scale = clampScale(Math.min(width / rect.width, height / rect.height));
  return {
    scale,
    originX: viewport.width / 2 - (rect.x + rect.width / 2) * scale,
    originY: viewport.height / 2 - (rect.y + rect.height / 2) * scale,
  };
}

/** Zooms about the point (xPx, yPx), device px. */
export function zoomAt(view: View, factor: number, xPx: number, yPx: number): View {
  const scale = clampScale(view.scale * factor);
  const k = scale / view.scale;
  return { scale, originX: xPx - (xPx - view.originX) * k, originY: yPx - (yPx - view.originY) * k };
}

/** A scale near 1:1 becomes exactly 1:1 about (xPx, yPx), with a whole origin; others are unchanged. */
export function snap(view: View, xPx: number, yPx: number): View {
  if (Math.abs(view.scale - 1) > SNAP_SHARE) return view;
  const one = zoomAt(view, 1 / view.scale, xPx, yPx);
  return { scale: 1, originX: Math.round(one.originX), originY: Math.round(one.originY) };
}

export const pan = (view: View, dxPx: number, dyPx: number): View => ({
  ...view,
  originX: view.originX + dxPx,
  originY: view.originY + dyPx,
});

/** A view at the zoom of `from`, a whole number of device px away from it: such a picture is only moved. At another zoom it is unchanged. */
export function inWholeSteps(view: View, from: View): View {
  if (view.scale !== from.scale) return view;
  return pan(from, Math.round(view.originX - from.originX), Math.round(view.originY - from.originY));
}

/** Limits panning so that part of the photo stays visible. */
export function keepInSight(view: View, photo: { widthPx: number; heightPx: number }, viewport: Viewport): View {
  const bound = (origin: number, size: number, room: number) => {
    const least = Math.min(size, room) * 0.4;
    return Math.min(room - least, Math.max(least - size, origin));
  };
  const originX = bound(view.originX, photo.widthPx * view.scale, viewport.width);
  const originY = bound(view.originY, photo.heightPx * view.scale, viewport.height);
  return originX === view.originX && originY === view.originY ? view : { ...view, originX, originY };
}

/** Keeps the same photo point in the middle after the viewport has changed. */
export function recentre(view: View, before: Viewport, after: Viewport): View {
  const k = after.dpr / before.dpr;
  return snap(
    {
      scale: view.scale * k,
      originX: after.width / 2 - (before.width / 2 - view.originX) * k,
      originY: after.height / 2 - (before.height / 2 - view.originY) * k,
    },
    after.width / 2,
    after.height / 2,
  );
}

const clampScale = (scale: number) => Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
