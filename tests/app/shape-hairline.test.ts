/* Shape and height of the hairline are two choices. */
import { expect, it } from 'vitest';
import { changeHairline, openConsultation } from '../../src/app/actions.ts';
import { lowerHairline } from '../../src/app/preview-choices.ts';
import { shapeHairline } from '../../src/app/shape-hairline.ts';
import { createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { HAIRLINE_SHAPES, type Project } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { hairlineCurve } from '../../src/core/design/hairline.ts';
import { SHAPES } from '../../src/core/design/hairline-shapes.ts';
import { hairlineHeight } from '../../src/core/scalp/hairline-height.ts';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { demoProject } from '../support/demo-project.ts';

const opened = () => {
  const store = createAppStore();
  const project = demoProject('front');
  openConsultation(store, project.photo as unknown as DecodedPhoto, consultationOf(project));
  return store;
};
/** Of the line as it lies on the head. */
function heightMm(project: Project): number {
  const { design, photo } = project;
  const surface = projectSurface(project);
  const found = surface && design.hairline && hairlineHeight(hairlineCurve(design.hairline, 0.2), surface, photo.landmarks?.glabella);
  if (!found) throw new Error('there is no line across the middle of the face');
  return found.midMm;
}
const drawn = HAIRLINE_SHAPES.filter((name) => name !== 'none');

it('another shape keeps the height that was set, each after the other', () => {
  const store = opened();
  const now = () => store.getState().project as Project;
  shapeHairline(store, 'straight', { midMm: 62 });
  lowerHairline(store, 5);
  for (const name of [...drawn, ...drawn]) {
    expect(shapeHairline(store, name)).toBe(true);
    expect(now().design.hairline?.shape).toMatchObject({ name, midMm: 57, cornerMm: SHAPES[name].cornerMm });
    expect(Math.abs(heightMm(now()) - 57), name).toBeLessThan(1);
  }
});

it('a line drawn by hand keeps its height when it is given a shape', () => {
  const store = opened();
  const now = () => store.getState().project as Project;
  shapeHairline(store, 'straight', { midMm: 70 });
  const line = now().design.hairline;
  changeHairline(store, { points: line?.points ?? [], shape: undefined });
  const before = heightMm(now());
  shapeHairline(store, 'mature');
  expect(Math.abs(heightMm(now()) - before)).toBeLessThan(1);
});

it('where there is no line the shape comes at its usual height', () => {
  const store = opened();
  shapeHairline(store, 'none');
  shapeHairline(store, 'receded');
  expect(store.getState().project?.design.hairline?.shape).toMatchObject({ name: 'receded', midMm: SHAPES.receded.midMm });
});
