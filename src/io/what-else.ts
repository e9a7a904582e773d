/*
 * Names a file that Stubble does not open, and what to do, as the end of a sentence. The kind is told from its first bytes; signatures are
 * those of the formats' specifications. Loaded when such a file is chosen.
 */

import { asciiAt, viewOf } from './join-bytes.ts';
import { KINDS } from './photo-kinds.ts';

const RAW = 'develop it in the camera maker’s program or export it from the phone as JPEG, and open that.';
const AS_JPEG = 'export it as JPEG and open that.';
const PICTURE = `choose a ${KINDS} picture.`;
const VIDEO = 'pause it where the head is sharp, take a picture of that, or choose a photo.';

/** Signatures at the start of the file, longer ones first. */
const AT_START: readonly [string, what: string, todo: string][] = [
  ['\0\0\0\x0cJXL ', 'a JPEG XL picture', AS_JPEG],
  ['\xff\x0a', 'a JPEG XL picture', AS_JPEG],
  ['\0\0\0\x0cjP  ', 'a JPEG 2000 picture', AS_JPEG],
  ['\xff\x4f\xff\x51', 'a JPEG 2000 picture', AS_JPEG],
  ['FUJIFILMCCD-RAW', 'a Fujifilm raw picture (RAF)', RAW],
  ['FOVb', 'a Sigma raw picture (X3F)', RAW],
  ['\0MRM', 'a Minolta raw picture (MRW)', RAW],
  ['II\x1a\0\0\0HEAPCCDR', 'a Canon raw picture (CRW)', RAW],
  ['IIRO', 'an Olympus raw picture (ORF)', RAW],
  ['IIRS', 'an Olympus raw picture (ORF)', RAW],
  ['IIU\0', 'a Panasonic raw picture (RW2)', RAW],
  ['MMOR', 'an Olympus raw picture (ORF)', RAW],
  ['%PDF', 'a PDF document', 'take a screenshot of the photo in it, or ask for the photo itself.'],
  ['%!PS', 'a PostScript document', PICTURE],
  ['GIF8', 'a GIF picture', 'its 256 colours are too few to read skin from: choose the photo it was made from.'],
  ['BM', 'a BMP picture', 'save it as PNG and open that.'],
  ['8BPS', 'a Photoshop document', AS_JPEG],
  ['gimp xcf', 'a GIMP document', AS_JPEG],
  ['qoif', 'a QOI picture', 'save it as PNG and open that.'],
  ['\x76\x2f\x31\x01', 'an OpenEXR picture', AS_JPEG],
  ['#?RADIANCE', 'a Radiance HDR picture', AS_JPEG],
  ['DDS ', 'a DDS texture', PICTURE],
  ['\0\0\x01\0', 'an icon', PICTURE],
  ['PK\x03\x04', 'a zip archive or a project', 'unpack it and choose the photo in it, or open it as a project.'],
  ['PK\x05\x06', 'an empty zip archive', PICTURE],
  ['Rar!', 'a RAR archive', 'unpack it and choose the photo in it.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'unpack it and choose the photo in it.'],
  ['\x1f\x8b', 'a compressed file (gzip)', 'unpack it and choose the photo in it.'],
  ['\x1a\x45\xdf\xa3', 'a video', VIDEO],
  ['\0\0\x01\xba', 'a video', VIDEO],
  ['\0\0\x01\xb3', 'a video', VIDEO],
  ['FLV', 'a video', VIDEO],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'a video (Windows Media)', VIDEO],
  ['ID3', 'a sound', PICTURE],
  ['OggS', 'a sound or a video', PICTURE],
  ['fLaC', 'a sound', PICTURE],
  ['MZ', 'a program', PICTURE],
  ['\x7fELF', 'a program', PICTURE],
  ['\xd0\xcf\x11\xe0', 'a document of an older Office program', 'copy the photo out of it, and open that.'],
];

/** By the brand of an ISO file (https://mp4ra.org/registered-types/brands). */
const BRANDS: Readonly<Record<string, readonly [what: string, todo: string]>> = {
  'crx ': ['a Canon raw picture (CR3)', RAW],
  'jxl ': ['a JPEG XL picture', AS_JPEG],
  'jp2 ': ['a JPEG 2000 picture', AS_JPEG],
  'jpx ': ['a JPEG 2000 picture', AS_JPEG],
  'jph ': ['a JPEG 2000 picture', AS_JPEG],
  'qt  ': ['a video (QuickTime)', VIDEO],
  'M4A ': ['a sound', PICTURE],
  'M4B ': ['a sound', PICTURE],
};

