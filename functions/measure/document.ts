// The parts of a document as a reader of its pages finds them, by place, size and form; nothing else is known.
import { type Cell, cellsOf } from './cells.ts';
import { type Line, linesOf } from './lines.ts';
import { mm, type Page, type Stroke, touches } from './page.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { ADVANCE, LEFT, PITCH, SIZE_3 } from './standard.ts';

export interface Paragraph {
  lines: Line[];
  text: string;
  /** In characters from where full lines begin, of the first line. */
  indent: number;
}

export interface Measured {
  sheets: Sheet[];
  lines: Line[];
  /** Red type: the organ's mark. */
  mark: Line[];
  /** What stands between mark and title. */
  number?: Line;
  /** Each a run of large black lines: the document's, then those of its annexes. */
  titles: Line[][];
  /** Running text in 3号. */
  text: Line[];
  paragraphs: Paragraph[];
  cells: Cell[];
  addressee?: Paragraph;
  /** The name of an organ may take several lines. */
  closing?: { organ: Line[]; date: Line };
  /** 附件 on top of a page. */
  annexes: Line[];
  imprint: Imprint;
  pageNumbers: Line[];
  /** Dashed frames, kept free for signatures. */
  boxes: (Stroke & { page: number })[];
}

export interface Imprint {
  /** Black lines as wide as the type area that enclose no table. */
  rules: (Stroke & { page: number })[];
  lines: Line[];
  copies: Line[];
  printer?: Line;
  printed?: Line;
}

const DATE = /^\d{4}年\d{1,2}月\d{1,2}日$/;
export const NUMBER = /^(\p{Script=Han}+〔\d{4}〕[1-9]\d*号|（草稿，未编号）)$/u;
const PAGE_NUMBER = /^[—–－-]\s*\d+\s*[—–－-]$/;
const OPENING = /^[（《〈「『【〔“‘·]/;

export const black = (colour: string): boolean => /^#([0-3][0-9a-f]){3}$/i.test(colour);
export const red = (colour: string): boolean => /^#[c-f][0-9a-f][0-5][0-9a-f][0-5][0-9a-f]$/i.test(colour);

/**
 * How far a line begins from the type area's left edge, in characters. 《 may lose the blank half of its square, and · the
 * blank about it: the line begins with what is left.
 */
export function indentOf({ left, text }: Line, edge = LEFT): number {
  const indent = (left - edge) / ADVANCE;
  return OPENING.test(text) ? Math.ceil(indent - 0.05) : indent;
}

/** In pt: type of the mark is larger than MARK, that of titles than TITLE, whose lines lie nearer than TITLE_PITCH. */
const MARK = 16;
const TITLE = 18;
const TITLE_PITCH = 60;
/** In pt: a black rule longer than this, outside of tables, is one of the imprint. */
const IMPRINT_RULE = 300;

export function measure(pages: Page[]): Measured {
  const sheets = pages.map(sheetOf);
  const lines = sheets.flatMap(({ upright, wide }) => [...linesOf(upright), ...(wide ? linesOf(wide) : [])]);
  const pageNumbers = lines.filter(({ text }) => PAGE_NUMBER.test(text));
  const inside = lines.filter((line) => !pageNumbers.includes(line));
  const mark = lines.filter(({ glyphs }) => red(glyphs[0]!.colour) && glyphs[0]!.size > MARK);
  const titles = runs(inside.filter((line) => line.size > TITLE && !mark.includes(line)));
  const text = inside.filter(
    ({ size, ruled }) => !ruled && size >= SIZE_3[0] - 0.3 && size <= SIZE_3[1] + 0.3,
  );
  const firstTitle = titles[0]?.[0];
  const number = text.find(
    (line) => firstTitle && above(line, firstTitle) && mark.at(-1) && above(mark.at(-1)!, line),
  );
  const annexes = text.filter(({ text, left }) => /^附件\d*$/.test(text) && left - LEFT < 3);
  const running = text
    .filter((line) => !firstTitle || above(firstTitle, line))
    .filter((line) => !annexes.includes(line));
  const closing = closingOf(running);
  const signed = new Set(closing && [...closing.organ, closing.date]);
  const paragraphs = paragraphsOf(running.filter((line) => !signed.has(line)));
  const first = paragraphs[0];
  return {
    sheets,
    lines,
    mark,
    ...(number ? { number } : {}),
    titles,
    text,
    paragraphs,
    cells: cellsOf(sheets, lines),
    ...(first && Math.abs(first.indent) < 0.1 && first.text.endsWith('：') ? { addressee: first } : {}),
    ...(closing ? { closing } : {}),
    annexes,
    imprint: imprintOf(sheets.at(-1)!.upright, inside),
    pageNumbers,
    boxes: pages.flatMap(({ number, strokes }) =>
      strokes.filter(({ dashed }) => dashed).map((stroke) => ({ ...stroke, page: number })),
    ),
  };
}

