// What is asked of a document's state: who signs it, who may sign now, what waits for whom.
import type { DocumentState, PartyState } from './document.ts';
import type { Sha256, TimestampPolicy } from './event.ts';
import { type Role, rolesInTurn, rolesOf } from './party.ts';
import type { Instant } from './time.ts';
import { sealCounts, type Way, whatToCheck } from './way.ts';

export function currentRevision(state: DocumentState): Sha256 | undefined {
  return state.revisions.at(-1)?.sha256;
}

export function signedRoles(state: DocumentState): Set<Role> {
  return new Set(signers(state).filter((role) => state.parties[role].signed));
}

/** Those that sign it, one to three: known from the day it is issued, whatever its type says later. */
export function signers(state: DocumentState): Role[] {
  return state.issue ? rolesOf(state.issue.order) : [];
}

export function wayOf(state: DocumentState, role: Role): Way {
  return state.issue?.ways[role] ?? 'link';
}

/** When a party has done its part, in whatever way, and whose signature is to be made: its own, or the platform's for it. */
export function actedAt({ consented, other }: PartyState): Instant | undefined {
  return consented?.at ?? other?.scan?.confirmed?.at ?? (other && sealCounts(other));
}

/** The round of the code that act came with: a party that seals once more acts once more, with another code. */
export function actRound({ consented, other }: PartyState): number | undefined {
  if (consented) return consented.codeRound;
  if (other?.scan?.confirmed) return other.scan.codeRound;
  return other && sealCounts(other) ? other.seal?.codeRound : undefined;
}

/** Whether it goes to the register when all have signed: its type is disclosed, and every way suffices; else it ends there. */
export function mayBePublished({ issue }: DocumentState): boolean {
  return issue?.discloses === true && issue.insufficient.length === 0;
}

/** Signed by all, and the platform has still something to do with it that it does on signatures that stand. */
export function isUnfinished(state: DocumentState): boolean {
  return state.status === 'signed' && (mayBePublished(state) || pendingTimestamp(state) !== undefined);
}

/** Who may sign now: none unless the document is out for signing. */
export function inTurn(state: DocumentState): Role[] {
  return state.status === 'signing' && state.issue ? rolesInTurn(state.issue.order, signedRoles(state)) : [];
}

/** Whether a scan or a seal waits for staff, who alone can go on with it. */
export function hasToCheck(state: DocumentState): boolean {
  return state.status === 'signing' && signers(state).some((role) => whatToCheck(state.parties[role].other));
}

/** Signed by all, while the archival time-stamp that belongs to the file is still to be had: its policy. None on what has fallen. */
export function pendingTimestamp(state: DocumentState): TimestampPolicy | undefined {
  const { status, timestamp, publishedRevoked } = state;
  const stands = status === 'signed' || (status === 'published' && !publishedRevoked);
  return stands && !timestamp?.archived ? timestamp?.policy : undefined;
}

export function isStuck(state: DocumentState): boolean {
  return Object.values(state.failures).some((failure) => failure.stuck);
}
