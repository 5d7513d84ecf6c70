// State -> what the workflow does next, and when it must look again. The whole process stands in this file.
import type { DocumentState } from '../domain/document.ts';
import {
  actedAt,
  currentRevision,
  inTurn,
  mayBePublished,
  signers,
  wayOf,
} from '../domain/document-questions.ts';
import type { Mail } from '../domain/event.ts';
import { mailJob, resumes } from '../domain/failure.ts';
import type { Role } from '../domain/party.ts';
import { after, type Instant } from '../domain/time.ts';
import { inCheck, type OtherWay, pendingScan, pendingSeal } from '../domain/way.ts';

export type Job =
  | { verb: 'issue' }
  | { verb: 'mail'; mail: Mail; role: Role; round: number }
  | { verb: 'remind'; role: Role }
  | { verb: 'print'; role: Role }
  | { verb: 'read-scan'; role: Role }
  | { verb: 'begin-seal'; role: Role }
  | { verb: 'ask-seal'; role: Role }
  | { verb: 'sign'; role: Role }
  | { verb: 'expire' }
  | { verb: 'complete' }
  | { verb: 'archive' }
  | { verb: 'countersign' }
  | { verb: 'publish' }
  | { verb: 'evidence' };

export interface Next {
  job?: Job;
  /** Absent with a job, or when nothing is left to do. */
  wakeAt?: Instant;
}

/** Parties that have not signed are reminded once by the system, this long before the last day ends. */
const REMIND_BEFORE_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Links and the right to sign end with the last day; the document a little later: what a party did in its last second
 * may still be on its way into the trail.
 */
const GRACE_MS = 60_000;

/** What came in time and waits for staff is waited for so long after the last day. */
const WAIT_AFTER_DUE_MS = 10 * 24 * 60 * 60 * 1000;

/** An archival time-stamp is renewed this long before the certificate of its authority ends. */
const RENEW_BEFORE_MS = 90 * 24 * 60 * 60 * 1000;
const RENEW_AT_MOST_EVERY_MS = 60 * 60 * 1000;

interface Candidate {
  job: Job;
  at: Instant;
}

/** The name a job keeps over all its tries. */
export function jobName(job: Job): string {
  if (job.verb === 'mail') return mailJob(job.mail, job.role, job.round);
  return 'role' in job ? `${job.verb} ${job.role}` : job.verb;
}

export function next(state: DocumentState, now: Instant): Next {
  const open = [...candidates(state, now), ...reporting(state)]
    .filter(({ job }) => {
      const failure = state.failures[jobName(job)];
      return !failure?.stuck || resumes(failure.code);
    })
    .map(({ job, at }) => ({ job, at: later(at, state.failures[jobName(job)]?.retryAt) }));
  const first = open.reduce<Candidate | undefined>(
    (best, one) => (!best || one.at < best.at ? one : best),
    undefined,
  );
  if (!first) return {};
  return first.at <= now ? { job: first.job } : { wakeAt: first.at };
}

function candidates(state: DocumentState, now: Instant): Candidate[] {
  const started = state.createdAt;
  switch (state.status) {
    case 'drafted':
      return state.issueRequested ? [{ job: { verb: 'issue' }, at: started }] : [];
    case 'signing':
      return signing(state, now);
    case 'signed':
      if (awaitsTimestamp(state)) return archiving(state);
      return [
        ...archiving(state),
        ...countersigning(state),
        ...(mayBePublished(state)
          ? [{ job: { verb: 'publish' as const }, at: started }]
          : finalMails(state, 'completion', signers(state))),
      ];
    case 'published':
      return [
        ...(state.publishedRevoked ? [] : archiving(state)),
        ...countersigning(state),
        ...(state.publishedRevision === currentRevision(state)
          ? []
          : [{ job: { verb: 'publish' as const }, at: started }]),
        ...finalMails(state, 'completion', signers(state)),
      ];
    case 'declined':
    case 'voided':
    case 'expired':
      return finalMails(
        state,
        'closure',
        signers(state).filter((role) => state.parties[role].mailed.invitation),
      );
  }
}

/** Tried before publishing, which does not wait for it: a record that comes later stays private. */
function countersigning(state: DocumentState): Candidate[] {
  const wanted = state.second && state.second.revision !== currentRevision(state);
  return wanted ? [{ job: { verb: 'countersign' }, at: state.createdAt }] : [];
}

/** A report that staff have asked for, after everything else that is due. */
function reporting({ evidence, createdAt }: DocumentState): Candidate[] {
  return evidence.pending ? [{ job: { verb: 'evidence' }, at: createdAt }] : [];
}

/** Whether nothing goes out before the archival time-stamp: where it is required, or until it was tried once. */
function awaitsTimestamp({ timestamp, failures }: DocumentState): boolean {
  if (!timestamp || timestamp.archived) return false;
  return timestamp.policy === 'required' || !failures.archive;
}

/** The first archival time-stamp, at once; each further one before the certificate of the last has ended. */
function archiving({ timestamp, createdAt }: DocumentState): Candidate[] {
  if (!timestamp) return [];
  return [{ job: { verb: 'archive' }, at: timestamp.archived ? renewal(timestamp.archived) : createdAt }];
}

