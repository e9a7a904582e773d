/* What a new project takes from the reading of its first photo: the skin class, and the tone of own hair that is darker than the plan. */
import { expect, test } from 'vitest';
import { withSkin } from '../../src/app/measured-project.ts';
import type { PhotoReading } from '../../src/app/photo-reader.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { usualSessions } from '../../src/core/consultation/usual-sessions.ts';
import type { PhotoFinding } from '../../src/core/photo/photo-check.ts';
import { healedLight } from '../../src/core/treatment/healed-light.ts';

const SKIN = [0.5, 0.26, 0.16] as const;
const project = newProject({ name: 'new', widthPx: 100, heightPx: 100 });
const hairOf = (green: number, fromPhoto = 0.8) => ({ kept: [0.8 * green, green, 1.1 * green], sd: 0.04, fromPhoto, skin: SKIN }) as const;
const treatedAfter = (hair: PhotoReading['hair'], findings: readonly PhotoFinding[] = []) =>
  withSkin(project, { tone: { class: 'III' } as PhotoReading['tone'], hair, findings }).treatment;
const greenKept = (treatment: typeof project.treatment) => healedLight(treatment, 140, SKIN)[1];
const usual = usualSessions('III');

test('the plan heals as dark as own hair that is clearly darker', () => {
  const dark = treatedAfter(hairOf(0.5));
  expect(greenKept(dark)).toBeLessThan(greenKept(treatedAfter(null)) - 0.2);
  expect(greenKept(dark)).toBeGreaterThan(0.45);
});
test('it stays as usual where own hair is about as dark, paler, hardly read, or too long to be shaved hair', () => {
  const long = { id: 'long-hair', text: '', remedy: '' } as const;
  for (const [hair, findings] of [[null], [hairOf(0.77)], [hairOf(0.95)], [hairOf(0.5, 0.3)], [hairOf(0.5), [long]]] as const)
    expect(treatedAfter(hair, findings)).toMatchObject({ skin: 'III', sessions: usual });
});
