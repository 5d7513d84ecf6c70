// A page as it lies among the others, upright, and, if its text runs up the page, as its reader holds it (clause 8).
import type { Box, Glyph, Page } from './page.ts';

export interface Sheet {
  number: number;
  upright: Page;
  wide?: Page;
}

export function sheetOf(page: Page): Sheet {
  const upright = page.width > page.height ? anticlockwise(page) : page;
  const upward = upright.glyphs.filter(({ turn }) => turn === 270).length;
  if (upward * 2 < upright.glyphs.length) return { number: page.number, upright };
  return { number: page.number, upright: { ...upright, strokes: [] }, wide: clockwise(upright) };
}

type Move = (x: number, y: number) => [number, number];

function clockwise(page: Page): Page {
  return turned(page, 90, (x, y) => [page.height - y, x]);
}

function anticlockwise(page: Page): Page {
  return turned(page, 270, (x, y) => [y, page.width - x]);
}

function turned(page: Page, degrees: number, move: Move): Page {
  return {
    ...page,
    width: page.height,
    height: page.width,
    glyphs: page.glyphs.map((glyph): Glyph => {
      const [x, baseline] = move(glyph.x, glyph.baseline);
      const ink = glyph.ink && movedBox(glyph.ink, move);
      return { ...glyph, x, baseline, turn: (glyph.turn + degrees) % 360, ...(ink ? { ink } : {}) };
    }),
    strokes: page.strokes.map((stroke) => ({ ...stroke, ...movedBox(stroke, move) })),
  };
}

function movedBox({ left, top, right, bottom }: Box, move: Move): Box {
  const [ax, ay] = move(left, top);
  const [bx, by] = move(right, bottom);
  return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) };
}
