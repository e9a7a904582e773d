/* The models' own scripts, which are not started here: what they give back is found behind their shortened names. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withoutPicture } from '../../src/io/without-picture.ts';

type Made = Record<string, Record<string, { listeners: { wants: string[]; outs: object }[] }>>;
const { resolve } = createRequire(import.meta.url);

/** @param at the shortened name, which this version has twice */
function made(script: string, name: string, at: string) {
  const scope: Record<string, unknown> = { navigator: { platform: '', userAgent: '' }, location: { pathname: '/' } };
  scope.window = scope.self = scope;
  runInNewContext(readFileSync(resolve(script), 'utf8'), scope);
  const model = new (scope[name] as new (options: object) => Made)({ locateFile: (file: string) => file });
  return { model, asked: () => model[at][at].listeners.map(({ wants, outs }) => [...wants, '->', ...Object.keys(outs)].join(' ')) };
}

test('the face mesh and the segmentation are asked for what they find, and for no picture', () => {
  const face = made('@mediapipe/face_mesh/face_mesh.js', 'FaceMesh', 'g');
  expect(face.asked()).toEqual([
    'multi_face_geometry image_transformed multi_face_landmarks -> image multiFaceGeometry multiFaceLandmarks',
  ]);
  expect(withoutPicture(face.model)).toBe(true);
  expect(face.asked()).toEqual(['multi_face_geometry multi_face_landmarks -> multiFaceGeometry multiFaceLandmarks']);

  const person = made('@mediapipe/selfie_segmentation/selfie_segmentation.js', 'SelfieSegmentation', 'h');
  expect(person.asked()).toEqual(['segmentation_mask image_transformed -> image segmentationMask']);
  expect(withoutPicture(person.model)).toBe(true);
  expect(person.asked()).toEqual(['segmentation_mask -> segmentationMask']);
});

test('a script that names it otherwise is left as it is', () => {
  expect(withoutPicture({})).toBe(false);
  expect(withoutPicture({ g: { g: { listeners: [{ streams: ['image_transformed'] }] } } })).toBe(false);
});
