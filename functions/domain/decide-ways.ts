// What each command does to a party that signs on paper or with a provider's seal: new events, or a Refusal.
import { type Consent, checkCode, mustBeAbleToSign, publicationConsent } from './decide.ts';
import type { DocumentState } from './document.ts';
import { inTurn, wayOf } from './document-questions.ts';
import type { EventBody, Sha256 } from './event.ts';
import type { Role } from './party.ts';
import { Refusal } from './refusal.ts';
import { after, type Instant } from './time.ts';
import {
  partsOf,
  pendingScan,
  pendingSeal,
  type Scan,
  type ScanFinding,
  SENT_BACK,
  type SealFinding,
  sealToCheck,
  type Way,
} from './way.ts';

/** Over a document's life, so that nobody can fill its item or the store. */
const SCANS_IN_ALL = 20;
const SEALS_IN_ALL = 10;
const CLAIMS_IN_ALL = 30;
const CLAIM_AFTER_MS = 60_000;
/** Twice what the largest scan comes in: one that broke off may be sent again under the same code. */
const PARTS_A_CODE = 20;
const PARTS_IN_ALL = 200;

type Decided = { events: EventBody[]; refusal?: Refusal };
type Coded = Pick<Consent, 'role' | 'isCode'>;
type Given = Coded & Pick<Consent, 'publication' | 'currentPublication'>;

/** Whether a party may send a scan or a part of one now; a wrong code is an event. Throws Refusal. */
function mayUpload(state: DocumentState, given: Coded, now: Instant): Decided & { round?: number } {
  mustSignBy(state, given.role, 'wet-seal', now);
  const { other } = state.parties[given.role];
  if (other && pendingScan(other)) throw new Refusal('scan.pending');
  if (other && other.scans >= SCANS_IN_ALL) throw new Refusal('scan.used-up');
  const checked = checkCode(state, { ...given, begun: true }, now);
  return 'refusal' in checked ? checked : { events: [], round: checked.round };
}

/** One more part under this code; one that it has already costs nothing. */
export function storePart(
  state: DocumentState,
  given: Coded & { part: Sha256; size: number },
  now: Instant,
): Decided {
  const { role, part, size } = given;
  if (sentUnder(state, given)?.parts.includes(part)) return { events: [] };
  const { events, refusal, round } = mayUpload(state, given, now);
  if (refusal) return { events, refusal };
  const { other } = state.parties[role];
  const stored = partsOf(other ?? {}, round!);
  if (stored.includes(part)) return { events: [] };
  if (stored.length >= PARTS_A_CODE || (other?.parts?.inAll ?? 0) >= PARTS_IN_ALL)
    throw new Refusal('scan.parts-used-up');
  return { events: [{ kind: 'PartStored', role, part, size, codeRound: round! }] };
}

/**
 * The scan that came with this very code, and the parts it may be of: what is sent again, because its answer was lost, is
 * answered as it was. Only of a code that is spent, so that nobody can try codes here.
 */
function sentUnder(
  state: DocumentState,
  { role, isCode }: Coded,
): { scan: Sha256; parts: readonly Sha256[] } | undefined {
  const { scan, ...other } = state.parties[role].other ?? {};
  if (!scan || !isCode(scan.codeRound)) return undefined;
  return { scan: scan.scan, parts: partsOf(other, scan.codeRound) };
}

/**
 * Asked before anything is read or joined: whether this party may send a scan of these parts, each of which it must have
 * stored under this very code. `sent`: the scan that it has sent with this code before; the same again changes nothing.
 */
export function mayJoin(
  state: DocumentState,
  given: Given & { parts: readonly Sha256[] },
  now: Instant,
): Decided & { round?: number; published?: { publication?: string }; sent?: Sha256 } {
  const { role, parts } = given;
  const sent = sentUnder(state, given);
  const published = publicationConsent(state, given);
  const { events, refusal, round } = sent ? { events: [] } : mayUpload(state, given, now);
  if (refusal) return { events, refusal };
  const stored = sent?.parts ?? partsOf(state.parties[role].other ?? {}, round!);
  if (parts.length === 0 || !parts.every((part) => stored.includes(part)))
    throw new Refusal('scan.incomplete');
  return sent ? { events: [], sent: sent.scan } : { events: [], round: round!, published };
}

/** What the machine found; a scan of something else is sent back at once. */
export function readScan(
  state: DocumentState,
  read: { role: Role; scan: Sha256; finding: ScanFinding; pages: number; looked: number; revision?: Sha256 },
): EventBody[] {
  const { other } = state.parties[read.role];
  const waiting = other && pendingScan(other);
  if (!waiting || waiting.scan !== read.scan || waiting.finding) return [];
  mustBeSigning(state);
  const back = SENT_BACK.includes(read.finding);
  return [
    { kind: 'ScanRead', ...read },
    ...(back ? [{ kind: 'ScanRefused' as const, role: read.role, scan: read.scan }] : []),
  ];
}

/** By a member of staff who has compared it: `scan` is what that person saw, `checked` that all of it was looked at. */
export function confirmScan(
  state: DocumentState,
  { role, scan, checked }: { role: Role; scan: Sha256; checked: boolean },
): EventBody[] {
  if (state.parties[role].other?.scan?.confirmed && state.parties[role].other.scan.scan === scan) return [];
  mustAwaitStaff(state, role, scan);
  if (!checked) throw new Refusal('scan.unchecked');
  return [{ kind: 'ScanConfirmed', role, scan }];
}

export function refuseScan(state: DocumentState, role: Role, scan: Sha256, reason: Sha256): EventBody[] {
  if (state.parties[role].other?.scan?.refused?.reason === reason) return [];
  mustAwaitStaff(state, role, scan);
  return [{ kind: 'ScanRefused', role, scan, reason }];
}

