/* What a hairline costs at every step that it is dragged, with two more photos of the head in the strip, against the same photo alone. */
import { createPipeline } from '../../src/app/pipeline.ts';
import { createPlanner } from '../../src/app/planner.ts';
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import { shapePoints } from '../../src/core/design/hairline-shapes.ts';
import { SCALP } from '../../src/core/design/norwood.ts';
import { PLAIN_CAMERA } from '../../src/core/photo/plain-camera.ts';
import { headForm } from '../../src/core/scalp/head-form.ts';
import { CANDIDATES_PER_CM2, CANONICAL_HALF_AXES_MM, type Candidates } from '../../src/core/stipple/candidates.ts';
import { headAreaMm2, headPoints } from '../../src/core/stipple/head-points.ts';

const axes = [...CANONICAL_HALF_AXES_MM] as [number, number, number];
const SIZE = { widthPx: 800, heightPx: 1000 };
const small = { ...SIZE, rgba: Uint8Array.from({ length: 4 * SIZE.widthPx * SIZE.heightPx }, (_, i) => [200, 155, 130, 255][i % 4]) };
const photo = { small, cameraLook: { look: PLAIN_CAMERA, whenRead: Promise.resolve() } };
const zone = { kind: 'fill' as const, outline: [...SCALP], perCm2: 140, blendMm: 6, temples: 1, avoidHair: true };

const seenFrom = (turnRad: number): Project => ({
  ...newProject({ name: '', ...SIZE }),
  scale: { pxPerMm: 3, method: 'marks', sdShare: 0.01 },
  camera: { focalPx: 3300 },
  head: { centrePx: [400, 400], halfAxesMm: axes, rotationRad: [0.25, turnRad, 0], shape: 'standard' },
  design: { hairline: null, zones: [zone], strokes: [] },
});

export async function benchDragBesidePhotos() {
  const count = Math.round((headAreaMm2(axes, true) / 100) * CANDIDATES_PER_CM2);
  const candidates: Candidates = { halfAxesMm: axes, shaped: true, perCm2: CANDIDATES_PER_CM2, ...headPoints(axes, true, count, 5) };
  const signal = new AbortController().signal;
  const form = headForm(axes, 'standard');
  const front = seenFrom(0);
  /** Dragging in the front photo, the others having told what they show. */
  async function dragBeside(turnsRad: readonly number[]) {
    const planner = createPlanner();
    for (const [i, turn] of turnsRad.entries())
      await createPipeline(planner, `other ${i}`).readForPlan(seenFrom(turn), photo, candidates, signal);
    const pipeline = createPipeline(planner, 'front');
    let step = 0;
    return () => {
      step += 1;
      const points = shapePoints('straight', 50 + (step % 7) / 10, 0.5, form);
      const hairline = { points, style: 'natural' as const, featherMm: 5, irregularity: 0.5, mirrored: false };
      return pipeline.design({ ...front, design: { ...front.design, hairline } }, photo, candidates);
    };
  }
  return { alone: await dragBeside([]), besideTwo: await dragBeside([Math.PI / 2, Math.PI]) };
}
