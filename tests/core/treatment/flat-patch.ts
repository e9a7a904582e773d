/* A flat patch of skin, facing the camera, that goes on for ever: blue-noise dots of the default plan on a tile, repeated around it. */

import { newProject, type Project, type Treatment } from '../../../src/core/consultation/schema.ts';
import { chooseDots, marksOf } from '../../../src/core/design/dots.ts';
import { strayMm } from '../../../src/core/design/hand.ts';
import { hashNormal, randomStream } from '../../../src/core/math/random.ts';
import type { CameraLook } from '../../../src/core/photo/camera-look.ts';
import { PLAIN_CAMERA } from '../../../src/core/photo/plain-camera.ts';
import { farthestPointOrder } from '../../../src/core/stipple/farthest-point-order.ts';
import { appearanceOn, type DayOptions } from '../../../src/core/treatment/appearance.ts';
import { compositePixel, NO_GLOSS, sumSplats } from '../../../src/core/treatment/composite.ts';
import { type Dots, dotsInPhoto } from '../../../src/core/treatment/dots-in-photo.ts';
import { fineLook } from '../../../src/core/treatment/fine-contrast.ts';
import { splatsFor } from '../../../src/core/treatment/splats.ts';
import { type Veil, veilAt, veilLayers, veilOn } from '../../../src/core/treatment/veil.ts';

export const SKIN_BYTES = [205, 160, 132] as const;
const MARGIN_MM = 4;

/** The plan with everything at its default but what is given. */
export function planWith(change: Partial<Treatment>): Project {
  const project = newProject({ name: '', widthPx: 100, heightPx: 100 });
  return { ...project, treatment: { ...project.treatment, ...change } };
}

const tiles = new Map<number, { x: Float32Array; y: Float32Array; perCm2: number; total: number }>();
/** Candidates in rank order on a square with a margin, and how many there are per cm^2 within the tile. */
function candidatesOn(tileMm: number) {
  const known = tiles.get(tileMm);
  if (known) return known;
  const side = tileMm + 2 * MARGIN_MM;
  const count = Math.round((side * side * 275) / 100);
  const next = randomStream(11);
  const column = () => Float32Array.from({ length: count * 16 }, () => side * next() - MARGIN_MM);
  const { x, y } = farthestPointOrder({ x: column(), y: column(), z: new Float32Array(count * 16) }, { count, areaMm2: side * side });
  let within = 0;
  for (let i = 0; i < count; i++) if (x[i] >= 0 && y[i] >= 0 && x[i] < tileMm && y[i] < tileMm) within++;
  const made = { x, y, perCm2: (within / (tileMm * tileMm)) * 100, total: count };
  tiles.set(tileMm, made);
  return made;
}

/** Dots of the plan on a tile of `tileMm`, at photo pixels from 0 to tileMm x pxPerMm, each tilted by `cosTheta` towards the right. */
export function tileDots(project: Project, { tileMm = 12, pxPerMm = 8, targetPerCm2 = 140 } = {}): Dots {
  const { x, y, perCm2, total } = candidatesOn(tileMm);
  const inside = Uint32Array.from(x.keys()).filter((i) => x[i] >= 0 && y[i] >= 0 && x[i] < tileMm && y[i] < tileMm);
  const n = inside.length;
  const full = (value: number) => new Float32Array(n).fill(value);
  const stray = strayMm(project.treatment.hand);
  const strayed = (column: Float32Array, salt: number) =>
    Float32Array.from(inside, (i) => (((column[i] + stray * hashNormal(i, salt)) % tileMm) + tileMm) % tileMm);
  const [xMm, yMm] = [strayed(x, 24), strayed(y, 25)];
  const xPx = xMm.map((mm) => mm * pxPerMm);
  const yPx = yMm.map((mm) => mm * pxPerMm);
  const { hand, sessions } = project.treatment;
  const marks = marksOf(total, project.seed, hand);
  const asked = new Float32Array(total);
  for (const i of inside) asked[i] = targetPerCm2;
  const field = { targetPerCm2: asked, edgeShare: new Float32Array(total).fill(1), zone: new Uint8Array(total) };
  const areaFactor = new Float32Array(total).fill(1);
  const plan = chooseDots(sessions, { count: total, areaFactor, perCm2 }, marks, field);
  const at = new Map(Array.from(inside, (i, j) => [i, j]));
  const seenIndex = plan.candidate.map((i) => at.get(i) as number);
  const seen = {
    count: n,
    candidate: inside,
    xPx,
    yPx,
    xMm,
    yMm,
    zMm: full(1000),
    cosTheta: full(1),
    tiltX: full(1),
    tiltY: full(0),
    pxPerMm: full(pxPerMm),
    stretch: full(1),
    rim: null,
  };
  return dotsInPhoto(plan, seenIndex, seen, total);
}

