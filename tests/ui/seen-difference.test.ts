// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
/* Whether the healed result is plain on a skin, and what a step of shade does to it. */
import { expect, test } from 'vitest';
import { shadedSessions } from '../../src/app/preview-choices.ts';
import { newProject, type Project, SKIN_CLASSES, withSkinClass } from '../../src/core/consultation/schema.ts';
import { SKIN_COLOUR } from '../../src/core/treatment/skin-colours.ts';
import { faintWords, healedDifference } from '../../src/ui/seen-difference.ts';

const zone = {
  kind: 'fill' as const,
  outline: [
    [0, 0],
    [20, 0],
    [0, 20],
  ] as [number, number][],
  perCm2: 140,
  blendMm: 12,
  temples: 1,
  avoidHair: true,
};
const plain = newProject({ name: 'a', widthPx: 10, heightPx: 10 });
const planned: Project = { ...plain, design: { ...plain.design, zones: [zone] } };
const on = (skin: (typeof SKIN_CLASSES)[number], darker = 0): Project => {
  const treatment = withSkinClass(planned.treatment, skin);
  return { ...planned, treatment: { ...treatment, sessions: shadedSessions(treatment.sessions, darker) } };
};

test('a step darker is seen, a step lighter too, on every skin', () => {
  for (const skin of SKIN_CLASSES) {
    const [lighter, usual, darker] = [-1, 0, 1].map((step) => healedDifference(on(skin, step), SKIN_COLOUR[skin]));
    console.log(`skin ${skin}: lighter ${lighter.toFixed(1)}, usual ${usual.toFixed(1)}, darker ${darker.toFixed(1)} dE00 from bare skin`);
    // least on skin VI: its dots are nearest to the skin, and its usual washes take nearly all that pigment can take
    const least = skin === 'VI' ? 0.35 : 0.7;
    expect(usual - lighter).toBeGreaterThan(least);
    expect(darker - usual).toBeGreaterThan(least);
  }
});

test('a result that is faint says so once it has healed, and not before', () => {
  const few = on('III');
  const faint = { ...few, design: { ...few.design, zones: [{ ...zone, perCm2: 30 }] } };
  expect(faintWords(faint, null, 20)).toBeNull();
  expect(faintWords(faint, null, 60)).toMatch(/faint/);
  expect(faintWords(on('III'), null, 60)).toBeNull();
});
