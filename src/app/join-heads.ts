/*
 * Fits the head of a consultation to all photos that have one (scalp/fit-heads.ts), from the evidence kept of each. What the user has set
 * since stays exactly: scale, camera, pose, half-axes. Half-axes set by the user hold in all photos; a photo measured later keeps the head's
 * outline in the picture, and its scale follows.
 */
import type { Consultation, PhotoEntry, Pose, SharedHead } from '../core/consultation/consultation.ts';
import type { Differs, PhotoEvidence } from '../core/consultation/evidence.ts';
import { clampedHalfAxis, type Head, type Scale } from '../core/consultation/schema.ts';
import { changedEntry, headIn } from '../core/consultation/shown-project.ts';
import type { JointHead, PhotoOfHead, PlacedHead } from '../core/scalp/fit-heads.ts';
import { DISAGREEMENT } from '../core/scalp/head-disagreement.ts';
import { evidenceByHand, evidenceOfPlaced, type HeadEvidence } from '../core/scalp/head-evidence.ts';
import { plainAngles, rotationAngles, rotationMatrix } from '../core/scalp/rotation.ts';
import { headSurface } from '../core/scalp/surface.ts';

export interface Joined {
  consultation: Consultation;
  /** by photo id, for the photos that took part in the fit */
  differs: ReadonlyMap<string, Differs>;
}
/** A photo with a head, and which values the user has set since it was measured. */
interface PhotoWithHead {
  entry: PhotoEntry;
  scale: Scale;
  /** the present head */
  head: Head;
  evidence: PhotoEvidence | null;
  set: { scale: boolean; pose: boolean; axes: boolean; camera: boolean };
}

/** Fits one head to the evidence of several photos; takes about a second. */
export type FitHeads = (photos: readonly PhotoOfHead[], signal?: AbortSignal) => Promise<JointHead>;

/**
 * The consultation with its head fitted again to all of its photos.
 * @param fresh heads of photos that were just measured, each by itself, by photo id; the others have that of `before`
 */
export async function withHeadFitted(
  fitHeads: FitHeads,
  before: Consultation,
  after: Consultation,
  fresh: ReadonlyMap<string, Head> = new Map(),
  signal?: AbortSignal,
): Promise<Joined> {
  const lying = after.photos.flatMap((entry) => withHeadOf(entry, fresh.get(entry.id) ?? headIn(before.head, entry.pose)));
  const none = { consultation: after, differs: new Map() };
  if (!lying.some(({ evidence }) => evidence)) return none;
  if (lying.length === 1) return fresh.has(lying[0].entry.id) ? none : { ...none, consultation: withOne(after, lying[0]) };
  const joint = await fitHeads(
    lying.map((one) => ({ id: one.entry.id, kept: evidenceNow(one) })),
    signal,
  );
  const byHand = lying.find(({ set }) => set.axes);
  const halfAxesMm = (byHand?.head.halfAxesMm ?? joint.halfAxesMm) as Head['halfAxesMm'];
  const shared = sharedOf(after.head, byHand?.head ?? { ...joint.photos[0].head, halfAxesMm });
  const differs = new Map(joint.photos.map((photo) => [photo.id, photo.differs]));
  const entries = new Map(
    lying.map((one, i) => {
      const placed = joint.photos[i];
      const now = byHand ? onHead(one, halfAxesMm) : placedIn(one, placed, halfAxesMm);
      const evidence = one.evidence && { kept: one.evidence.kept, placed: { head: placed.head, scale: placed.scale } };
      const told = placed.differs.share > DISAGREEMENT ? placed.differs : undefined;
      return [one.entry, entryWith(one.entry, { ...now, ...(evidence ? { evidence } : {}), differs: told })];
    }),
  );
  return {
    consultation: { ...after, head: same(before.head, shared), photos: after.photos.map((one) => entries.get(one) ?? one) },
    differs,
  };
}

/** Stores the evidence of a photo that was just measured. */
export function withEvidence(consultation: Consultation, photoId: string, { kept }: { kept: HeadEvidence }): Consultation {
  const photos = consultation.photos.map((entry) => {
    const isOfPhoto = kept.photo.widthPx === entry.widthPx && kept.photo.heightPx === entry.heightPx;
    if (entry.id !== photoId) return entry;
    const { head, scale } = kept.alone;
    return changedEntry(entry, { evidence: isOfPhoto ? { kept, placed: { head, scale } } : undefined, differs: undefined });
  });
  return { ...consultation, photos };
}

function withHeadOf(entry: PhotoEntry, head: Head | null): PhotoWithHead[] {
  const { scale, camera, evidence = null } = entry;
  if (!head || !scale) return [];
  if (!evidence) {
    const isScaleSet = scale.method === 'marks' || scale.method === 'tape';
    return [{ entry, scale, head, evidence, set: { scale: isScaleSet, pose: true, axes: false, camera: !!camera && !camera.assumed } }];
  }
  const { placed, kept } = evidence;
  const isAsPlaced = (by: number) => head.halfAxesMm.every((mm, k) => Math.abs(mm / (placed.head.halfAxesMm[k] * by) - 1) < ROUNDING);
  const set = {
    scale: scale.pxPerMm !== placed.scale.pxPerMm || scale.method !== placed.scale.method,
    pose: !alike(poseOf(head), poseOf(placed.head)),
    // if the user changed the scale, half-axes change with it so that the outline stays
    axes: !isAsPlaced(1) && !isAsPlaced(placed.scale.pxPerMm / scale.pxPerMm),
    camera: !!camera && !camera.assumed && !kept.isFocalKnown,
  };
  return [{ entry, scale, head, evidence, set }];
}
const ROUNDING = 1e-3;

