/*
 * Repairs a JPEG: cuts off what follows the last scan, adds a missing end marker, and replaces stray markers inside scans, at which browsers
 * would stop and leave the rest grey. Reports whether the picture is complete. Source: ITU-T T.81, annex B.
 */

import { joinBytes } from './join-bytes.ts';
import { nextMarker } from './jpeg-markers.ts';
import { type Frame, followScan, type HuffmanTable, type Scan } from './jpeg-scan.ts';
import { isFrameHeader } from './jpeg-segments.ts';

export interface RepairedJpeg {
  bytes: Uint8Array<ArrayBuffer>;
  /** the picture is complete */
  isWhole: boolean;
  /** number of errors in the scans */
  damages: number;
}

/** assumed: if the end marker comes no earlier than this share, the camera wrote the picture so */
const ENOUGH_SHARE = 0.98;

/** Null if the scans cannot be parsed: no picture, or a coding that browsers do not read either. */
export function repairJpeg(file: Uint8Array): RepairedJpeg | null {
  const bytes = file.slice();
  const uint16 = (at: number) => (bytes[at] << 8) | bytes[at + 1];
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  const tables = new Map<number, HuffmanTable>();
  let frame: Frame | null = null;
  let bitsLeft: Uint8Array | null = null;
  let restartInterval = 0;
  let damages = 0;
  let share = 1;
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    if (at < 0) return finished(false);
    const marker = bytes[at + 1];
    if (marker === 0xd9) return finished(true);
    if (marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      // start of a second picture: the first has ended
      if (marker === 0xd8 && frame) return finished(false);
      continue;
    }
    const end = at + 2 + Math.max(2, uint16(at + 2));
    if (end > bytes.length) return finished(false);
    if (marker === 0xc4) readTables(at + 4, end);
    if (marker === 0xdd) restartInterval = uint16(at + 4);
    if (isFrameHeader(marker)) {
      if (frame || marker > 0xc2) return share < 1 ? finished(false) : null;
      frame = readFrame(at + 4, end, marker === 0xc2);
      if (!frame) return null;
      bitsLeft = new Uint8Array(frame.components.length * 64).fill(NOT_BEGUN);
    }
    if (marker !== 0xda) {
      parts.push(bytes.subarray(at, end));
      at = end;
      continue;
    }
    const scan = frame && readScan(frame, at + 4, end);
    if (!frame || !scan) return share < 1 ? finished(false) : null;
    const followed = followScan(bytes, end, frame, scan);
    damages += followed.damages;
    share = Math.min(share, followed.share);
    for (const { at: place, marker: restart } of followed.missing) {
      parts.push(bytes.subarray(at, place), Uint8Array.of(0xff, restart));
      at = place;
    }
    parts.push(bytes.subarray(at, followed.end));
    at = followed.end;
    if (followed.share === 1 && bitsLeft?.every((bits) => bits === 0)) return finished(true);
  }

  function finished(isEnded: boolean): RepairedJpeg | null {
    if (!frame || !bitsLeft) return null;
    // if the file has its end marker, a progressive picture may lack only its finest detail
    const isBegun = bitsLeft.every((bits, i) => (i % 64 === 0 ? bits !== NOT_BEGUN : true));
    const isDone = bitsLeft.every((bits) => bits === 0)
      ? share === 1 || (isEnded && share > ENOUGH_SHARE)
      : isEnded && isBegun && share > ENOUGH_SHARE;
    return { bytes: joinBytes([...parts, Uint8Array.of(0xff, 0xd9)]), isWhole: isDone, damages };
  }

  function readTables(from: number, end: number) {
    for (let p = from; p + 17 <= end; ) {
      const id = bytes[p];
      const table = new Uint16Array(65536);
      let [code, symbolAt] = [0, p + 17];
      for (let length = 1; length <= 16; length++) {
        for (let i = bytes[p + length]; i > 0; i--, code++, symbolAt++) {
          const first = code << (16 - length);
          if (first < 65536) table.fill((length << 8) | bytes[symbolAt], first, first + (1 << (16 - length)));
        }
        code <<= 1;
      }
      tables.set(id, table);
      p = symbolAt;
    }
  }

  function readFrame(from: number, end: number, isProgressive: boolean): Frame | null {
    const [height, width, count] = [uint16(from + 1), uint16(from + 3), bytes[from + 5]];
    if (height === 0 || width === 0 || count === 0 || count > 4 || from + 6 + 3 * count > end) return null;
    const sampling = Array.from({ length: count }, (_, i) => {
      const p = from + 6 + 3 * i;
      return { id: bytes[p], h: bytes[p + 1] >> 4, v: bytes[p + 1] & 15 };
    });
    if (sampling.some(({ h, v }) => h < 1 || h > 4 || v < 1 || v > 4)) return null;
    const hMost = Math.max(...sampling.map(({ h }) => h));
    const vMost = Math.max(...sampling.map(({ v }) => v));
    const [unitsAcross, unitsDown] = [Math.ceil(width / (8 * hMost)), Math.ceil(height / (8 * vMost))];
    const components = sampling.map(({ id, h, v }) => ({
      id,
      h,
      v,
      blocksAcross: Math.ceil(Math.ceil((width * h) / hMost) / 8),
      blocksDown: Math.ceil(Math.ceil((height * v) / vMost) / 8),
      stride: unitsAcross * h,
      nonZero: isProgressive ? new Uint8Array(unitsAcross * h * unitsDown * v * 8) : null,
    }));
    return { isProgressive, unitsAcross, unitsDown, components };
  }

  /** Also records the bits still missing of each coefficient after the scan. */
  function readScan(frame: Frame, from: number, end: number): Scan | null {
    const count = bytes[from];
    const p = from + 1 + 2 * count;
    if (count < 1 || count > 4 || p + 3 > end) return null;
    const [first, last] = frame.isProgressive ? [bytes[p], bytes[p + 1]] : [0, 63];
    if (first > last || last > 63 || (first > 0 && count > 1)) return null;
    const scanParts: Scan['parts'] = [];
    for (let i = 0; i < count; i++) {
      const index = frame.components.findIndex(({ id }) => id === bytes[from + 1 + 2 * i]);
      if (index < 0) return null;
      const selected = bytes[from + 2 + 2 * i];
      scanParts.push({ component: frame.components[index], dc: tables.get(selected >> 4), ac: tables.get(0x10 | (selected & 15)) });
      bitsLeft?.fill(frame.isProgressive ? bytes[p + 2] & 15 : 0, index * 64 + first, index * 64 + last + 1);
    }
    return { parts: scanParts, first, last, isRefinement: frame.isProgressive && bytes[p + 2] >> 4 > 0, restartInterval };
  }
}

/** Marks a coefficient that no scan has contained; other values count the bits still missing. */
const NOT_BEGUN = 255;
