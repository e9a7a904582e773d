/* What the report says of a plan that a studio's finish scales. */
import { expect, test } from 'vitest';
import { reportJson } from '../../src/app/job-results.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { newProject } from '../../src/core/consultation/schema.ts';

const notes = {
  cameraSource: 'assumed',
  ways: null,
  irisPx: null,
  figures: null,
  reading: null,
  stubble: undefined,
  messages: [],
} as const;

test('the finish is named in the report, with its light, and absent where there is none', () => {
  const project = newProject({ name: 'a', widthPx: 100, heightPx: 100 });
  const report = (finish: object | null) =>
    JSON.parse(
      reportJson({ ...project, treatment: { ...project.treatment, finish } } as never, {} as DecodedPhoto, null, {
        ...notes,
        messages: [],
      }),
    );
  expect(report({ name: 'Harbour', light: [1.2, 1.1, 1] }).finish).toEqual({ name: 'Harbour', light: [1.2, 1.1, 1] });
  expect(report(null)).not.toHaveProperty('finish');
});
