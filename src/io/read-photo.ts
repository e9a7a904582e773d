/*
 * Reads a file as an upright photo: its kind, whether it can be opened, and its pixels for the screen, for export and for reading skin. The
 * size is checked before anything is decoded; pixels are decoded from the copy without metadata.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import { copyAway, type ReadingCopy, warmCopier } from './copy-away.ts';
import { type DecodedAway, decodeAway } from './decode-away.ts';
import { decodeChecked } from './decode-checked.ts';
import { decodeUpright, resized } from './decode-upright.ts';
import { sniffJpeg, stripJpeg } from './jpeg-photo.ts';
import { KEPT_MEGAPIXELS, keptSize } from './kept-size.ts';
import { later } from './later.ts';
import type { LookedAt } from './looked-at.ts';
import { isPhoto, KINDS, kindOf, MIME_OF, type Sniffed, type SniffedPhoto } from './photo-kinds.ts';

export interface PhotoPixels {
  /** upright, long side at most maxSidePx, alpha not premultiplied */
  working: ImageBitmap;
  /** decodes again, upright at photo.widthPx x photo.heightPx; the caller closes it */
  decodeFull(signal?: AbortSignal): Promise<ImageBitmap>;
}
export type ReadPhotoResult = { ok: true; photo: DecodedPhoto; pixels: PhotoPixels; original: Blob } | { ok: false; reason: string };

export interface ReadPhotoOptions {
  name: string;
  maxSidePx: number;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** called as soon as it can be looked at, before the rest is read and maybe before it is there, and again if the file had to be repaired; `lookedAt`: copies for the models, if they are made */
  onWorking?: (working: ImageBitmap | Promise<ImageBitmap>, photo: { widthPx: number; heightPx: number }, lookedAt?: LookedAt) => void;
  /** called with the small copy, if that is there before the rest, which is then still to come */
  onSmall?: (photo: SmallPhoto) => void;
  /** the look of its camera, if that need not be read */
  camera?: CameraLook;
}
/** What measuring needs of a photo. */
type SmallPhoto = Pick<DecodedPhoto, 'name' | 'widthPx' | 'heightPx' | 'small' | 'exifFocalPx'>;

const MIN_SIDE_PX = 200;
const MAX_SIDE_PX = 30_000;
const MAX_MEGAPIXELS = 300;
/** Larger files are refused unread: no photo of 300 megapixels is larger. */
const MAX_FILE_BYTES = 600e6;

