// The title (7.3.1), the addressee under it (7.3.2) and the heads of annexes (7.3.7).
import type { Measured } from './document.ts';
import { blankLines, bottomOf, centred, inFace, inSize, topOf } from './line-measurements.ts';
import { inMm } from './page.ts';
import { absent, near, quote, type Rule, that } from './rule.ts';
import { LEFT, PITCH, SIZE_2, SIZE_3, WIDTH } from './standard.ts';

const look: Rule = {
  element: '标题字体字号',
  clause: '7.3.1',
  check: ({ titles }) =>
    titles.length === 0
      ? [absent('标题')]
      : titles.flat().flatMap((line) => [inFace(line, '小标宋'), inSize(line, SIZE_2, '2号')]),
};

const middle: Rule = {
  element: '标题居中',
  clause: '7.3.1',
  check: ({ titles }) => titles.flat().map((line) => centred(line)),
};

/** Lengths that only grow, only shrink, or grow and then shrink; never twice the same, never a single character. */
export function wellShaped(lengths: readonly number[]): boolean {
  const steps = lengths.slice(1).map((length, index) => length - lengths[index]!);
  const turns = steps.findIndex((step) => step < 0);
  const grows = turns < 0 ? steps : steps.slice(0, turns);
  const shrinks = turns < 0 ? [] : steps.slice(turns);
  return grows.every((step) => step >= 0.9) && shrinks.every((step) => step <= -0.9);
}

const shape: Rule = {
  element: '标题排列',
  clause: '7.3.1',
  check: ({ titles }) =>
    titles
      .filter((lines) => lines.length > 1)
      .map((lines) => {
        const lengths = lines.map(({ left, right, size }) => (right - left) / size);
        const single = lines.some(({ text }) => [...text].length < 2);
        const shown = lengths.map((length) => length.toFixed(1)).join('、');
        return that(lines[0]!.page, !single && wellShaped(lengths), '梯形或菱形，无单字行', `各行${shown}字`);
      }),
};

/** 词意完整: a 《name》 is not parted where it fits a line. */
const unparted: Rule = {
  element: '标题回行',
  clause: '7.3.1',
  check: ({ titles }) =>
    titles.map((lines) => {
      const joined = lines.map(({ text }) => text).join('\n');
      const names = [...joined.matchAll(/《[^《》]*》/g)].map(([name]) => name);
      const parted = names.find((name) => name.includes('\n') && [...name].length * lines[0]!.size < WIDTH);
      return that(
        lines[0]!.page,
        !parted,
        '词意完整',
        parted ? `${quote(parted.replace(/\n/g, '/'))}被拆开` : '完整',
      );
    }),
};

const addressee: Rule = {
  element: '主送机关',
  clause: '7.3.2',
  check: ({ addressee, titles }) => {
    const [line] = addressee?.lines ?? [];
    const above = titles[0]?.at(-1);
    if (!line || !above) return [];
    return [
      near(line.page, line.left, LEFT, 0.5, '居左'),
      ...(line.page === above.page ? [blankLines(line.page, topOf(line) - bottomOf(above), 1, '标题')] : []),
    ];
  },
};

/** 附件 on line 1 of a new page, its title on line 3. */
const annexes: Rule = {
  element: '附件',
  clause: '7.3.7',
  check: ({ annexes, titles }: Measured) =>
    annexes.flatMap((line) => {
      const [title] = titles.find(([first]) => first!.page === line.page) ?? [];
      return [
        inFace(line, '黑体'),
        inSize(line, SIZE_3, '3号'),
        near(line.page, topOf(line) - line.area.top, 0, 1, '在首行，距版心上边'),
        near(line.page, line.left, line.area.left, 0.5, '居左'),
        ...(title
          ? [
              near(
                line.page,
                title.baseline - line.area.top,
                2.5 * PITCH,
                inMm(PITCH) / 2,
                '标题在第3行，基线距版心上边',
              ),
            ]
          : [absent('附件标题')]),
      ];
    }),
};

export const TITLE_RULES: readonly Rule[] = [look, middle, shape, unparted, annexes];
export const ADDRESSEE_RULES: readonly Rule[] = [addressee];
