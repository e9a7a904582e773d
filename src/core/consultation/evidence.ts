/*
 * The evidence kept with a photo for fitting one head to several photos (scalp/head-evidence.ts), and the scale and head that the last fit
 * placed: a photo with other values was changed by the user. None of it is shown, so unreadable evidence is dropped and the photo stays.
 */
import * as v from 'valibot';
import type { HeadEvidence } from '../scalp/head-evidence.ts';
import { type Head, projectSchema, type Scale } from './schema.ts';

export interface PhotoEvidence {
  kept: HeadEvidence;
  /** result of the last fit, even if the user has changed it since */
  placed: { head: Head; scale: Scale };
}
export const DIFFERS_ABOUT = ['head', 'scale', 'outline'] as const;
/** How much a photo disagrees with the shared head; saved only if it should be mentioned. */
export interface Differs {
  about: (typeof DIFFERS_ABOUT)[number];
  share: number;
}

/** Limit for outline and edges, which have a few hundred points of four numbers. */
const MAX_NUMBERS = 8000;
const MAX_ANCHORS = 40;
const MAX_CELLS = 40_000;
const MAX_PX = 1e6;
const within = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const px = within(-MAX_PX, MAX_PX);
const mm = within(-1000, 1000);
const angle = within(-7, 7);
const sd = within(1e-6, 1000);
const sizePx = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const rows = v.pipe(
  v.array(px),
  v.maxLength(MAX_NUMBERS),
  v.check((all) => all.length % 4 === 0),
);
const focalPx = projectSchema.entries.camera.wrapped.entries.focalPx;
const head = projectSchema.entries.head.wrapped;
const scale = projectSchema.entries.scale.wrapped;
const pair = v.tuple([px, px]);
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CELLS));
const skin = v.pipe(
  v.looseObject({ cornerPx: pair, acrossPx: pair, downPx: pair, widthCells: count, heightCells: count, cells: v.string() }),
  v.check(({ widthCells, heightCells, cells }) => widthCells * heightCells <= MAX_CELLS && cells.length === widthCells * heightCells),
);
const evidenceSchema = v.looseObject({
  kept: v.looseObject({
    photo: v.looseObject({ widthPx: sizePx, heightPx: sizePx }),
    alone: v.looseObject({ head, scale, focalPx }),
    isFocalKnown: v.boolean(),
    sawFace: v.boolean(),
    byHand: v.looseObject({ scale: v.nullable(scale), head: v.boolean() }),
    iris: v.nullable(v.looseObject({ pxPerMm: scale.entries.pxPerMm, sdShare: within(1e-3, 1), eyeMm: v.tuple([mm, mm, mm]) })),
    seenRad: v.tuple([angle, angle, angle]),
    seenSdRad: v.tuple([sd, sd, sd]),
    anchors: v.pipe(
      v.array(v.looseObject({ name: v.string(), atPx: v.tuple([px, px]), headMm: v.tuple([mm, mm, mm]), sdMm: v.tuple([sd, sd]) })),
      v.maxLength(MAX_ANCHORS),
    ),
    outlinePx: rows,
    edgesPx: rows,
    skin: v.optional(skin),
  }),
  placed: v.looseObject({ head, scale }),
});
const differsSchema = v.looseObject({ about: v.picklist(DIFFERS_ABOUT), share: within(0, 100) });

/** Passes the same object through if it is valid. */
const keptIf = <T>(schema: v.GenericSchema) => v.optional(v.custom<T | undefined>((input) => input === undefined || v.is(schema, input)));
const orNone = <T>(schema: v.GenericSchema) => v.fallback(keptIf<T>(schema), undefined);
/** Fields of a photo. */
export const evidenceFields = { evidence: orNone<PhotoEvidence>(evidenceSchema), differs: orNone<Differs>(differsSchema) };

interface HasEvidence {
  widthPx: number;
  heightPx: number;
  evidence?: PhotoEvidence;
  differs?: Differs;
}
/** The photo without evidence that is unreadable or from a picture of another size. */
export function withoutWrongEvidence<T extends HasEvidence>(photo: T): T {
  const { evidence, differs, ...rest } = photo;
  const isOfPhoto = evidence?.kept.photo.widthPx === photo.widthPx && evidence.kept.photo.heightPx === photo.heightPx;
  return { ...rest, ...(isOfPhoto ? { evidence } : {}), ...(differs ? { differs } : {}) } as T;
}
