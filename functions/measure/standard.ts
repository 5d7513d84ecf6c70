// The numbers of GB/T 9704-2012 that pages are measured against, in pt unless named otherwise.
import { type Box, mm, type Page } from './page.ts';

/** 5.1: A4. */
export const PAPER_WIDTH = mm(210);
export const PAPER_HEIGHT = mm(297);

/** 5.2.1: 天头 37 mm ± 1 mm, 订口 28 mm ± 1 mm, 版心 156 mm x 225 mm; the tolerance in mm. */
export const TOP = mm(37);
export const LEFT = mm(28);
export const WIDTH = mm(156);
export const HEIGHT = mm(225);
export const MARGIN_TOLERANCE = 1;

/** 5.2.3: 22 lines of 28 characters fill the type area. */
export const ADVANCE = WIDTH / 28;
export const PITCH = HEIGHT / 22;
export const LINES = 22;

/** 2号 is 22 pt (21 in type), 3号 16 (15.75), 4号 14 (13.75). */
export const SIZE_2: readonly [number, number] = [21, 22];
export const SIZE_3: readonly [number, number] = [15.75, 16];
export const SIZE_4: readonly [number, number] = [13.75, 14];

/** The height of one 3号 character, 7/8 of which is a measure of its own (3.2, 10.1). */
export const CHARACTER = 15.75;

/** Where text may stand; a landscape page is the portrait one turned, its head at the left edge (clause 8). */
export function typeArea({ width, height }: Page): Box {
  if (width > height) {
    const left = width - TOP - HEIGHT;
    return { left, top: LEFT, right: left + HEIGHT, bottom: LEFT + WIDTH };
  }
  return { left: LEFT, top: TOP, right: LEFT + WIDTH, bottom: TOP + HEIGHT };
}

export type Face = '小标宋' | '仿宋' | '楷体' | '黑体' | '宋体';

/** By the base font's name: the office's own fonts and their substitutes. */
const FACES: readonly (readonly [RegExp, Face])[] = [
  [/xiaobiaosong|xbsj|NotoSerifSC-(Black|Bold)|NotoSerifSC.*900|小标宋/i, '小标宋'],
  [/fang|仿宋/i, '仿宋'],
  [/kai|楷/i, '楷体'],
  [/hei|NotoSansSC|黑/i, '黑体'],
  [/song|simsun|serif|宋/i, '宋体'],
];

export function faceOf(font: string): Face | undefined {
  return FACES.find(([name]) => name.test(font))?.[1];
}

/** Characters that every official font has; what lies outside may come from a substitute (5.2.2 names the faces). */
export const COMMON: ReadonlySet<string> = gb2312();

function gb2312(): Set<string> {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  }
  return new Set(new TextDecoder('gbk').decode(Uint8Array.from(bytes)));
}
