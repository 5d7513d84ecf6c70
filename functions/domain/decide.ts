// What each command does to a document: new events, or a Refusal. Time comes in on the command; nothing else does.
import type { DocumentState, PartyState } from './document.ts';
import {
  actedAt,
  actRound,
  currentRevision,
  inTurn,
  isStuck,
  isUnfinished,
  mayBePublished,
  signers,
  wayOf,
} from './document-questions.ts';
import type { EventBody, Sha256, Summary } from './event.ts';
import { isFinal } from './failure.ts';
import type { Role } from './party.ts';
import { Refusal } from './refusal.ts';
import { after, type Instant } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
const CODES_AN_HOUR = 5;
const CODES_A_DAY = 12;
/** Over a document's life, so that nobody can fill the 400 KB of its item: three parties stay below half. */
const CODES_IN_ALL = 30;
/** Whoever has a link can use up its codes; staff may then give more, so that the signer is not shut out. */
const RENEWALS_IN_ALL = 2;
const CODES_A_RENEWAL = 10;
/** Later ones are not recorded. */
const OPENINGS = 20;
const REMINDERS_IN_ALL = 30;
const EDITS = 300;

export function editDraft(state: DocumentState, input: Sha256, summary: Summary): EventBody[] {
  mustBeDraft(state);
  if (state.edits >= EDITS && state.input !== input) throw new Refusal('draft.worn');
  return state.input === input ? [] : [{ kind: 'DraftEdited', input, summary }];
}

export function mustBeDraft(state: DocumentState): void {
  if (state.status !== 'drafted') throw new Refusal('document.not-draft');
}

/** A party's link is opened: each time is recorded, so that a second reader is seen, up to a number. */
export function open(state: DocumentState, role: Role): EventBody[] {
  mustSign(state, role);
  return state.status === 'signing' && state.parties[role].openings < OPENINGS
    ? [{ kind: 'Opened', role }]
    : [];
}

export function requestCode(state: DocumentState, role: Role, now: Instant): EventBody[] {
  mustBeAbleToSign(state, role, now);
  const refusal = codeLimit(state, role, now);
  if (refusal) throw new Refusal(refusal);
  return [{ kind: 'CodeRequested', role, expiresAt: after(now, CODE_MINUTES * MINUTE) }];
}

/** Why this party is given no code now, as far as it has had too many; those before a renewal count for the whole only. */
export function codeLimit(
  state: DocumentState,
  role: Role,
  now: Instant,
): 'code.used-up' | 'code.too-many' | undefined {
  const { codesRequestedAt, codesRenewed } = state.parties[role];
  if (codesRequestedAt.length >= CODES_IN_ALL + codesRenewed.times * CODES_A_RENEWAL) return 'code.used-up';
  const recent = codesRequestedAt.slice(codesRenewed.after);
  const since = (span: number) => recent.filter((at) => at > after(now, -span)).length;
  return since(HOUR) >= CODES_AN_HOUR || since(24 * HOUR) >= CODES_A_DAY ? 'code.too-many' : undefined;
}

/** Staff let a party whose codes are used up have more. */
export function renewCodes(state: DocumentState, role: Role, now: Instant): EventBody[] {
  mustBeAbleToSign(state, role, now);
  if (!codeLimit(state, role, now)) throw new Refusal('code.not-limited');
  if (state.parties[role].codesRenewed.times >= RENEWALS_IN_ALL) throw new Refusal('code.renewals-used-up');
  return [{ kind: 'CodesRenewed', role }];
}

export interface Consent {
  role: Role;
  /** Version of the words that were agreed to. */
  consent: string;
  currentConsent: string;
  /** Version of the words of the separate consent to publication; '' if that was not given. */
  publication: string;
  currentPublication: string;
  /** Digest of the bytes that the signer's page showed. */
  shown: Sha256;
  /** Whether the code typed is the one of that round. */
  isCode(round: number): boolean;
}

/**
 * The act of signing. The same submission sent again, when it has succeeded already, changes nothing; another one under
 * its code is refused. A wrong code is an event, so that tries are counted whatever runs in parallel.
 */
