/* The job without a person in one engine: the bundled demo, at a smaller width and at full size, which take different ways through the browser. */
import type { JobOutcome, PhotoJob } from '../../src/app/job-contract.ts';
import type { Engine } from './engine.ts';
import { RESULT, type ServedApp } from './served-app.ts';

export const WIDTHS_PX = [800, null] as const;
const DEMO = 'front';

/** Waits for the app, runs the requests one after the other, and returns outcomes and errors. */
const inPage = (requests: PhotoJob[]) => `
  while (document.documentElement.dataset.job !== 'ready') {
    if (window.seenErrors?.length) return { outcomes: [], errors: window.seenErrors };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const outcomes = [];
  for (const request of ${JSON.stringify(requests)})
    outcomes.push(await window.stubbleJob(request).catch((error) => ({ ok: false, about: 'job', reason: String(error) })));
  return { outcomes, errors: window.seenErrors };
`;

export interface JobResult {
  png: Buffer;
  dots: string;
}

/** Results in the order of WIDTHS_PX; throws what went wrong, errors in the page included. */
export async function jobIn(engine: Engine, { url, results }: ServedApp): Promise<JobResult[]> {
  const requests = WIDTHS_PX.map(
    (widthPx, i): PhotoJob => ({
      kind: 'photo',
      photo: { name: `${DEMO}.jpg`, url: `/demos/${DEMO}.jpg` },
      project: { name: `${DEMO}.json`, url: `/demos/${DEMO}.json` },
      day: null,
      sessions: null,
      widthPx,
      fit: null,
      side: null,
      plan: null,
      results: { png: `${RESULT}${i}.png`, dots: `${RESULT}${i}.json`, report: null },
    }),
  );
  await engine.open(`${url}/#render`);
  const answer = await engine.run(inPage(requests));
  const { outcomes, errors, trouble } = answer as { outcomes?: JobOutcome[]; errors?: string[]; trouble?: string };
  const wrong = [...(errors ?? []), ...(outcomes ?? []).flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]))];
  if (trouble || wrong.length || outcomes?.length !== requests.length) throw new Error(trouble || wrong.join('; ') || 'no answer');
  return requests.map(({ results: { png, dots } }) => {
    const made = { png: results.get(png), dots: results.get(dots ?? '')?.toString('utf8') };
    if (!made.png?.length || !made.dots) throw new Error('the app made no picture or no dots');
    return made as JobResult;
  });
}
