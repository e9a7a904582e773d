/*
 * The command line's job for all photos of one head: each is decoded, drawn and released before the next. With `fit: auto` they are measured
 * first, and one head is fitted to all of them.
 */
import type { Consultation, PhotoEntry } from '../core/consultation/consultation.ts';
import type { Differs } from '../core/consultation/evidence.ts';
import { freshPhotoId } from '../core/consultation/photo-ids.ts';
import { withPhoto } from '../core/consultation/photos-and-plans.ts';
import { type Head, newProject } from '../core/consultation/schema.ts';
import { shownProject, withShown } from '../core/consultation/shown-project.ts';
import { consultationOf } from '../core/consultation/version-1.ts';
import type { Desk } from './desk/desk.ts';
import { readForScreen } from './desk/read-photo.ts';
import type { ReadPhoto } from './desk/services.ts';
import { type Drawn, draw, type Fitted, fetched, fitted, planNameFor, put, Refused, withDesign } from './job.ts';
import type { PhotosJob } from './job-contract.ts';
import { figureReport } from './job-results.ts';
import { withEvidence, withHeadFitted } from './join-heads.ts';
import { withSkin } from './measured-project.ts';
import { createPipeline } from './pipeline.ts';

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');
/** A photo's file. */
interface File {
  blob(): Promise<Blob>;
  name: string;
  outName: string;
}

export async function photosJob(desk: Desk, request: PhotosJob) {
  const given = request.project ? await desk.services.unpackProject(await fetched(request.project.url), request.project.name) : null;
  if (given && !given.ok) throw new Refused('project', given.reason);
  const carried = new Map(
    [...(given?.files ?? [])].map(([id, blob]): [string, File] => [id, { blob: async () => blob, name: id, outName: id }]),
  );
  const { consultation: start, files } = request.photos
    ? await matched(desk, request.photos, given?.consultation ?? null, request)
    : { consultation: given?.consultation ?? null, files: carried };
  if (!start) throw new Refused('job', '--project is missing.');
  const missing = start.photos.find(({ id }) => !files.has(id));
  if (missing) throw new Refused('project', `has a photo “${missing.id}”, and its file is not there.`);
  const planName = planNameFor(start, request.plan);

  const found = request.fit === 'auto' ? await measuredAll(desk, start, planName, files, request, !given) : null;
  const consultation = found?.consultation ?? start;
  await readAll(desk, consultation, planName, files, request, found !== null);
  const messages: string[] = [];
  const photos = [];
  for (const entry of consultation.photos) {
    const { outName } = files.get(entry.id) as File;
    const drawn = await withRead(desk, entry, files, async (read) => {
      desk.pipeline = createPipeline(desk.planner, entry.id);
      const project = shownProject(consultation, entry.id, planName);
      const fitting = found?.fitted.get(entry.id) ?? (await fitted(desk, project, read, request));
      const at = (ending: string) => (body: Blob | string) => put(`${request.resultsAt}${encodeURIComponent(`${outName}${ending}`)}`, body);
      const results = { png: at('.png'), dots: at('.dots.json'), report: at('.report.json') };
      const kept = found ? project : fitting.project;
      return draw(desk, read, { ...fitting, project: kept, isNew: false }, request, results);
    });
    photos.push({ id: outName, ...figuresOf(drawn), differs: found?.differs.get(entry.id) ?? null });
  }
  for (const { id, differs } of consultation.photos)
    if (differs) messages.push(DIFFERENT[differs.about](files.get(id)?.outName ?? id, Math.round(100 * differs.share)));
  await put(`${request.resultsAt}report.json`, JSON.stringify({ plan: planName, head: consultation.head, photos, messages }));
}

/** Decodes a photo, runs the work and releases the photo. */
async function withRead<T>(desk: Desk, entry: PhotoEntry, files: ReadonlyMap<string, File>, work: (read: ReadPhoto) => Promise<T>) {
  const file = files.get(entry.id) as File;
  const read = await readForScreen(desk, await file.blob(), file.name);
  if (!read.ok) throw new Refused('photo', read.reason);
  try {
    return await work(read);
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.about, `${file.name}: ${error.message}`) : error;
  } finally {
    read.pixels.working.close();
  }
}