/** @returns like "is a GIF picture: choose ..." */
export function whatElse(bytes: Uint8Array): string {
  const head = asciiAt(bytes, 0, 1024);
  const told = (what: string, todo: string) => `is ${what}, which Stubble does not open: ${todo}`;
  for (const [signature, what, todo] of AT_START) if (head.startsWith(signature)) return told(what, todo);
  if (head.startsWith('II*\0') || head.startsWith('MM\0*') || head.startsWith('II+\0') || head.startsWith('MM\0+'))
    return told(...tiffKind(bytes));
  if (head.startsWith('RIFF')) return told(...riffKind(head.slice(8, 12)));
  if (head.slice(4, 8) === 'ftyp') return told(...(BRANDS[head.slice(8, 12)] ?? ['a video', VIDEO]));
  if (['moov', 'mdat', 'wide', 'free'].includes(head.slice(4, 8))) return told('a video (QuickTime)', VIDEO);
  if (/<svg[\s>]/i.test(head)) return told('an SVG drawing', PICTURE);
  if (/^\s*(<!doctype html|<html)/i.test(head)) return told('a web page', 'save the picture in it by itself, and open that.');
  if (/^P[1-7]\s/.test(head)) return told('a PNM picture', 'save it as PNG and open that.');
  return isText(head) ? told('a text file', PICTURE) : `is not a photo that Stubble knows: ${PICTURE}`;
}

const isText = (head: string) => ![...head].some((c) => c < '\t' || (c > '\r' && c < ' '));

const MAKE_TAG = 271;
const DNG_VERSION_TAG = 50706;
const SUB_IFDS_TAG = 330;
const COMPRESSION_TAG = 259;
/** Compressions of camera makers: Sony, Samsung, Nikon, Pentax. */
const RAW_COMPRESSIONS = new Set([32767, 32769, 32770, 32772, 34713, 65535]);
const MAKERS: readonly [RegExp, string][] = [
  [/nikon/i, 'a Nikon raw picture (NEF)'],
  [/sony/i, 'a Sony raw picture (ARW)'],
  [/pentax|ricoh/i, 'a Pentax raw picture (PEF)'],
  [/samsung/i, 'a Samsung raw picture (SRW)'],
  [/hasselblad/i, 'a Hasselblad raw picture (3FR)'],
  [/phase one|leaf|mamiya/i, 'a raw picture'],
  [/canon/i, 'a Canon raw picture (CR2)'],
];

/** Camera raw files are TIFF files, told apart by the tags of the first directory. */
function tiffKind(bytes: Uint8Array): [string, string] {
  if (asciiAt(bytes, 8, 3) === 'CR\x02') return ['a Canon raw picture (CR2)', RAW];
  const plain: [string, string] = ['a TIFF picture', AS_JPEG];
  try {
    const view = viewOf(bytes);
    const little = bytes[0] === 0x49;
    const directory = view.getUint32(4, little);
    const tags = new Map<number, number>();
    for (let i = 0; i < Math.min(200, view.getUint16(directory, little)); i++)
      tags.set(view.getUint16(directory + 2 + 12 * i, little), directory + 2 + 12 * i);
    if (tags.has(DNG_VERSION_TAG)) return ['a raw picture (DNG)', RAW];
    const make = tags.get(MAKE_TAG);
    const maker = make === undefined ? '' : asciiAt(bytes, view.getUint32(make + 8, little), 24);
    const compression = tags.get(COMPRESSION_TAG);
    const isRaw = tags.has(SUB_IFDS_TAG) || (compression !== undefined && RAW_COMPRESSIONS.has(view.getUint16(compression + 8, little)));
    // a TIFF exported from a photo also names the camera, but has its picture in the first directory
    return isRaw ? [MAKERS.find(([name]) => name.test(maker))?.[1] ?? 'a raw picture', RAW] : plain;
  } catch {
    return plain;
  }
}

function riffKind(form: string): [string, string] {
  if (form === 'AVI ') return ['a video (AVI)', VIDEO];
  return form === 'WAVE' ? ['a sound', PICTURE] : ['a sound or a video', PICTURE];
}
