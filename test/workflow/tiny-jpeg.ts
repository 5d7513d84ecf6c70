// A grey baseline JPEG (ITU-T T.81) with only DC coefficients: blocks of eight by eight pixels of one shade each.

/** Huffman table for DC differences: categories 0 to 11, codes of four bits in order (annex C). */
const CATEGORIES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

export function encodeJpeg({
  width,
  height,
  pixels,
}: {
  width: number;
  height: number;
  pixels: Uint8Array;
}): Buffer {
  const bits: string[] = [];
  let before = 0;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      // Quantized by 8, the DC coefficient of a block of one shade is that shade, less 128.
      const shade = meanOf(pixels, { width, height, x, y }) - 128;
      const difference = shade - before;
      before = shade;
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
      bits.push(size.toString(2).padStart(4, '0'));
      if (size > 0)
        bits.push((difference > 0 ? difference : difference + 2 ** size - 1).toString(2).padStart(size, '0'));
      // End of block: the only code of the AC table.
      bits.push('0');
    }
  }
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, 0, 0, 0, 12, ...Array<number>(12).fill(0), ...CATEGORIES]),
    segment(0xc4, [0x10, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    entropy(bits.join('')),
    Buffer.of(0xff, 0xd9),
  ]);
}

function meanOf(
  pixels: Uint8Array,
  { width, height, x, y }: { width: number; height: number; x: number; y: number },
): number {
  let [sum, count] = [0, 0];
  for (let row = y; row < Math.min(y + 8, height); row += 1) {
    for (let column = x; column < Math.min(x + 8, width); column += 1) {
      sum += pixels[row * width + column]!;
      count += 1;
    }
  }
  return Math.round(sum / count);
}

function segment(marker: number, content: number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** Filled up with ones; a zero octet follows each 0xff (B.1.1.5). */
function entropy(bits: string): Buffer {
  const octets: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const octet = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    octets.push(octet, ...(octet === 0xff ? [0] : []));
  }
  return Buffer.from(octets);
}
