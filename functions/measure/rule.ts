// A rule looks at one element of a measured document and says what it found; no measurement means no such element.
import type { Measured } from './document.ts';
import { inMm } from './page.ts';

export interface Measurement {
  page: number;
  expected: string;
  found: string;
  ok: boolean;
}

export interface Rule {
  /** Its name in the report, and its only one. */
  element: string;
  /** Of GB/T 9704-2012 unless another standard is named. */
  clause: string;
  check(document: Measured): Measurement[];
}

export function that(page: number, ok: boolean, expected: string, found: string): Measurement {
  return { page, ok, expected, found };
}

/** Places and lengths in pt, told in mm; `tolerance` in mm. */
export function near(
  page: number,
  found: number,
  expected: number,
  tolerance: number,
  what = '',
): Measurement {
  const off = Math.abs(inMm(found - expected));
  return that(
    page,
    off <= tolerance,
    `${what}${millimetres(expected)}±${tolerance} mm`,
    `${millimetres(found)} mm`,
  );
}

/** Between one 字 of 4号 and one of 3号, in pt: the standard does not say which it means. */
const ONE_CHARACTER = 14.9;

/** 空1字, within 0.5 mm. */
export const oneIn = (page: number, distance: number, what: string): Measurement =>
  near(page, distance, ONE_CHARACTER, 0.5, what);

/** Type and its spacing, in pt: `expected` from least to most. */
export function points(
  page: number,
  found: number,
  expected: readonly [number, number],
  what = '',
): Measurement {
  const [low, high] = expected;
  const range = low === high ? `${low}` : `${round(low)}—${round(high)}`;
  return that(
    page,
    found >= low - 0.001 && found <= high + 0.001,
    `${what}${range} pt`,
    `${round(found)} pt`,
  );
}

/** A required element that is not there. */
export function absent(element: string, page = 1): Measurement {
  return that(page, false, `有${element}`, '没有');
}

/** The start of a line, to find it by. */
export function quote(text: string): string {
  return [...text].length > 14 ? `“${[...text].slice(0, 12).join('')}…”` : `“${text}”`;
}

function millimetres(pt: number): string {
  return inMm(pt).toFixed(1);
}

function round(pt: number): number {
  return Math.round(pt * 100) / 100;
}
