// Sums over a plan's projects by where the money comes from.
import type { Plan } from './schema.ts';

export type Source = Plan['projects'][number]['source'];

/** Fen. */
export function sumOf(projects: Plan['projects'], sources: readonly Source[]): number {
  return projects
    .filter((project) => sources.includes(project.source))
    .reduce((total, project) => total + project.investment, 0);
}
