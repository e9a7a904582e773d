/*
 * Everything that is saved about one client: one head, its photos and the plans for it. This is `project.json` of version 2. Each photo has
 * its own pose, camera and scale; the head's size and shape belong to the person. Version 1 stays readable (version-1.ts).
 */
import * as v from 'valibot';
import { evidenceFields, withoutWrongEvidence } from './evidence.ts';
import { projectSchema, reasonOf } from './schema.ts';
import { fromVersion1 } from './version-1.ts';
import { withZoneIds } from './zone-ids.ts';

export const MAX_PHOTOS = 60;
export const MAX_PLANS = 26;
export const PLAN_NAME_LENGTH = { least: 1, most: 40 } as const;
export const MAX_LABEL_LENGTH = 80;

const of1 = projectSchema.entries;
const headOf1 = of1.head.wrapped.entries;
const text = (least: number, most: number) => {
  const rule = `must be a text of ${least} to ${most} characters`;
  return v.pipe(v.string(rule), v.minLength(least, rule), v.maxLength(most, rule));
};
/** An id is the name of the photo's file in a `.smp`, so it must be valid on every file system. */
const ID = /^(?![\s.])[^\p{Cc}"*/:<>?\\|]{1,80}(?<![\s.])$/u;
const idSchema = v.pipe(v.string('must be a text'), v.regex(ID, 'must be 1 to 80 characters that a file name can have'));

const headSchema = v.looseObject({ halfAxesMm: headOf1.halfAxesMm, shape: headOf1.shape });
/** Position and rotation of the head in a photo. */
const poseSchema = v.looseObject({ centrePx: headOf1.centrePx, rotationRad: headOf1.rotationRad, squeeze: headOf1.squeeze });
const photoFields = v.looseObject({
  id: idSchema,
  ...of1.photo.entries,
  label: v.optional(text(0, MAX_LABEL_LENGTH), ''),
  /** the day it was taken, YYYY-MM-DD */
  takenAt: v.optional(v.pipe(v.string('must be a day like 2026-11-25'), v.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day like 2026-11-25'))),
  scale: v.nullish(of1.scale.wrapped, null),
  camera: v.nullish(of1.camera.wrapped, null),
  pose: v.nullish(poseSchema, null),
  white: v.nullish(of1.white.wrapped, null),
  ...evidenceFields,
});
const photoSchema = v.pipe(
  photoFields,
  v.transform((photo): v.InferOutput<typeof photoFields> => withoutWrongEvidence(photo)),
);
const planSchema = v.looseObject({
  name: text(PLAN_NAME_LENGTH.least, PLAN_NAME_LENGTH.most),
  design: v.pipe(of1.design, v.transform(withZoneIds)),
  treatment: of1.treatment,
});
const differ = (names: readonly string[]) => new Set(names).size === names.length;
export const consultationSchema = v.looseObject({
  format: of1.format,
  version: v.literal(2, 'must be 1 or 2, the versions this Stubble reads'),
  title: of1.title,
  seed: of1.seed,
  head: v.nullish(headSchema, null),
  photos: v.pipe(
    v.array(photoSchema, 'must be a list of photos'),
    v.minLength(1, `must have 1 to ${MAX_PHOTOS} photos`),
    v.maxLength(MAX_PHOTOS, `must have 1 to ${MAX_PHOTOS} photos`),
    v.check((photos) => differ(photos.map(({ id }) => id.toLowerCase())), 'must have photos whose ids differ by more than their case'),
  ),
  plans: v.pipe(
    v.array(planSchema, 'must be a list of plans'),
    v.minLength(1, `must have 1 to ${MAX_PLANS} plans`),
    v.maxLength(MAX_PLANS, `must have 1 to ${MAX_PLANS} plans`),
    v.check((plans) => differ(plans.map(({ name }) => name)), 'must have plans whose names differ'),
  ),
});

export type Consultation = v.InferOutput<typeof consultationSchema>;
export type PhotoEntry = Consultation['photos'][number];
export type Plan = Consultation['plans'][number];
/** The person's head: size and shape, independent of photos. */
export type SharedHead = NonNullable<Consultation['head']>;
export type Pose = NonNullable<PhotoEntry['pose']>;

export type ParsedConsultation = { ok: true; consultation: Consultation } | { ok: false; reason: string };

/**
 * Reads a parsed `project.json` of version 1 or 2, filling defaults.
 * @returns the consultation, or one sentence that names the first wrong field by its path and value.
 */
export function parseConsultation(json: unknown): ParsedConsultation {
  if ((json as { version?: unknown } | null)?.version !== 2) return fromVersion1(json);
  const result = v.safeParse(consultationSchema, json, { abortEarly: true });
  return result.success ? { ok: true, consultation: result.output } : { ok: false, reason: reasonOf(result.issues[0]) };
}
