// What rules of several elements measure of a line: its square, its face and size, the blank lines under it, its middle.
import type { Line } from './lines.ts';
import { type Measurement, near, points, quote, that } from './rule.ts';
import { COMMON, type Face, faceOf, LEFT, PITCH, WIDTH } from './standard.ts';

/** The square a Han character stands in reaches 0.88 em over its baseline and 0.12 em under it. */
export const topOf = ({ baseline, size }: Line): number => baseline - 0.88 * size;
export const bottomOf = ({ baseline, size }: Line): number => baseline + 0.12 * size;

/** A mark that closes a line may hang over by the blank half of its square. */
export function rightOf({ text, right, size, ink }: Line): number {
  return /[，。、；：？！）》〉」』】〕”’]$/.test(text) ? Math.max(ink.right, right - size / 2) : right;
}

/** Every character that all fonts have stands in `face`; rarer ones and signs may come from a substitute. */
export function inFace(line: Line, face: Face): Measurement {
  const other = line.glyphs.find(({ text, font }) => COMMON.has(text) && faceOf(font) !== face);
  return that(line.page, !other, face, `${quote(line.text)}${other?.font ?? ''}`);
}

export const inSize = (line: Line, size: readonly [number, number], name: string): Measurement =>
  points(line.page, line.size, size, `${quote(line.text)}${name} `);

/** `count` blank lines stand between two elements: each one pitch, with or without the spacing of the line above. */
export function blankLines(page: number, distance: number, count: number, what: string): Measurement {
  const lines = distance / PITCH;
  return that(
    page,
    lines > count - 0.1 && lines < count + 0.6,
    `${what}下空${count}行`,
    `${Math.max(0, lines).toFixed(1)}行`,
  );
}

/** A mark at either end of a line may have lost the blank half of its square. */
export function centred(line: Line, tolerance = 1): Measurement {
  const middle = LEFT + WIDTH / 2;
  const halves = /^[（《“〔]/.test(line.text) ? [0, line.size / 2] : [0];
  const lefts = halves.map((half) => line.left + half);
  const centres = lefts.flatMap((left) => [(left + line.right) / 2, (left + rightOf(line)) / 2]);
  const [nearest] = centres.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return near(line.page, nearest!, middle, tolerance, `${quote(line.text)}中点距左`);
}
