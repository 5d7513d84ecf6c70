// The loop on this machine: reacts to a document when told of it, and to every document whose time has come.
import type { Instant } from '../domain/time.ts';

export interface LoopWork {
  /** Ids whose time has come, the most overdue first. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** Does for one document whatever there is to do; repeating it changes nothing. */
  react(id: string): Promise<void>;
  now(): Instant;
  log(message: string, cause: unknown): void;
}

export interface Pace {
  pollEveryMs: number;
  /** Documents worked on at once. */
  atOnce: number;
  /** First wait after a failure; it doubles with each further one. */
  retryAfterMs: number;
  longestWaitMs: number;
}

export interface Loop {
  /** Reacts to this document at once; called while it runs, it runs once more. */
  nudge(id: string): void;
  /** Begins nothing more, and resolves when what runs has ended. */
  stop(): Promise<void>;
}

const USUAL_PACE: Pace = { pollEveryMs: 1000, atOnce: 4, retryAfterMs: 1000, longestWaitMs: 60_000 };

const POLL_LIMIT = 100;

/** Starts polling. A document is never worked on twice at once, and a failing one does not hold up the others. */
export function startLoop(work: LoopWork, pace: Partial<Pace> = {}): Loop {
  const { pollEveryMs, atOnce, retryAfterMs, longestWaitMs } = { ...USUAL_PACE, ...pace };
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  /** Documents that failed: how often in a row, and until when polling passes them over. */
  const failing = new Map<string, { times: number; until: number }>();
  let stopped = false;
  let failedPolls = 0;
  let polling: Promise<void> = Promise.resolve();
  let timer = setTimeout(poll, 0);

  const backoff = (times: number): number => Math.min(longestWaitMs, retryAfterMs * 2 ** (times - 1));

  function nudge(id: string): void {
    if (stopped) return;
    if (running.has(id)) again.add(id);
    else waiting.add(id);
    fill();
  }

  function fill(): void {
    for (const id of waiting) {
      if (running.size >= atOnce) return;
      waiting.delete(id);
      running.set(id, run(id));
    }
  }

  async function run(id: string): Promise<void> {
    try {
      await work.react(id);
      failing.delete(id);
    } catch (cause) {
      const times = (failing.get(id)?.times ?? 0) + 1;
      failing.set(id, { times, until: Date.now() + backoff(times) });
      work.log(`document ${id}: failed ${times} times in a row`, cause);
    } finally {
      running.delete(id);
      if (again.delete(id) && !stopped) waiting.add(id);
      fill();
    }
  }

  function poll(): void {
    polling = look().then(() => {
      if (!stopped)
        timer = setTimeout(poll, failedPolls ? Math.max(pollEveryMs, backoff(failedPolls)) : pollEveryMs);
    });
  }

  async function look(): Promise<void> {
    try {
      // Failing documents are the most overdue, so room is asked for beside them.
      const ids = await work.due(work.now(), POLL_LIMIT + failing.size);
      failedPolls = 0;
      if (stopped) return;
      const now = Date.now();
      for (const [id, { until }] of failing) if (until <= now && !ids.includes(id)) failing.delete(id);
      for (const id of ids) {
        if (!running.has(id) && (failing.get(id)?.until ?? 0) <= now) waiting.add(id);
      }
      fill();
    } catch (cause) {
      failedPolls += 1;
      work.log(`the documents that are due cannot be read; failed ${failedPolls} times in a row`, cause);
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    waiting.clear();
    await polling;
    await Promise.all(running.values());
  }

  return { nudge, stop };
}
