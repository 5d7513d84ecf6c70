// Sums over a plan's projects: by where the money comes from, by year, by what it is for.
import { TYPED_INDICATORS } from './indicator-fields.ts';
import type { Plan } from './schema.ts';
import { lastTyped, YEARS } from './years.ts';

export type Source = Plan['projects'][number]['source'];

/** Fen. */
export function sumOf(projects: Plan['projects'], sources: readonly Source[]): number {
  return total(projects.filter(({ source }) => sources.includes(source)).map(({ investment }) => investment));
}

/** Fen, all years of one project. */
export function yearsOf({ annual }: Plan['projects'][number]): number {
  return total(YEARS.map((year) => annual[year] ?? 0));
}

/** Fen, one year of all projects, or of those that `counts`; `index` from 0. */
export function yearOf(
  projects: Plan['projects'],
  index: number,
  counts: (project: Plan['projects'][number]) => boolean = () => true,
): number {
  return total(projects.filter(counts).map(({ annual }) => annual[YEARS[index]!] ?? 0));
}

/** How many years the tables have: those with a target, and any in which something was typed. */
export function yearCount(plan: Plan): number {
  const { targets, projects, indicators } = plan;
  const typed = [
    ...projects.map(({ annual }) => lastTyped(annual)),
    ...TYPED_INDICATORS.map((id) => lastTyped(indicators[id])),
  ];
  return Math.max(targets.length, ...typed);
}

export function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
