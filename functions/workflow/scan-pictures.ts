// The pictures in a scan as it was uploaded: a JPEG or PNG file is one, a PDF holds those that its scanner put into it.
// Nothing of a PDF is interpreted: a picture's dictionary and its octets always stand in the file as they are
// (ISO 32000-1 7.5.7: a stream is never inside another), so a hostile structure, a script or a bomb meets nobody.

export type Picture = { bytes: Uint8Array; type: 'image/jpeg' | 'image/png'; width: number; height: number };
export type ScanKind = 'application/pdf' | 'image/jpeg' | 'image/png';

/** What the name of such a file ends in; of anything else 'bin'. */
const ENDINGS: Readonly<Record<ScanKind, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

export const LARGEST_SCAN = 20 * 1024 * 1024;
/** A4 at 600 dpi has 35 million. */
const MOST_PIXELS = 40_000_000;
const MOST_PAGES = 60;
/** A logo or the mask of a stamp is no page. */
const SMALLEST_SIDE = 400;

/** By its own first octets, whatever it is called; undefined for anything else. */
export function kindOfScan(bytes: Uint8Array): ScanKind | undefined {
  if (latin(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  return latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined;
}

export function endingOf(bytes: Uint8Array): string {
  const kind = kindOfScan(bytes);
  return kind ? ENDINGS[kind] : 'bin';
}

/** In the order of the file, at most sixty; one that is too large or has no size of its own is left out. */
export function picturesOf(scan: Uint8Array): Picture[] {
  const fitting = sizedPictures(scan).filter(fits);
  if (kindOfScan(scan) !== 'application/pdf') return fitting;
  return fitting.filter(({ width, height }) => Math.min(width, height) >= SMALLEST_SIDE).slice(0, MOST_PAGES);
}

/** Whether a page of it is larger than we decode: nothing of it is decoded to know that. */
export function hasTooManyPixels(scan: Uint8Array): boolean {
  return sizedPictures(scan).some((picture) => !fits(picture));
}

function fits({ width, height }: Picture): boolean {
  return width * height <= MOST_PIXELS;
}

function sizedPictures(scan: Uint8Array): Picture[] {
  const kind = kindOfScan(scan);
  if (kind === undefined) return [];
  const parts = kind === 'application/pdf' ? jpegsIn(scan) : [scan];
  return parts.flatMap((bytes) => pictureFrom(bytes));
}

function pictureFrom(bytes: Uint8Array): Picture[] {
  const type = kindOfScan(bytes);
  const size =
    type === 'image/png' ? sizeOfPng(bytes) : type === 'image/jpeg' ? sizeOfJpeg(bytes) : undefined;
  if (!size || type === 'application/pdf' || type === undefined) return [];
  const [width, height] = size;
  return width > 0 && height > 0 ? [{ bytes, type, width, height }] : [];
}

/** Streams that begin with a JPEG's first octets and whose dictionary says DCTDecode, up to `endstream`. */
function jpegsIn(pdf: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const found: Uint8Array[] = [];
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    if (found.length >= 4 * MOST_PAGES) break;
    if (latin(pdf, at - 3, at) === 'end') continue;
    const data = at + 6 + (pdf[at + 6] === 0x0d ? 2 : 1);
    if (pdf[data] !== 0xff || pdf[data + 1] !== 0xd8) continue;
    if (!latin(pdf, Math.max(0, at - 1024), at).includes('/DCTDecode')) continue;
    const end = buffer.indexOf('endstream', data);
    if (end < 0) break;
    found.push(pdf.subarray(data, end));
    at = end;
  }
  return found;
}

/** Width and height of IHDR (PNG 11.2.2). */
function sizeOfPng(bytes: Uint8Array): [number, number] | undefined {
  if (bytes.length < 24 || latin(bytes, 12, 16) !== 'IHDR') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [view.getUint32(16), view.getUint32(20)];
}

/** Of the first frame header (ITU-T T.81 B.2.2), segment by segment. */
function sizeOfJpeg(bytes: Uint8Array): [number, number] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(Math.max(0, from), to)).toString('latin1');
}
