/*
 * A project: one plan on one photo, with ranges and defaults. This is `project.json` of version 1, and the form in which one photo and one
 * plan of a consultation are shown and edited (shown-project.ts). Version 2, with several photos and plans, is in consultation.ts.
 * Pixels are those of the upright photo (x right, y down, (0,0) the outer corner of the top-left pixel). Designs are in degrees on the map
 * about the vertex (scalp/head-map.ts), in version 1 in pixels. Unknown keys are kept and written back, so that a newer file survives a
 * round trip through an older Stubble.
 */
import * as v from 'valibot';
import { usualFor, usualSessions } from './usual-sessions.ts';

const number = (min: number, max: number) =>
  v.pipe(
    v.number('must be a number'),
    v.finite('must be a finite number'),
    v.minValue(min, `must be ${min} or more`),
    v.maxValue(max, `must be ${max} or less`),
  );
const withDefault = <T extends v.GenericSchema, const D extends v.Default<T, undefined>>(schema: T, value: D) => v.optional(schema, value);
const pointPx = v.pipe(v.tuple([number(-1e6, 1e6), number(-1e6, 1e6)], 'must be a point [x, y]'), v.readonly());
/** A place on the head: degrees on the map about the vertex, across to the subject's left and forward to the face. */
const placeDeg = v.pipe(v.tuple([number(-180, 180), number(-180, 180)], 'must be a place [across, forward] in degrees'), v.readonly());
/** Range of a head's half-axes, mm. */
export const HALF_AXIS_MM = { least: 30, most: 200 } as const;
const halfAxis = number(HALF_AXIS_MM.least, HALF_AXIS_MM.most);
const mm3 = v.tuple([halfAxis, halfAxis, halfAxis], 'must be three half-axes in mm');
export const clampedHalfAxis = (mm: number) => Math.min(HALF_AXIS_MM.most, Math.max(HALF_AXIS_MM.least, mm));
const angle = v.pipe(v.number('must be a number'), v.finite('must be a finite number'));
const oneOf = <const T extends readonly string[]>(options: T) => v.picklist(options, `must be one of ${options.join(', ')}`);

export const HAIRLINE_STYLES = ['soft', 'natural', 'defined', 'sharp'] as const;
/** Sides from which a head is photographed; left: the subject's left side is seen. */
export const SIDES = ['front', 'threequarter-left', 'threequarter-right', 'left', 'right', 'back', 'top', 'front-from-above'] as const;
export const HAIRLINE_SHAPES = ['straight', 'rounded', 'mature', 'receded', 'peak', 'woman', 'none'] as const;
export const ZONE_KINDS = ['fill', 'scar', 'protect', 'hair', 'oldwork'] as const;
export const SKIN_CLASSES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
export const WASHES = ['neutral', 'warm', 'cool'] as const;
export const HEALING_BANDS = ['light', 'typical', 'strong'] as const;
export const SCALE_METHODS = ['marks', 'iris', 'breadth', 'tape', 'face', 'mixed'] as const;
export const HEAD_SHAPES = ['standard', 'ellipsoid'] as const;
export const SUN = ['protected', 'average', 'high'] as const;
export const SKIN_TYPES = ['dry', 'normal', 'oily'] as const;
export const NORWOOD_PATTERNS = ['II', 'III', 'III vertex', 'IV', 'V', 'VI', 'VII', 'whole'] as const;
/** What a plan is for, as the client would say it: see design/treating.ts for what each sets. */
export const TREATINGS = ['shaved', 'receding', 'crown', 'thinning', 'alopecia', 'scar', 'repair'] as const;
export const MAX_PER_CM2 = 220;

const scaleSchema = v.looseObject({
  pxPerMm: number(0.5, 200),
  method: withDefault(oneOf(SCALE_METHODS), 'marks'),
  sdShare: withDefault(number(0, 1), 0.036),
});
// `assumed`: the focal length follows from a guessed distance and is replaced when there is a better guess
const cameraSchema = v.looseObject({ focalPx: number(100, 200_000), assumed: v.optional(v.boolean('must be true or false')) });
/** White balance from a grey card or sheet: gains per channel in linear light, and the point that was tapped. */
const whiteSchema = v.looseObject({
  gains: v.tuple([number(0.2, 5), number(0.2, 5), number(0.2, 5)], 'must be three gains'),
  atPx: v.optional(pointPx),
});
const headSchema = v.looseObject({
  centrePx: pointPx,
  halfAxesMm: mm3,
  rotationRad: withDefault(v.tuple([angle, angle, angle], 'must be three angles in radians'), [0, 0, 0]),
  // absent: the standard shape, made upright (scalp/upright.ts)
  shape: v.optional(oneOf(HEAD_SHAPES)),
  // height over width of this picture, relative to what the camera took; absent: 1
  squeeze: v.optional(number(0.5, 2)),
});
const points = <const P extends v.GenericSchema>(point: P, least: number) =>
  v.pipe(v.array(point, 'must be a list of points'), v.minLength(least, `must have at least ${least} point${least > 1 ? 's' : ''}`));
