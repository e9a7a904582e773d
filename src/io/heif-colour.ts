/*
 * Colour space of the main picture of a HEIC: from the picture itself, else from its tiles (iOS 11 and 12 write it only there), as an ICC
 * profile or as code points.
 * Source: ISO 23008-12, 6.5.5; ISO 14496-12, 12.1.5; ITU-T H.273.
 */
import { type HeifBox, heifItems } from './heif-boxes.ts';
import { asciiAt, viewOf } from './join-bytes.ts';

export type WrittenColour = { kind: 'icc'; profile: Uint8Array } | { kind: 'codes'; primaries: number; transfer: number };

const UNSPECIFIED = 2;

/** Null if the file does not say. */
export function heifColour(bytes: Uint8Array): WrittenColour | null {
  const items = heifItems(bytes);
  if (!items) return null;
  const onItem = (item: number) => colourOf(bytes, items.propertiesOf(item));
  let found = onItem(items.main);
  // a set, and a limited depth, because a broken file may refer to itself
  for (let level = new Set([items.main]), depth = 0; !found && depth < 4; depth++) {
    level = new Set([...level].flatMap((item) => items.from(item, 'dimg')));
    for (const item of level) found ??= onItem(item);
  }
  return found;
}

function colourOf(bytes: Uint8Array, properties: readonly HeifBox[]): WrittenColour | null {
  let codes: WrittenColour | null = null;
  for (const { type, payload, end } of properties) {
    if (type !== 'colr') continue;
    const kind = asciiAt(bytes, payload, 4);
    if (kind === 'prof' || kind === 'rICC') return { kind: 'icc', profile: bytes.subarray(payload + 4, end) };
    if (kind !== 'nclx' || end - payload < 8) continue;
    const primaries = viewOf(bytes).getUint16(payload + 4);
    if (primaries !== UNSPECIFIED) codes ??= { kind: 'codes', primaries, transfer: viewOf(bytes).getUint16(payload + 6) };
  }
  return codes;
}
