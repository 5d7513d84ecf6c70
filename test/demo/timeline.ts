// What happens, as it happens: a line for each step and each check, and whether all of them held.

export interface Timeline {
  /** Prints when it was done, by whom, and how long it took. */
  step<T>(who: string, what: string, work: () => Promise<T>): Promise<T>;
  check(claim: string, holds: boolean, detail?: string): void;
  note(text: string): void;
  counts(): { checks: number; failed: string[] };
}

export function startTimeline(print: (line: string) => void): Timeline {
  const began = performance.now();
  const failed: string[] = [];
  let checks = 0;
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(2).padStart(6)} s`;
  const check = (claim: string, holds: boolean, detail = '') => {
    checks += 1;
    if (!holds) failed.push(claim);
    print(
      `${seconds()}  ${holds ? '     ok' : ' FAILED'}  ${claim}${detail && !holds ? `\n           ${detail}` : ''}`,
    );
  };
  return {
    async step(who, what, work) {
      const from = performance.now();
      const result = await work();
      const took = `${Math.round(performance.now() - from)} ms`;
      print(`${seconds()}  ${took.padStart(7)}  ${who}: ${what}`);
      return result;
    },
    check,
    note: (text) => print(`${seconds()}           ${text}`),
    counts: () => ({ checks, failed }),
  };
}

/** Asks until there is an answer; throws after `withinMs`, saying what was waited for. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 45_000,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
