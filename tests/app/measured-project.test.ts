/* What a new project takes from the reading of its first photo: the skin class, the tone of own hair that is darker than the plan, and its front. */
import { expect, test } from 'vitest';
import { withFirstDesign, withSkin } from '../../src/app/measured-project.ts';
import type { PhotoReading } from '../../src/app/photo-reader.ts';
import { newProject, withSkinClass } from '../../src/core/consultation/schema.ts';
import { usualSessions } from '../../src/core/consultation/usual-sessions.ts';
import type { HairAt } from '../../src/core/photo/hair-grid.ts';
import type { PhotoFinding } from '../../src/core/photo/photo-check.ts';
import { angleAbove } from '../../src/core/scalp/hairline-height.ts';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { healedLight } from '../../src/core/treatment/healed-light.ts';

const SKIN = [0.5, 0.26, 0.16] as const;
const project = newProject({ name: 'new', widthPx: 100, heightPx: 100 });
const hairOf = (green: number, sd = 0.04) => ({ kept: [0.8 * green, green, 1.1 * green], sd, fromPhoto: 0.8, skin: SKIN }) as const;
const treatedAfter = (hair: PhotoReading['hair'], findings: readonly PhotoFinding[] = []) =>
  withSkin(project, { tone: { class: 'III' } as PhotoReading['tone'], hair, isDarkHaired: null, findings }).treatment;
const greenKept = (treatment: typeof project.treatment) => healedLight(treatment, 140, SKIN)[1];
const usual = usualSessions('III');

test('the plan heals as dark as own hair that is clearly darker', () => {
  const dark = treatedAfter(hairOf(0.5));
  expect(greenKept(dark)).toBeLessThan(greenKept(treatedAfter(null)) - 0.2);
  expect(greenKept(dark)).toBeGreaterThan(0.45);
});
test('it stays as usual where own hair is about as dark, paler, hardly read, or too long to be shaved hair', () => {
  const long = { id: 'long-hair', text: '', remedy: '' } as const;
  for (const [hair, findings] of [[null], [hairOf(0.77)], [hairOf(0.95)], [hairOf(0.5, 0.17)], [hairOf(0.5), [long]]] as const)
    expect(treatedAfter(hair, findings)).toMatchObject({ skin: 'III', sessions: usual });
});

test.each([
  ['I', false, 50],
  ['II', false, 44],
  ['I', true, 38],
  ['II', null, 34],
  ['III', false, 30],
] as const)('on skin %s the first wash is thinner where no dark hair is seen (dark hair: %s)', (skin, isDarkHaired, dilution) => {
  const tone = { class: skin } as PhotoReading['tone'];
  const { treatment } = withSkin(project, { tone, hair: null, isDarkHaired, findings: [] });
  expect(treatment.sessions[0].dilution).toBe(dilution);
  // still the usual washes, so they follow the skin that the user chooses
  const dark = withSkinClass(treatment, 'V');
  expect(dark.sessions).toEqual(usualSessions('V'));
});

const seen = {
  ...newProject({ name: 'front', widthPx: 1400, heightPx: 1400 }),
  scale: { pxPerMm: 6, method: 'breadth', sdShare: 0.04 } as const,
  camera: { focalPx: 6000, assumed: false },
  head: {
    centrePx: [700, 760] as [number, number],
    halfAxesMm: [77, 79, 92] as [number, number, number],
    rotationRad: [0.2, 0, 0] as [number, number, number],
    shape: 'standard' as const,
  },
};
const surface = projectSurface(seen) as NonNullable<ReturnType<typeof projectSurface>>;
/** So much of dense hair from a height above the glabella on, mm. */
function hairFrom(heightMm: number, share: number) {
  const rad = angleAbove(surface, heightMm, null);
  const edge = surface.at(0, Math.sin(rad), -Math.cos(rad));
  const edgePx = surface.project(edge.xMm, edge.yMm, edge.zMm)[1];
  return (_: number, y: number) => (y < edgePx ? share : 0);
}
const lineMmWith = (hairAt: ReturnType<typeof hairFrom>, tone: ReturnType<typeof hairFrom>, denseSeen = true) => {
  const basis = { bareFrom: 'forehead', denseSeen, colourKept: null, byColour: 1, skinTexture: 0.06, paleLine: false } as const;
  const hair: HairAt = Object.assign(hairAt, { tone, basis });
  return withFirstDesign(seen, { isTrusted: true, sawFace: true }, undefined, hair).design.hairline?.shape?.midMm ?? 0;
};
test.each([
  [50, 50],
  [78, 78],
  [90, 55],
  [null, 55],
])('own dense hair that begins %s mm above the glabella puts the line at %s mm', (hairMm, lineMm) => {
  const hairAt = hairMm === null ? () => 0 : hairFrom(hairMm, 1);
  expect(Math.abs(lineMmWith(hairAt, hairAt, hairMm !== null) - lineMm)).toBeLessThanOrEqual(4);
});
test('a front that is patchy, so that only its tone says hair, puts the line there too, but no dense front is passed by its tone', () => {
  expect(Math.abs(lineMmWith(hairFrom(72, 0.3), hairFrom(72, 0.9)) - 72)).toBeLessThanOrEqual(4);
  expect(Math.abs(lineMmWith(hairFrom(72, 1), hairFrom(50, 0.9)) - 72)).toBeLessThanOrEqual(4);
});
test('from above, where brows and nod are a guess, the line is raised; a glabella that was seen keeps it', () => {
  const bare: HairAt = Object.assign(() => 0, { tone: () => 0, basis: null });
  const midMm = (nodRad: number, glabella?: [number, number]) => {
    const head = { ...seen.head, rotationRad: [nodRad, 0, 0] as [number, number, number] };
    const photo = { ...seen.photo, landmarks: glabella ? { glabella } : null } as typeof seen.photo;
    return withFirstDesign({ ...seen, head, photo }, { isTrusted: true, sawFace: true }, undefined, bare).design.hairline?.shape?.midMm;
  };
  expect(midMm(0.2)).toBe(55);
  expect(midMm(1.3)).toBe(65);
  expect(midMm(1.3, [700, 1100])).toBe(55);
});
