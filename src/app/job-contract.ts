/*
 * The contract of the command line's job: what `npm run render` sends to window.stubbleJob in the built app, opened at "#render". Files are
 * not part of the request: the page fetches them from, and PUTs its results to, same-origin addresses.
 */
import type { Side } from '../core/consultation/schema.ts';

export interface JobFile {
  /** the file's own name, without its folder */
  name: string;
  /** fetch it here */
  url: string;
}
/** Options for one photo or several. */
export interface Asked {
  /** days since session 1; null: 28 days after the last completed session */
  day: number | null;
  /** stop after this many sessions, 0 to the number planned; null: all of them */
  sessions: number | null;
  /** width of the picture in px; null: as large as the upright photo */
  widthPx: number | null;
  fit: 'auto' | null;
  /** the side that the photo shows, if no face tells it */
  side: Side | null;
  /** the plan's name; null: the first */
  plan: string | null;
}
/** One photo of a project. */
export interface PhotoJob extends Asked {
  kind: 'photo';
  /** null: the photo is inside the project (.smp); if it is not there either, refuse with about 'project' */
  photo: JobFile | null;
  /** project.json or a .smp (a zip: its first bytes are "PK"); null only with fit "auto" */
  project: JobFile | null;
  /** where to PUT each result (body: the bytes as a Blob or text); null: not wanted */
  results: { png: string; dots: string | null; report: string | null };
}
/** All photos of a project, one after the other. */
export interface PhotosJob extends Asked {
  kind: 'photos';
  /** null: they are inside the project (.smp) */
  photos: JobFile[] | null;
  project: JobFile | null;
  /** where to PUT results: ID.png, ID.dots.json and ID.report.json of each photo, and report.json, each name as a URL component */
  resultsAt: string;
}
export type JobRequest = PhotoJob | PhotosJob;
/** `reason` says what is wrong without the file's name, as "photo.widthPx is 900: the photo is 1200 px wide". */
export type JobOutcome = { ok: true } | { ok: false; about: 'photo' | 'project' | 'job'; reason: string };
export type Job = (request: JobRequest) => Promise<JobOutcome>;

declare global {
  interface Window {
    /** defined at "#render" once the app can take a job (then <html data-job="ready">) */
    stubbleJob?: Job;
  }
}
