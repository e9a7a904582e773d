/*
 * Parses the compressed data of a JPEG scan code by code without decoding a picture: the only way to know where the last code ends, whether
 * any is missing, and which markers do not belong there. Huffman-coded frames, sequential and progressive. Source: ITU-T T.81, annexes F
 * and G; a stray marker is repaired from the numbers of the restart markers around it (annex B.2.1).
 */
import { endsScan, isRestart, nextMarker } from './jpeg-markers.ts';

export interface FrameComponent {
  id: number;
  h: number;
  v: number;
  blocksAcross: number;
  blocksDown: number;
  /** blocks per row, including those that fill the last unit */
  stride: number;
  /** progressive frames: a bit for each coefficient that is not zero */
  nonZero: Uint8Array | null;
}
export interface Frame {
  isProgressive: boolean;
  unitsAcross: number;
  unitsDown: number;
  components: FrameComponent[];
}
/** For every 16 bits the code that they start with: length << 8 | symbol; 0 if there is none. */
export type HuffmanTable = Uint16Array;
export interface Scan {
  parts: { component: FrameComponent; dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }[];
  first: number;
  last: number;
  /** the scan refines coefficients of earlier scans by one bit */
  isRefinement: boolean;
  restartInterval: number;
}
export interface ScanEnd {
  /** position after its last byte */
  end: number;
  /** share of the units that were present */
  share: number;
  /** number of repaired markers and wrong codes */
  damages: number;
  /** missing restart markers, each to be inserted before the byte at `at` */
  missing: { at: number; marker: number }[];
}

