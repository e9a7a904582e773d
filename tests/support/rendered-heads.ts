/*
 * The ten rendered photographs of three modelled heads: what measuring kept of each, and where places of the true scalp show in it. A place is a
 * direction in the standard head as it lies best on the true scalp (0.5 to 1 mm rms), so that it is the same place in all photos of one head.
 */
import { readFileSync } from 'node:fs';
import type { JointHead } from '../../src/core/scalp/fit-heads.ts';
import type { HeadEvidence } from '../../src/core/scalp/head-evidence.ts';
import { placeToward } from '../../src/core/scalp/head-map.ts';
import { areaVectorAt } from '../../src/core/scalp/head-shape.ts';
import { headSurface, type Surface } from '../../src/core/scalp/surface.ts';

interface TrueHead {
  halfAxesMm: [number, number, number];
  /** without ears; from glabella to the back of the head */
  breadthMm: number;
  lengthMm: number;
  /** of the scalp where photos show it, in cells of equal solid angle: bands from the top down, sectors round from the back */
  scalpCm2: number;
  bands: number;
  sectors: number;
  scalpCells: number[];
}
interface TruePhoto {
  /** direction of a place on the scalp, where it shows, mm per px at its depth; about 10 mm apart */
  places: [number, number, number, number, number, number][];
}
const read = <T>(name: string) => JSON.parse(readFileSync(new URL(`../fixtures/joint/${name}.json`, import.meta.url), 'utf8')) as T;
const evidence = read<Record<string, HeadEvidence>>('evidence');
const truth = read<{ heads: Record<string, TrueHead>; photos: Record<string, TruePhoto> }>('truth');

/** @param ids as 'A1 A2' */
export const kept = (ids: string) => ids.split(' ').map((id) => ({ id, kept: structuredClone(evidence[id]) }));
export const trueHead = (id: string) => truth.heads[id[0]];

export const surfacesOf = (joint: JointHead): Map<string, Surface> =>
  new Map(
    joint.photos.map(({ id, head, scale, focalPx }) => [id, headSurface({ ...evidence[id].photo, pxPerMm: scale.pxPerMm, focalPx, head })]),
  );

/** Places of the true scalp that a photo shows, as the map has them, and the pixels that show them. */
export const truePlaces = (id: string) =>
  truth.photos[id].places.map(([ux, uy, uz, x, y]) => ({ place: placeToward([ux, uy, uz]), px: [x, y] as [number, number] }));

/** How far places of the map land from where they truly are, mm in the picture, from the least. */
export function landingMm(id: string, surface: Surface): number[] {
  return truth.photos[id].places
    .map(([ux, uy, uz, x, y, mmPerPx]) => {
      const p = surface.at(ux, uy, uz);
      const [px, py] = surface.project(p.xMm, p.yMm, p.zMm);
      return Math.hypot(px - x, py - y) * mmPerPx;
    })
    .sort((a, b) => a - b);
}
export const shareOf = (sorted: readonly number[], share: number) => sorted[Math.floor(share * sorted.length)];

/** Breadth above the ears, and length from the glabella to the back of the head, of a standard head. */
export function extentMm(halfAxesMm: [number, number, number]) {
  const head = { centrePx: [500, 500] as [number, number], halfAxesMm, rotationRad: [0, 0, 0] as [number, number, number] };
  const surface = headSurface({ widthPx: 1000, heightPx: 1000, pxPerMm: 1, focalPx: 1000, head: { ...head, shape: 'standard' } });
  let [breadth, back] = [0, 0];
  for (let y = -0.6; y <= 0.1; y += 0.02)
    for (let a = 0; a < 2 * Math.PI; a += 0.02) {
      const r = Math.sqrt(1 - y * y);
      const p = surface.at(r * Math.sin(a), y, r * Math.cos(a));
      breadth = Math.max(breadth, 2 * p.xMm);
      back = Math.max(back, p.zMm - 1000);
    }
  const glabella = surface.at(0, 0.19, -Math.sqrt(1 - 0.19 ** 2));
  return { breadthMm: breadth, lengthMm: back - (glabella.zMm - 1000) };
}

/** Area of the scalp, of the places that photos of this head show, on a head of these half-axes, cm2. */
export function scalpCm2(id: string, halfAxesMm: [number, number, number]): number {
  const { bands, sectors, scalpCells } = trueHead(id);
  const out = new Float64Array(7);
  const fine = 4;
  let mm2 = 0;
  for (const cell of scalpCells)
    for (let i = 0; i < fine; i++)
      for (let j = 0; j < fine; j++) {
        const y = -1 + (2 * (Math.floor(cell / sectors) + (i + 0.5) / fine)) / bands;
        const angle = (((cell % sectors) + (j + 0.5) / fine) / sectors) * 2 * Math.PI - Math.PI;
        const r = Math.sqrt(1 - y * y);
        areaVectorAt(true, halfAxesMm, r * Math.sin(angle), y, -r * Math.cos(angle), out);
        mm2 += (Math.hypot(out[4], out[5], out[6]) * 4 * Math.PI) / (bands * sectors * fine * fine);
      }
  return mm2 / 100;
}
