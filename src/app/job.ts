/*
 * The main job without a person: photo + project -> picture, dots, report, through the same pipeline, stage and writers as the screen.
 * It works on a desk without a screen; `npm run render` calls it in a headless browser.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import { newProject, type Project } from '../core/consultation/schema.ts';
import { hairlineCurve } from '../core/design/hairline.ts';
import { colourLost, type FaceSeen } from '../core/photo/photo-check.ts';
import { hairlineHeight } from '../core/scalp/hairline-height.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { advise } from '../core/treatment/advice.ts';
import { type Appearance, dotMeasures } from '../core/treatment/appearance.ts';
import type { PlanFigures, ZoneFigures } from '../core/treatment/estimates.ts';
import { settledDay } from '../core/treatment/healing.ts';
import type { Desk } from './desk/desk.ts';
import { readForScreen } from './desk/open.ts';
import type { JobOutcome, JobRequest } from './job-contract.ts';
import { measuredProject, withSkin } from './measured-project.ts';
import { openedProject, withCamera } from './opened-project.ts';
import type { FoundStubble, PhotoReading } from './photo-reader.ts';
import { pictureOf, writePicture } from './picture.ts';
import type { DesignResult } from './stages.ts';
import { stubbleDoubt, stubbleMatch, stubbleTrouble, zoneToMatch } from './stubble-match.ts';

const NO_PROJECT = { ok: true as const, project: null, photo: null, photoName: '' };

const refuse = (about: 'photo' | 'project' | 'job', reason: string): JobOutcome => ({ ok: false, about, reason });

export async function runJob(desk: Desk, request: JobRequest): Promise<JobOutcome> {
  const { services, pipeline } = desk;
  const fetched = async (url: string) => (await fetch(url)).blob();
  const auto = request.fit === 'auto';
  if (!request.project && !auto) return refuse('job', '--project is missing.');
  const unpacked = request.project ? await services.unpackProject(await fetched(request.project.url), request.project.name) : NO_PROJECT;
  if (!unpacked.ok) return refuse('project', unpacked.reason);
  const photoBlob = request.photo ? await fetched(request.photo.url) : unpacked.photo;
  if (!photoBlob) return refuse('project', 'carries no photo: give one with --photo.');
  const opened = await readForScreen(desk, photoBlob, request.photo?.name ?? unpacked.photoName);
  if (!opened.ok) return refuse('photo', opened.reason);
  const { photo } = opened;
  const given = unpacked.project ?? newProject({ name: photo.name, widthPx: photo.widthPx, heightPx: photo.heightPx });
  const cameraSource = given.camera && !auto ? 'project' : photo.exifFocalPx ? 'exif' : 'assumed';
  let project = auto ? withCamera({ ...given, camera: null }, photo) : openedProject(given, photo);
  if (project.photo.widthPx !== photo.widthPx || project.photo.heightPx !== photo.heightPx)
    return refuse(
      'project',
      `photo.widthPx x photo.heightPx is ${project.photo.widthPx} x ${project.photo.heightPx}: the photo is ${photo.widthPx} x ${photo.heightPx}.`,
    );

  let measured: PhotoMeasures | null = null;
  let seen: FaceSeen | null = null;
  const messages = photo.message ? [photo.message] : [];
  if (auto) {
    const {
      measures,
      found,
      takesDots,
      seen: looked,
      whyNone,
    } = await services.measureOpened(services.seekersIn(opened.pixels.working, photo), photo, {
      focalPx: photo.exifFocalPx,
      side: request.side ?? project.photo.side ?? null,
    });
    if (!found.ok) messages.push(found.reason);
    measured = measures;
    if (!measured) return refuse('photo', whyNone as string);
    messages.push(...measured.messages);
    project = measuredProject(project, measured, found, takesDots);
    seen = looked;
  }
  const reading = request.results.report || !unpacked.project ? pipeline.reading(project, photo, seen) : null;
  if (!unpacked.project) project = withSkin(project, reading);
  messages.push(...(reading?.findings ?? []).map(({ text, remedy }) => `${text} ${remedy}`));
  const planned = project.treatment.sessions.length;
  if ((request.sessions ?? 0) > planned) return refuse('job', `--sessions is ${request.sessions}: the project plans ${planned}.`);
  const sessions = request.sessions ?? planned;
  const day = request.day ?? settledDay(project.treatment, sessions);
  const draws = sessions > 0 && day >= 0;
  if (draws && !project.scale) return refuse('project', 'scale is missing: it must be given for drawing.');
  if (draws && !project.head) return refuse('project', 'head is missing: it must be given for drawing.');

  const needsDesign = project.scale && project.head && (draws || request.results.report);
  const result = needsDesign ? pipeline.design(project, photo, await desk.candidates.whenReady(project.head?.halfAxesMm as never)) : null;
  const look = result && draws ? pipeline.appearance(result, project, { day, sessions }) : null;
  const bitmap = await opened.pixels.decodeFull();
  const png = await writePicture(
    services,
    pictureOf(pipeline, { project, photo, result, look }, { bitmap, widthPx: request.widthPx, sessions }),
  );
  bitmap.close();
  const put = async (url: string, body: Blob | string) => {
    const answer = await fetch(url, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`putting a result failed with ${answer.status}`);
  };
  await put(request.results.png, png);
  if (request.results.dots) await put(request.results.dots, dotsJson(project, result, look));
  if (request.results.report) {
    const stubble = project.scale && project.head ? pipeline.stubble(project, photo, null) : undefined;
    const trouble = stubble === undefined ? null : stubbleTrouble(stubble);
    if (trouble) messages.push(trouble);
    const doubt = stubble && stubbleDoubt(stubble);
    if (doubt) messages.push(doubt);
    await put(
      request.results.report,
      reportJson(project, photo, result, {
        figures: result && pipeline.figures(result, project),
        cameraSource,
        ways: measured?.ways ?? null,
        irisPx: measured?.irisPx ?? null,
        reading,
        stubble,
        messages,
      }),
    );
  }
  return { ok: true };
}

const round = (x: number, digits: number) => Number(x.toFixed(digits));

/** The dots drawn, one entry per column, sorted by rank. */
export function dotsJson(project: Project, result: DesignResult | null, look: Appearance | null): string {
  const columns = {
    id: [],
    xPx: [],
    yPx: [],
    xMm: [],
    yMm: [],
    zMm: [],
    session: [],
    rank: [],
    targetPerCm2: [],
    diameterMm: [],
    absorbance: [],
  } as Record<string, number[]>;
  if (result && look) {
    const { dots } = result;
    for (let i = 0; i < dots.count; i++) {
      if (dots.session[i] === 0 || dots.session[i] > look.sessionsDone) continue;
      const { diameterMm, absorbance } = dotMeasures(look, i);
      columns.id.push(dots.number[i]);
      columns.xPx.push(round(dots.xPx[i], 3));
      columns.yPx.push(round(dots.yPx[i], 3));
      columns.xMm.push(round(dots.xMm[i], 4));
      columns.yMm.push(round(dots.yMm[i], 4));
      columns.zMm.push(round(dots.zMm[i], 4));
      columns.session.push(dots.session[i]);
      columns.rank.push((dots.number[i] + 0.5) / result.plan.places.count);
      columns.targetPerCm2.push(round(dots.targetPerCm2[i], 3));
      columns.diameterMm.push(round(diameterMm, 5));
      columns.absorbance.push(round(absorbance, 5));
    }
  }
  return JSON.stringify({ pxPerMm: project.scale?.pxPerMm ?? null, dots: columns });
}

