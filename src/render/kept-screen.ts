/*
 * Draws the screen's picture. While nothing but its position (by whole px) or the wipe changes, what was drawn before is copied, and only what
 * comes into sight is drawn: to the byte what drawing all of it would show. The two sides of the wipe are kept apart.
 */
import type { CompositePass, PhotoTexture } from './composite-pass.ts';
import type { DotsPass } from './dots-pass.ts';
import type { Frame } from './frame.ts';
import { type Area, createKeptPicture } from './kept-picture.ts';
import { inGrains } from './rectangle.ts';
import type { ScreenView } from './stage.ts';

interface Drawn {
  view: ScreenView;
  frame: Frame;
  photo: PhotoTexture;
  /** of the photo's corner, whole px and the rest */
  x: number;
  y: number;
  restX: number;
  restY: number;
}

export interface ScreenPasses {
  gl: WebGL2RenderingContext;
  dots: DotsPass;
  composite: CompositePass;
  drawAll(view: ScreenView, frame: Frame, photo: PhotoTexture): void;
}
export type KeptScreen = ReturnType<typeof createKeptScreen>;

export function createKeptScreen({ gl, dots, composite, drawAll }: ScreenPasses) {
  const bare = createKeptPicture(gl);
  const dotted = createKeptPicture(gl);
  let drawn: Drawn | null = null;

  /** Draws a part of one side in the upper left corner of the canvas. */
  const drawPart = ({ view, frame, photo, restX, restY }: Drawn, { left, bottom, right, top }: Area, isBare: boolean) => {
    const [widthPx, heightPx] = [right - left, top - bottom];
    const rectangle = { widthPx, heightPx, originX: left - restX, originY: -top - restY, scale: view.scale };
    if (!isBare) dots.draw(rectangle, frame.splats, view);
    const part = { leftPx: 0, topPx: 0, targetWidthPx: view.widthPx, targetHeightPx: view.heightPx };
    composite.draw(
      rectangle,
      frame,
      dots.sums,
      { photo, wipePx: isBare ? widthPx : 0, surround: view.surround, part, keepsRest: true },
      null,
    );
  };
  /** The part of the photo's plane between two columns of the screen. */
  const between = ({ view, x, y }: Drawn, from: number, to: number): Area => ({
    left: from - x,
    right: to - x,
    bottom: y - view.heightPx,
    top: y,
  });

  return {
    draw(view: ScreenView, frame: Frame, photo: PhotoTexture) {
      const { widthPx, heightPx } = view;
      const [originX, originY] = [inGrains(view.originX), inGrains(view.originY)];
      const [x, y] = [Math.floor(originX), Math.floor(originY)];
      const next = { view, frame, photo, x, y, restX: originX - x, restY: originY - y };
      const wipe = Math.min(widthPx, Math.max(0, view.wipePx));
      const areas = [
        { kept: bare, at: 0, area: between(next, 0, wipe) },
        { kept: dotted, at: wipe, area: between(next, wipe, widthPx) },
      ].filter(({ area }) => area.left < area.right);
      if (drawn && isShifted(next, drawn)) {
        for (const { kept, area } of areas)
          for (const part of kept.missing(area).flatMap((missing) => cut(missing, widthPx, heightPx))) {
            drawPart(next, part, kept === bare);
            kept.take(part, 0, heightPx - (part.top - part.bottom));
          }
        for (const { kept, at, area } of areas) kept.show(area, at, 0);
      } else {
        drawAll(view, frame, photo);
        bare.begin(widthPx, heightPx);
        dotted.begin(widthPx, heightPx);
        for (const { kept, at, area } of areas) for (const part of kept.missing(area)) kept.take(part, at, 0);
      }
      drawn = next;
    },
    /** frees the memory, also that of a lost context; the next picture is drawn anew */
    end() {
      drawn = null;
      bare.end();
      dotted.end();
    },
  };
}

/** Whether two pictures show the same but for whole px of position, and the wipe. */
const isShifted = (a: Drawn, b: Drawn) =>
  a.frame === b.frame &&
  a.photo === b.photo &&
  a.restX === b.restX &&
  a.restY === b.restY &&
  (['widthPx', 'heightPx', 'scale', 'surround'] as const).every((name) => a.view[name] === b.view[name]);

/** Parts that fit on the canvas. */
function cut(area: Area, widthPx: number, heightPx: number): Area[] {
  const parts: Area[] = [];
  for (let { bottom } = area; bottom < area.top; bottom += heightPx)
    for (let { left } = area; left < area.right; left += widthPx)
      parts.push({ left, bottom, right: Math.min(area.right, left + widthPx), top: Math.min(area.top, bottom + heightPx) });
  return parts;
}
