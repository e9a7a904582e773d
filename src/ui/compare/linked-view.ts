/*
 * The common zoom and position of all pictures in a grid: the zoom relative to the fitted view, and the shift of the centre as a share of the
 * cell's shorter side at fitted size. Pure; device px.
 */
import type { View } from '../../app/store.ts';
import { snap } from '../view.ts';

export interface Link {
  zoom: number;
  x: number;
  y: number;
}
export const FITTED: Link = { zoom: 1, x: 0, y: 0 };
interface Size {
  widthPx: number;
  heightPx: number;
}
const MAX_ZOOM = 40;
/** Largest shift of the centre, so that part of the head is always visible. */
const FARTHEST = 0.6;

const shorter = ({ widthPx, heightPx }: Size) => Math.min(widthPx, heightPx);
const clamped = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const kept = ({ zoom, x, y }: Link): Link => ({
  zoom: clamped(zoom, 1, MAX_ZOOM),
  x: zoom <= 1 ? 0 : clamped(x, -FARTHEST, FARTHEST),
  y: zoom <= 1 ? 0 : clamped(y, -FARTHEST, FARTHEST),
});

/** A cell's view. @param fitted its view at zoom 1 */
export function linkedView(fitted: View, cell: Size, { zoom, x, y }: Link): View {
  const { widthPx, heightPx } = cell;
  const scale = fitted.scale * zoom;
  const middleX = (widthPx / 2 - fitted.originX) / fitted.scale + (x * shorter(cell)) / fitted.scale;
  const middleY = (heightPx / 2 - fitted.originY) / fitted.scale + (y * shorter(cell)) / fitted.scale;
  const view = { scale, originX: widthPx / 2 - middleX * scale, originY: heightPx / 2 - middleY * scale };
  return snap(view, widthPx / 2, heightPx / 2);
}

export const moved = (link: Link, cell: Size, dxPx: number, dyPx: number): Link =>
  kept({ ...link, x: link.x - dxPx / (link.zoom * shorter(cell)), y: link.y - dyPx / (link.zoom * shorter(cell)) });

/** Zooms about a point of the cell. */
export function zoomed(link: Link, cell: Size, factor: number, xPx: number, yPx: number): Link {
  const zoom = clamped(link.zoom * factor, 1, MAX_ZOOM);
  const by = (1 / link.zoom - 1 / zoom) / shorter(cell);
  return kept({ zoom, x: link.x + (xPx - cell.widthPx / 2) * by, y: link.y + (yPx - cell.heightPx / 2) * by });
}
