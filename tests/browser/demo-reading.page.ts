/* Reads the photo of a demo in the page, as the app would if it were not shipped. */
import { demos } from '../../src/app/demos.ts';
import { surfaceIn } from '../../src/app/hair-of-photo.ts';
import { openedProject } from '../../src/app/opened-project.ts';
import { readHairOf } from '../../src/app/read-hair.ts';
import type { ShippedReading } from '../../src/app/shipped-reading.ts';
import { shownProject } from '../../src/core/consultation/shown-project.ts';
import { findRim } from '../../src/core/scalp/rim.ts';
import { unpackProject } from '../../src/io/project-file.ts';
import { readPhoto } from '../../src/io/read-photo.ts';

const fetched = async (url: string) => (await fetch(url)).blob();

/** The text of a demo's file. */
export async function readingOf(id: string): Promise<string> {
  const demo = demos.find((one) => one.id === id);
  if (!demo) throw new Error(`there is no demo ${id}`);
  const read = await readPhoto(await fetched(demo.photo), { name: id, maxSidePx: 4096 });
  const unpacked = await unpackProject(await fetched(demo.project), `${id}.json`);
  if (!read.ok || !unpacked.ok) throw new Error(`the demo ${id} cannot be opened`);
  const { photos, plans } = unpacked.consultation;
  const { photo, scale, camera, head } = openedProject(shownProject(unpacked.consultation, photos[0].id, plans[0].name), read.photo);
  if (!scale || !head) throw new Error(`the demo ${id} has no head`);
  const { grids, stubbleTone } = readHairOf(read.photo.small, { photo, scale, camera, head });
  if (!grids.coverage || !grids.strands) throw new Error(`the head of the demo ${id} is too small`);
  const { level, ...strands } = grids.strands;
  await read.photo.cameraLook.whenRead;
  const { look } = read.photo.cameraLook;
  const rim = findRim(read.photo.small, photo.widthPx, surfaceIn(photo, scale, camera, head));
  return `${JSON.stringify(
    { coverage: grids.coverage, strands, stubble: stubbleTone(), camera: look, rim } satisfies Record<keyof ShippedReading, unknown>,
    (_, value) => (value instanceof Float32Array ? Array.from(value, shortest) : value),
  )}\n`;
}

/** The number of the fewest digits that rounds to it in single precision. */
function shortest(value: number): number {
  for (let digits = 6; ; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
}
