/*
 * The head as lines on the photo: the grid of meridians and parallels, and where each half-axis ends. All in photo pixels.
 */
import type { PhotoPx, Project } from '../core/consultation/schema.ts';
import { projectSurface, type Surface } from '../core/scalp/surface.ts';

const surfaces = new WeakMap<object, WeakMap<object, Surface>>();
/** The project's surface, cached by scale and head. */
export function surfaceOf(project: Project): Surface | null {
  if (!project.scale || !project.head) return null;
  let byHead = surfaces.get(project.scale);
  if (!byHead) surfaces.set(project.scale, (byHead = new WeakMap()));
  let surface = byHead.get(project.head);
  if (!surface) {
    surface = projectSurface(project) ?? undefined;
    if (surface) byHead.set(project.head, surface);
  }
  return surface ?? null;
}

/** The grid ends at the nape, below which the standard head is not modelled. */
const LOWEST_UY = 0.9;
const grids = new WeakMap<Surface, string>();
/** An SVG path of the grid's visible part: meridians through the vertex every 30 degrees, parallels every 30. */
export function gridPath(s: Surface): string {
  const known = grids.get(s);
  if (known !== undefined) return known;
  let d = '';
  const line = (at: (t: number) => number[], steps: number) => {
    let pen = false;
    for (let i = 0; i <= steps; i++) {
      const [ux, uy, uz] = at(i / steps);
      const p = s.at(ux, uy, uz);
      const [x, y] = s.project(p.xMm, p.yMm, p.zMm);
      const hit = s.hit(x, y);
      // visible only if the first hit on its ray is the point itself
      const near = uy < LOWEST_UY && hit !== null && Math.abs(hit.zMm - p.zMm) < 2;
      if (near) d += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = near;
    }
  };
  for (let k = 0; k < 6; k++) {
    const az = (Math.PI * k) / 6;
    line((t) => [Math.sin(2 * Math.PI * t) * Math.cos(az), -Math.cos(2 * Math.PI * t), Math.sin(2 * Math.PI * t) * Math.sin(az)], 72);
  }
  for (const el of [-60, -30, 0, 30, 60]) {
    const e = (el * Math.PI) / 180;
    line((t) => [Math.cos(e) * Math.cos(2 * Math.PI * t), -Math.sin(e), Math.cos(e) * Math.sin(2 * Math.PI * t)], 72);
  }
  grids.set(s, d);
  return d;
}

export const pathOf = (points: readonly PhotoPx[], closed: boolean) =>
  points.length ? `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${closed ? 'Z' : ''}` : '';

/** SVG path of several lines. */
export const pathsOf = (lines: readonly (readonly PhotoPx[])[]) => lines.map((line) => pathOf(line, false)).join('');

/** The half-axis (0 breadth, 1 height, 2 length) that appears longest along a direction in the picture. */
export function axisAlong(s: Surface, dx: number, dy: number): 0 | 1 | 2 {
  const reach = [0, 1, 2].map((k) => Math.abs(s.rotation[k] * dx + s.rotation[3 + k] * dy) * s.halfAxesMm[k]);
  return reach[0] >= reach[1] && reach[0] >= reach[2] ? 0 : reach[1] >= reach[2] ? 1 : 2;
}
export const AXIS_WORDS = ['breadth', 'height', 'length'] as const;

/** The outline's point farthest along a direction from the head's centre. */
export function outlineEnd(outline: readonly PhotoPx[], dx: number, dy: number): PhotoPx {
  let best = outline[0];
  for (const p of outline) if (p[0] * dx + p[1] * dy > best[0] * dx + best[1] * dy) best = p;
  return best;
}
