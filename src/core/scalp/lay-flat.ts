/*
 * Lays a line on the scalp flat on paper at true size. The strip of skin along it is unrolled: lengths and the angles of turns within the
 * skin are kept (the geodesic curvature; do Carmo 1976, 4-4), so the line itself is exact. Because a head curves both ways, lengths parallel
 * to the line at a distance d differ by about K d^2 / 2, K the Gaussian curvature.
 */
import { cross, dot } from '../math/vector.ts';
import { directionTo, type HeadForm, type HeadVector, normalToward, pointToward } from './head-form.ts';
import { directionAt, type MapDeg } from './head-map.ts';

/** mm on paper, the scalp seen from outside: right is the subject's left, down is towards the face. */
export type PaperMm = readonly [rightMm: number, downMm: number];
export interface FlatLine {
  /** the line; its mid-point is at 0, 0 */
  points: readonly PaperMm[];
  /** distance of each point along the line, mm; the last is the line's length on the head */
  alongMm: readonly number[];
  /** where it crosses the head's mid-line in front of the vertex, mm from its first point; null if it does not */
  midMm: number | null;
  /** how much lengths on paper exceed those on the skin, `asideMm` beside the line: largest share, and mm over the whole line */
  strain(asideMm: number): { share: number; mm: number };
}

/** Window over which paper is compared with skin, mm: in a shorter one a bend of the line would count as stretch. */
const WINDOW_MM = 10;
const STEP_MM = 1;

/** Places closer than this count as one, degrees, because the line has no direction between them. */
const SAME_DEG = 1e-6;

/**
 * @param line places on the map, at most a millimetre apart, at least two
 * @returns rotated so that the head's mid-line is vertical where the line crosses it, else so that the line's ends are level
 */
export function layFlat(line: readonly MapDeg[], form: HeadForm): FlatLine {
  const places = distinct(line);
  const directions = places.map(directionAt);
  const skin = directions.map((direction) => pointToward(form, direction));
  const normals = directions.map((direction) => normalToward(form, direction));
  const alongMm = [0];
  const paper: PaperMm[] = [[0, 0]];
  /** heading of each piece, radians clockwise from the right */
  const headings: number[] = [];
  for (let i = 0; i + 1 < skin.length; i++) {
    const piece = minus(skin[i + 1], skin[i]);
    const before = i && minus(skin[i], skin[i - 1]);
    const heading = before ? headings[i - 1] + turn(before, piece, normals[i]) : 0;
    const length = Math.hypot(...piece);
    headings.push(heading);
    alongMm.push(alongMm[i] + length);
    paper.push([paper[i][0] + length * Math.cos(heading), paper[i][1] + length * Math.sin(heading)]);
  }
  const crossing = middleCrossing(places);
  const at = crossing ?? { piece: 0, share: 0 };
  const k = at.piece;
  const origin = crossing ? mix(paper[k], paper[k + 1], at.share) : mix(paper[0], paper[paper.length - 1], 0.5);
  const [dx, dy] = minus2(paper[paper.length - 1], paper[0]);
  const turned = crossing
    ? Math.PI / 2 - headings[k] - turn(minus(skin[k + 1], skin[k]), towardsFace(normals[k]), normals[k])
    : -Math.atan2(dy, dx);
  const [c, s] = [Math.cos(turned), Math.sin(turned)];
  return {
    points: paper.map((p) => {
      const [x, y] = minus2(p, origin);
      return [c * x - s * y, s * x + c * y];
    }),
    alongMm,
    midMm: crossing && alongMm[k] + at.share * (alongMm[k + 1] - alongMm[k]),
    strain(asideMm) {
      const headsOff = skin.map((_, i) => besideOnSkin(form, skin, normals, i, asideMm));
      const paperOff = paper.map((_, i) => besideOnPaper(paper, i, asideMm));
      let [share, sum] = [0, 0];
      const longer = [0];
      for (let i = 0; i + 1 < skin.length; i++) {
        sum += Math.hypot(...minus2(paperOff[i + 1], paperOff[i])) - Math.hypot(...minus(headsOff[i + 1], headsOff[i]));
        longer.push(sum);
      }
      for (let i = 0, j = 0; j < skin.length; j++) {
        while (alongMm[j] - alongMm[i + 1] >= WINDOW_MM) i++;
        const windowMm = Math.max(WINDOW_MM, alongMm[j] - alongMm[i]);
        const off = (longer[j] - longer[i]) / windowMm;
        if (Math.abs(off) > Math.abs(share)) share = off;
      }
      return { share, mm: sum };
    },
  };
}

