// Where lines may begin and end (GB/T 15834), and what is not parted between them.
import type { Line } from './lines.ts';
import { quote, type Rule, that } from './rule.ts';
import { WIDTH } from './standard.ts';

const START = /^[，。、；：？！）》〉」』】〕”’…—％℃·～]/;
const END = /[（《〈「『【〔“‘№￥]$/;
/** A dash alone says that a cell is empty. */
const EMPTY = /^[—…]+$/;

/** Lines of text; a page number and an organ's mark are none. */
const starts: Rule = {
  element: '行首标点',
  clause: 'GB/T 15834-2011 5.1.1—5.1.7',
  check: ({ lines, pageNumbers }) =>
    lines
      .filter((line) => !pageNumbers.includes(line) && !EMPTY.test(line.text))
      .map(({ page, text }) => that(page, !START.test(text), '行首无点号、后括号、间隔号', quote(text))),
};

const ends: Rule = {
  element: '行末标点',
  clause: 'GB/T 15834-2011 5.1.3',
  check: ({ lines }) =>
    lines.map(({ page, text }) => that(page, !END.test(text), '行末无前括号', quote(text.slice(-12)))),
};

/** Quotation marks, dashes and dots take a whole square: the Latin ones share their code points. */
const full: Rule = {
  element: '全角标点',
  clause: 'GB/T 15834-2011 5.1',
  check: ({ lines, pageNumbers }) =>
    lines
      .filter((line) => !pageNumbers.includes(line))
      .map(({ page, glyphs, text }) => {
        const narrow = glyphs.find(
          ({ text, width, size }) => /[“”‘’—…，。；：？！（）]/.test(text) && width < 0.9 * size,
        );
        return that(page, !narrow, '占一个字', `${quote(text)}的${narrow?.text ?? ''}`);
      }),
};

const UNITS =
  '平方公里|平方米|公里|公顷|万元|亿元|万吨|万人次|万人|元|吨|亩|米|%|％|℃|年|月|日|号|条|款|项|章|人|个|家|户|天|份|名|级|页';
const KEPT: readonly RegExp[] = [
  new RegExp(`\\d[\\d,.]*(?:[—～-]\\d[\\d,.]*)?(?:${UNITS})`, 'g'),
  /\d[\d,.]*\d/g,
  /〔\d{4}〕\d+号/g,
  /(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g,
  /\d{4}-\d{6}-\d{2}-\d{2}-\d{6}/g,
  /\d{1,2}月\d{1,2}日/g,
  /第[一二三四五六七八九十百零〇]{1,6}[条款项章节目]/g,
  /——|……/g,
];

/** What a cell keeps free at both sides together, at most. */
const PADDING = 12;

const kept: Rule = {
  element: '不拆开',
  clause: 'GB/T 15835、GB/T 15834',
  check: ({ paragraphs, titles, cells }) =>
    [
      ...paragraphs.map(({ lines }) => ({ lines, room: WIDTH })),
      ...titles.map((lines) => ({ lines, room: WIDTH })),
      ...cells.map(({ lines, width }) => ({ lines, room: width - PADDING })),
    ].flatMap(({ lines, room }) =>
      lines.slice(1).map((line, index) => {
        const parted = partedBetween(lines[index]!, line, room);
        return that(line.page, !parted, '数与单位、年份、文号、代码在同一行', parted ?? '完整');
      }),
    ),
};

/** What stands across the end of `before` and would have fitted a line `room` wide. */
function partedBetween(before: Line, after: Line, room: number): string | undefined {
  const edge = before.text.length;
  const joined = before.text + after.text;
  for (const pattern of KEPT) {
    for (const { 0: found, index } of joined.matchAll(pattern)) {
      const crosses = index < edge && index + found.length > edge;
      if (crosses && widthOf(found) * before.size < room)
        return `“${joined.slice(index, edge)}/${joined.slice(edge, index + found.length)}”`;
    }
  }
  return undefined;
}

/** In ems: what must stay whole at the start of `text`, with the marks that may not begin a line after it; 0 if nothing. */
export function keptAtStart(text: string): number {
  return Math.max(
    0,
    ...KEPT.map((pattern) => {
      const found = new RegExp(`^(?:${pattern.source})[，。、；：？！）》”]*`).exec(text)?.[0];
      return found ? widthOf(found) : 0;
    }),
  );
}

/** In ems, no less than it takes: fonts differ in their Latin letters. */
function widthOf(text: string): number {
  return [...text].reduce((total, character) => total + (/[!-~]/.test(character) ? 0.6 : 1), 0);
}

export const BREAK_RULES: readonly Rule[] = [starts, ends, full, kept];
