// 版头: of an official document (7.2), of a letter (10.1), and of a pledge, which has none.
import { above, type Measured, NUMBER, red } from './document.ts';
import { blankLines, bottomOf, centred, inFace, inSize, topOf } from './line-measurements.ts';
import { inMm, mm, type Stroke, union } from './page.ts';
import { absent, near, quote, type Rule, that } from './rule.ts';
import { CHARACTER, LEFT, PAPER_HEIGHT, PAPER_WIDTH, SIZE_3, TOP, WIDTH } from './standard.ts';

const redLines = ({ sheets }: Measured, page: number): Stroke[] =>
  (sheets[page - 1]?.upright.strokes ?? [])
    .filter(({ colour }) => red(colour))
    .toSorted((a, b) => a.top - b.top);

/** The upper and lower edge of what a stroke blackens: it is drawn around its middle. */
const upper = ({ top, bottom, width }: Stroke): number => (bottom - top < 0.1 ? top - width / 2 : top);
const lower = ({ top, bottom, width }: Stroke): number => (bottom - top < 0.1 ? bottom + width / 2 : bottom);

/** Its upper edge lies `distance` under `edge`, in pt from the top of the page. */
const mark = (clause: string, edge: number, distance: number, where: string): Rule => ({
  element: '发文机关标志',
  clause,
  check: ({ mark }) => {
    if (mark.length === 0) return [absent('红色发文机关标志')];
    const { top } = union(mark.map(({ ink }) => ink));
    return [
      near(1, top - edge, distance, 0.5, where),
      ...mark.flatMap((line) => [inFace(line, '小标宋'), centred(line, 1.1)]),
    ];
  },
});

const numberLook = (clause: string): Rule => ({
  element: '发文字号',
  clause,
  check: ({ number }) =>
    number
      ? [
          that(number.page, NUMBER.test(number.text), '机关代字〔年份〕序号，序号不编虚位', number.text),
          inFace(number, '仿宋'),
          inSize(number, SIZE_3, '3号'),
        ]
      : [absent('发文字号（机关代字〔年份〕n号）')],
});

const officialNumber: Rule = {
  element: '发文字号位置',
  clause: '7.2.5',
  check: ({ mark, number }) => {
    const last = mark.at(-1);
    if (!last || !number) return [];
    return [
      blankLines(1, topOf(number) - last.ink.bottom, 2, '发文机关标志'),
      ...(number.left > LEFT + 30 ? [centred(number)] : []),
    ];
  },
};

const redLine: Rule = {
  element: '红色分隔线',
  clause: '7.2.7',
  check: (document) => {
    const [line, ...others] = redLines(document, 1);
    if (!line || !document.number) return [absent('红色分隔线')];
    return [
      that(1, others.length === 0, '1条', `${others.length + 1}条`),
      near(1, upper(line) - document.number.ink.bottom, mm(4), 0.5, '发文字号下'),
      near(1, line.right - line.left, WIDTH, 0.5, '长'),
      near(1, line.left, LEFT, 0.5, '居左'),
    ];
  },
};

const officialTitle: Rule = {
  element: '标题位置',
  clause: '7.3.1',
  check: (document) => {
    const [line] = redLines(document, 1);
    const title = document.titles[0]?.[0];
    return line && title ? [blankLines(title.page, topOf(title) - lower(line), 2, '红色分隔线')] : [];
  },
};

const letterNumber: Rule = {
  element: '发文字号位置',
  clause: '10.1',
  check: (document) => {
    const { number } = document;
    const second = redLines(document, 1)[1];
    if (!number || !second) return [];
    return [
      near(1, number.right, LEFT + WIDTH, 0.5, '顶格居右，距左页边'),
      near(1, number.ink.top - lower(second), (7 / 8) * CHARACTER, 0.5, '与双线相距'),
    ];
  },
};

const letterTitle: Rule = {
  element: '标题位置',
  clause: '10.1',
  check: ({ number, titles }) => {
    const title = titles[0]?.[0];
    return number && title ? [blankLines(title.page, topOf(title) - bottomOf(number), 2, '发文字号')] : [];
  },
};

const firstLines: Rule = {
  element: '首条双线',
  clause: '10.1',
  check: (document) => {
    const [thick, thin] = redLines(document, 1);
    const last = document.mark.at(-1);
    if (!thick || !thin || !last) return [absent('红色双线')];
    return [
      near(1, upper(thick) - last.ink.bottom, mm(4), 0.5, '发文机关标志下'),
      that(
        1,
        thick.width > 1.5 * thin.width,
        '上粗下细',
        `${inMm(thick.width).toFixed(2)}、${inMm(thin.width).toFixed(2)} mm`,
      ),
      ...[thick, thin].flatMap(across),
    ];
  },
};

const secondLines: Rule = {
  element: '末条双线',
  clause: '10.1',
  check: (document) => {
    const [, , thin, thick] = redLines(document, 1);
    if (!thick || !thin) return [absent('首页末的红色双线')];
    const later = document.sheets.slice(1).filter(({ number }) => redLines(document, number).length > 0);
    return [
      near(1, PAPER_HEIGHT - lower(thick), mm(20), 0.5, '距下页边'),
      that(
        1,
        thick.width > 1.5 * thin.width,
        '上细下粗',
        `${inMm(thin.width).toFixed(2)}、${inMm(thick.width).toFixed(2)} mm`,
      ),
      ...[thin, thick].flatMap(across),
      that(
        later[0]?.number ?? 1,
        later.length === 0,
        '只在首页',
        `第${later.map(({ number }) => number).join('、')}面`,
      ),
    ];
  },
};

const across = ({ left, right }: Stroke) => [
  near(1, right - left, mm(170), 0.5, '长'),
  near(1, (left + right) / 2, PAPER_WIDTH / 2, 0.5, '中点距左页边'),
];

const noRed: Rule = {
  element: '无红头',
  clause: '7.2',
  check: (document) => [
    that(
      document.mark[0]?.page ?? 1,
      document.mark.length === 0,
      '没有红色文字',
      quote(document.mark[0]?.text ?? ''),
    ),
    ...document.sheets.map(({ number }) =>
      that(number, redLines(document, number).length === 0, '没有红线', '有红线'),
    ),
  ],
};

/** 编号 stands above the title, right; the standard does not know it. */
const numberAbove: Rule = {
  element: '编号位置',
  clause: '5.2.1',
  check: ({ text, titles }) => {
    const title = titles[0]?.[0];
    return text
      .filter((line) => title && above(line, title))
      .map((line) => near(line.page, line.right, LEFT + WIDTH, 0.5, `${quote(line.text)}居右，距左页边`));
  },
};

export const OFFICIAL_HEAD: readonly Rule[] = [
  mark('7.2.4', TOP, mm(35), '距版心上边缘'),
  numberLook('7.2.5'),
  officialNumber,
  redLine,
  officialTitle,
];
export const LETTER_HEAD: readonly Rule[] = [
  mark('10.1', 0, mm(30), '距上页边'),
  numberLook('10.1'),
  firstLines,
  letterNumber,
  letterTitle,
  secondLines,
];
export const PLEDGE_HEAD: readonly Rule[] = [noRed, numberAbove];
