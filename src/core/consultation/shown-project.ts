/*
 * One photo and one plan of a consultation as a project, which is what stages, panels and actions read and change; and the conversion back,
 * which writes changes to the photo, the plan or the shared head. In both directions unchanged parts stay the same objects, so that nothing
 * is recomputed for them.
 */
import type { Consultation, PhotoEntry, Plan, Pose, SharedHead } from './consultation.ts';
import type { Head, Project } from './schema.ts';
import { withZoneIds } from './zone-ids.ts';

/** Caches: heads by shared head and pose, photos by their entry, projects by consultation. */
const heads = new WeakMap<SharedHead, WeakMap<Pose, Head>>();
const photos = new WeakMap<PhotoEntry, Project['photo']>();
const projects = new WeakMap<Consultation, Map<string, Project>>();

export const photoOf = (consultation: Consultation, photoId: string): PhotoEntry | undefined =>
  consultation.photos.find(({ id }) => id === photoId);
export const planOf = (consultation: Consultation, name: string): Plan | undefined => consultation.plans.find((plan) => plan.name === name);

function rememberHead(shared: SharedHead, pose: Pose, head: Head): Head {
  let byPose = heads.get(shared);
  if (!byPose) heads.set(shared, (byPose = new WeakMap()));
  byPose.set(pose, head);
  return head;
}
/** The head in a photo; null if the shared head or the pose is not known. */
export const headIn = (shared: SharedHead | null, pose: Pose | null): Head | null =>
  shared && pose ? (heads.get(shared)?.get(pose) ?? rememberHead(shared, pose, { ...shared, ...pose })) : null;

function photoPart(entry: PhotoEntry): Project['photo'] {
  const known = photos.get(entry);
  if (known) return known;
  const { scale, camera, pose, white, evidence, differs, ...photo } = entry;
  photos.set(entry, photo);
  return photo;
}

/** Keys of a photo's entry that are not part of a project's `photo`. */
const BESIDE_PHOTO: readonly string[] = ['scale', 'camera', 'pose', 'white', 'evidence', 'differs'];
/** The changed entry; the same object if nothing changes. */
export function changedEntry(entry: PhotoEntry, change: Partial<PhotoEntry>): PhotoEntry {
  if (Object.entries(change).every(([key, value]) => entry[key] === value)) return entry;
  const next = { ...entry, ...change };
  for (const key of ['evidence', 'differs'] as const) if (next[key] === undefined) delete next[key];
  if (Object.keys(change).every((key) => BESIDE_PHOTO.includes(key))) photos.set(next, photoPart(entry));
  return next;
}

/** @throws if there is no such photo or plan */
export function shownProject(consultation: Consultation, photoId: string, planName: string): Project {
  let known = projects.get(consultation);
  if (!known) projects.set(consultation, (known = new Map()));
  const key = JSON.stringify([photoId, planName]);
  const before = known.get(key);
  if (before) return before;
  const entry = photoOf(consultation, photoId);
  const plan = planOf(consultation, planName);
  if (!entry || !plan) throw new Error(`shownProject: there is no ${entry ? `plan ${planName}` : `photo ${photoId}`}`);
  const { head, photos: _, plans, ...root } = consultation;
  const project: Project = {
    ...root,
    version: 2,
    photo: photoPart(entry),
    scale: entry.scale,
    camera: entry.camera,
    head: headIn(head, entry.pose),
    white: entry.white,
    design: plan.design,
    treatment: plan.treatment,
  };
  known.set(key, project);
  return project;
}

const POSE_KEYS: readonly string[] = ['centrePx', 'rotationRad', 'squeeze'];

/** Splits a head into the person's part and the pose in the photo. */
function splitHead(head: Head, shared: SharedHead | null, pose: Pose | null): { shared: SharedHead; pose: Pose } {
  const parts: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [key, value] of Object.entries(head)) {
    const isOfPose = POSE_KEYS.includes(key) || (pose !== null && key in pose);
    parts[isOfPose ? 1 : 0][key] = value;
    // a key of the pose hides one of the same name in the shared head: keep that
    if (isOfPose && shared && key in shared) parts[0][key] = shared[key];
  }
  return { shared: sameIfEqual(shared, parts[0] as SharedHead), pose: sameIfEqual(pose, parts[1] as Pose) };
}
/** `before` if `after` has the same values, so that nothing is recomputed. */
export function sameIfEqual<T extends object>(before: T | null, after: T): T {
  const values = Object.entries(after);
  const isEqual =
    before !== null &&
    Object.keys(before).length === values.length &&
    values.every(([key, value]) => (before as Record<string, unknown>)[key] === value);
  return isEqual ? before : after;
}

/** Keys of a project that belong to a photo, a plan or the head; the others belong to the consultation. */
const ELSEWHERE: readonly string[] = ['version', 'photo', 'scale', 'camera', 'head', 'white', 'design', 'treatment'];

/** Writes an edited project back; returns the same object if nothing changed. @param photoId, planName those of the shown project */
export function withShown(consultation: Consultation, photoId: string, planName: string, edited: Project): Consultation {
  const before = shownProject(consultation, photoId, planName);
  if (edited === before) return consultation;
  const entry = photoOf(consultation, photoId) as PhotoEntry;
  const plan = planOf(consultation, planName) as Plan;
  const { scale = null, camera = null, white = null, treatment } = edited;

  let { head } = consultation;
  let { pose } = entry;
  if (edited.head !== before.head) {
    if (edited.head) {
      const parted = splitHead(edited.head, head, pose);
      ({ shared: head, pose } = parted);
      // show exactly the head that was set
      rememberHead(head, pose, edited.head);
    } else {
      pose = null;
      if (!consultation.photos.some((other) => other !== entry && other.pose)) head = null;
    }
  }
  const own = { scale, camera, pose, white };
  const nextEntry: PhotoEntry =
    edited.photo === before.photo
      ? changedEntry(entry, own)
      : changedEntry({ ...edited.photo, id: entry.id, label: entry.label, ...own }, { evidence: entry.evidence, differs: entry.differs });

  const design = withZoneIds(edited.design);
  const nextPlan = design === plan.design && treatment === plan.treatment ? plan : { ...plan, design, treatment };
  const root = Object.fromEntries(Object.entries(edited).filter(([key]) => !ELSEWHERE.includes(key)));
  return {
    ...consultation,
    ...root,
    head,
    photos: nextEntry === entry ? consultation.photos : consultation.photos.map((one) => (one === entry ? nextEntry : one)),
    plans: nextPlan === plan ? consultation.plans : consultation.plans.map((one) => (one === plan ? nextPlan : one)),
  };
}
