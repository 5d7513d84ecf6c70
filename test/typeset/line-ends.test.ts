/** Where lines of running text end: GB/T 15834-2011 5.1 and the numbers of GB/T 15835-2011, over many paragraphs. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { type Line, linesOf } from './lines-of.ts';
import { placesOf } from './places-of.ts';
import { SENTENCES } from './sample/sentences.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [path('../../templates/fonts')],
  layoutDirectory: path('../../templates/layout'),
});
const print = async (blocks: Block[]) =>
  (await typesetter.typeset({ layout: 'pledge', title: '样张', blocks, date: '2026-01-08', draft: false }))
    .pdf;
const paragraph = (text: string): Block => ({ kind: 'paragraph', role: 'body', text });

const ADVANCE = ((156 / 28) * 72) / 25.4;
const RIGHT_EDGE = (184 * 72) / 25.4;

describe('in some 300 paragraphs, each moved on by another number of characters,', () => {
  const at = (n: number) => SENTENCES[n % SENTENCES.length] as string;
  const texts = SENTENCES.flatMap((sentence, n) =>
    Array.from(
      { length: 28 },
      (_, shift) => '甲'.repeat(shift) + sentence + at(n + shift) + at(n + 3 * shift + 1),
    ),
  );
  let lines: Line[];
  /** All lines, the place of each end marked. */
  let marked: string;

  beforeAll(async () => {
    lines = (await linesOf(await print(texts.map(paragraph)))).filter(({ text }) => !/^—\d+—$/.test(text));
    marked = lines.map(({ text }) => text).join('⏎');
  });

  test('all are there', () => expect(marked.replaceAll('⏎', '')).toBe(texts.join('')));

  test('no line begins with a mark that may not', () => {
    expect(
      lines.map(({ text }) => text).filter((text) => /^[，。、；：？！）》〉」』】〕”’·～%％‰℃]/.test(text)),
    ).toEqual([]);
    expect(lines.map(({ text }) => text).filter((text) => /^—(?!—)|^…(?!…)/.test(text))).toEqual([]);
  });

  test('no line ends with an opening mark', () => {
    expect(lines.map(({ text }) => text).filter((text) => /[（《〈「『【〔“‘]$/.test(text))).toEqual([]);
  });

  test('no ink hangs out: only the empty half of a mark may pass the right edge', () => {
    const out = lines.filter(
      ({ text, right }) => right > RIGHT_EDGE + (/[，。、；：？！）》”’]$/.test(text) ? ADVANCE / 2 : 0.3),
    );
    expect(out).toEqual([]);
  });

  test.each([
    ...[
      '〔2021〕5号',
      '〔2026〕3号',
      '青政办',
      '宁发改改通',
      '第24条',
      '3月31日',
      '2026年',
      '1月8日',
      '30日',
      '第30日',
    ],
    ...['3.2平方公里', '1.05平方公里', '12,345.6平方米', '2,280米', '5,000吨', '110千伏', '8个'],
    ...['1,234.56万元', '人民币800万元', '434.56万元', '32.8%', '30万人次', '1,200人'],
    ...['2—3亿元', '5%～8%', '1—5项', '91630121MA7523456X', '——', '……', '提·买'],
  ])('%s is never parted', (whole) => {
    const parted = new RegExp([...whole].map((character) => character.replace(/[.]/, '\\.')).join('⏎?'), 'g');
    const found = marked.match(parted) ?? [];
    expect(found.length).toBeGreaterThan(60);
    expect(new Set(found)).toEqual(new Set([whole]));
  });

  test('no paragraph ends in a line of one character', () => {
    const indented = (line: Line | undefined) => !line || line.x > (28 / 25.4) * 72 + ADVANCE;
    const last = lines.filter((_, n) => indented(lines[n + 1])).map(({ text }) => text);
    expect(last.length).toBeGreaterThanOrEqual(texts.length);
    expect(last.filter((text) => text.replace(/[，。、；：？！）》”’…—]/g, '').length < 2)).toEqual([]);
  });
});

test('quotation marks are as wide as a Chinese character', async () => {
  const text = '甲“乙”丙‘丁’戊';
  const pdf = await print([
    paragraph(text),
    { kind: 'heading', level: 1, text },
    { kind: 'heading', level: 2, text },
  ]);
  const lines = (await linesOf(pdf)).slice(0, 3);
  for (const line of lines) expect(line.right - line.x).toBeCloseTo(9 * ADVANCE, 0);
  // All of one line from one font, not the marks from another.
  expect((await placesOf(pdf)).filter(({ text }) => text === '“')).toEqual([]);
});

describe('after what is held together, at each of 28 columns,', () => {
  const MARKS = [
    '——',
    '……',
    '，',
    '、',
    '。',
    '；',
    '：',
    '）',
    '”',
    '’',
    '》',
    '〉',
    '！',
    '？',
    '～',
    '·',
    '%',
    '℃',
  ];
  test.each(['3.42平方公里', '〔2021〕5号', '第十五条', '11月30日', '91630121MA7523456X'])(
    '%s',
    async (whole) => {
      const texts = MARKS.flatMap((mark) =>
        Array.from(
          { length: 28 },
          (_, n) => `${'甲'.repeat(n)}${whole}${mark}后续文字后续文字后续文字后续文字`,
        ),
      );
      const lines = (await linesOf(await print(texts.map(paragraph)))).filter(
        ({ text }) => !/^—\d+—$/.test(text),
      );
      expect(lines.map(({ text }) => text).join('')).toBe(texts.join(''));
      const starts = lines
        .map(({ text }) => text)
        .filter((text) => MARKS.some((mark) => text.startsWith(mark[0] as string)));
      expect(starts).toEqual([]);
      const out = lines.filter(
        ({ text, right }) =>
          right > RIGHT_EDGE + (/[，。、；：？！）》〉”’·]$/.test(text) ? ADVANCE / 2 : 0.3),
      );
      expect(out).toEqual([]);
    },
  );
});
