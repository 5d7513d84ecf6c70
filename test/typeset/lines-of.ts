/** A PDF's lines as they stand on paper: for tests of layout. */
import { placesOf } from './places-of.ts';

/** pt; page 0-based, y the baseline, from left to right. The text has no blanks: pdf.js sees some in stretched lines. */
export interface Line {
  page: number;
  y: number;
  x: number;
  right: number;
  text: string;
}

/** From the top of the first page down; what stands on one baseline is one line. */
export async function linesOf(pdf: Uint8Array): Promise<Line[]> {
  const lines: (Line & { pieces: { x: number; text: string }[] })[] = [];
  for (const { page, text, x, y, width } of await placesOf(pdf)) {
    const line = lines.find((known) => known.page === page && Math.abs(known.y - y) < 3);
    if (!line) lines.push({ page, y, x, right: x + width, text: '', pieces: [{ x, text }] });
    else {
      line.pieces.push({ x, text });
      line.x = Math.min(line.x, x);
      line.right = Math.max(line.right, x + width);
    }
  }
  return lines
    .sort((a, b) => a.page - b.page || b.y - a.y)
    .map(({ pieces, ...line }) => ({
      ...line,
      text: pieces
        .sort((a, b) => a.x - b.x)
        .map(({ text }) => text.replace(/\s/g, ''))
        .join(''),
    }));
}