export function consent(
  state: DocumentState,
  given: Consent,
  now: Instant,
): { events: EventBody[]; refusal?: Refusal } {
  const party = state.parties[given.role];
  if (party.consented) {
    if (isRepeated(party.consented, given)) return { events: [] };
    throw new Refusal('party.already-signed');
  }
  mustBeAbleToSign(state, given.role, now);
  if (wayOf(state, given.role) !== 'link') throw new Refusal('way.other');
  if (given.consent !== given.currentConsent) throw new Refusal('consent.outdated');
  const published = publicationConsent(state, given);
  // An earlier revision differs from the current one only by other parties' signatures.
  if (!state.revisions.some((revision) => revision.sha256 === given.shown))
    throw new Refusal('shown.mismatch');
  const checked = checkCode(state, given, now);
  if ('refusal' in checked) return checked;
  const { role, shown } = given;
  return {
    events: [
      { kind: 'Consented', role, consent: given.consent, ...published, shown, codeRound: checked.round },
    ],
  };
}

function isRepeated(consented: NonNullable<PartyState['consented']>, given: Consent): boolean {
  const { codeRound, consent, shown, publication = '' } = consented;
  const same = given.consent === consent && given.shown === shown;
  // What is not published records no consent to it, whatever was sent.
  return same && (publication === '' || given.publication === publication) && given.isCode(codeRound);
}

/**
 * The round of the code that was typed; a wrong one is an event. `begun`: the act may have begun with this code. Throws
 * Refusal where no code may be tried, for one that is spent too.
 */
export function checkCode(
  state: DocumentState,
  { role, isCode, begun = false }: Pick<Consent, 'role' | 'isCode'> & { begun?: boolean },
  now: Instant,
): { round: number } | { events: EventBody[]; refusal: Refusal } {
  const { code } = state.parties[role];
  if (!code) throw new Refusal('code.missing');
  if (code.used === 'spent' || (code.used === 'begun' && !begun)) throw new Refusal('code.used');
  if (code.failures >= CODE_TRIES) throw new Refusal('code.exhausted');
  if (now >= code.expiresAt) throw new Refusal('code.expired');
  if (isCode(code.round)) return { round: code.round };
  const last = code.failures + 1 >= CODE_TRIES;
  return {
    events: [{ kind: 'CodeRefused', role }],
    refusal: new Refusal(last ? 'code.exhausted' : 'code.wrong'),
  };
}

/** Only of a document that is published, and then it must be given (个人信息保护法 art. 25). */
export function publicationConsent(
  state: DocumentState,
  given: Pick<Consent, 'publication' | 'currentPublication'>,
): { publication?: string } {
  if (!mayBePublished(state)) return {};
  if (given.publication === '') throw new Refusal('consent.publication-missing');
  if (given.publication !== given.currentPublication) throw new Refusal('consent.outdated');
  return { publication: given.publication };
}

/**
 * A signature that was made on `base`, for the act that came with the code of `codeRound`; refused with 'shown.mismatch'
 * never: the append is conditional on the version.
 */
export function sign(
  state: DocumentState,
  signature: {
    role: Role;
    codeRound: number | undefined;
    base: Sha256;
    revision: Sha256;
    serial: string;
    signedAt: Instant;
    stampedAt?: Instant;
  },
): EventBody[] {
  const { base, codeRound, ...made } = signature;
  if (state.parties[made.role].signed) return [];
  if (state.status !== 'signing') throw new Refusal('document.not-signing');
  if (currentRevision(state) !== base) throw new Refusal('document.changed');
  // A seal may have been set aside while it was signed for, and another have come: the file states the one it was made for.
  if (codeRound === undefined || actRound(state.parties[made.role]) !== codeRound)
    throw new Refusal('document.changed');
  return [{ kind: 'Signed', ...made }];
}

