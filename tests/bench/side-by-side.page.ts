/* Six days of one plan side by side on the screen, against the plan alone on the same screen: JavaScript of a frame while all are panned or zoomed. */
import { PLAIN_CAMERA } from '../../src/core/photo/plain-camera.ts';
import { type Appearance, appearanceOn } from '../../src/core/treatment/appearance.ts';
import { NO_GLOSS, NOTHING_ABOVE } from '../../src/core/treatment/composite.ts';
import { fineLook } from '../../src/core/treatment/fine-contrast.ts';
import { fixedColumns, splatsFor } from '../../src/core/treatment/splats.ts';
import { createStage } from '../../src/render/stage.ts';
import { planWith, tileDots } from '../core/treatment/flat-patch.ts';

const [WIDTH_PX, HEIGHT_PX] = [1280, 960];
const [COLUMNS, ROWS] = [3, 2];
const DAYS = [-1, 0, 12, 26, 54, 1095];
const SURROUND = [0.2, 0.2, 0.2] as const;
const TILE = { tileMm: 70, pxPerMm: 12 };
const CAMERA = fineLook(PLAIN_CAMERA, TILE.pxPerMm, null);

export interface SideBySideTimes {
  dots: number;
  alone: { pannedMs: number[]; zoomedMs: number[] };
  six: { pannedMs: number[]; zoomedMs: number[] };
}

export async function sideBySideFrames({ runs }: { runs: number }): Promise<SideBySideTimes> {
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
  const photo = new OffscreenCanvas(TILE.tileMm * TILE.pxPerMm, TILE.tileMm * TILE.pxPerMm);
  const context = photo.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'rgb(200 145 115)';
  context.fillRect(0, 0, photo.width, photo.height);
  stage.setPhoto(await createImageBitmap(photo));
  const side = await stage.sideBySide();

  const project = planWith({});
  const dots = tileDots(project, TILE);
  const fixed = fixedColumns(dots);
  const looks = DAYS.map((day) => (day < 0 ? null : appearanceOn(dots, project.treatment, project.design.zones, { day })));
  const frameOf = (look: Appearance | null, scale: number) => ({
    splats: look && splatsFor(dots, look, CAMERA, scale, fixed),
    veil: null,
    above: look?.above ?? NOTHING_ABOVE,
    gloss: NO_GLOSS,
  });
  const timed = (draw: (step: number) => void): number[] => {
    const times: number[] = [];
    for (let step = -2; step < runs; step++) {
      const since = performance.now();
      draw(step);
      if (step >= 0) times.push(performance.now() - since);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    }
    return times;
  };
  const screen = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, surround: SURROUND };
  const alone = (scale: number, x: number, frame: ReturnType<typeof frameOf>) =>
    stage.drawScreen({ ...screen, scale, originX: x, originY: 0, wipePx: 0 }, frame);
  const size = { widthPx: Math.floor(WIDTH_PX / COLUMNS) - 2, heightPx: HEIGHT_PX / ROWS - 2 };
  const six = (scale: number, x: number, frames: readonly ReturnType<typeof frameOf>[]) =>
    side.draw(
      screen,
      frames.map((frame, i) => ({
        ...size,
        leftPx: (i % COLUMNS) * (size.widthPx + 2),
        topPx: Math.floor(i / COLUMNS) * (size.heightPx + 2),
        scale,
        originX: x,
        originY: 0,
        wipePx: 0,
        photo: null,
        frame,
      })),
    );
  const [oneFrame, sixFrames] = [frameOf(looks[4], 1), looks.map((look) => frameOf(look, 0.5))];
  const times = {
    dots: dots.count,
    alone: {
      // as another frame each time, which draws all of it, as cells do
      pannedMs: timed((step) => alone(1, step, { ...oneFrame })),
      zoomedMs: timed((step) => alone(1 + step / 100, 0, frameOf(looks[4], 1 + step / 100))),
    },
    six: {
      pannedMs: timed((step) => six(0.5, step, sixFrames)),
      zoomedMs: timed((step) =>
        six(
          0.5 + step / 200,
          0,
          looks.map((look) => frameOf(look, 0.5 + step / 200)),
        ),
      ),
    },
  };
  side.end();
  stage.destroy();
  return times;
}
