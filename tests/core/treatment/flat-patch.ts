/* A flat patch of skin, facing the camera, that goes on for ever: blue-noise dots of the default plan on a tile, repeated around it. */
import { chooseDots, type Dots } from '../../../src/core/design/dots.ts';
import { randomStream } from '../../../src/core/math/random.ts';
import { newProject, type Project, type Treatment } from '../../../src/core/project/schema.ts';
import type { PlacedCandidates } from '../../../src/core/stipple/candidates.ts';
import { farthestPointOrder } from '../../../src/core/stipple/farthest-point-order.ts';
import { appearanceOn, type DayOptions } from '../../../src/core/treatment/appearance.ts';
import { compositePixel, NO_GLOSS, sumSplats } from '../../../src/core/treatment/composite.ts';
import { blurVariance, splatsFor } from '../../../src/core/treatment/splats.ts';

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
  const placed: PlacedCandidates = {
    count: n,
    total,
    perCm2,
    number: inside,
    xPx: Float32Array.from(inside, (i) => x[i] * pxPerMm),
    yPx: Float32Array.from(inside, (i) => y[i] * pxPerMm),
    xMm: Float32Array.from(inside, (i) => x[i]),
    yMm: Float32Array.from(inside, (i) => y[i]),
    zMm: full(1000),
    ux: full(0),
    uy: full(0),
    uz: full(-1),
    cosTheta: full(1),
    tiltX: full(1),
    tiltY: full(0),
    pxPerMm: full(pxPerMm),
    areaFactor: full(1),
  };
  return chooseDots(project, placed, { targetPerCm2: full(targetPerCm2), edgeShare: full(1), zone: new Uint8Array(n) });
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
    if (typeof column !== 'number') out[key] = (column.constructor as Float32ArrayConstructor).from(index, (i) => column[i]) as never;
  }
  out.xPx = Float32Array.from(index, (i, k) => dots.xPx[i] + shift[k][0]);
  out.yPx = Float32Array.from(index, (i, k) => dots.yPx[i] + shift[k][1]);
  return out;
}

/** Linear light kept per band and pixel (before rounding) of the tile drawn at `scale` output pixels per photo pixel. */
export function drawTile(
  project: Project,
  options: DayOptions,
  { tileMm = 12, pxPerMm = 8, targetPerCm2 = 140, scale = 1, matter = undefined as Dots | undefined } = {},
): { kept: [number, number, number]; pixels: number[][] } {
  const tilePx = tileMm * pxPerMm;
  const blur = blurVariance(scale);
  const dots = repeated(matter ?? tileDots(project, { tileMm, pxPerMm, targetPerCm2 }), tilePx, 4 * (Math.sqrt(blur) + 0.6 * pxPerMm));
  const look = appearanceOn(dots, project.treatment, [], options);
  const size = Math.round(tilePx * scale);
  const sums = sumSplats(splatsFor(dots, look, blur), { widthPx: size, heightPx: size, originX: 0, originY: 0, scale });
  const pixels: number[][] = [];
  const kept: [number, number, number] = [0, 0, 0];
  const of = (columns: readonly Float32Array[], i: number) => [columns[0][i], columns[1][i], columns[2][i]] as const;
  const skin = SKIN_BYTES.map((b) => linear(b));
  for (let i = 0; i < size * size; i++) {
    const out = compositePixel(SKIN_BYTES, of(sums.cores, i), of(sums.halos, i), sums.redness[i], look.above, NO_GLOSS);
    pixels.push(out);
    for (let c = 0; c < 3; c++) kept[c] += linear(out[c]) / skin[c] / (size * size);
  }
  return { kept, pixels };
}
const linear = (byte: number) => {
  const s = byte / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
};