export async function readPhoto(blob: Blob, options: ReadPhotoOptions): Promise<ReadPhotoResult> {
  const { name, maxSidePx, signal, onProgress, onWorking, onSmall, camera } = options;
  if (!(maxSidePx >= 1)) throw new Error(`readPhoto: maxSidePx is ${maxSidePx}`);
  const shown = `“${name || 'The photo'}”`;
  const refuse = (what: string): ReadPhotoResult => ({ ok: false, reason: `${shown} ${what}` });
  signal?.throwIfAborted();
  if (blob.size === 0) return refuse('is empty (0 bytes): choose the photo again, or copy it once more from the camera or phone.');
  if (blob.size > MAX_FILE_BYTES)
    return refuse(`is ${Math.round(blob.size / 1e6)} MB large: Stubble opens photos of up to ${MAX_FILE_BYTES / 1e6} MB.`);
  const bytes = await bytesOf(blob);
  signal?.throwIfAborted();
  if (!bytes) return refuse('could not be read from this device: choose the photo again.');
  onProgress?.(0.1);

  const readers = kindOf(bytes) === 'jpeg' ? JPEG_READERS : await otherReaders();
  if (!readers) return refuse('could not be opened: part of the program did not load. Reload the page and open it again.');
  const sniffed = readers.sniff(bytes);
  if (sniffed.kind === 'damaged') return refuse('is damaged: choose another copy of the photo.');
  if (!isPhoto(sniffed)) {
    const loaded = await import('./what-else.ts').catch(() => null);
    return refuse(loaded?.whatElse(bytes) ?? `is not a photo: choose a ${KINDS} picture.`);
  }
  const size = sizeRefusal(sniffed);
  if (size) return refuse(size);

  warmCopier();
  const full = keptSize(sniffed);
  const mime = MIME_OF[sniffed.kind];
  const decode = async (kept: Uint8Array<ArrayBuffer>, stop?: AbortSignal, onDecoding?: (share: number) => void) =>
    decodeUpright(kept, mime, sniffed, { signal: stop, onProgress: onDecoding });
  const decodeHere = (kept: Uint8Array<ArrayBuffer>) => decode(kept, signal, (share) => onProgress?.(0.1 + 0.6 * share));
  // the models look soonest at what is decoded where it is copied
  const isAway = onWorking && sniffed.kind === 'jpeg' && !full.isReduced && Math.max(full.widthPx, full.heightPx) <= maxSidePx;
  let decoding: Uint8Array | null = null;
  const decodeFirst = async (kept: Uint8Array<ArrayBuffer>) => {
    decoding = kept;
    const decoded = isAway ? await decodeAway(new Blob([kept], { type: mime }), { signal, camera }) : null;
    if (!decoded) return decodeHere(kept);
    const { width: widthPx, height: heightPx, lookedAt } = decoded;
    // the models begin while the file is still being looked through; what had to be repaired meanwhile is not looked at
    const coming = later<ImageBitmap>();
    if (decoding === kept) onWorking?.(coming.promise, { widthPx, heightPx }, lookedAt);
    return { ...decoded, come: coming.come };
  };
  const [checked, f35Mm] = await Promise.all([
    decodeChecked(bytes, sniffed, { strip: readers.strip, decode: decodeFirst, signal }),
    focalLength35Mm(bytes),
  ]);
  if (signal?.aborted) checked?.decoded?.close();
  signal?.throwIfAborted();
  if (!checked) return refuse('is cut short, its last part is missing: copy it once more from the camera or phone.');
  const { kept, decoded } = checked;
  const original = new Blob([kept], { type: mime });
  if (!decoded) {
    const way = sniffed.kind === 'heic' ? 'export it as JPEG and open that.' : `save it again as ${KINDS} and open that.`;
    return refuse(`is damaged or of a kind that this browser cannot show: ${way}`);
  }
  onProgress?.(0.7);
  const { width: widthPx, height: heightPx } = decoded;
  const inPx = { widthPx, heightPx };
  const exifFocalPx = f35Mm === null ? null : focalPxFrom35Mm(f35Mm, widthPx, heightPx);
  const copied = async (from: ImageBitmap, tell = onWorking): Promise<Copied> => {
    let working: ImageBitmap | null = null;
    try {
      working = await shrunk(from, maxSidePx);
      signal?.throwIfAborted();
      const isWhole = working === from;
      if (!isWhole) tell?.(working, inPx);
      const onLookedAt = isWhole && tell ? (copies: LookedAt) => tell(from, inPx, copies) : undefined;
      const copy = await copyAway(from, { hasAlpha: sniffed.hasAlpha, signal, onLookedAt, camera });
      signal?.throwIfAborted();
      if (!isWhole) from.close();
      return { working, ...copy };
    } catch (error) {
      from.close();
      working?.close();
      throw error;
    }
  };
  const copiedAway = async ({ copy, bitmap, come, close }: DecodedAway & { come(working: ImageBitmap): void }): Promise<Copied> => {
    const small = await copy;
    if (small && !signal?.aborted) onSmall?.({ name, ...inPx, small: small.small, exifFocalPx });
    const working = await bitmap;
    if (signal?.aborted || !small || !working) close();
    signal?.throwIfAborted();
    if (small && working) {
      come(working);
      return { working, ...small };
    }
    // the worker has ended meanwhile
    const again = await decodeHere(kept);
    if (!again) throw new RangeError('it could be decoded once, but not again');
    const here = await copied(again, undefined);
    come(here.working);
    return here;
  };
  try {
    const { working, small, cameraLook } = await ('lookedAt' in decoded ? copiedAway(decoded) : copied(decoded));
    const photo: DecodedPhoto = {
      name,
      widthPx,
      heightPx,
      hasAlpha: sniffed.hasAlpha,
      workingWidthPx: working.width,
      workingHeightPx: working.height,
      exifFocalPx,
      small,
      cameraLook,
      message: [
        checked.isDamaged ? `${shown} is damaged: parts of its picture may be missing or wrong. Copy it once more if it shows.` : '',
        full.isReduced ? reducedMessage(shown, sniffed, widthPx, heightPx) : '',
      ]
        .filter(Boolean)
        .join(' '),
    };
    onProgress?.(1);
    const again = async (stop?: AbortSignal) => decode(new Uint8Array(await original.arrayBuffer()), stop);
    return { ok: true, photo, pixels: { working, decodeFull: (stop) => decodeAgain(again, shown, stop) }, original };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof DOMException || error instanceof RangeError)
      return refuse('needs more memory than this device has free: close other pages, or open a smaller copy.');
    throw error;
  }
}

