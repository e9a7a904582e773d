/*
 * One head out of what each photo says of it. This first version fits nothing: the head is as large as the first photo has it, and the other
 * photos keep their outline in the picture, with a scale that fits the size of that head.
 */
import type { Pose, SharedHead } from '../../core/consultation/consultation.ts';
import type { Head, Scale } from '../../core/consultation/schema.ts';
import { rotationMatrix } from '../../core/scalp/surface.ts';

/** A head as one photo alone has it. */
export interface SeenHead {
  id: string;
  head: Head;
  scale: Scale;
}
export interface JoinedHeads {
  head: SharedHead;
  photos: {
    id: string;
    pose: Pose;
    scale: Scale;
    /** how far this photo's own head is from the joined one: the largest difference of the outline's radius, as a share of it */
    apartShare: number;
  }[];
}
/** A photo whose head is farther than this from that of the others is worth a word. assumed: heads of one person measured twice differ by less. */
export const APART_SHARE = 0.08;

/** @param seen in the order of the photos, at least one */
export function joinHeads(seen: readonly SeenHead[]): JoinedHeads {
  const { centrePx: _, rotationRad: __, ...head } = seen[0].head;
  return {
    head: head as SharedHead,
    photos: seen.map(({ id, head: own, scale }) => {
      const ratios = radiusRatios(own, head.halfAxesMm);
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      const { halfAxesMm: ___, shape: ____, ...pose } = own;
      return {
        id,
        pose: pose as Pose,
        scale: mean === 1 ? scale : { ...scale, pxPerMm: scale.pxPerMm * mean },
        apartShare: Math.max(...ratios.map((ratio) => Math.abs(ratio - 1))),
      };
    }),
  };
}

const DIRECTIONS = 16;
/** Radius of the outline in the picture, own over joined, in directions all round. */
function radiusRatios({ halfAxesMm, rotationRad }: Head, joinedMm: readonly number[]): number[] {
  const R = rotationMatrix(rotationRad as [number, number, number]);
  const reach = (axes: readonly number[], dx: number, dy: number) =>
    Math.hypot(...[0, 1, 2].map((k) => axes[k] * (dx * R[k] + dy * R[3 + k])));
  return Array.from({ length: DIRECTIONS }, (_, i) => {
    const [dx, dy] = [Math.cos((Math.PI * i) / DIRECTIONS), Math.sin((Math.PI * i) / DIRECTIONS)];
    return reach(halfAxesMm, dx, dy) / reach(joinedMm, dx, dy);
  });
}