/** A time-stamp over the whole file, made on `base`. */
export function archive(
  state: DocumentState,
  made: { base: Sha256; revision: Sha256; stampedAt: Instant; until: Instant; withoutLists?: true },
): EventBody[] {
  const { base, ...stamp } = made;
  if (state.status !== 'signed' && state.status !== 'published') throw new Refusal('document.not-signing');
  if (currentRevision(state) !== base) throw new Refusal('document.changed');
  return [{ kind: 'Archived', ...stamp }];
}

/** An SM2 record of the file as it stands. */
export function countersign(state: DocumentState, made: { revision: Sha256; record: Sha256 }): EventBody[] {
  if (currentRevision(state) !== made.revision) throw new Refusal('document.changed');
  return state.second?.revision === made.revision ? [] : [{ kind: 'Countersigned', ...made }];
}

/**
 * Ends the document for all, so it takes a code as signing does: whoever merely has the link, a scanner of mails or
 * somebody it was forwarded to, can end nothing.
 */
export function decline(
  state: DocumentState,
  given: Pick<Consent, 'role' | 'isCode'> & { reason: Sha256 },
  now: Instant,
): { events: EventBody[]; refusal?: Refusal } {
  const { role, reason, isCode } = given;
  const { declined } = state.parties[role];
  const again = declined?.reason === reason && declined.codeRound !== undefined;
  if (again && isCode(declined.codeRound!)) return { events: [] };
  mustBeAbleToSign(state, role, now);
  const checked = checkCode(state, given, now);
  if ('refusal' in checked) return checked;
  return { events: [{ kind: 'Declined', role, reason, codeRound: checked.round }] };
}

export function remind(state: DocumentState, role: Role, now: Instant): EventBody[] {
  mustBeAbleToSign(state, role, now);
  const { remindedAt } = state.parties[role];
  if (remindedAt.length >= REMINDERS_IN_ALL) throw new Refusal('reminder.used-up');
  const last = remindedAt.at(-1);
  if (last && last > after(now, -HOUR)) throw new Refusal('reminder.too-soon');
  return [{ kind: 'Reminded', role }];
}

/**
 * Until all have signed a document may be voided; afterwards it stands, and another supersedes it: but for one that can
 * never be published, because a signature in it has been revoked. `fallen`: that is known, though no job has met it yet.
 */
export function mayBeVoided(state: DocumentState, fallen = false): boolean {
  const { status, failures } = state;
  const met = Object.values(failures).some(({ code }) => isFinal(code));
  return (
    status === 'drafted' ||
    status === 'signing' ||
    (status === 'signed' && (met || (fallen && isUnfinished(state))))
  );
}

export function voidDocument(state: DocumentState, reason: Sha256, fallen = false): EventBody[] {
  if (state.status === 'voided' && state.voidReason === reason) return [];
  if (!mayBeVoided(state, fallen)) throw new Refusal('document.closed');
  return [{ kind: 'Voided', reason }];
}

/**
 * Of an issued document, in whatever state it is. Nothing if one is under way, or if nothing has happened since the
 * last one but its making: that one says it all.
 */
export function requestEvidence(state: DocumentState, version: number): EventBody[] {
  if (!state.issue) throw new Refusal('evidence.not-issued');
  const last = state.evidence.reports.at(-1);
  const current = last !== undefined && last.sequence === version;
  return state.evidence.pending || current ? [] : [{ kind: 'EvidenceRequested' }];
}

export function retry(state: DocumentState): EventBody[] {
  if (!isStuck(state)) throw new Refusal('document.not-stuck');
  return [{ kind: 'Retried' }];
}

/** A party of this document; another role has nothing to do with it. */
function mustSign(state: DocumentState, role: Role): void {
  if (!signers(state).includes(role)) throw new Refusal('party.unknown');
}

export function mustBeAbleToSign(state: DocumentState, role: Role, now: Instant): void {
  if (state.status !== 'signing' || !state.issue || now >= state.issue.dueAt)
    throw new Refusal('document.not-signing');
  mustSign(state, role);
  const party = state.parties[role];
  if (party.signed || actedAt(party)) throw new Refusal('party.already-signed');
  if (!inTurn(state).includes(role)) throw new Refusal('party.not-in-turn');
}
