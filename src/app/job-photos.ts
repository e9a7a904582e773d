/*
 * The main job for all photos of one head: each is decoded, drawn and let go before the next. With `fit: auto` they are measured first, and
 * their heads joined into one.
 */
import type { Consultation, PhotoEntry } from '../core/consultation/consultation.ts';
import { freshPhotoId } from '../core/consultation/photo-ids.ts';
import { withPhoto } from '../core/consultation/photos-and-plans.ts';
import { newProject } from '../core/consultation/schema.ts';
import { shownProject, withShown } from '../core/consultation/shown-project.ts';
import { consultationOf } from '../core/consultation/version-1.ts';
import type { Desk } from './desk/desk.ts';
import { APART_SHARE } from './desk/join-heads.ts';
import { withJoinedHead } from './desk/joined.ts';
import { readForScreen } from './desk/read-photo.ts';
import type { ReadPhoto } from './desk/services.ts';
import { type Drawn, draw, type Fitted, fetched, fitted, planNameFor, put, Refused } from './job.ts';
import type { PhotosJob } from './job-contract.ts';
import { figureReport } from './job-results.ts';
import { withSkin } from './measured-project.ts';
import { createPipeline } from './pipeline.ts';

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');
/** A photo's file, and what its results are called. */
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
    photos.push({ id: outName, ...figuresOf(drawn), apartShare: found?.apart.get(entry.id) ?? null });
  }
  for (const [id, share] of found?.apart ?? [])
    if (share > APART_SHARE)
      messages.push(`${files.get(id)?.outName} sees another head than the other photos do, by ${Math.round(100 * share)} %.`);
  await put(`${request.resultsAt}report.json`, JSON.stringify({ plan: planName, head: consultation.head, photos, messages }));
}

/** Decodes a photo for as long as the work takes. */
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

/** Which photo of the project each file is; without a project, and with `fit: auto` beside one, files make photos. */
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

/** Each photo measured by itself, the heads joined as they come. */
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
  const apart = new Map<string, number>();
  for (const entry of consultation.photos) {
    await withRead(desk, entry, files, async (read) => {
      desk.pipeline = createPipeline(desk.planner, entry.id);
      const fitting = await fitted(desk, shownProject(consultation, entry.id, planName), read, request);
      const isFirst = isNew && entry.id === start.photos[0].id;
      const project = isFirst
        ? withSkin(fitting.project, desk.pipeline.reading(fitting.project, read.photo, fitting.seen))
        : fitting.project;
      const joined = withJoinedHead(consultation, withShown(consultation, entry.id, planName, project), entry.id);
      consultation = joined.consultation;
      for (const [id, share] of joined.apart) apart.set(id, share);
      all.set(entry.id, fitting);
    });
  }
  return { consultation, fitted: all, apart };
}

/** What this photo shows of the plan. */
const figuresOf = ({ project, figures }: Drawn) => ({
  scale: project.scale ?? null,
  zones: figures?.shown.zones.map(figureReport) ?? [],
});
