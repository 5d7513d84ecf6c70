// Paper, margins, grid, colours, page numbers: what holds on every page of every format.
import { keptAtStart } from './break-rules.ts';
import { black, type Measured, red } from './document.ts';
import { bottomOf, rightOf, topOf } from './line-measurements.ts';
import type { Line } from './lines.ts';
import { inMm, mm } from './page.ts';
import { absent, type Measurement, near, oneIn, points, quote, type Rule, that } from './rule.ts';
import {
  ADVANCE,
  faceOf,
  HEIGHT,
  LEFT,
  LINES,
  MARGIN_TOLERANCE,
  PAPER_HEIGHT,
  PAPER_WIDTH,
  PITCH,
  SIZE_4,
  TOP,
  typeArea,
  WIDTH,
} from './standard.ts';

const paper: Rule = {
  element: '纸张',
  clause: '5.1',
  check: ({ sheets }) =>
    sheets.flatMap(({ number, upright }) => [
      near(number, upright.width, PAPER_WIDTH, 0.5, '宽'),
      near(number, upright.height, PAPER_HEIGHT, 0.5, '高'),
    ]),
};

/** On the first page the head of a format stands where its own rules say, and an imprint alone at the foot. */
const top: Rule = {
  element: '天头',
  clause: '5.2.1',
  check: ({ sheets, lines, mark, pageNumbers, imprint }) =>
    sheets.flatMap(({ number, upright, wide }) => {
      const free = new Set([...pageNumbers, ...imprint.lines]);
      const on = lines.filter((line) => line.page === number && !free.has(line));
      if (on.length === 0 || mark.some(({ page }) => page === number)) return [];
      const tops = [
        ...on.map(topOf),
        ...(wide ?? upright).strokes.filter(({ colour }) => !red(colour)).map((stroke) => stroke.top),
      ];
      const area = typeArea(wide ?? upright);
      return [near(number, Math.min(...tops), area.top, MARGIN_TOLERANCE)];
    }),
};

const left: Rule = {
  element: '订口',
  clause: '5.2.1',
  check: ({ text }) =>
    extreme(text, (lines) => Math.min(...lines.map((line) => line.left)), LEFT, [...'（《“‘〔【『「〈']),
};

const right: Rule = {
  element: '版心宽度',
  clause: '5.2.1',
  check: ({ text }) => extreme(text, (lines) => Math.max(...lines.map(rightOf)) - LEFT, WIDTH, []),
};

function extreme(
  text: Line[],
  of: (lines: Line[]) => number,
  expected: number,
  not: string[],
): Measurement[] {
  const lines = text.filter((line) => !not.includes(line.text[0]!));
  return lines.length < 5 ? [] : [near(lines[0]!.page, of(lines), expected, MARGIN_TOLERANCE)];
}

/** In mm: how far ink and strokes may pass the edge of the type area. */
const OUTSIDE = 0.35;

const outside: Rule = {
  element: '版心以外',
  clause: '5.2.1',
  check: (document) => {
    const free = new Set([...document.pageNumbers, ...document.mark]);
    const inside = document.lines
      .filter((line) => !free.has(line))
      .map((line) => {
        const { area, ink } = line;
        const over = Math.max(
          area.left - ink.left,
          ink.right - area.right,
          area.top - topOf(line),
          bottomOf(line) - area.bottom,
        );
        return that(line.page, over <= mm(OUTSIDE), '文字在版心以内', quote(line.text));
      });
    const rules = document.sheets.flatMap(({ number, upright, wide }) =>
      (wide ?? upright).strokes
        .filter(({ colour }) => !red(colour))
        .map((stroke) => {
          const area = typeArea(wide ?? upright);
          const over = Math.max(
            area.left - stroke.left,
            stroke.right - area.right,
            area.top - stroke.top,
            stroke.bottom - area.bottom,
          );
          return that(number, over <= mm(OUTSIDE), '线条在版心以内', `超出${inMm(over).toFixed(1)} mm`);
        }),
    );
    const slanted = document.sheets.flatMap(({ number, upright }) =>
      upright.glyphs.some(({ turn }) => turn % 90 !== 0)
        ? [that(number, false, '没有斜排文字', '斜排文字（草稿标记？）')]
        : [],
    );
    return [...inside, ...rules, ...slanted];
  },
};

/** Lines of running text that follow each other with nothing between them. */
function neighbours({ text, lines, sheets }: Measured): [Line, Line][] {
  return text.slice(1).flatMap((line, index): [Line, Line][] => {
    const before = text[index]!;
    const between = (place: number) => place > before.baseline + 1 && place < line.baseline - 1;
    const parted =
      before.page !== line.page ||
      line.baseline - before.baseline < 5 ||
      lines.some((other) => other.page === line.page && between(other.baseline)) ||
      sheets[line.page - 1]!.upright.strokes.some((stroke) => between((stroke.top + stroke.bottom) / 2));
    return parted ? [] : [[before, line]];
  });
}