function distinct(line: readonly MapDeg[]): MapDeg[] {
  const places = [line[0]];
  for (const place of line) {
    const last = places[places.length - 1];
    if (Math.hypot(place[0] - last[0], place[1] - last[1]) > SAME_DEG) places.push(place);
  }
  return places.length > 1 ? places : [line[0], line[0]];
}

const minus = (p: HeadVector, q: HeadVector): HeadVector => [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
const minus2 = (p: PaperMm, q: PaperMm): PaperMm => [p[0] - q[0], p[1] - q[1]];
const mix = (p: PaperMm, q: PaperMm, t: number): PaperMm => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];

/** Angle from one direction to another within the skin, clockwise as seen from outside. */
function turn(from: HeadVector, to: HeadVector, normal: HeadVector): number {
  const [f, t] = [withinSkin(from, normal), withinSkin(to, normal)];
  return Math.atan2(-dot(cross(f, t), normal), dot(f, t));
}
function withinSkin(v: HeadVector, normal: HeadVector): HeadVector {
  const out = dot(v, normal);
  return [v[0] - out * normal[0], v[1] - out * normal[1], v[2] - out * normal[2]];
}
/** Direction along the mid-line towards the face. */
const towardsFace = (normal: HeadVector): HeadVector => cross([1, 0, 0], normal);

/** The piece that crosses the mid-line in front of the vertex; of several, the one nearest the face. */
function middleCrossing(places: readonly MapDeg[]): { piece: number; share: number } | null {
  let found: { piece: number; share: number } | null = null;
  let forward = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const [[x0, y0], [x1, y1]] = [places[i], places[i + 1]];
    if (x0 === x1 || x0 > 0 === x1 > 0) continue;
    const share = x0 / (x0 - x1);
    const y = y0 + share * (y1 - y0);
    if (y > forward) [found, forward] = [{ piece: i, share }, y];
  }
  return found;
}

/** Ends of the chord that gives the direction of the line at a point. */
const ends = (i: number, count: number): [number, number] => [Math.max(0, i - 1), Math.min(count - 1, i + 1)];

function besideOnPaper(paper: readonly PaperMm[], i: number, asideMm: number): PaperMm {
  const [a, b] = ends(i, paper.length);
  const [dx, dy] = minus2(paper[b], paper[a]);
  const length = Math.hypot(dx, dy) || 1;
  return [paper[i][0] - (asideMm * dy) / length, paper[i][1] + (asideMm * dx) / length];
}
/** The point at `asideMm` along the skin, perpendicular to the line. */
function besideOnSkin(form: HeadForm, skin: readonly HeadVector[], normals: readonly HeadVector[], i: number, asideMm: number): HeadVector {
  const [a, b] = ends(i, skin.length);
  let normal = normals[i];
  let ahead = unit(cross(withinSkin(minus(skin[b], skin[a]), normal), normal));
  let at = skin[i];
  const steps = Math.max(1, Math.ceil(Math.abs(asideMm) / STEP_MM));
  const step = asideMm / steps;
  for (let n = 0; n < steps; n++) {
    const [x, y, z] = at;
    const direction = directionTo(form, [x + step * ahead[0], y + step * ahead[1], z + step * ahead[2]]);
    at = pointToward(form, direction);
    normal = normalToward(form, direction);
    ahead = unit(withinSkin(ahead, normal));
  }
  return at;
}
const unit = ([x, y, z]: HeadVector): HeadVector => {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
};
