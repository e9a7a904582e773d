/* The first bytes of files that people take for photos, each with what it should be called. */
const bytesOf = (text: string, fill = '\0') => Uint8Array.from(text.padEnd(400, fill), (c) => c.charCodeAt(0));

/** A TIFF of one directory. @param entries tag, type, count, value; the maker's name lies at 200 */
function tiff(entries: [tag: number, type: number, count: number, value: number][], maker = '', little = true): Uint8Array {
  const bytes = new Uint8Array(400);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, entries.length, little);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    view.setUint16(10 + 12 * i, tag, little);
    view.setUint16(12 + 12 * i, type, little);
    view.setUint32(14 + 12 * i, count, little);
    view.setUint32(18 + 12 * i, value, little);
  }
  for (let i = 0; i < maker.length; i++) bytes[200 + i] = maker.charCodeAt(i);
  return bytes;
}
const canonRaw2 = tiff([[271, 2, 6, 200]], 'Canon');
canonRaw2.set([0x43, 0x52, 2], 8);

export const otherFiles = (): { name: string; bytes: Uint8Array; what: string }[] => [
  ...(
    [
      ['a.jxl', '\xff\x0a\x10\x90', 'a JPEG XL picture'],
      ['b.jxl', '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl ', 'a JPEG XL picture'],
      ['a.jp2', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ', 'a JPEG 2000 picture'],
      ['a.j2k', '\xff\x4f\xff\x51\0', 'a JPEG 2000 picture'],
      ['a.cr3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'a Canon raw picture (CR3)'],
      ['a.raf', 'FUJIFILMCCD-RAW 0201', 'a Fujifilm raw picture'],
      ['a.orf', 'IIRO\x08\0\0\0', 'an Olympus raw picture'],
      ['a.rw2', 'IIU\0\x18\0\0\0', 'a Panasonic raw picture'],
      ['a.x3f', 'FOVb\0\0', 'a Sigma raw picture'],
      ['a.pdf', '%PDF-1.7', 'a PDF document'],
      ['a.gif', 'GIF89a', 'a GIF picture'],
      ['a.bmp', 'BM\x36\0\0\0', 'a BMP picture'],
      ['a.psd', '8BPS\0\x01', 'a Photoshop document'],
      ['a.xcf', 'gimp xcf v011', 'a GIMP document'],
      ['a.ico', '\0\0\x01\0\x01\0', 'an icon'],
      ['a.svg', '<?xml version="1.0"?><svg xmlns="x"><script>alert(1)</script></svg>', 'an SVG drawing'],
      ['a.html', '<!DOCTYPE html><html><img src="https://example.com/x.png">', 'a web page'],
      ['a.txt', 'Notes of Monday', 'a text file'],
      ['a.mp4', '\0\0\0\x18ftypisom\0\0\0\0isommp42', 'a video'],
      ['a.mov', '\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'a video'],
      ['b.mov', '\0\0\0\x08wide\0\0\0\x20mdat', 'a video'],
      ['a.mkv', '\x1a\x45\xdf\xa3', 'a video'],
      ['a.avi', 'RIFF\x24\0\0\0AVI LIST', 'a video (AVI)'],
      ['a.wmv', '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'a video'],
      ['a.wav', 'RIFF\x24\0\0\0WAVEfmt ', 'a sound'],
      ['a.mp3', 'ID3\x04\0', 'a sound'],
      ['a.m4a', '\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'a sound'],
      ['a.rar', 'Rar!\x1a\x07', 'a RAR archive'],
      ['a.7z', '7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
      ['a.gz', '\x1f\x8b\x08', 'a compressed file'],
      ['a.exe', 'MZ\x90\0', 'a program'],
      ['a.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Office'],
      ['a.bin', '\x01\x02\x03\x04', 'not a photo that Stubble knows'],
    ] as const
  ).map(([name, text, what]) => ({ name, bytes: bytesOf(text, name === 'a.txt' ? ' ' : '\0'), what })),
  { name: 'a.tif', bytes: tiff([[256, 3, 1, 400]]), what: 'a TIFF picture' },
  {
    name: 'b.tif',
    bytes: tiff(
      [
        [256, 3, 1, 400],
        [271, 2, 6, 200],
      ],
      'Canon',
      false,
    ),
    what: 'a TIFF picture',
  },
  { name: 'a.cr2', bytes: canonRaw2, what: 'a Canon raw picture (CR2)' },
  {
    name: 'a.nef',
    bytes: tiff(
      [
        [271, 2, 18, 200],
        [330, 4, 2, 300],
      ],
      'NIKON CORPORATION',
      false,
    ),
    what: 'a Nikon raw picture (NEF)',
  },
  {
    name: 'a.arw',
    bytes: tiff(
      [
        [271, 2, 5, 200],
        [330, 4, 1, 300],
      ],
      'SONY',
    ),
    what: 'a Sony raw picture (ARW)',
  },
  {
    name: 'a.pef',
    bytes: tiff(
      [
        [259, 3, 1, 0xffff0000],
        [271, 2, 7, 200],
      ],
      'PENTAX',
      false,
    ),
    what: 'a Pentax raw picture (PEF)',
  },
  {
    name: 'a.dng',
    bytes: tiff(
      [
        [271, 2, 6, 200],
        [50706, 1, 4, 1],
        [330, 4, 1, 300],
      ],
      'Apple',
    ),
    what: 'a raw picture (DNG)',
  },
];