/** Assigns files to photos of the project; without a project, or with `fit: auto`, files become new photos. */
async function matched(desk: Desk, jobFiles: PhotosJob['photos'] & {}, known: Consultation | null, { fit }: PhotosJob) {
  const files = new Map<string, File>();
  let consultation = known;
  for (const { name, url } of jobFiles) {
    const file = { blob: () => fetched(url), name, outName: stemOf(name) };
    const entry = consultation?.photos.find((photo) => !files.has(photo.id) && (photo.name === name || photo.id === stemOf(name)));
    if (entry) {
      files.set(entry.id, file);
      continue;
    }
    if (known && fit !== 'auto') throw new Refused('project', `knows no photo “${name}”.`);
    const read = await readForScreen(desk, await file.blob(), name);
    if (!read.ok) throw new Refused('photo', read.reason);
    read.pixels.working.close();
    const { widthPx, heightPx } = read.photo;
    if (!consultation) consultation = consultationOf(newProject({ name, widthPx, heightPx }));
    else
      consultation = withPhoto(consultation, {
        id: freshPhotoId(
          name,
          consultation.photos.map(({ id }) => id),
        ),
        name,
        widthPx,
        heightPx,
      });
    files.set((consultation.photos.at(-1) as PhotoEntry).id, file);
  }
  return { consultation, files };
}

/** Measures each photo, fits one head to all of them, and proposes a first design from the photo that shows the face. */
async function measuredAll(
  desk: Desk,
  start: Consultation,
  planName: string,
  files: ReadonlyMap<string, File>,
  request: PhotosJob,
  isNew: boolean,
) {
  let consultation: Consultation = {
    ...start,
    head: null,
    photos: start.photos.map((entry) => ({ ...entry, scale: null, camera: null, pose: null })),
  };
  const all = new Map<string, Fitted>();
  const heads = new Map<string, Head>();
  let first: { entry: PhotoEntry; fitting: Fitted } | null = null;
  for (const entry of start.photos)
    await withRead(desk, entry, files, async (read) => {
      desk.pipeline = createPipeline(desk.planner, entry.id);
      const { takesDots, kept, ...fitting } = await fitted(desk, shownProject(consultation, entry.id, planName), read, request);
      const { project, measured } = fitting;
      if (!measured || !kept) return;
      all.set(entry.id, fitting);
      consultation = withEvidence(withShown(consultation, entry.id, planName, project), entry.id, { kept: await kept() });
      heads.set(entry.id, measured.head);
      if (!first || worthOf(fitting) > worthOf(first.fitting)) first = { entry, fitting: { ...fitting, takesDots } };
    });
  const joined = await withHeadFitted(desk.services.fitHeads, consultation, consultation, heads);
  consultation = joined.consultation;
  if (first) {
    const { entry, fitting } = first as { entry: PhotoEntry; fitting: Fitted };
    await withRead(desk, entry, files, async (read) => {
      desk.pipeline = createPipeline(desk.planner, entry.id);
      const { project } = await withDesign(desk, { ...fitting, project: shownProject(consultation, entry.id, planName) }, read);
      const skinned = isNew ? withSkin(project, await desk.pipeline.readingAhead(project, read.photo, fitting.seen)) : project;
      consultation = withShown(consultation, entry.id, planName, skinned);
    });
  }
  return { consultation, fitted: all, differs: joined.differs };
}
/** Reads all photos before any is drawn, so that all are drawn from the same plan. */
async function readAll(
  desk: Desk,
  consultation: Consultation,
  planName: string,
  files: ReadonlyMap<string, File>,
  request: PhotosJob,
  isFitted: boolean,
) {
  if (consultation.photos.length < 2) return;
  for (const entry of consultation.photos)
    await withRead(desk, entry, files, async (read) => {
      const shown = shownProject(consultation, entry.id, planName);
      const project = isFitted ? shown : (await fitted(desk, shown, read, request)).project;
      if (!project.scale || !project.head) return;
      const candidates = await desk.candidates.whenReady(project.head.halfAxesMm);
      await createPipeline(desk.planner, entry.id).readForPlan(project, read.photo, candidates, new AbortController().signal);
    });
}
/** Ranks photos for proposing a first design: with a face first, then any trusted fit. */
const worthOf = ({ measured }: Fitted) => (measured?.isTrusted ? (measured.sawFace ? 2 : 1) : 0);

/** Sentences about photos that disagree, naming them by file. */
const DIFFERENT: Readonly<Record<Differs['about'], (id: string, share: number) => string>> = {
  head: (id, share) => `${id} shows a head of another shape than the other photos do, by ${share} %.`,
  scale: (id, share) => `${id} has another scale than the other photos, by ${share} %.`,
  outline: (id, share) => `The head of the other photos does not fit the outline in ${id}, which counts for ${100 - share} %.`,
};

/** Figures of the part of the plan that this photo shows. */
const figuresOf = ({ project, figures }: Drawn) => ({
  scale: project.scale ?? null,
  zones: figures?.shown.zones.map(figureReport) ?? [],
});