/** The same dots with copies around the tile, as far as any light reaches. */
export function repeated(dots: Dots, tilePx: number, reachPx: number): Dots {
  const index: number[] = [];
  const shift: [number, number][] = [];
  for (let i = 0; i < dots.count; i++)
    for (const dx of [-tilePx, 0, tilePx])
      for (const dy of [-tilePx, 0, tilePx]) {
        const [x, y] = [dots.xPx[i] + dx, dots.yPx[i] + dy];
        if (x < -reachPx || y < -reachPx || x > tilePx + reachPx || y > tilePx + reachPx) continue;
        index.push(i);
        shift.push([dx, dy]);
      }
  const out = { ...dots, count: index.length } as Dots;
  for (const key of Object.keys(dots) as (keyof Dots)[]) {
    const column = dots[key];
    if (ArrayBuffer.isView(column)) out[key] = (column.constructor as Float32ArrayConstructor).from(index, (i) => column[i]) as never;
  }
  out.xPx = Float32Array.from(index, (i, k) => dots.xPx[i] + shift[k][0]);
  out.yPx = Float32Array.from(index, (i, k) => dots.yPx[i] + shift[k][1]);
  return out;
}

/** What lies on the tile: the dots as splats and their veil, with copies all around. */
export function layTile(
  project: Project,
  options: DayOptions,
  { tileMm = 12, pxPerMm = 8, targetPerCm2 = 140, scale = 1, matter = undefined as Dots | undefined, camera = PLAIN_CAMERA } = {},
) {
  const tilePx = tileMm * pxPerMm;
  const dots = repeated(matter ?? tileDots(project, { tileMm, pxPerMm, targetPerCm2 }), tilePx, 6 * pxPerMm);
  const look = appearanceOn(dots, project.treatment, [], options);
  const layers = veilLayers(dots, project.treatment, []);
  const veil = layers && veilOn(layers, project.treatment, options);
  const size = Math.round(tilePx * scale);
  const sums = sumSplats(splatsFor(dots, look, fineLook(camera, pxPerMm, null), scale), {
    widthPx: size,
    heightPx: size,
    originX: 0,
    originY: 0,
    scale,
  });
  return { size, sums, veil: veil as Veil, above: look.above };
}

/** Linear light kept per band and pixel (before rounding) of the tile drawn at `scale` output pixels per photo pixel. */
export function drawTile(
  project: Project,
  options: DayOptions,
  tile: Parameters<typeof layTile>[2] & { skinBytes?: readonly [number, number, number]; camera?: CameraLook; detail?: number } = {},
): { kept: [number, number, number]; pixels: [number, number, number][]; size: number } {
  const { skinBytes = SKIN_BYTES, scale = 1, detail = 1 } = tile;
  const { size, sums, veil, above: whole } = layTile(project, options, tile);
  const above = { ...whole, detail };
  const pixels: [number, number, number][] = [];
  const kept: [number, number, number] = [0, 0, 0];
  const skin = skinBytes.map((b) => linear(b));
  for (let i = 0; i < size * size; i++) {
    const under = veilAt(veil, ((i % size) + 0.5) / scale, (Math.floor(i / size) + 0.5) / scale);
    const out = compositePixel(skinBytes, { core: sums.cores[i], edge: sums.edges[i], veil: under }, above, NO_GLOSS);
    pixels.push(out);
    for (let c = 0; c < 3; c++) kept[c] += linear(out[c]) / skin[c] / (size * size);
  }
  return { kept, pixels, size };
}
export const linear = (byte: number) => {
  const s = byte / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
};
