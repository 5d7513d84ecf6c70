// What ends the text: attachments named (7.3.4), signature and date (7.3.5), note (7.3.6), signature blocks.
import type { Measured } from './document.ts';
import type { Line } from './lines.ts';
import { mm } from './page.ts';
import { absent, near, quote, type Rule, that } from './rule.ts';
import { ADVANCE, LEFT, PITCH, WIDTH } from './standard.ts';

/** The line of running text right before, if it stands on the same page. */
function before(line: Line, { text }: Measured): Line | undefined {
  const other = text[text.indexOf(line) - 1];
  return other?.page === line.page ? other : undefined;
}

function oneBlankLine(line: Line, document: Measured) {
  const other = before(line, document);
  return other
    ? [near(line.page, line.baseline - other.baseline, 2 * PITCH, 0.5, `${quote(other.text)}下空1行，行距`)]
    : [];
}

/** How far an organ's name is from the edge, and whether the date is the longer of the two. */
function placeOf({ organ, date }: NonNullable<Measured['closing']>) {
  const [first] = organ;
  const right = Math.max(...organ.map((line) => line.right));
  const longer = organ.length === 1 && date.right - date.left > right - first!.left;
  return { first: first!, rest: (LEFT + WIDTH - right) / ADVANCE, longer };
}

/** 7.3.5.2: two characters from the right, or more where the date is the longer or the name takes several lines. */
const organ: Rule = {
  element: '发文机关署名',
  clause: '7.3.5.2',
  check: (document) => {
    const { closing } = document;
    if (!closing) return [];
    const { first, rest, longer } = placeOf(closing);
    const more = longer || closing.organ.length > 1;
    return [
      that(
        first.page,
        more ? rest > 1.9 : Math.abs(rest - 2) < 0.1,
        more ? '右空2字以上' : '右空2字',
        `右空${rest.toFixed(1)}字`,
      ),
      ...oneBlankLine(first, document),
    ];
  },
};

const date: Rule = {
  element: '成文日期',
  clause: '7.3.5.2、7.3.5.4',
  check: ({ closing }) => {
    if (!closing) return [];
    const { organ, date } = closing;
    const { first, longer } = placeOf(closing);
    return [
      that(date.page, !/[年月]0/.test(date.text), '月、日不编虚位', date.text),
      longer
        ? near(date.page, LEFT + WIDTH - date.right, 2 * ADVANCE, 0.5, '右空')
        : near(date.page, date.left - first.left, 2 * ADVANCE, 0.5, '首字右移'),
      near(date.page, date.baseline - organ.at(-1)!.baseline, PITCH, 0.5, '署名下一行，行距'),
    ];
  },
};

const required: Rule = {
  element: '署名和日期',
  clause: '7.3.5',
  check: ({ closing }) => (closing ? [] : [absent('发文机关署名和成文日期')]),
};

const attachments: Rule = {
  element: '附件说明',
  clause: '7.3.4',
  check: (document) =>
    document.paragraphs
      .filter(({ text, indent }) => /^附件：/.test(text) && indent > 1.5)
      .flatMap(({ lines, text, indent }) => [
        that(lines[0]!.page, Math.abs(indent - 2) < 0.1, '空2字', `空${indent.toFixed(1)}字`),
        that(lines[0]!.page, !/[，。；、]$/.test(text), '名称后不加标点', quote(text.slice(-10))),
        ...oneBlankLine(lines[0]!, document),
      ]),
};

/** 7.3.6: in brackets on the line under the date, two characters in. */
const note: Rule = {
  element: '附注',
  clause: '7.3.6',
  check: ({ closing, paragraphs, annexes }) => {
    if (!closing) return [];
    const { date } = closing;
    const next = paragraphs.find(
      ({ lines: [line] }) => line!.page === date.page && line!.baseline > date.baseline,
    );
    if (!next?.text.startsWith('（') || annexes.some(({ page }) => page === date.page)) return [];
    const [line] = next.lines;
    return [
      that(line!.page, Math.abs(next.indent - 2) < 0.1, '居左空2字', `空${next.indent.toFixed(1)}字`),
      near(line!.page, line!.baseline - date.baseline, PITCH, 0.5, '成文日期下一行，行距'),
    ];
  },
};

/** 7.3.5.5: signatures stand on a page with text. */
const company: Rule = {
  element: '签署栏所在面',
  clause: '7.3.5.5',
  check: ({ boxes, text }) =>
    [...new Set(boxes.map(({ page }) => page))].map((page) =>
      that(
        page,
        text.some((line) => line.page === page),
        '与正文同处一面',
        text.some((line) => line.page === page) ? '有正文' : '只有签署栏',
      ),
    ),
};

/** Each signature's place lies in its ruled block, and the block within the type area (see 版心以外). */
const framed: Rule = {
  element: '签署栏',
  clause: '5.2.1',
  check: ({ boxes, sheets }) =>
    boxes.map((box) => {
      const { strokes } = sheets[box.page - 1]!.upright;
      const across = strokes.filter(
        ({ left, right, dashed }) => !dashed && right - left > mm(50) && left < box.left && right > box.right,
      );
      const over = across.some(({ top }) => top < box.top && box.top - top < mm(60));
      const under = across.some(({ top }) => top > box.bottom && top - box.bottom < mm(60));
      return that(box.page, over && under, '在表线之内', over ? '下无表线' : '上无表线');
    }),
};

export const CLOSING_RULES: readonly Rule[] = [organ, date, attachments, note];
export const REQUIRED_CLOSING: Rule = required;
export const SIGNATURE_RULES: readonly Rule[] = [company, framed];
