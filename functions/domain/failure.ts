// A job that has failed: when it is tried again, and what goes on by itself once its cause is put right.
import type { Mail } from './event.ts';
import type { Role } from './party.ts';
import type { RefusalCode } from './refusal.ts';
import type { RelayReply } from './relay-reply.ts';
import { after, type Instant } from './time.ts';

export interface Failure {
  count: number;
  retryAt: Instant;
  code: string;
  /** It waits for a person. */
  stuck: boolean;
  /** Of a mail: what the relay answered the last time, if it did. */
  reply?: RelayReply;
  /** Of a mail: how often it may have been taken, and no answer came. */
  lost?: number;
}

/** Of a document, by the name of the job. */
export type Failures = Record<string, Failure>;

/** The system's own state, which an administrator puts right: no signer and no member of staff can. */
const RESUMED: readonly RefusalCode[] = [
  'clock.behind',
  'authority.missing',
  'authority.revoked',
  'authority.unavailable',
  'authority.not-in-force',
  'authority.ending',
];

/** Services that are away (ports/timestamper.ts, revocation-lists.ts, mailer.ts): they come back by themselves, or are put right outside. */
const AWAY: readonly string[] = ['NoTimestamp', 'NoRevocationList', 'RelayAway', 'RelayLogin'];

/** A mail that is not taken however often it is tried (RFC 5321 §4.2.1): staff are told at once. */
const FUTILE: readonly string[] = ['MailboxRefused', 'LetterRefused'];

const FINAL: readonly RefusalCode[] = [
  'signature.revoked-drc',
  'signature.revoked-county',
  'signature.revoked-enterprise',
];

/** Of a mail (ports/mailer.ts): each further try may be one more mail in the same mailbox. */
export const ANSWER_LOST = 'AnswerLost';

const SOON_MS = 5 * 60_000;
const LATER_MS = 6 * 3_600_000;
const AT_LAST_MS = 24 * 3_600_000;

/** Whether what waits for a person with this code goes on without being told. */
export function resumes(code: string): boolean {
  return isOurs(code) || AWAY.includes(code);
}

/** Whether short intervals put nothing right: an administrator has to, or nobody can. */
export function isStuckAtOnce(code: string): boolean {
  return isOurs(code) || isFinal(code) || FUTILE.includes(code);
}

function isOurs(code: string): boolean {
  return (RESUMED as readonly string[]).includes(code);
}

/** Whether trying again puts nothing right: a revocation is for ever, and the document can only be voided. */
export function isFinal(code: string): boolean {
  return (FINAL as readonly string[]).includes(code);
}

/**
 * The state of a job that waits for a person. Each try is an event, so tries grow rarer: after 5, 10, 20 … minutes,
 * then every six hours, and daily when that has gone on for more than a week.
 */
export function stuckSince(at: Instant, code: string, count: number): Failure {
  const wait = count > 40 ? AT_LAST_MS : Math.min(SOON_MS * 2 ** (count - 1), LATER_MS);
  return { count, code, stuck: true, retryAt: resumes(code) ? after(at, wait) : at };
}

/** Names a mail among the jobs of a document, the same each time it is tried. */
export function mailJob(mail: Mail, role: Role, round: number): string {
  return `mail ${mail} ${role} ${round}`;
}

/** What `mailJob` named; undefined for any other job. */
export function readMailJob(job: string): { mail: Mail; role: Role; round: number } | undefined {
  const [verb, mail, role, round] = job.split(' ');
  return verb === 'mail' ? { mail: mail as Mail, role: role as Role, round: Number(round) } : undefined;
}

export function withFailure(failures: Failures, job: string, failure: Failure): Failures {
  return { ...failures, [job]: failure };
}

export function withoutJobsOf(failures: Failures, role: Role): Failures {
  return Object.fromEntries(Object.entries(failures).filter(([job]) => !job.split(' ').includes(role)));
}

export function withoutResumed(failures: Failures): Failures {
  return Object.fromEntries(Object.entries(failures).filter(([, { code }]) => !isOurs(code)));
}

/** A time-stamp that is still to come goes on being tried when the document has been published without it. */
export function onlyArchive({ archive }: Failures): Failures {
  return archive ? { archive } : {};
}
