// A job that has failed: when it is tried again, and what goes on by itself once its cause is put right.
import type { RefusalCode } from './refusal.ts';
import { after, type Instant } from './time.ts';

export interface Failure {
  count: number;
  retryAt: Instant;
  code: string;
  /** It waits for a person. */
  stuck: boolean;
}

/** The system's own state, which an administrator puts right: no signer and no member of staff can. */
const RESUMED: readonly RefusalCode[] = [
  'clock.behind',
  'authority.missing',
  'authority.revoked',
  'authority.unavailable',
  'authority.not-in-force',
  'authority.ending',
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether what waits for a person with this code goes on without being told. */
export function resumes(code: string): boolean {
  return (RESUMED as readonly string[]).includes(code);
}

/** The state of a job that waits for a person. Each try is an event, so that they grow rare: hourly first, then daily. */
export function stuckSince(at: Instant, code: string, count: number): Failure {
  const wait = Math.min(HOUR_MS * 2 ** Math.floor(count / 8), DAY_MS);
  return { count, code, stuck: true, retryAt: resumes(code) ? after(at, wait) : at };
}
