/* What a person saw in one engine beside what they saw in Chromium. */
import type { Picture } from '../support/png.ts';
import type { SeenByPerson } from './person-in-engine.ts';

export type Reported = { ok: boolean; text: string };

/** Of 255, for any channel of any pixel. */
const MAX_TOLERANCE = 2;

export function compareSeen(seen: SeenByPerson | null, reference: SeenByPerson | null): Reported[] {
  if (!seen || !reference) return [{ ok: false, text: `there is nothing that a person saw${seen ? ' in Chromium' : ''}` }];
  return [
    ...moved(seen),
    ...seen.pictures.map((one, i) => comparePicture(one, reference.pictures[i].picture)),
    ...seen.texts.map((one, i) => compareText(one, reference.texts[i].text)),
  ];
}

/** What must have changed from one look to the next; nothing where it has. */
function moved({ pictures, texts }: SeenByPerson): Reported[] {
  const picture = (of: string) => pictures.find(({ what }) => what === of)?.picture.rgb;
  const name = (of: string) => texts.find(({ what }) => what === `name ${of}`)?.text;
  const wrong: Reported[] = [];
  if (Buffer.compare(picture('opened') ?? EMPTY, picture('wiped') ?? EMPTY) === 0)
    wrong.push({ ok: false, text: 'the wipe has not moved' });
  if (name('dragged') === name('wiped')) wrong.push({ ok: false, text: 'the dots have not followed the hairline' });
  return wrong;
}
const EMPTY = new Uint8Array();

function comparePicture({ what, picture }: SeenByPerson['pictures'][number], reference: Picture): Reported {
  const { width, height, rgb } = picture;
  const size = `${what} ${width} x ${height}`;
  if (width !== reference.width || height !== reference.height)
    return { ok: false, text: `${size} is not Chromium's ${reference.width} x ${reference.height}` };
  let most = 0;
  let above = 0;
  for (let i = 0; i < rgb.length; i++) {
    const difference = Math.abs(rgb[i] - reference.rgb[i]);
    if (difference > most) most = difference;
    if (difference > MAX_TOLERANCE) above++;
  }
  const text = above
    ? `${size} differs by up to ${most}, in ${above} of ${rgb.length} bytes by more than ${MAX_TOLERANCE}`
    : `${size} within ${most}`;
  return { ok: !above, text };
}

function compareText({ what, text }: SeenByPerson['texts'][number], reference: string): Reported {
  if (!text) return { ok: false, text: `${what} is empty` };
  if (text === reference) return { ok: true, text: text.length < 60 ? text : `${what} equal (${text.length} signs)` };
  let at = 0;
  while (text[at] === reference[at]) at++;
  const near = (whole: string) => JSON.stringify(whole.slice(Math.max(0, at - 20), at + 30));
  return { ok: false, text: `${what} has ${near(text)}, Chromium's ${near(reference)}` };
}