const hairlineFields = {
  style: withDefault(oneOf(HAIRLINE_STYLES), 'natural'),
  featherMm: withDefault(number(0, 20), 7),
  /** how many times as wide the feather is at the temples and sideburns; absent: as in front */
  templeFeather: v.optional(number(1, 4)),
  irregularity: withDefault(number(0, 1), 0.5),
  mirrored: withDefault(v.boolean('must be true or false'), false),
  /** the shape it was drawn from, with its heights; removed once a point is moved by hand */
  shape: v.optional(v.looseObject({ name: oneOf(HAIRLINE_SHAPES), midMm: number(20, 140), cornerMm: number(-20, 60) })),
};
const zoneFields = {
  /** unique in its plan, for selection on the screen; added on reading if missing (zone-ids.ts) */
  id: v.optional(
    v.pipe(v.string('must be a text'), v.minLength(1, 'must have 1 to 40 characters'), v.maxLength(40, 'must have 1 to 40 characters')),
  ),
  kind: withDefault(oneOf(ZONE_KINDS), 'fill'),
  perCm2: withDefault(number(0, MAX_PER_CM2), 140),
  blendMm: withDefault(number(0, 40), 12),
  temples: withDefault(number(0.3, 1), 1),
  avoidHair: withDefault(v.boolean('must be true or false'), true),
  /** proposed with the hairline and not edited since: covers everything behind the line */
  proposed: v.optional(v.boolean('must be true or false')),
};
const strokeFields = {
  tool: oneOf(['add', 'remove']),
  radiusMm: withDefault(number(0.5, 40), 8),
  strength: withDefault(number(0, 1), 0.5),
};
const hairlineSchema = v.looseObject({ points: points(placeDeg, 2), ...hairlineFields });
const zoneSchema = v.looseObject({ outline: points(placeDeg, 3), ...zoneFields });
const strokeSchema = v.looseObject({ path: points(placeDeg, 1), ...strokeFields });
/** The pattern for which hairline and fill zones were last proposed. */
const norwood = v.optional(oneOf(NORWOOD_PATTERNS));
/** A design of version 1, in pixels of its photo. */
const designPxFields = {
  hairline: v.nullish(v.looseObject({ pointsPx: points(pointPx, 2), ...hairlineFields }), null),
  zones: withDefault(v.array(v.looseObject({ outlinePx: points(pointPx, 3), ...zoneFields }), 'must be a list of zones'), []),
  strokes: withDefault(v.array(v.looseObject({ pathPx: points(pointPx, 1), ...strokeFields }), 'must be a list of strokes'), []),
};
const designPxSchema = v.looseObject(designPxFields);
const designSchema = v.looseObject({
  hairline: v.nullish(hairlineSchema, null),
  zones: withDefault(v.array(zoneSchema, 'must be a list of zones'), []),
  strokes: withDefault(v.array(strokeSchema, 'must be a list of strokes'), []),
  norwood,
  /** what is treated, if the user said so */
  treating: v.optional(oneOf(TREATINGS)),
  /** design of version 1, in pixels as long as there is no head or no scale (scalp/place-version-1.ts) */
  unplaced: v.optional(designPxSchema),
});
const sessionSchema = v.looseObject({ day: number(0, 3650), cumulativeShare: number(0, 1), dilution: number(1, 80) });
const isAscending = (values: number[]) => values.every((x, i) => i === 0 || x > values[i - 1]);

