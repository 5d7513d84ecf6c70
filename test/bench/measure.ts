// How long something takes: each run by itself, then the middle and the slow end of all.

export interface Timing {
  runs: number;
  medianMs: number;
  p95Ms: number;
}

/**
 * @param warmUp runs before that do not count
 * @param between is done before each run and not timed
 */
export async function time(
  runs: number,
  work: (run: number) => Promise<unknown>,
  warmUp = 0,
  between: () => Promise<unknown> = async () => {},
): Promise<Timing> {
  const taken: number[] = [];
  for (let run = -warmUp; run < runs; run++) {
    await between();
    const from = performance.now();
    await work(run);
    if (run >= 0) taken.push(performance.now() - from);
  }
  return summarize(taken);
}

export function summarize(taken: readonly number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { runs: sorted.length, medianMs: round(at(0.5)), p95Ms: round(at(0.95)) };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