const NORMALS_ACROSS = 100;

const figureReport = ({ areaCm2, dots, dotsPerSession, minutes }: ZoneFigures) => ({
  areaCm2: round(areaCm2, 2),
  dots,
  dotsPerSession,
  minutes: minutes.map((m) => Math.round(m)),
});

interface ReportNotes {
  /** of the whole plan, and of what this photo shows of it; null where nothing is designed */
  figures: PlanFigures | null;
  cameraSource: 'project' | 'exif' | 'assumed';
  /** the scales found in the photo, where it was measured */
  ways: PhotoMeasures['ways'] | null;
  irisPx: PhotoMeasures['irisPx'];
  reading: PhotoReading | null;
  /** undefined: not looked for */
  stubble: FoundStubble | null | undefined;
  messages: string[];
}

/** The skin's tone, null where none shows; `doubt` names the finding under which its class is a guess. */
function skinReport({ tone, findings }: PhotoReading) {
  const doubt = colourLost(findings)?.id ?? null;
  if (!tone || doubt === 'no-skin' || doubt === 'no-colour') return null;
  return { class: tone.class, itaDeg: round(tone.itaDeg, 1), rgb: tone.rgb, doubt };
}

/** The stubble and the plan that continues it, with their errors; lengths in photo px and mm. */
function stubbleReport(project: Project, found: FoundStubble) {
  const count = found.reading.ok ? found.reading.count : null;
  const zone = zoneToMatch(project, 0);
  const match = stubbleMatch(project, found, zone);
  return {
    perCm2: count && round(count.perCm2, 1),
    perCm2Sd: count && round(count.perCm2Sd, 1),
    marksPerCm2: count && round(count.marksPerCm2, 1),
    diameterMm: count && round(count.diameterMm, 3),
    diameterSdMm: count && round(count.diameterSdMm, 3),
    absorbance: count && round(count.absorbance, 3),
    lightKept: found.tone.kept.map((k) => round(k, 3)),
    lightKeptSd: round(found.tone.sd, 3),
    toneFromPhoto: round(found.tone.fromPhoto, 2),
    patchPx: [round(found.patch.xPx, 1), round(found.patch.yPx, 1)],
    patchRadiusMm: found.patch.radiusMm,
    dE00: round(match.dE00, 2),
    match: { perCm2: match.perCm2, dotMm: match.treatment.dotMm, dilutions: match.treatment.sessions.map((s) => s.dilution) },
  };
}