/** The last date that stands alone, right under an organ's name: to the right, or under the lines of a long name. */
function closingOf(running: readonly Line[]): Measured['closing'] {
  const at = running.findLastIndex(({ text, left }) => DATE.test(text) && left > LEFT + 1.5 * ADVANCE);
  const date = running[at];
  if (!date) return undefined;
  const organ: Line[] = [];
  for (const line of running.slice(0, at).toReversed()) {
    const below = organ[0] ?? date;
    if (line.page !== date.page || below.baseline - line.baseline > 1.5 * PITCH) break;
    organ.unshift(line);
  }
  const flush = organ.every((line) => Math.abs(indentOf(line)) < 0.1);
  const found = organ.length === 1 ? date.left > LEFT + 2.5 * ADVANCE : organ.length > 1 && flush;
  return found ? { organ, date } : undefined;
}

/** Whether `a` stands before `b`. */
export function above(a: Line, b: Line): boolean {
  return a.page < b.page || (a.page === b.page && a.baseline < b.baseline);
}

function runs(lines: Line[]): Line[][] {
  const found: Line[][] = [];
  for (const line of lines) {
    const before = found.at(-1)?.at(-1);
    if (before && before.page === line.page && line.baseline - before.baseline < TITLE_PITCH)
      found.at(-1)!.push(line);
    else found.push([line]);
  }
  return found;
}

/** A line flush left goes on with what stands before it, all others begin anew. */
function paragraphsOf(lines: Line[]): Paragraph[] {
  const edge = edgeOf(lines);
  const found: Paragraph[] = [];
  for (const line of lines) {
    const indent = indentOf(line, edge);
    const before = found.at(-1);
    if (before && Math.abs(indent) < 0.1) {
      before.lines.push(line);
      before.text += line.text;
    } else found.push({ lines: [line], text: line.text, indent });
  }
  return found;
}

/** Where full lines begin; whether that is the type area's edge is a rule of its own. */
export function edgeOf(lines: Line[]): number {
  const lefts = lines.filter(({ text }) => !OPENING.test(text)).map(({ left }) => left);
  const least = Math.min(...lefts);
  return Math.abs(least - LEFT) < mm(5) ? least : LEFT;
}

function imprintOf(last: Page, inside: Line[]): Imprint {
  const rules = last.strokes
    .filter(
      ({ left, right, top, bottom, colour, dashed }) =>
        black(colour) && !dashed && bottom - top < 1 && right - left > IMPRINT_RULE,
    )
    .filter(
      (rule) =>
        !last.strokes.some((other) => other.bottom - other.top > 2 && !other.dashed && touches(other, rule)),
    )
    .map((rule) => ({ ...rule, page: last.number }));
  // It comes last: below it is nothing but the page number.
  const on = inside.filter(({ page }) => page === last.number);
  const imprinted = ({ size, ruled }: Line) => !ruled && size < 15 && size > 13;
  const small = on.slice(on.findLastIndex((line) => !imprinted(line)) + 1);
  const printed = small.find(({ text }) => /日印发$/.test(text));
  // The printer's name may take several lines: it is what stands under the last rule but one.
  const parting = rules.toSorted((one, other) => one.top - other.top).at(-2)?.bottom ?? 0;
  const under = (line: Line) => printed !== undefined && line.baseline > parting;
  const printer = small.find((line) => line !== printed && under(line));
  return {
    rules,
    lines: small,
    copies: small.filter((line) => !under(line)),
    ...(printer ? { printer } : {}),
    ...(printed ? { printed } : {}),
  };
}