/** The working copy, and what is copied for reading. */
type Copied = ReadingCopy & Pick<PhotoPixels, 'working'>;

interface Readers {
  sniff(bytes: Uint8Array): Sniffed;
  strip(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}
const JPEG_READERS: Readers = { sniff: sniffJpeg, strip: (bytes) => stripJpeg(bytes) };
async function otherReaders(): Promise<Readers | null> {
  try {
    const [{ sniffImage }, { stripMetadata }] = await Promise.all([import('./sniff-image.ts'), import('./strip-metadata.ts')]);
    return { sniff: sniffImage, strip: (bytes) => stripMetadata(bytes) };
  } catch {
    return null;
  }
}

async function decodeAgain(
  decode: (signal?: AbortSignal) => Promise<ImageBitmap | null>,
  shown: string,
  signal?: AbortSignal,
): Promise<ImageBitmap> {
  signal?.throwIfAborted();
  const bitmap = await decode(signal);
  if (signal?.aborted) bitmap?.close();
  signal?.throwIfAborted();
  if (!bitmap) throw new Error(`${shown} could be decoded once, but not again: memory may be short.`);
  return bitmap;
}

async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

const count = (n: number) => n.toLocaleString('en-GB');
const sizeText = (widthPx: number, heightPx: number) => `${count(widthPx)} x ${count(heightPx)} pixels`;

function sizeRefusal({ widthPx, heightPx, complete }: SniffedPhoto): string | null {
  if (widthPx === 0 || heightPx === 0)
    return complete
      ? 'is damaged: it does not tell how large its picture is.'
      : 'is cut short, most of it is missing: copy it once more from the camera or phone.';
  if (Math.max(widthPx, heightPx) > MAX_SIDE_PX || widthPx * heightPx > MAX_MEGAPIXELS * 1e6)
    return `is ${sizeText(widthPx, heightPx)}: Stubble opens photos of up to ${MAX_MEGAPIXELS} megapixels and ${count(MAX_SIDE_PX)} pixels on a side.`;
  if (Math.min(widthPx, heightPx) < MIN_SIDE_PX)
    return `is ${sizeText(widthPx, heightPx)}, too small to plan on: use a photo of at least ${MIN_SIDE_PX} pixels on each side.`;
  return null;
}

const reducedMessage = (shown: string, from: SniffedPhoto, widthPx: number, heightPx: number) =>
  `${shown} is ${sizeText(from.widthPx, from.heightPx)}; it was reduced to ${sizeText(widthPx, heightPx)} (${KEPT_MEGAPIXELS} megapixels) to keep Stubble quick.`;

/** The bitmap itself if it is not larger than `maxSidePx`, else a reduced copy. */
async function shrunk(bitmap: ImageBitmap, maxSidePx: number): Promise<ImageBitmap> {
  const scale = maxSidePx / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  return resized(bitmap, Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
}

/** Focal length in pixels from the 35 mm equivalent, whose film is 36 mm on the long side. */
export const focalPxFrom35Mm = (f35Mm: number, widthPx: number, heightPx: number) => (f35Mm * Math.max(widthPx, heightPx)) / 36;

/** EXIF FocalLengthIn35mmFilm; null if missing or implausible. */
async function focalLength35Mm(bytes: Uint8Array): Promise<number | null> {
  try {
    const { default: ExifReader } = await import('exifreader');
    const tags = ExifReader.load(bytes.buffer as ArrayBuffer);
    const value = Number(tags.FocalLengthIn35mmFilm?.value);
    return value >= 4 && value <= 2000 ? value : null;
  } catch {
    return null;
  }
}