/** Of a certificate that ends soon, half its rest is waited: its authority may have a new one by then. */
function renewal({ stampedAt, until }: Record<'stampedAt' | 'until', Instant>): Instant {
  const half = (Date.parse(until) - Date.parse(stampedAt)) / 2;
  return later(after(until, -RENEW_BEFORE_MS), after(stampedAt, Math.max(half, RENEW_AT_MOST_EVERY_MS)));
}

function signing(state: DocumentState, now: Instant): Candidate[] {
  const issue = state.issue!;
  const started = state.createdAt;
  const consented = signers(state).filter(
    (role) => actedAt(state.parties[role]) && !state.parties[role].signed,
  );
  const roles = inTurn(state).filter((role) => !consented.includes(role));
  const found: Candidate[] = [];
  // One signature at a time: the next is made on the revision that this one gives. A consent given in time is honoured.
  const failure = (role: Role) => state.failures[jobName({ verb: 'sign', role })];
  const stuck = (role: Role) => failure(role)?.stuck === true;
  // What waits for the platform itself goes on when that is put right: no party loses its act by it.
  const hopeless = (role: Role) => stuck(role) && !resumes(failure(role)!.code);
  const first =
    consented.find((role) => !stuck(role)) ?? consented.find((role) => !hopeless(role)) ?? consented[0];
  if (first) found.push({ job: { verb: 'sign', role: first }, at: started });
  else if (roles.length === 0) return [{ job: { verb: 'complete' }, at: started }];
  found.push(...roles.flatMap((role) => otherWays(state, role)));
  // What came in time is looked at: a scan by the machine and by staff, a seal by asking its provider once more, and by
  // staff where nobody else says whose it is.
  // Not for ever: neither for staff, nor for a seal that came and cannot be signed for.
  const unsignable = (role: Role) => hopeless(role) && wayOf(state, role) === 'e-seal';
  const checks = roles.some((role) => inCheck(state.parties[role].other));
  if (consented.every(unsignable)) {
    const wait = checks || consented.length > 0 ? WAIT_AFTER_DUE_MS : GRACE_MS;
    found.push({ job: { verb: 'expire' }, at: after(issue.dueAt, wait) });
  }
  if (now >= issue.dueAt) return found;
  for (const role of roles) {
    const party = state.parties[role];
    const { other } = party;
    if (other && other.returned > (party.mailed.returned ?? 0))
      found.push(mail('returned', role, other.returned));
    if (inCheck(other)) continue;
    if (!party.mailed.invitation) found.push(mail('invitation', role, 1));
    else if (party.remindedAt.length > (party.mailed.reminder ?? 0))
      found.push(mail('reminder', role, party.remindedAt.length));
    if (party.code && party.code.round > (party.mailed.code ?? 0) && party.code.expiresAt > now) {
      found.push(mail('code', role, party.code.round));
    }
    const remindAt = after(issue.dueAt, -REMIND_BEFORE_MS);
    const reminded = party.remindedAt.some((at) => at >= remindAt);
    // Whose turn comes later than that has just been invited.
    const invitedBefore = party.invitedAt !== undefined && party.invitedAt < remindAt;
    if (invitedBefore && !reminded) found.push({ job: { verb: 'remind', role }, at: remindAt });
  }
  return found;

  function mail(kind: Mail, role: Role, round: number): Candidate {
    return { job: { verb: 'mail', mail: kind, role, round }, at: started };
  }
}

/** A seal's provider is asked again after 1, 2, 4 … minutes, at last every twelve hours, and when the term ends. */
const ASK_AFTER_MS = 60_000;
const ASK_AT_LAST_MS = 12 * 60 * 60 * 1000;

function otherWays(state: DocumentState, role: Role): Candidate[] {
  const other: Partial<OtherWay> = state.parties[role].other ?? {};
  const at = state.createdAt;
  const scan = pendingScan(other);
  if (scan) return scan.finding ? [] : [{ job: { verb: 'read-scan', role }, at }];
  if (wayOf(state, role) === 'wet-seal' && other.print?.revision !== currentRevision(state))
    return [{ job: { verb: 'print', role }, at }];
  const seal = pendingSeal(other);
  if (!seal) return [];
  if (!seal.begunAt) return [{ job: { verb: 'begin-seal', role }, at }];
  const { dueAt } = state.issue!;
  const last = seal.askedAt ?? seal.begunAt;
  const wait = seal.claimed ? 0 : Math.min(ASK_AFTER_MS * 2 ** seal.asked, ASK_AT_LAST_MS);
  const planned = after(last, wait);
  return [{ job: { verb: 'ask-seal', role }, at: planned > dueAt && last < dueAt ? dueAt : planned }];
}

function finalMails(state: DocumentState, mail: Mail, roles: readonly Role[]): Candidate[] {
  return roles
    .filter((role) => !state.parties[role].mailed[mail])
    .map((role) => ({ job: { verb: 'mail', mail, role, round: 1 }, at: state.createdAt }));
}

function later(a: Instant, b: Instant | undefined): Instant {
  return b && b > a ? b : a;
}