/** The evidence for the fit, with the user's values. */
function evidenceNow({ entry, scale, head, evidence, set }: PhotoWithHead): HeadEvidence {
  const { widthPx, heightPx, camera } = entry;
  const focalPx = camera?.focalPx ?? null;
  if (!evidence) {
    const surface = headSurface({ widthPx, heightPx, pxPerMm: scale.pxPerMm, focalPx, head });
    return evidenceOfPlaced({ photo: { widthPx, heightPx }, surface, head, scale, isFocalKnown: set.camera });
  }
  return evidenceByHand(evidence.kept, {
    ...(set.scale ? { scale } : {}),
    ...(set.pose ? { head } : {}),
    ...(set.camera && focalPx ? { focalPx } : {}),
  });
}

type Placing = Pick<PhotoEntry, 'scale' | 'camera' | 'pose'>;
/** Scale, camera and pose from the fit, except for values that the user has set. */
function placedIn(one: PhotoWithHead, { head, scale, focalPx }: PlacedHead, halfAxesMm: Head['halfAxesMm']): Placing {
  const { entry, evidence, set } = one;
  if (!evidence) return onHead(one, halfAxesMm);
  const { squeeze, ...pose } = entry.pose ?? {};
  const isCameraGuessed = !set.camera && !evidence.kept.isFocalKnown;
  return {
    pose: set.pose ? entry.pose : { ...pose, ...poseOf(head) },
    scale: set.scale ? entry.scale : scale,
    camera: isCameraGuessed ? { ...entry.camera, focalPx, assumed: true } : entry.camera,
  };
}

/** Gives a photo's head other half-axes: the outline in the picture stays, so the scale changes. */
function onHead({ entry, head, scale, set }: PhotoWithHead, halfAxesMm: Head['halfAxesMm']): Placing {
  const { widthPx, heightPx, camera, pose } = entry;
  const surface = headSurface({ widthPx, heightPx, pxPerMm: scale.pxPerMm, focalPx: camera?.focalPx ?? null, head });
  // a head without `shape` may be rotated about its length, which becomes visible with the standard shape
  const rotationRad = head.shape ? head.rotationRad : plainAngles(rotationAngles(surface.rotation));
  const lies = head.shape ? pose : { ...pose, centrePx: head.centrePx, rotationRad };
  const by = set.scale ? 1 : radiusShare(head, halfAxesMm);
  return { pose: lies, camera, scale: by === 1 ? scale : { ...scale, pxPerMm: scale.pxPerMm * by } };
}

const DIRECTIONS = 16;
/** Radius of the outline over that of a head with other half-axes, averaged over all directions in the picture. */
function radiusShare({ halfAxesMm, rotationRad }: Head, otherMm: readonly number[]): number {
  const R = rotationMatrix(rotationRad);
  let sum = 0;
  for (let i = 0; i < DIRECTIONS; i++) {
    const [dx, dy] = [Math.cos((Math.PI * i) / DIRECTIONS), Math.sin((Math.PI * i) / DIRECTIONS)];
    const reach = (axes: readonly number[]) => Math.hypot(...[0, 1, 2].map((k) => axes[k] * (dx * R[k] + dy * R[3 + k])));
    sum += reach(halfAxesMm) / reach(otherMm);
  }
  return sum / DIRECTIONS;
}

/** A single photo gets the result of its own measurement. */
function withOne(consultation: Consultation, one: PhotoWithHead): Consultation {
  const { entry, evidence, set } = one;
  if (!evidence || set.axes) return consultation;
  const { kept } = evidence;
  const { head, scale, focalPx } = kept.alone;
  const now = placedIn(one, { head, scale, focalPx } as PlacedHead, head.halfAxesMm);
  const by = scale.pxPerMm / (now.scale as Scale).pxPerMm;
  const halfAxesMm = head.halfAxesMm.map((mm) => (by === 1 ? mm : clampedHalfAxis(mm * by))) as Head['halfAxesMm'];
  const next = entryWith(entry, { ...now, evidence: { kept, placed: { head, scale } }, differs: undefined });
  const shared = set.pose ? consultation.head : same(consultation.head, sharedOf(consultation.head, { ...head, halfAxesMm }));
  return { ...consultation, head: shared, photos: consultation.photos.map((photo) => (photo === entry ? next : photo)) };
}

/** Keeps the old objects if the values are equal, so that nothing is recomputed. */
const entryWith = (entry: PhotoEntry, { pose, scale, camera, ...rest }: Partial<PhotoEntry> & Placing): PhotoEntry =>
  changedEntry(entry, { ...rest, pose: same(entry.pose, pose), scale: same(entry.scale, scale), camera: same(entry.camera, camera) });
const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const same = <T>(before: T, after: T): T => (alike(before, after) ? before : after);
const poseOf = ({ centrePx, rotationRad, squeeze }: Head): Pose => ({ centrePx, rotationRad, ...(squeeze ? { squeeze } : {}) });
const sharedOf = (before: SharedHead | null, { halfAxesMm, shape }: Head): SharedHead => ({
  ...before,
  halfAxesMm,
  ...(shape ? { shape } : {}),
});