/** A studio's own finish: light that its pigment takes relative to the program's default, R G B (treatment/finish.ts). */
const finishFields = {
  name: v.pipe(
    v.string('must be a text of 1 to 80 characters'),
    v.minLength(1, 'must be a text of 1 to 80 characters'),
    v.maxLength(80, 'must be a text of 1 to 80 characters'),
  ),
  light: v.tuple([number(0.2, 5), number(0.2, 5), number(0.2, 5)], 'must be three factors'),
};
const finishSchema = v.looseObject(finishFields);
const keptFinishSchema = v.looseObject({
  ...finishFields,
  /** the readings it was computed from: light kept, and the skin class of the default plan that was compared */
  readings: v.array(v.looseObject({ kept: v.tuple([number(0, 1), number(0, 1), number(0, 1)]), skin: oneOf(SKIN_CLASSES) })),
});
const treatmentFields = v.looseObject({
  skin: withDefault(oneOf(SKIN_CLASSES), 'III'),
  depthMm: withDefault(number(0.05, 0.6), 0.15),
  dotMm: withDefault(number(0.1, 0.6), 0.32),
  wash: withDefault(oneOf(WASHES), 'neutral'),
  sessions: v.optional(
    v.pipe(
      v.array(sessionSchema, 'must be a list of sessions'),
      v.minLength(1, 'must have 1 to 5 sessions'),
      v.maxLength(5, 'must have 1 to 5 sessions'),
      v.check((s) => s[0].day === 0, 'must start at day 0'),
      v.check((s) => isAscending(s.map((x) => x.day)), 'must have ascending days'),
      v.check((s) => isAscending(s.map((x) => x.cumulativeShare)), 'must have ascending cumulative shares'),
      v.check((s) => s[s.length - 1].cumulativeShare === 1, 'must end at a cumulative share of 1'),
    ),
  ),
  /**
   * How regularly the hand works (design/hand.ts). Fitted to finished work of one studio: autocorrelation of the texture with a half-width of
   * 0.21-0.27 mm and a minimum of -0.04 to -0.09, marks merged into short lines beside gaps of 1-2 mm.
   */
  hand: withDefault(number(0, 1), 0.5),
  healing: withDefault(oneOf(HEALING_BANDS), 'typical'),
  care: withDefault(v.looseObject({ sun: withDefault(oneOf(SUN), 'average'), skinType: withDefault(oneOf(SKIN_TYPES), 'normal') }), {}),
  finish: v.nullish(finishSchema),
  touchUpYears: withDefault(v.pipe(v.array(number(0.1, 50), 'must be a list of years'), v.check(isAscending, 'must be ascending')), []),
});
const treatmentSchema = v.pipe(
  treatmentFields,
  v.transform((treatment) => ({ ...treatment, sessions: treatment.sessions ?? usualSessions(treatment.skin) })),
);
/** Points of the face in the photo; left and right are the subject's own. */
const landmarksSchema = v.looseObject({
  glabella: pointPx,
  subnasale: pointPx,
  menton: pointPx,
  rightCanthus: pointPx,
  leftCanthus: pointPx,
});
const photoSchema = v.looseObject({
  name: withDefault(v.string('must be a text'), ''),
  widthPx: v.pipe(number(1, 100_000), v.integer('must be a whole number')),
  heightPx: v.pipe(number(1, 100_000), v.integer('must be a whole number')),
  /** the side it shows, if the user said so or it was taken with the guided photos */
  side: v.optional(oneOf(SIDES)),
  /** null: looked for and not found; absent: not looked for */
  landmarks: v.optional(v.nullable(landmarksSchema)),
});
const format = v.literal('smp-project', 'must be "smp-project"');
const projectFields = {
  title: withDefault(v.string('must be a text'), ''),
  seed: withDefault(v.pipe(number(0, 4294967295), v.integer('must be a whole number')), 1),
  photo: photoSchema,
  scale: v.nullish(scaleSchema),
  camera: v.nullish(cameraSchema),
  head: v.nullish(headSchema),
  white: v.nullish(whiteSchema),
  treatment: withDefault(treatmentSchema, {}),
};
export const projectSchema = v.looseObject({
  format,
  version: v.literal(2, 'must be 1 or 2, the versions this Stubble reads'),
  ...projectFields,
  design: withDefault(designSchema, {}),
});
const version1Schema = v.pipe(
  v.looseObject({
    format,
    version: v.literal(1),
    ...projectFields,
    design: withDefault(v.looseObject({ ...designPxFields, norwood }), {}),
  }),
  v.transform(({ design: { hairline, zones, strokes, ...design }, ...project }) => {
    const isDrawn = hairline || zones.length || strokes.length;
    const empty: { hairline: null; zones: []; strokes: [] } = { hairline: null, zones: [], strokes: [] };
    return {
      ...project,
      version: 2 as const,
      design: { ...design, ...empty, ...(isDrawn ? { unplaced: { hairline, zones, strokes } } : {}) },
    };
  }),
);