/** Asked for at most so often; the same code asks once, and is answered as often as it is sent. */
export function requestSeal(state: DocumentState, given: Given, now: Instant): Decided {
  const { role } = given;
  const { other } = state.parties[role];
  // The same request once more, because its answer was lost.
  if (other?.seal && !other.seal.refused && given.isCode(other.seal.codeRound)) return { events: [] };
  mustSignBy(state, role, 'e-seal', now);
  if (other && pendingSeal(other)) throw new Refusal('seal.pending');
  if (other && sealToCheck(other)) throw new Refusal('seal.in-check');
  if (other && other.seals >= SEALS_IN_ALL) throw new Refusal('seal.used-up');
  const published = publicationConsent(state, given);
  const checked = checkCode(state, given, now);
  if ('refusal' in checked) return checked;
  return { events: [{ kind: 'SealRequested', role, ...published, codeRound: checked.round }] };
}

export function beginSeal(
  state: DocumentState,
  begun: { role: Role; revision: Sha256; reference: string; page: Sha256 },
): EventBody[] {
  const seal = pendingSeal(state.parties[begun.role].other ?? {});
  if (!seal || seal.reference) return [];
  mustBeSigning(state);
  return [{ kind: 'SealBegun', ...begun }];
}

/** The party has come back from its provider, which is asked at once: no code is wanted, so it counts. */
export function claimSeal(state: DocumentState, role: Role, now: Instant): EventBody[] {
  mustSignBy(state, role, 'e-seal', now);
  const { claims, ...other } = state.parties[role].other ?? {};
  const seal = pendingSeal(other);
  if (!seal?.reference) throw new Refusal('seal.none');
  if (seal.claimed) return [];
  if (claims && claims.times >= CLAIMS_IN_ALL) throw new Refusal('seal.claims-used-up');
  if (claims && now < after(claims.at, CLAIM_AFTER_MS)) throw new Refusal('seal.too-soon');
  return [{ kind: 'SealClaimed', role }];
}

export type SealOutcome =
  | { kind: 'pending' }
  | {
      kind: 'sealed';
      evidence: Sha256;
      seal: string;
      provider: string;
      sealedAt: Instant;
      owner?: string;
      toCheck?: true;
    }
  | { kind: 'refused'; finding: SealFinding; reason?: Sha256 };

/** What the provider answered about `reference`; of a request that is over it changes nothing. */
export function noteSeal(
  state: DocumentState,
  role: Role,
  reference: string,
  outcome: SealOutcome,
): EventBody[] {
  const seal = pendingSeal(state.parties[role].other ?? {});
  if (!seal || seal.reference !== reference) return [];
  mustBeSigning(state);
  switch (outcome.kind) {
    case 'pending':
      return [{ ...outcome, kind: 'SealPending', role }];
    case 'sealed':
      return [{ ...outcome, kind: 'SealReceived', role }];
    case 'refused':
      return [{ ...outcome, kind: 'SealRefused', role }];
  }
}

/** By a member of staff who has looked at `evidence`: `checked` says so. */
export function confirmSeal(
  state: DocumentState,
  { role, evidence, checked }: { role: Role; evidence: Sha256; checked: boolean },
): EventBody[] {
  const { seal } = state.parties[role].other ?? {};
  if (seal?.confirmed && seal.received?.evidence === evidence) return [];
  mustHoldSeal(state, role, evidence);
  if (!sealToCheck({ ...(seal ? { seal } : {}) })) throw new Refusal('seal.nothing');
  if (!checked) throw new Refusal('seal.unchecked');
  return [{ kind: 'SealConfirmed', role, result: evidence }];
}

/**
 * A seal that verifies and is wrong all the same. Only before the platform has signed for it: nothing that stands in the
 * file is taken out of it. The party may ask for its seal again.
 */
export function setSealAside(
  state: DocumentState,
  { role, evidence, reason }: { role: Role; evidence: Sha256; reason: Sha256 },
): EventBody[] {
  if (state.parties[role].other?.seal?.refused?.reason === reason) return [];
  mustHoldSeal(state, role, evidence);
  return [{ kind: 'SealSetAside', role, result: evidence, reason }];
}

function mustHoldSeal(state: DocumentState, role: Role, evidence: Sha256): void {
  const { signed, other } = state.parties[role];
  const { received, refused } = other?.seal ?? {};
  if (!received || refused) throw new Refusal('seal.nothing');
  if (signed) throw new Refusal('seal.signed');
  mustBeSigning(state);
  if (received.evidence !== evidence) throw new Refusal('document.changed');
}

export function makePrint(
  state: DocumentState,
  made: { role: Role; revision: Sha256; print: Sha256 },
): EventBody[] {
  if (state.status !== 'signing' || !inTurn(state).includes(made.role)) return [];
  return state.parties[made.role].other?.print?.print === made.print ? [] : [{ kind: 'PrintMade', ...made }];
}

function mustSignBy(state: DocumentState, role: Role, way: Way, now: Instant): void {
  mustBeAbleToSign(state, role, now);
  if (wayOf(state, role) !== way) throw new Refusal('way.other');
}

function mustBeSigning(state: DocumentState): void {
  if (state.status !== 'signing') throw new Refusal('document.not-signing');
}

function mustAwaitStaff(state: DocumentState, role: Role, seen: Sha256): Scan {
  mustBeSigning(state);
  const waiting = pendingScan(state.parties[role].other ?? {});
  if (!waiting?.finding) throw new Refusal('scan.none');
  if (waiting.scan !== seen) throw new Refusal('document.changed');
  return waiting;
}
