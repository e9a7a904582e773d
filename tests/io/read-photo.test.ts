import { expect, test } from 'vitest';
import { focalPxFrom35Mm } from '../../src/io/read-photo.ts';

test('a focal length of 35 mm film is measured along the long side, however the photo is held', () => {
  expect(focalPxFrom35Mm(27, 4000, 3000)).toBe(3000);
  expect(focalPxFrom35Mm(27, 3000, 4000)).toBe(3000);
});