/** A point of the upright photo, in pixels. */
export type PhotoPx = readonly [number, number];
/** Degrees on the map about the vertex (scalp/head-map.ts). */
export type PlaceDeg = readonly [acrossDeg: number, forwardDeg: number];
export type Project = v.InferOutput<typeof projectSchema>;
export type Scale = v.InferOutput<typeof scaleSchema>;
export type Camera = v.InferOutput<typeof cameraSchema>;
export type Head = v.InferOutput<typeof headSchema>;
export type Landmarks = v.InferOutput<typeof landmarksSchema>;
export type NorwoodPattern = (typeof NORWOOD_PATTERNS)[number];
export type Treating = (typeof TREATINGS)[number];
export type Hairline = v.InferOutput<typeof hairlineSchema>;
export type Zone = v.InferOutput<typeof zoneSchema>;
export type Side = (typeof SIDES)[number];
export type HairlineShape = (typeof HAIRLINE_SHAPES)[number];
export type ZoneKind = Zone['kind'];
export type Stroke = v.InferOutput<typeof strokeSchema>;
export type Design = Project['design'];
export type DesignPx = v.InferOutput<typeof designPxSchema>;
export type Treatment = v.InferOutput<typeof treatmentSchema>;
export type Session = v.InferOutput<typeof sessionSchema>;
export type Finish = v.InferOutput<typeof finishSchema>;
/** A finish as stored on the device. */
export type KeptFinish = v.InferOutput<typeof keptFinishSchema>;
export type WorkReading = KeptFinish['readings'][number];
export type HealingBand = (typeof HEALING_BANDS)[number];
export type SkinClass = (typeof SKIN_CLASSES)[number];
export type Wash = (typeof WASHES)[number];

/** The treatment for another skin class: if the sessions were the usual ones, they become the usual ones of the new class. @param isFair default: as they were */
export function withSkinClass(treatment: Treatment, skin: SkinClass, isFair?: boolean): Treatment {
  const wasFor = usualFor(treatment);
  const sessions = wasFor ? usualSessions(skin, isFair ?? wasFor === 'fair hair') : treatment.sessions;
  return { ...treatment, skin, sessions };
}

export type ParseResult = { ok: true; project: Project } | { ok: false; reason: string };

const pathOf = (issue: v.BaseIssue<unknown>) => {
  let path = '';
  for (const step of issue.path ?? [])
    path += typeof step.key === 'number' ? `[${step.key}]` : path ? `.${String(step.key)}` : String(step.key);
  return path || 'the project';
};

/**
 * Reads a parsed `project.json`, filling in defaults. A design of version 1 stays in pixels here (scalp/place-version-1.ts).
 * @returns the project, or one sentence that names the first wrong field by its path and value.
 */
export function parseProject(json: unknown): ParseResult {
  const isVersion1 = (json as { version?: unknown } | null)?.version === 1;
  const result = v.safeParse(isVersion1 ? version1Schema : projectSchema, json, { abortEarly: true });
  return result.success ? { ok: true, project: result.output } : { ok: false, reason: reasonOf(result.issues[0]) };
}

/** One sentence without its full stop: a field's path, its value, and the rule. */
export function reasonOf(issue: v.BaseIssue<unknown>): string {
  const { input } = issue;
  const shown =
    input === undefined ? 'missing' : (typeof input === 'number' ? String(input) : (JSON.stringify(input) ?? String(input))).slice(0, 80);
  const reason = issue.type === 'loose_object' && input === undefined ? 'is required' : issue.message;
  return `${pathOf(issue)} is ${shown}: it ${reason.startsWith('must') || reason === 'is required' ? reason : `is not right (${reason})`}`;
}

/** The readable finishes of a stored list. */
export const parseFinishes = (json: unknown): KeptFinish[] =>
  Array.isArray(json) ? json.filter((one): one is KeptFinish => v.is(keptFinishSchema, one)) : [];

/** A new project for a photo, with every field at its default. */
export function newProject(photo: Project['photo'], title = ''): Project {
  const parsed = parseProject({ format: 'smp-project', version: 2, title, photo });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.project;
}
