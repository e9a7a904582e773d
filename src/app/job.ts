/*
 * The command line's job: photo + project -> picture, dots, report, with the same pipeline, stage and writers as the screen. It uses a desk
 * without a user interface; `npm run render` calls it in a headless browser. Several photos: job-photos.ts.
 */
import type { Consultation, PhotoEntry } from '../core/consultation/consultation.ts';
import { newProject, type Project } from '../core/consultation/schema.ts';
import { planOf, shownProject } from '../core/consultation/shown-project.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { TakesDots } from '../core/scalp/places-for-dots.ts';
import type { PlanFigures } from '../core/treatment/estimates.ts';
import { settledDay } from '../core/treatment/healing.ts';
import type { Desk } from './desk/desk.ts';
import { readForScreen } from './desk/read-photo.ts';
import type { ReadPhoto } from './desk/services.ts';
import type { JobOutcome, JobRequest, PhotoJob } from './job-contract.ts';
import { dotsJson, reportJson } from './job-results.ts';
import type { MeasuredPhoto } from './measure-opened.ts';
import { withFirstDesign, withHead, withSkin } from './measured-project.ts';
import { openedProject, withCamera } from './opened-project.ts';
import { createStubbleFinder } from './own-stubble.ts';
import { pictureOf, writePicture } from './picture.ts';
import { stubbleDoubt, stubbleTrouble } from './stubble-match.ts';

/** Thrown if the job cannot be done; its message is returned to the command. */
export class Refused extends Error {
  constructor(
    readonly about: 'photo' | 'project' | 'job',
    reason: string,
  ) {
    super(reason);
  }
}
export const fetched = async (url: string) => (await fetch(url)).blob();
export const put = async (url: string, body: Blob | string) => {
  const answer = await fetch(url, { method: 'PUT', body });
  if (!answer.ok) throw new Error(`putting a result failed with ${answer.status}`);
};

export async function runJob(desk: Desk, request: JobRequest): Promise<JobOutcome> {
  try {
    if (request.kind === 'photo') await photoJob(desk, request);
    else await (await import('./job-photos.ts')).photosJob(desk, request);
    return { ok: true };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, about: error.about, reason: error.message };
    throw error;
  }
}

async function photoJob(desk: Desk, request: PhotoJob) {
  if (!request.project && request.fit !== 'auto') throw new Refused('job', '--project is missing.');
  const unpacked = request.project ? await desk.services.unpackProject(await fetched(request.project.url), request.project.name) : null;
  if (unpacked && !unpacked.ok) throw new Refused('project', unpacked.reason);
  const carried = unpacked?.consultation.photos.find(({ id }) => unpacked.files.has(id));
  const blob = request.photo ? await fetched(request.photo.url) : carried && unpacked?.files.get(carried.id);
  if (!blob) throw new Refused('project', 'carries no photo: give one with --photo.');
  const read = await readForScreen(desk, blob, request.photo?.name ?? carried?.name ?? '');
  if (!read.ok) throw new Refused('photo', read.reason);
  const { photo } = read;
  const given = unpacked
    ? projectFor(unpacked.consultation, request, request.photo ? entryFor(unpacked.consultation, read) : (carried as PhotoEntry))
    : newProject({ name: photo.name, widthPx: photo.widthPx, heightPx: photo.heightPx });
  const fitting = await withDesign(desk, await fitted(desk, given, read, request), read);
  await draw(desk, read, { ...fitting, isNew: !unpacked }, request, {
    png: (picture) => put(request.results.png, picture),
    dots: request.results.dots ? (json) => put(request.results.dots as string, json) : null,
    report: request.results.report ? (json) => put(request.results.report as string, json) : null,
  });
}

/** The entry of a project for a file: by its name, else the first of its size, else the first. */
function entryFor({ photos }: Consultation, { photo }: ReadPhoto): PhotoEntry {
  const ofSize = photos.filter(({ widthPx, heightPx }) => widthPx === photo.widthPx && heightPx === photo.heightPx);
  const isNamed = ({ id, name }: PhotoEntry) => name === photo.name || id === photo.name.replace(/\.[^.]*$/, '');
  return ofSize.find(isNamed) ?? photos.find(isNamed) ?? ofSize[0] ?? photos[0];
}

/** One photo of a consultation with the requested plan. */
export function projectFor(consultation: Consultation, { plan }: Pick<JobRequest, 'plan'>, { id }: PhotoEntry): Project {
  return shownProject(consultation, id, planNameFor(consultation, plan));
}
export function planNameFor(consultation: Consultation, plan: string | null): string {
  if (plan === null) return consultation.plans[0].name;
  if (planOf(consultation, plan)) return plan;
  const names = consultation.plans.map(({ name }) => name).join(', ');
  throw new Refused('job', `--plan is ${JSON.stringify(plan)}: the project has ${names}.`);
}

