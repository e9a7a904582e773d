// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
/* What is said of a photo that does not go with the others. */
import { expect, it } from 'vitest';
import { apartWords } from '../../src/ui/words.ts';

it('names the photo, what of it differs and by how much, and what to do', () => {
  expect(apartWords('Back', { about: 'scale', share: 0.117 })).toBe(
    '“Back” has another scale than the other photos, by 12 %: set it anew under Scale.',
  );
  expect(apartWords('Top', { about: 'head', share: 0.0901 })).toBe(
    '“Top” shows a head of another shape than the other photos do, by 9 %: check its outline under Head, and whether it is the same person.',
  );
  expect(apartWords('Left side', { about: 'outline', share: 0.85 })).toBe(
    'The head of the other photos does not fit the outline in “Left side”, which now counts for 15 %: drag the outline onto the head there, or remove the photo.',
  );
});
