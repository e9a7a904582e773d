/* A demo as it is in the repository: its first photo with its first plan. */
import { readFileSync } from 'node:fs';
import { parseConsultation } from '../../src/core/consultation/consultation.ts';
import type { Project } from '../../src/core/consultation/schema.ts';
import { shownProject } from '../../src/core/consultation/shown-project.ts';

export function demoProject(name: string): Project {
  const file = new URL(`../../public/demos/${name}.json`, import.meta.url);
  const parsed = parseConsultation(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(parsed.reason);
  const { photos, plans } = parsed.consultation;
  return shownProject(parsed.consultation, photos[0].id, plans[0].name);
}