export interface Fitted {
  project: Project;
  cameraSource: 'project' | 'exif' | 'assumed';
  /** null if the photo was not measured */
  measured: PhotoMeasures | null;
  /** evidence of what was measured */
  kept?: MeasuredPhoto['kept'];
  takesDots?: TakesDots;
  seen: FaceSeen | null;
  messages: string[];
}

/** The project, measured in the photo if requested. */
export async function fitted(desk: Desk, given: Project, { photo, pixels }: ReadPhoto, { fit, side }: JobRequest): Promise<Fitted> {
  const auto = fit === 'auto';
  const cameraSource = given.camera && !auto ? 'project' : photo.exifFocalPx ? 'exif' : 'assumed';
  const project = auto ? withCamera({ ...given, camera: null }, photo) : openedProject(given, photo);
  if (project.photo.widthPx !== photo.widthPx || project.photo.heightPx !== photo.heightPx)
    throw new Refused(
      'project',
      `photo.widthPx x photo.heightPx is ${project.photo.widthPx} x ${project.photo.heightPx}: the photo is ${photo.widthPx} x ${photo.heightPx}.`,
    );
  const messages = photo.message ? [photo.message] : [];
  if (!auto) return { project, cameraSource, measured: null, seen: null, messages };
  const outcome = await desk.services.measureOpened(desk.services.seekersIn(pixels.working, photo), photo, {
    focalPx: photo.exifFocalPx,
    side: side ?? project.photo.side ?? null,
  });
  const { measures, kept, found, trouble, takesDots, wholeSeen, whyNone } = outcome;
  if (trouble) messages.push(trouble);
  if (!measures) throw new Refused('photo', whyNone as string);
  messages.push(...measures.messages);
  return {
    project: withHead(project, measures, found),
    cameraSource,
    measured: measures,
    kept,
    takesDots,
    seen: await wholeSeen(),
    messages,
  };
}
/** Adds a first design to a measured project that has none. */
export async function withDesign(desk: Desk, fitting: Fitted, { photo }: ReadPhoto): Promise<Fitted> {
  const { project, measured, takesDots } = fitting;
  if (!measured) return fitting;
  return { ...fitting, project: withFirstDesign(project, measured, takesDots, await desk.pipeline.hairSeen(project, photo)) };
}

/** Receives results. Null: not wanted. */
interface Results {
  png(picture: Blob): Promise<void>;
  dots: ((json: string) => Promise<void>) | null;
  report: ((json: string) => Promise<void>) | null;
}
export interface Drawn {
  project: Project;
  /** of the whole plan, and of the part that this photo shows; null without a design */
  figures: PlanFigures | null;
}

export async function draw(
  desk: Desk,
  { photo, pixels }: ReadPhoto,
  { project: given, cameraSource, measured, seen, messages, isNew }: Fitted & { isNew: boolean },
  request: JobRequest,
  results: Results,
): Promise<Drawn> {
  const { services, pipeline } = desk;
  const reading = results.report || isNew ? await pipeline.readingAhead(given, photo, seen) : null;
  const project = isNew ? withSkin(given, reading) : given;
  messages.push(...(reading?.findings ?? []).map(({ text, remedy }) => `${text} ${remedy}`));
  const planned = project.treatment.sessions.length;
  if ((request.sessions ?? 0) > planned) throw new Refused('job', `--sessions is ${request.sessions}: the project plans ${planned}.`);
  const sessions = request.sessions ?? planned;
  const day = request.day ?? settledDay(project.treatment, sessions);
  const draws = sessions > 0 && day >= 0;
  if (draws && !project.scale) throw new Refused('project', 'scale is missing: it must be given for drawing.');
  if (draws && !project.head) throw new Refused('project', 'head is missing: it must be given for drawing.');

  const head = project.scale && (draws || results.report) ? project.head : null;
  await photo.cameraLook.whenRead;
  const result = head ? pipeline.design(project, photo, await desk.candidates.whenReady(head.halfAxesMm)) : null;
  const look = result && draws ? pipeline.appearance(result, project, { day, sessions }) : null;
  const bitmap = await pixels.decodeFull();
  try {
    const picture = pictureOf(pipeline, { project, photo, result, look }, { bitmap, widthPx: request.widthPx, sessions });
    await results.png(await writePicture(services, picture));
  } finally {
    bitmap.close();
  }
  if (results.dots) await results.dots(dotsJson(project, result, look));
  if (results.report) {
    const stubble = project.scale && project.head ? pipeline.stubble(createStubbleFinder, project, photo, null) : undefined;
    const trouble = stubble === undefined ? null : stubbleTrouble(stubble);
    if (trouble) messages.push(trouble);
    const doubt = stubble && stubbleDoubt(stubble);
    if (doubt) messages.push(doubt);
    const figures = result && pipeline.figures(result, project);
    const notes = { figures, cameraSource, ways: measured?.ways ?? null, irisPx: measured?.irisPx ?? null, reading, stubble, messages };
    await results.report(reportJson(project, photo, result, notes));
  }
  return { project, figures: result && pipeline.figures(result, project) };
}