/** What the program knows about the photo and the plan; keys of work not yet built are absent. */
export function reportJson(
  project: Project,
  photo: DecodedPhoto,
  result: DesignResult | null,
  { figures, cameraSource, ways, irisPx, reading, stubble, messages }: ReportNotes,
): string {
  const report: Record<string, unknown> = {};
  const { scale } = project;
  if (scale) report.scale = { pxPerMm: scale.pxPerMm, sdShare: scale.sdShare, method: scale.method, ...(ways ? { ways } : {}) };
  if (result) {
    const { surface, skin } = result;
    report.camera = { focalPx: surface.focalPx, source: cameraSource, ...result.camera };
    report.head = project.head;
    report.shape = { kind: surface.shaped ? 'standard' : 'ellipsoid' };
    const stepPx = Math.max(4, Math.round(Math.max(photo.widthPx, photo.heightPx) / NORMALS_ACROSS));
    const widthCells = Math.ceil(photo.widthPx / stepPx);
    const heightCells = Math.ceil(photo.heightPx / stepPx);
    const xyz: (number | null)[] = [];
    for (let j = 0; j < heightCells; j++)
      for (let i = 0; i < widthCells; i++) {
        const hit = surface.hit((i + 0.5) * stepPx, (j + 0.5) * stepPx);
        if (hit) xyz.push(round(hit.nx, 4), round(hit.ny, 4), round(hit.nz, 4));
        else xyz.push(null, null, null);
      }
    report.landmarksPx = project.photo.landmarks ?? null;
    report.norwood = result.plan.norwood;
    report.hair = result.hair;
    const line = project.design.hairline;
    report.hairline = line && hairlineHeight(hairlineCurve(line, 0.5), surface, project.photo.landmarks?.glabella);
    report.normals = { stepPx, widthCells, heightCells, xyz };
    report.zones = figures?.shown.zones.map(figureReport);
    if (figures) {
      const { zones, areaSdShare, unseen } = figures;
      report.plan = {
        ...figureReport(figures),
        areaSdShare: round(areaSdShare, 4),
        zones: zones.map(figureReport),
        unseen: { areaCm2: round(unseen.areaCm2, 2), dots: unseen.dots },
      };
    }
    report.advice = advise(project, result.surface, skin, result.stubbleKept).map(({ id, why, figure }) => ({ id, why, figure }));
  }
  const { finish } = project.treatment;
  if (finish) report.finish = { name: finish.name, light: finish.light };
  report.irisPx = irisPx;
  if (reading) report.skin = skinReport(reading);
  if (stubble !== undefined) report.stubble = stubble && stubbleReport(project, stubble);
  report.messages = messages;
  return JSON.stringify(report);
}
