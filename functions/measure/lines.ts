// Glyphs grouped to lines. A line ends where a vertical rule or a gap of more than a character and a half stands.
import { type Box, type Glyph, type Page, type Stroke, touches, union } from './page.ts';
import { typeArea } from './standard.ts';

export interface Line {
  page: number;
  glyphs: Glyph[];
  text: string;
  baseline: number;
  /** Of the pen: from the first glyph's to behind the last one's. */
  left: number;
  right: number;
  /** Of what is black. */
  ink: Box;
  /** The size of most glyphs. */
  size: number;
  /** The type area it belongs to. */
  area: Box;
  /** In a ruled table or a signature block, whose small type the standard leaves open. */
  ruled: boolean;
}

/** Upright text only, in reading order: down, then right. */
export function linesOf(page: Page): Line[] {
  const area = typeArea(page);
  const frames = framesOf(page);
  const uprights = page.strokes.filter(
    ({ left, right, top, bottom }) => right - left < 2 && bottom - top > 2,
  );
  const upright = page.glyphs.filter(({ turn }) => turn === 0).toSorted((a, b) => a.baseline - b.baseline);
  const rows: Glyph[][] = [];
  for (const glyph of upright) {
    const row = rows.at(-1);
    if (row && glyph.baseline - row[0]!.baseline < 1) row.push(glyph);
    else rows.push([glyph]);
  }
  return rows
    .flatMap((row) =>
      parted(
        row.toSorted((a, b) => a.x - b.x),
        uprights,
      ),
    )
    .filter((glyphs) => glyphs.some(({ ink }) => ink))
    .map((glyphs) => lineOf(page, glyphs, area, frames));
}

function parted(row: Glyph[], uprights: readonly Stroke[]): Glyph[][] {
  const parts: Glyph[][] = [];
  let before: Glyph | undefined;
  for (const glyph of row) {
    const end = before ? before.x + before.width : 0;
    const cut =
      !before ||
      glyph.x - end > 1.5 * Math.max(glyph.size, before.size) ||
      uprights.some(
        ({ left, top, bottom }) =>
          left > before!.x + 0.25 * before!.width &&
          left < glyph.x + 0.5 * glyph.width &&
          top < glyph.baseline &&
          bottom > glyph.baseline - glyph.size,
      );
    if (cut) parts.push([glyph]);
    else parts.at(-1)!.push(glyph);
    before = glyph;
  }
  return parts;
}

function lineOf(page: Page, glyphs: Glyph[], area: Box, frames: readonly Box[]): Line {
  const ink = union(glyphs.flatMap(({ ink }) => ink ?? []));
  const last = glyphs.at(-1)!;
  return {
    page: page.number,
    glyphs,
    text: glyphs
      .map(({ text }) => text)
      .join('')
      .trim(),
    baseline: glyphs[0]!.baseline,
    left: glyphs[0]!.x,
    right: last.x + last.width,
    ink,
    size: most(glyphs.map(({ size }) => Math.round(size * 100) / 100)),
    area,
    ruled: frames.some(
      ({ left, top, right, bottom }) =>
        ink.left > left - 1 && ink.right < right + 1 && ink.top > top - 1 && ink.bottom < bottom + 1,
    ),
  };
}

export function most<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]![0];
}

/** Strokes that touch, with a vertical one among them, enclose a table. */
function framesOf({ strokes }: Page): Box[] {
  const frames: { box: Box; vertical: boolean }[] = [];
  for (const stroke of strokes) {
    if (stroke.dashed || stroke.width === 0) continue;
    let joined = { box: { ...stroke } as Box, vertical: stroke.bottom - stroke.top > 2 };
    for (;;) {
      const touching = frames.findIndex(({ box }) => touches(box, joined.box));
      if (touching < 0) break;
      const [other] = frames.splice(touching, 1);
      joined = { box: union([other!.box, joined.box]), vertical: other!.vertical || joined.vertical };
    }
    frames.push(joined);
  }
  return frames.filter(({ vertical }) => vertical).map(({ box }) => box);
}
