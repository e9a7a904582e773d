/* Parses the arguments of the render command. */

import { parseArgs } from 'node:util';
import type { Asked } from '../app/job-contract.ts';
import { SIDES } from '../core/consultation/schema.ts';
import { refuse } from './render-files.ts';

const USAGE =
  'npm run render -- --photo P.jpg [--project P.json] --out O.png [--day N] [--sessions K] [--width PX] [--fit auto] [--side S] [--plan NAME] [--dots D.json] [--report R.json], or --photos FOLDER|P.smp [--project P.json] --out FOLDER with the same options';
const WIDTH_PX = { min: 16, max: 16_384 };

export interface Wanted extends Asked {
  photo: string | null;
  /** a folder of photos, or a .smp that carries them */
  photos: string | null;
  project: string | null;
  /** with `photos` a folder */
  out: string;
  dots: string | null;
  report: string | null;
}

function readNumber(option: string, text: string | undefined, isRight: (n: number) => boolean, rule: string): number | null {
  if (text === undefined) return null;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return isRight(number) ? number : refuse(`${option} is ${JSON.stringify(text)}: it must be ${rule}.`);
}

/** @param args as typed; a negative number may follow its option after a space */
export function readArguments(args: string[]): Wanted {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined[joined.length - 1];
    if (/^-(\d|\.\d|Infinity)/.test(arg) && previous?.startsWith('--') && !previous.includes('='))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  const text = { type: 'string' } as const;
  const options = {
    photo: text,
    photos: text,
    project: text,
    out: text,
    day: text,
    sessions: text,
    width: text,
    fit: text,
    side: text,
    plan: text,
    dots: text,
    report: text,
  };
  const read = () => {
    try {
      return parseArgs({ args: joined, options, strict: true, allowPositionals: false }).values;
    } catch (error) {
      const [, valueless] = /Option '(--\w+).*(?:ambiguous|argument missing)/.exec((error as Error).message) ?? [];
      const what = valueless ? `${valueless} needs a value` : (error as Error).message.split(/\.\s|\n/)[0].replace(/\.$/, '');
      return refuse(`${what}; use ${USAGE}`);
    }
  };
  const values = read();
  const { fit } = values;
  for (const [name, value] of Object.entries(values)) if (value === '') refuse(`--${name} is empty; use ${USAGE}`);
  if (fit !== undefined && fit !== 'auto') refuse(`--fit is ${JSON.stringify(fit)}: it must be auto.`);
  const side =
    values.side === undefined
      ? null
      : (SIDES.find((one) => one === values.side) ??
        refuse(`--side is ${JSON.stringify(values.side)}: it must be one of ${SIDES.join(', ')}.`));
  const { photos } = values;
  if (photos && values.photo) refuse(`--photo and --photos are both given; use ${USAGE}`);
  for (const name of ['dots', 'report'] as const)
    if (photos && values[name]) refuse(`--${name} goes with --photo: with --photos every photo's lies in --out; use ${USAGE}`);
  if (!values.project && !photos && !fit) refuse(`--project is missing: without one, --fit auto measures the photo; use ${USAGE}`);
  if (!values.photo && !photos && !values.project) refuse(`--photo is missing; use ${USAGE}`);
  return {
    photo: values.photo ?? null,
    photos: photos ?? null,
    plan: values.plan ?? null,
    project: values.project ?? null,
    out: values.out ?? refuse(`--out is missing; use ${USAGE}`),
    dots: values.dots ?? null,
    report: values.report ?? null,
    day: readNumber('--day', values.day, Number.isFinite, 'a finite number of days'),
    sessions: readNumber(
      '--sessions',
      values.sessions,
      (n) => Number.isInteger(n) && n >= 0,
      'a whole number from 0 to the number of sessions planned',
    ),
    widthPx: readNumber(
      '--width',
      values.width,
      (n) => Number.isInteger(n) && n >= WIDTH_PX.min && n <= WIDTH_PX.max,
      `a whole number of pixels from ${WIDTH_PX.min} to ${WIDTH_PX.max}`,
    ),
    fit: fit === 'auto' ? 'auto' : null,
    side,
  };
}