/** @param bytes repaired in place @param start position after the scan's header */
export function followScan(bytes: Uint8Array, start: number, frame: Frame, scan: Scan): ScanEnd {
  let at = start;
  let held = 0;
  let count = 0;
  /** padding bits held in place of those after a marker or the end of the file */
  let missing = 0;
  let endOfBand = 0;
  let damages = 0;
  const lost: ScanEnd['missing'] = [];
  let isSure = true;

  const fill = () => {
    while (count <= 24) {
      let byte = 0;
      if (at >= bytes.length) missing += 8;
      else if ((byte = bytes[at]) !== 0xff) at++;
      else if (bytes[at + 1] === 0) at += 2;
      else if (bytes[at + 1] === 0xff) {
        at++;
        continue;
      } else {
        byte = 0;
        missing += 8;
      }
      held = (held << 8) | byte;
      count += 8;
    }
  };
  const skip = (bits: number) => {
    fill();
    count -= bits;
  };
  const take = (bits: number) => {
    skip(bits);
    return (held >>> count) & ((1 << bits) - 1);
  };
  /** next symbol; -1 if the bits are no code */
  const symbol = (table: HuffmanTable | undefined) => {
    fill();
    const code = table ? table[(held >>> (count - 16)) & 0xffff] : 0;
    count -= code >> 8;
    return code === 0 ? -1 : code & 0xff;
  };
  /** Position of the first byte of which no bit has been used. */
  const position = () => {
    let p = at;
    for (let unread = (count - missing) >> 3; unread > 0; unread--) p -= bytes[p - 1] === 0 && bytes[p - 2] === 0xff ? 2 : 1;
    return p;
  };
  const beginAt = (position: number) => {
    at = position;
    held = count = missing = endOfBand = 0;
  };

  const { first, last, isRefinement, parts } = scan;
  /** parses one block; false if the bits are no code */
  const follow = (part: Scan['parts'][number], block: number): boolean => {
    if (!frame.isProgressive) return followDc(part.dc) && followAc(part.ac, 1, 63, null, 0);
    if (first === 0) {
      if (!isRefinement) return followDc(part.dc);
      skip(1);
      return true;
    }
    const { nonZero } = part.component;
    if (isRefinement) return refineAc(part.ac, nonZero as Uint8Array, block * 64);
    if (endOfBand > 0) {
      endOfBand--;
      return true;
    }
    return followAc(part.ac, first, last, nonZero, block * 64);
  };
  const followDc = (table: HuffmanTable | undefined) => {
    const size = symbol(table);
    if (size < 0 || size > 16) return false;
    if (size) skip(size);
    return true;
  };
  const followAc = (table: HuffmanTable | undefined, from: number, to: number, nonZero: Uint8Array | null, base: number) => {
    for (let k = from; k <= to; k++) {
      const code = symbol(table);
      if (code < 0) return false;
      const [run, size] = [code >> 4, code & 15];
      k += run;
      if (size) {
        if (k > to) return false;
        skip(size);
        if (nonZero) nonZero[(base + k) >> 3] |= 1 << ((base + k) & 7);
      } else if (run < 15) {
        if (nonZero) endOfBand = (1 << run) - 1 + (run ? take(run) : 0);
        return true;
      }
    }
    return true;
  };
  const refineAc = (table: HuffmanTable | undefined, nonZero: Uint8Array, base: number) => {
    let k = first;
    const isThere = (i: number) => (nonZero[(base + i) >> 3] >> ((base + i) & 7)) & 1;
    for (; endOfBand === 0 && k <= last; k++) {
      const code = symbol(table);
      if (code < 0) return false;
      let run = code >> 4;
      const size = code & 15;
      if (size) skip(1);
      else if (run < 15) {
        endOfBand = (1 << run) + (run ? take(run) : 0);
        break;
      }
      for (; k <= last; k++) {
        if (isThere(k)) skip(1);
        else if (--run < 0) break;
      }
      if (size && k <= last) nonZero[(base + k) >> 3] |= 1 << ((base + k) & 7);
    }
    if (endOfBand > 0) {
      for (; k <= last; k++) if (isThere(k)) skip(1);
      endOfBand--;
    }
    return true;
  };

  const alone = parts.length === 1 ? parts[0] : null;
  const unitsAcross = alone ? alone.component.blocksAcross : frame.unitsAcross;
  const total = unitsAcross * (alone ? alone.component.blocksDown : frame.unitsDown);
  const followUnit = (unit: number): boolean => {
    const [row, column] = [Math.floor(unit / unitsAcross), unit % unitsAcross];
    if (alone) return follow(alone, row * alone.component.stride + column);
    for (const part of parts) {
      const { h, v, stride } = part.component;
      for (let y = 0; y < v; y++) for (let x = 0; x < h; x++) if (!follow(part, (row * v + y) * stride + column * h + x)) return false;
    }
    return true;
  };

  const interval = scan.restartInterval || total;
  let restart = 0;
  const repair = (position: number, marker: number) => {
    bytes[position + 1] = marker;
    damages++;
  };
  /** Number of the next restart marker after `position`, before the end of the picture; -1 if there is none. */
  const restartBehind = (position: number) => {
    for (let q = nextMarker(bytes, position + 2); q >= 0 && bytes[q + 1] !== 0xd9; q = nextMarker(bytes, q + 2))
      if (isRestart(bytes[q + 1])) return bytes[q + 1] & 7;
    return -1;
  };

  /** First position from `position` on where the scan can end, else the end of the file. */
  const endFrom = (position: number, isRepairing: boolean) => {
    let q = nextMarker(bytes, position);
    for (; q >= 0 && !endsScan(bytes, q); q = nextMarker(bytes, q + 2)) if (isRepairing) repair(q, 0);
    return q < 0 ? bytes.length : q;
  };

  let unit = 0;
  while (unit < total) {
    const endOfInterval = Math.min(total, unit - (unit % interval) + interval);
    let isBroken = false;
    while (unit < endOfInterval && !isBroken) {
      const before = { at, held: held >>> missing, count: count - missing, endOfBand };
      isBroken = !followUnit(unit);
      if (count >= missing) {
        if (!isBroken) unit++;
        continue;
      }
      // the unit needs bits from beyond a marker or the end of the file
      const hit = at;
      isBroken = true;
      if (hit + 1 >= bytes.length) return { end: bytes.length, share: unit / total, damages, missing: lost };
      const marker = bytes[hit + 1];
      const isInsideInterval = !isRestart(marker) && scan.restartInterval > 0 && restartBehind(hit) === restart;
      const isDamage = isInsideInterval || (endOfInterval === total && !endsScan(bytes, hit));
      if (isDamage) {
        repair(hit, 0);
        isSure = isBroken = false;
        ({ at, held, count, endOfBand } = before);
        missing = 0;
      } else if (isSure && !scan.restartInterval) return { end: hit, share: unit / total, damages, missing: lost };
    }
    if (isBroken) {
      isSure = false;
      damages++;
    }
    if (isBroken && !scan.restartInterval) {
      // no restart markers to resynchronise at: stop where the scan can end
      const end = endFrom(position(), true);
      return { end, share: end < bytes.length ? 1 : unit / total, damages, missing: lost };
    }
    if (unit >= total) break;
    let q = nextMarker(bytes, position());
    const isLast = endOfInterval === total;
    while (q >= 0 && (isLast ? !endsScan(bytes, q) : !isRestart(bytes[q + 1]) && restartBehind(q) === restart)) {
      repair(q, 0);
      q = nextMarker(bytes, q + 2);
    }
    if (q < 0) return { end: bytes.length, share: unit / total, damages, missing: lost };
    if (isLast) return { end: q, share: 1, damages, missing: lost };
    const p = position();
    const isNextOne = isRestart(bytes[q + 1]) && (bytes[q + 1] & 7) === ((restart + 1) & 7);
    const isBeforeLast = !isRestart(bytes[q + 1]) && endsScan(bytes, q) && endOfInterval + interval >= total;
    if (!isBroken && q > p + 1 && (isNextOne || isBeforeLast)) {
      // the codes of the next interval follow without a marker
      lost.push({ at: p, marker: 0xd0 + restart });
      damages++;
      unit = endOfInterval;
      restart = (restart + 1) & 7;
      beginAt(p);
      continue;
    }
    let ahead = 0;
    if (isRestart(bytes[q + 1])) {
      ahead = ((bytes[q + 1] & 7) - restart) & 7;
      if (ahead > 2) {
        repair(q, 0xd0 + restart);
        ahead = 0;
      }
    } else {
      const behind = restartBehind(q);
      const follower = nextMarker(bytes, q + 2);
      const isLastOne = behind < 0 && endOfInterval + interval >= total && follower >= 0 && bytes[follower + 1] === 0xd9;
      if (behind !== ((restart + 1) & 7) && !isLastOne) return { end: q, share: unit / total, damages, missing: lost };
      repair(q, 0xd0 + restart);
    }
    if (ahead > 0) damages++;
    unit = endOfInterval + ahead * interval;
    restart += ahead;
    restart = (restart + 1) & 7;
    beginAt(q + 2);
  }
  return { end: isSure || scan.restartInterval ? position() : endFrom(position(), false), share: 1, damages, missing: lost };
}
