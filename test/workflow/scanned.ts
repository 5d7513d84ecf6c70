// Scans for tests, without a scanner: a page with a square code drawn on it, as PNG, or as JPEG pictures in a PDF.
import { deflateSync } from 'node:zlib';
import { encodeJpeg } from './tiny-jpeg.ts';

const SIDE = 704;
const MODULE = 8;

export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** A grey page with `code` in its lower left corner, and some noise where a seal would be. */
export function page(code?: boolean[][]): Grey {
  const pixels = new Uint8Array(SIDE * SIDE).fill(244);
  for (let at = 0; at < 4000; at += 1) pixels[(at * 7919) % pixels.length] = 200;
  code?.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) square(pixels, 64 + x * MODULE, SIDE - 64 - (code.length - y) * MODULE);
    });
  });
  return { width: SIDE, height: SIDE, pixels };
}

function square(pixels: Uint8Array, left: number, top: number): void {
  for (let y = 0; y < MODULE; y += 1) {
    const from = (top + y) * SIDE + left;
    pixels.fill(35, from, from + MODULE);
  }
}

/** PNG 11.2: signature, IHDR, IDAT, IEND. */
export function png({ width, height, pixels }: Grey): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.concat([Buffer.of(0), pixels.subarray(y * width, (y + 1) * width)]),
    ),
  );
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A PDF as a scanner writes it: one JPEG picture a page. */
export function scannedPdf(pages: readonly Grey[]): Uint8Array {
  const objects: Buffer[] = [];
  const text = (body: string) => objects.push(Buffer.from(body, 'latin1'));
  const kids = pages.map((_, index) => `${3 + index * 2} 0 R`).join(' ');
  text('<< /Type /Catalog /Pages 2 0 R >>');
  text(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  for (const [index, { width, height, ...grey }] of pages.entries()) {
    const picture = `${4 + index * 2} 0 R`;
    text(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /I ${picture} >> >> >>`,
    );
    const jpeg = encodeJpeg({ width, height, ...grey });
    objects.push(
      Buffer.concat([
        Buffer.from(
          `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray ` +
            `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
          'latin1',
        ),
        jpeg,
        Buffer.from('\nendstream', 'latin1'),
      ]),
    );
  }
  const parts = objects.flatMap((body, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    body,
    Buffer.from('\nendobj\n'),
  ]);
  return new Uint8Array(
    Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n')]),
  );
}
