// The years of a plan: year n is row n of its annual targets, whatever the calendar calls it.
import type { MoneyField, NumberField } from '../../functions/domain/form/field.ts';

/** A creation period of five years that begins in the middle of one touches six. */
export const YEARS = ['y1', 'y2', 'y3', 'y4', 'y5', 'y6'] as const;
export type Year = (typeof YEARS)[number];
export type ByYear = Partial<Record<Year, number>>;

type Unlabelled<F> = Omit<F, 'label' | 'optional'>;

/** One optional field a year. */
export function eachYear<F extends MoneyField | NumberField>(field: Unlabelled<F>, word: string) {
  return Object.fromEntries(
    YEARS.map((year, index) => [year, { ...field, label: `第${index + 1}年${word}`, optional: true }]),
  ) as unknown as Record<Year, F & { label: string; optional: true }>;
}

/** 0 if nothing was typed. */
export function lastTyped(values: ByYear): number {
  return YEARS.findLastIndex((year) => values[year] !== undefined) + 1;
}
