/* Converts version 1 of the file, one photo with one plan, to a consultation. */
import type { Consultation, ParsedConsultation } from './consultation.ts';
import { freshPhotoId } from './photo-ids.ts';
import { type Project, parseProject } from './schema.ts';
import { withZoneIds } from './zone-ids.ts';

export const FIRST_PLAN = 'A';

export function fromVersion1(json: unknown): ParsedConsultation {
  const parsed = parseProject(json);
  return parsed.ok ? { ok: true, consultation: consultationOf(parsed.project) } : parsed;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** A consultation with this one photo and plan. Unknown keys move with the object they belonged to. */
export function consultationOf(project: Project): Consultation {
  const { photo, scale = null, camera = null, head, white = null, design, treatment, ...root } = project;
  const { centrePx, rotationRad, ...shared } = head ?? {};
  // version 1 has no evidence: keys of these names are something else there
  const { label, takenAt, evidence: _, differs: __, ...ofPhoto } = photo;
  return {
    ...root,
    version: 2,
    head: head ? (shared as Consultation['head']) : null,
    photos: [
      {
        ...ofPhoto,
        id: freshPhotoId(photo.name, []),
        label: typeof label === 'string' ? label.slice(0, 80) : '',
        ...(isDay(takenAt) ? { takenAt } : {}),
        scale,
        camera,
        pose: head ? { centrePx: head.centrePx, rotationRad: head.rotationRad } : null,
        white,
      },
    ],
    plans: [{ name: FIRST_PLAN, design: withZoneIds(design), treatment }],
  };
}
