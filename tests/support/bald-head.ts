/* A made-up photograph, small enough for a quick test, and the project that fits it, as a file of version 1 and as it is worked on: a skin-coloured disc with a little grain. */
import type { Project } from '../../src/core/consultation/schema.ts';
import { parseProject } from '../../src/core/consultation/schema.ts';
import { withPlacedDesign } from '../../src/core/scalp/place-version-1.ts';
import type { Picture } from './png.ts';

export const WIDTH_PX = 480;
export const HEIGHT_PX = 600;

export function baldHead(): Picture {
  const rgb = new Uint8Array(WIDTH_PX * HEIGHT_PX * 3);
  let seed = 7;
  for (let y = 0; y < HEIGHT_PX; y++) {
    for (let x = 0; x < WIDTH_PX; x++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const grain = (seed >>> 24) / 32 - 4;
      const isSkin = ((x - 240) / 170) ** 2 + ((y - 280) / 194) ** 2 < 1;
      const colour = isSkin ? [205, 158, 130] : [120, 124, 130];
      for (let c = 0; c < 3; c++) rgb[(y * WIDTH_PX + x) * 3 + c] = colour[c] + grain;
    }
  }
  return { width: WIDTH_PX, height: HEIGHT_PX, rgb };
}

/** Half-axes of about 170 x 194 px, near enough to the canonical head to share its candidates; one fill zone on the upper half of the head, no hairline. */
export const ZONE_PX = { left: 140, right: 340, top: 140, bottom: 240 };
export function baldHeadVersion1() {
  const { left, right, top, bottom } = ZONE_PX;
  return {
    format: 'smp-project',
    version: 1,
    title: 'A made-up head',
    seed: 3,
    photo: { name: 'head.png', widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
    scale: { pxPerMm: 2.2, method: 'breadth', sdShare: 0.03 },
    camera: { focalPx: 1600 },
    head: { centrePx: [240, 280], halfAxesMm: [77, 88, 92], rotationRad: [0, 0, 0] },
    design: {
      hairline: null,
      zones: [
        {
          kind: 'fill',
          outlinePx: [
            [left, bottom],
            [left, top],
            [right, top],
            [right, bottom],
          ],
          perCm2: 140,
          blendMm: 6,
          avoidHair: false,
        },
      ],
      strokes: [],
    },
  };
}
export function baldHeadProject(): Project {
  const parsed = parseProject(baldHeadVersion1());
  if (!parsed.ok) throw new Error(parsed.reason);
  return withPlacedDesign(parsed.project);
}