const pitch: Rule = {
  element: '行距',
  clause: '5.2.3',
  check: (document) =>
    neighbours(document).map(([before, line]) => {
      const distance = line.baseline - before.baseline;
      const count = Math.max(1, Math.round(distance / PITCH));
      return points(line.page, distance / count, [PITCH - 0.05, PITCH + 0.05]);
    }),
};

/** A paragraph that goes on overleaf leaves no hole; two lines may be held together with the next. */
const filled: Rule = {
  element: '每面行数',
  clause: '5.2.3',
  check: ({ paragraphs }) =>
    paragraphs.flatMap(({ lines }) =>
      lines.slice(1).flatMap((line, index) => {
        const before = lines[index]!;
        if (before.page === line.page) return [];
        const used = LINES - Math.round((TOP + HEIGHT - bottomOf(before)) / PITCH);
        return [
          that(before.page, used >= LINES - 2 && used <= LINES, `续排段落排满${LINES}行`, `第${used}行止`),
        ];
      }),
    ),
};

/** In lines: what signature blocks and the words before them may take overleaf. More leaves a page half empty. */
const HOLE = 14;

const hole: Rule = {
  element: '页末空白',
  clause: '5.2.3、7.3.5.5',
  check: ({ sheets, lines, text, annexes, pageNumbers }) =>
    sheets.slice(0, -1).flatMap(({ number, wide }, index) => {
      const on = lines.filter((line) => line.page === number && !pageNumbers.includes(line));
      const last = on.toSorted((a, b) => a.baseline - b.baseline).at(-1);
      const parted = wide || sheets[index + 1]!.wide || annexes.some(({ page }) => page === number + 1);
      if (parted || !last || !text.includes(last)) return [];
      const empty = (last.area.bottom - bottomOf(last)) / PITCH;
      return [that(number, empty < HOLE + 0.5, `不多于${HOLE}行`, `${empty.toFixed(1)}行`)];
    }),
};

const HAN = /\p{Script=Han}/u;
/** Of its 28 characters a justified line may lack so many; more where a longer piece that cannot be parted (10.58平方公里) begins the next. */
const LACKING = 5;

/** 28 characters fill a line. A justified one may lack as many as LACKING says; others keep the advance. */
const advance: Rule = {
  element: '每行字数',
  clause: '5.2.3',
  check: ({ paragraphs }) =>
    paragraphs.flatMap(({ lines }) =>
      lines.flatMap((line, index) => {
        const { glyphs } = line;
        const steps = glyphs
          .slice(1)
          .flatMap((glyph, at) =>
            HAN.test(glyph.text) && HAN.test(glyphs[at]!.text) ? [glyph.x - glyphs[at]!.x] : [],
          );
        if (steps.length === 0) return [];
        const justified = index < lines.length - 1;
        const lacking = Math.max(LACKING, keptAtStart(lines[index + 1]?.text ?? ''));
        const most = justified ? (ADVANCE * 28) / (28 - lacking) : ADVANCE;
        const found = Math.max(...steps) > most + 0.05 ? Math.max(...steps) : Math.min(...steps);
        return [points(line.page, found, [ADVANCE - 0.05, most + 0.05], `${quote(line.text)}字距`)];
      }),
    ),
};

const colours: Rule = {
  element: '颜色',
  clause: '5.2.4',
  check: ({ lines, mark, boxes }) =>
    lines
      .filter((line) => !mark.includes(line))
      .map((line) => {
        const hint = boxes.some(
          ({ page, left, right, top, bottom }) =>
            page === line.page &&
            line.left > left &&
            line.right < right &&
            line.ink.top > top &&
            line.ink.bottom < bottom,
        );
        const other = line.glyphs.find(({ colour }) => !black(colour));
        return that(line.page, hint || !other, '黑色', `${quote(line.text)}${other?.colour ?? ''}`);
      }),
};

/** 7.5: — 1 —, 4号 宋体, the dash 7 mm below the type area, one character in: odd pages right, even pages left. */
export function pageNumbers(from: number): Rule {
  return {
    element: '页码',
    clause: from > 1 ? '7.5、10.1' : '7.5',
    check: (document) =>
      document.sheets.flatMap(({ number }) => {
        const found = document.pageNumbers.filter(({ page }) => page === number);
        if (number < from)
          return [that(number, found.length === 0, '首页不显示页码', found[0]?.text ?? '没有')];
        const [line] = found;
        if (!line || found.length > 1) return [absent('页码', number)];
        const dash = line.glyphs.find(({ ink }) => ink)!;
        const side = number % 2 === 1 ? LEFT + WIDTH - line.right : line.left - LEFT;
        return [
          that(number, line.text.replace(/\s/g, '') === `—${number}—`, `— ${number} —`, line.text),
          points(number, line.size, SIZE_4, '4号 '),
          that(number, faceOf(dash.font) === '宋体', '宋体', dash.font),
          near(number, dash.ink!.top - TOP - HEIGHT, mm(7), 0.5, '一字线距版心'),
          oneIn(number, side, number % 2 === 1 ? '居右空1字，' : '居左空1字，'),
        ];
      }),
  };
}

export const PAGE_RULES: readonly Rule[] = [
  paper,
  top,
  left,
  right,
  outside,
  pitch,
  filled,
  hole,
  advance,
  colours,
];
