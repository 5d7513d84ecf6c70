// 版记: of an official document with lines, printer and date (7.4), of a letter without (10.1).
import { bottomOf, inFace, inSize } from './line-measurements.ts';
import type { Line } from './lines.ts';
import { inMm } from './page.ts';
import { absent, type Measurement, near, oneIn, quote, type Rule, that } from './rule.ts';
import { HEIGHT, LEFT, SIZE_4, TOP, WIDTH } from './standard.ts';

const small = (line: Line): Measurement[] => [inFace(line, '仿宋'), inSize(line, SIZE_4, '4号')];

const rules: Rule = {
  element: '版记分隔线',
  clause: '7.4.1',
  check: ({ imprint: { rules, copies } }) => {
    if (rules.length === 0) return [absent('版记分隔线')];
    const widths = rules.length === 2 ? [0.35, 0.35] : [0.35, ...Array(rules.length - 2).fill(0.25), 0.35];
    const { page } = rules[0]!;
    return [
      that(
        page,
        rules.length >= (copies.length > 0 ? 3 : 2),
        copies.length > 0 ? '3条' : '2条',
        `${rules.length}条`,
      ),
      ...rules.flatMap(({ left, right, width }, index) => [
        that(
          page,
          Math.abs(inMm(width) - widths[index]!) < 0.02,
          `第${index + 1}条${widths[index]} mm`,
          `${inMm(width).toFixed(2)} mm`,
        ),
        near(page, right - left, WIDTH, 0.5, `第${index + 1}条长`),
        near(page, left, LEFT, 0.5, `第${index + 1}条居左`),
      ]),
      near(page, rules.at(-1)!.bottom, TOP + HEIGHT, 0.5, '末条与版心下边缘重合，距上页边'),
    ];
  },
};

const copies: Rule = {
  element: '抄送',
  clause: '7.4.2',
  check: ({ imprint: { copies } }) => {
    const [first, ...others] = copies;
    if (!first) return [];
    const hanging = first.glyphs[3]?.x;
    return [
      that(first.page, /^(抄送|主送)：/.test(first.text), '以“抄送：”开头', quote(first.text)),
      ...copies.flatMap(small),
      oneIn(first.page, first.left - LEFT, '左空1字，'),
      ...copies.map(({ page, ink, text }) =>
        that(page, LEFT + WIDTH - ink.right > 12, '右空1字', quote(text)),
      ),
      ...others.map(({ page, left }) =>
        near(page, left, hanging ?? 0, 0.5, '回行与冒号后首字对齐，距左页边'),
      ),
      that(
        first.page,
        copies.at(-1)!.text.endsWith('。'),
        '末尾标句号',
        quote(copies.at(-1)!.text.slice(-8)),
      ),
    ];
  },
};

const printed: Rule = {
  element: '印发机关和印发日期',
  clause: '7.4.3',
  check: ({ imprint: { printer, printed } }) => {
    if (!printer || !printed) return [absent('印发机关和印发日期')];
    return [
      ...small(printer),
      ...small(printed),
      oneIn(printer.page, printer.left - LEFT, '左空1字，'),
      oneIn(printed.page, LEFT + WIDTH - printed.right, '右空1字，'),
      that(
        printed.page,
        /^\d{4}年[1-9]\d?月[1-9]\d?日印发$/.test(printed.text),
        'n年n月n日印发，不编虚位',
        printed.text,
      ),
    ];
  },
};

const plain: Rule = {
  element: '信函版记',
  clause: '10.1',
  check: ({ imprint: { rules, printer, printed, copies } }) => {
    const last = copies.at(-1);
    return [
      that(rules[0]?.page ?? 1, rules.length === 0, '没有分隔线', `${rules.length}条`),
      that(printed?.page ?? 1, !printer && !printed, '没有印发机关和印发日期', printed?.text ?? '没有'),
      ...(last ? [near(last.page, bottomOf(last), TOP + HEIGHT, 1, '在末面版心最下方，距上页边')] : []),
    ];
  },
};

export const OFFICIAL_IMPRINT: readonly Rule[] = [rules, copies, printed];
export const LETTER_IMPRINT: readonly Rule[] = [copies, plain];
