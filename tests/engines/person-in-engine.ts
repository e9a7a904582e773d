/*
 * The main job as a person does it, in one engine: opens a photo and cancels its measuring, opens the demo's project file, wipes between before
 * and after, drags the hairline, exports the picture and prints the plan. The plan is that of the file: what is measured in a photo
 * differs a little from engine to engine (the first hairline by 0.5 % of its length).
 */
import { readFileSync } from 'node:fs';
import { type Picture, readPng } from '../support/png.ts';
import type { Engine, Point } from './engine.ts';
import type { Hand } from './hand.page.ts';
import { PHOTO, PROJECT, RESULT, type ServedApp } from './served-app.ts';

/** How far the drags go, CSS px: whole ones at every step, since not every engine tells parts of a pixel. */
const WIPE_BY: Point = [120, 0];
const HAIRLINE_BY: Point = [0, -32];
const PROJECT_JSON = new URL('../../public/demos/front.json', import.meta.url);
const EXPORT_WIDTH = '1,080 px';

export interface SeenByPerson {
  pictures: { what: string; picture: Picture }[];
  texts: { what: string; text: string }[];
}

export async function personIn(engine: Engine, { url, results }: ServedApp): Promise<SeenByPerson> {
  const does = async <K extends keyof Hand>(act: K, ...asked: Parameters<Hand[K]>) => {
    const call = `window.hand.${act}(...${JSON.stringify(asked)})`;
    const answer = await engine.run(`
      while (!window.hand) await new Promise((resolve) => setTimeout(resolve, 30));
      const made = await ${call}.then((value) => ({ value }), (error) => ({ trouble: String(error) }));
      return { ...made, errors: window.seenErrors };`);
    const { value, trouble, errors } = answer as { value: Awaited<ReturnType<Hand[K]>>; trouble?: string; errors?: string[] };
    if (trouble || errors?.length)
      throw new Error(`${act} ${asked.join(', ')}: ${[...(errors ?? []), trouble].filter(Boolean).join('; ')}`);
    return value;
  };
  const resultAt = (path: string) => {
    const bytes = results.get(path);
    if (!bytes?.length) throw new Error(`nothing came to ${path}`);
    return bytes;
  };
  const seen: SeenByPerson = { pictures: [], texts: [] };
  const look = async (what: string) => {
    const path = `${RESULT}${seen.pictures.length}.rgba`;
    const { name, width, height } = await does('screenTo', path);
    seen.pictures.push({ what, picture: { width, height, rgb: withoutAlpha(resultAt(path)) } });
    seen.texts.push({ what: `name ${what}`, text: name });
  };
  const drag = ([x, y]: Point, [right, down]: Point) => engine.drag([x, y], [x + right, y + down]);

  await engine.open(`${url}/`);
  await does('openPhoto', PHOTO);
  await look('photo');
  // once the photo is kept, which WebKitGTK under its driver cannot do as a Blob
  await does('press', 'Home');
  await does('openProject', PROJECT);
  await look('opened');
  await drag(await does('middleOf', 'Before and after'), WIPE_BY);
  await look('wiped');
  await does('press', 'Plan');
  await does('goToStep', 'Hairline');
  await drag(await does('middleHandle'), HAIRLINE_BY);
  await look('dragged');
  await does('goToStep', 'Share');
  await does('choose', 'Width', EXPORT_WIDTH);
  seen.texts.push({ what: 'file name', text: await does('exportTo', `${RESULT}export.png`) });
  seen.pictures.push({ what: 'exported', picture: withoutCaption(readPng(resultAt(`${RESULT}export.png`))) });
  const { text, paths } = await does('printPlan');
  seen.texts.push({ what: 'printed plan', text }, { what: 'template', text: paths.join('\n') });
  return seen;
}

/** The letters of the strip below are drawn by each engine in its own way. */
function withoutCaption({ width, height, rgb }: Picture): Picture {
  const { photos } = JSON.parse(readFileSync(PROJECT_JSON, 'utf8')) as { photos: { widthPx: number; heightPx: number }[] };
  const [photo] = photos;
  const photoHeight = Math.round((width * photo.heightPx) / photo.widthPx);
  if (photoHeight >= height) throw new Error(`an export of ${width} x ${height} has no caption`);
  return { width, height: photoHeight, rgb: rgb.subarray(0, width * photoHeight * 3) };
}

function withoutAlpha(rgba: Buffer): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = rgba[i + Math.floor(i / 3)];
  return rgb;
}
