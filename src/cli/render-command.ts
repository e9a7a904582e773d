/*
 * `npm run render`: the main job from the command line. Checks the arguments, runs the job in the built app with the same core and shaders
 * (render-job.ts), and writes the results only when all of them are complete. Bad input gives one sentence.
 */
import { basename, join } from 'node:path';
import type { JobFile, JobRequest } from '../app/job-contract.ts';
import { type Consultation, parseConsultation } from '../core/consultation/consultation.ts';
import { planOf } from '../core/consultation/shown-project.ts';
import { ensureBuilt } from './built-app.ts';
import { readArguments, type Wanted } from './render-arguments.ts';
import { checkOutput, checkOutputFolder, isZip, photosIn, Refusal, readInput, refuse, statOf, writeTogether } from './render-files.ts';
import { OWN_TOOLS, RESULTS, type RenderTools, runJob } from './render-job.ts';

export type { RenderTools } from './render-job.ts';

/** Checks the project before a browser starts; null for a .smp, which the app opens. */
function checkProject(path: string, bytes: Buffer, { sessions, plan }: Wanted): Consultation | null {
  if (isZip(bytes)) return null;
  if (path.toLowerCase().endsWith('.smp')) refuse(`${path} is not a Stubble project: a .smp is a zip file.`);
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    refuse(`${path} is not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}.`);
  }
  const parsed = parseConsultation(json);
  if (!parsed.ok) return refuse(`${path}: ${parsed.reason}.`);
  const { plans } = parsed.consultation;
  const shown = plan === null ? plans[0] : planOf(parsed.consultation, plan);
  if (!shown) return refuse(`--plan is ${JSON.stringify(plan)}: ${path} has ${plans.map(({ name }) => name).join(', ')}.`);
  const planned = shown.treatment.sessions.length;
  if (sessions !== null && sessions > planned) refuse(`--sessions is ${sessions}: ${path} plans ${planned}.`);
  return parsed.consultation;
}

/** The files that the app may fetch. */
class Lent {
  readonly files = new Map<string, () => Buffer>();
  lend(kind: string, path: string | null, read: () => Buffer): JobFile | null {
    if (!path) return null;
    const url = `/job/${kind}`;
    this.files.set(url, read);
    return { name: basename(path), url };
  }
}
const asked = ({ day, sessions, widthPx, fit, side, plan }: Wanted) => ({ day, sessions, widthPx, fit, side, plan });
interface Output {
  path: string;
  bytes: Buffer;
}

async function renderPhoto(wanted: Wanted, tools: RenderTools): Promise<Output[]> {
  const photo = wanted.photo ? readInput(wanted.photo) : null;
  const project = wanted.project ? readInput(wanted.project) : null;
  const isBare = wanted.project && project && checkProject(wanted.project, project, wanted) !== null;
  if (isBare && !wanted.photo) refuse(`--photo is missing: ${wanted.project} has no photo in it, only a .smp carries one.`);
  for (const path of [wanted.out, wanted.dots, wanted.report]) if (path) checkOutput(path, [wanted.photo, wanted.project]);

  const lent = new Lent();
  const results = { png: `${RESULTS}png`, dots: wanted.dots && `${RESULTS}dots`, report: wanted.report && `${RESULTS}report` };
  const made = await run(
    {
      kind: 'photo',
      photo: lent.lend('photo', wanted.photo, () => photo as Buffer),
      project: lent.lend('project', wanted.project, () => project as Buffer),
      ...asked(wanted),
      results,
    },
    lent,
    tools,
    { photo: wanted.photo ?? wanted.project, project: wanted.project ?? wanted.photo },
  );
  const places = { png: wanted.out, dots: wanted.dots, report: wanted.report };
  return (['png', 'dots', 'report'] as const).flatMap((key) => {
    const [address, path] = [results[key], places[key]];
    if (!address || !path) return [];
    const bytes = made.get(address);
    if (!bytes?.length) throw new Error(`the app made no ${key}`);
    return [{ path, bytes }];
  });
}

async function renderPhotos(wanted: Wanted & { photos: string }, tools: RenderTools): Promise<Output[]> {
  const isFolder = (statOf(wanted.photos) ?? refuse(`${wanted.photos} does not exist.`)).isDirectory();
  const carrier = isFolder ? null : readInput(wanted.photos);
  if (carrier && !isZip(carrier)) refuse(`${wanted.photos} is neither a folder of photos nor a .smp.`);
  if (carrier && wanted.project) refuse(`${wanted.photos} carries its project: leave out --project.`);
  const folder = isFolder ? photosIn(wanted.photos) : null;
  const projectPath = carrier ? wanted.photos : wanted.project;
  const project = carrier ?? (wanted.project ? readInput(wanted.project) : null);
  if (!project && !wanted.fit) refuse('--project is missing: a folder of photos needs it, or --fit auto.');
  if (project && projectPath) checkProject(projectPath, project, wanted);
  checkOutputFolder(wanted.out);

  const lent = new Lent();
  const photos = folder?.map(({ path }, i) => lent.lend(`photos/${i}`, path, () => readInput(path)) as JobFile) ?? null;
  const made = await run(
    { kind: 'photos', photos, project: lent.lend('project', projectPath, () => project as Buffer), ...asked(wanted), resultsAt: RESULTS },
    lent,
    tools,
    { photo: wanted.photos, project: projectPath ?? wanted.photos },
  );
  const outputs = [...made].map(([address, bytes]) => ({
    path: join(wanted.out, decodeURIComponent(address.slice(RESULTS.length))),
    bytes,
  }));
  for (const { path } of outputs) checkOutput(path, [wanted.project, wanted.photos, ...(folder ?? []).map((one) => one.path)]);
  return outputs;
}

async function run(job: JobRequest, { files }: Lent, tools: RenderTools, names: { photo: string | null; project: string | null }) {
  await ensureBuilt();
  const { outcome, results } = await runJob(job, files, tools);
  if (!outcome.ok) {
    const named = outcome.about === 'job' ? null : names[outcome.about];
    const reason = outcome.reason.trim().replace(/\.$/, '');
    refuse(named ? `${named}: ${reason}.` : `${reason}.`);
  }
  return results;
}

/** @param args as typed @returns null if the files are written, else one sentence that says why not */
export async function renderCommand(args: string[], tools = OWN_TOOLS): Promise<string | null> {
  try {
    const wanted = readArguments(args);
    const { photos } = wanted;
    writeTogether(await (photos ? renderPhotos({ ...wanted, photos }, tools) : renderPhoto(wanted, tools)));
    return null;
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return error instanceof Refusal ? message : `Stubble could not render: ${message}`;
  }
}
