// Faces, sizes and indents of running text, and what the first page must show (7.3.3).
import type { Measured, Paragraph } from './document.ts';
import { inFace, inSize } from './line-measurements.ts';
import type { Line } from './lines.ts';
import { quote, type Rule, that } from './rule.ts';
import { ADVANCE, type Face, faceOf, LEFT, SIZE_3, WIDTH } from './standard.ts';

const LEVEL_1 = /^[一二三四五六七八九十]+、/;
const LEVEL_2 = /^（[一二三四五六七八九十]+）/;

/** A heading ends without a stop; one without a number is known by its face. What goes on after 一、 is a clause. */
const ofLevel = ({ lines, text, indent }: Paragraph): Face => {
  if (Math.abs(indent - 2) > 0.1 || /[。：；，]/.test(text.slice(-1)) || text.includes('。')) return '仿宋';
  if (LEVEL_1.test(text)) return '黑体';
  if (LEVEL_2.test(text)) return '楷体';
  return lines.every((line) => inFace(line, '黑体').ok) ? '黑体' : '仿宋';
};

const faces = (element: string, face: Face): Rule => ({
  element,
  clause: '7.3.3',
  check: ({ paragraphs }) =>
    paragraphs
      .filter((one) => ofLevel(one) === face)
      .flatMap(({ lines }) => lines.map((line) => inFace(line, face))),
});

const size: Rule = {
  element: '正文字号',
  clause: '5.2.2',
  check: (document) => [
    ...document.text.map((line) => inSize(line, SIZE_3, '3号')),
    ...astray(document).map((line) => inSize(line, SIZE_3, '3号')),
  ],
};

/** In pt, between two baselines: lines nearer than this stand beside each other. */
const BESIDE = 42;

/** Captions, units and notes, whose type is free, stand above or below a table, one line after the other. */
function astray({ lines, text, titles, mark, imprint, pageNumbers }: Measured): Line[] {
  const known = new Set([...text, ...titles.flat(), ...mark, ...imprint.lines, ...pageNumbers]);
  const others = lines.filter((line) => !line.ruled && !known.has(line));
  const beside = new Set(lines.filter(({ ruled }) => ruled));
  for (const line of [...others, ...others.toReversed()]) {
    const near = [...beside].some(
      ({ page, baseline }) => page === line.page && Math.abs(baseline - line.baseline) < BESIDE,
    );
    if (near) beside.add(line);
  }
  return others.filter((line) => !beside.has(line));
}

/** 7.3.3: no emphasis by weight; a heading is known by its face. */
const weight: Rule = {
  element: '不加粗',
  clause: '7.3.3',
  check: ({ lines }) =>
    lines.map((line) => {
      const bold = line.glyphs.find(
        ({ thickened, font }) => thickened || (/bold|black/i.test(font) && faceOf(font) !== '小标宋'),
      );
      return that(line.page, !bold, '不加粗', quote(line.text));
    }),
};

const indent: Rule = {
  element: '段首缩进',
  clause: '7.3.3',
  check: (document) =>
    document.paragraphs
      .filter((one, index) => !placed(one, document, document.paragraphs[index - 1]))
      .map(({ lines, text, indent }) =>
        that(lines[0]!.page, Math.abs(indent - 2) < 0.1, '空2字', `${quote(text)}空${indent.toFixed(1)}字`),
      ),
};

/** Addressee, attachments (see 附件说明), centred and right-aligned lines, a name of an attachment under the one before. */
function placed(
  { lines, indent }: Paragraph,
  { addressee }: Measured,
  before: Paragraph | undefined,
): boolean {
  const [line] = lines;
  const rest = LEFT + WIDTH - line!.right;
  if (addressee?.lines[0] === line || /^附件：/.test(line!.text)) return true;
  if (lines.length === 1 && Math.abs(line!.left - LEFT - rest) < 3 && indent > 2.1) return true;
  if (lines.length === 1 && Math.abs(rest) < 3 && indent > 2.1) return true;
  return (
    before !== undefined &&
    (/^附件：/.test(before.text) || before.indent > 4.5) &&
    indent > 4.5 &&
    line!.left < LEFT + 8 * ADVANCE
  );
}

const firstPage: Rule = {
  element: '首页显示正文',
  clause: '7.3.3',
  check: ({ paragraphs, addressee }) => {
    const body = paragraphs.find((one) => one !== addressee && Math.abs(one.indent - 2) < 0.1);
    const page = body?.lines[0]?.page;
    return [that(1, page === 1, '第1面有正文', page ? `正文始于第${page}面` : '没有正文')];
  },
};

export const TEXT_RULES: readonly Rule[] = [
  faces('正文字体', '仿宋'),
  faces('一级标题字体', '黑体'),
  faces('二级标题字体', '楷体'),
  size,
  weight,
  indent,
  firstPage,
];
