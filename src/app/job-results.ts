/* The command line's JSON results: the dots drawn, and the report on photo and plan. */
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import { hairlineCurve } from '../core/design/hairline.ts';
import { colourLost } from '../core/photo/colour-lost.ts';
import { hairlineHeight } from '../core/scalp/hairline-height.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { advise } from '../core/treatment/advice.ts';
import { type Appearance, dotMeasures } from '../core/treatment/appearance.ts';
import type { PlanFigures, ZoneFigures } from '../core/treatment/estimates.ts';
import type { FoundStubble } from './own-stubble.ts';
import type { PhotoReading } from './photo-reader.ts';
import type { DesignResult } from './stages.ts';
import { stubbleMatch, zoneToMatch } from './stubble-match.ts';

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

export const figureReport = ({ areaCm2, dots, dotsPerSession, minutes }: ZoneFigures) => ({
  areaCm2: round(areaCm2, 2),
  dots,
  dotsPerSession,
  minutes: minutes.map((m) => Math.round(m)),
});

export interface ReportNotes {
  /** of the whole plan, and of the part that this photo shows; null without a design */
  figures: PlanFigures | null;
  cameraSource: 'project' | 'exif' | 'assumed';
  /** the scales found in the photo; null if it was not measured */
  ways: PhotoMeasures['ways'] | null;
  irisPx: PhotoMeasures['irisPx'];
  reading: PhotoReading | null;
  /** undefined: not looked for */
  stubble: FoundStubble | null | undefined;
  messages: string[];
}

/** The skin's tone, null if none shows; `doubt` is the finding that makes its class a guess. */
function skinReport({ tone, findings }: PhotoReading) {
  const doubt = colourLost(findings)?.id ?? null;
  if (!tone || doubt === 'no-skin' || doubt === 'no-colour') return null;
  return { class: tone.class, itaDeg: round(tone.itaDeg, 1), rgb: tone.rgb, doubt };
}

/** The stubble and the plan that matches it, with their errors; lengths in photo px and mm. */
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

/** The report as JSON. */
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
    report.norwood = result.plan.norwood();
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
