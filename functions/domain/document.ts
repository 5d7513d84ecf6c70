// A document's state, folded from its events.
import { afterUse, type CodeState } from './code.ts';
import type { DocumentEvent, Mail, RevokedSignature, Sha256, Summary, TimestampPolicy } from './event.ts';
import {
  ANSWER_LOST,
  type Failure,
  type Failures,
  mailJob,
  onlyArchive,
  readMailJob,
  stuckSince,
  withFailure,
  withoutJobsOf,
  withoutResumed,
} from './failure.ts';
import type { Role, SigningOrder } from './party.ts';
import type { CalendarDate, Instant } from './time.ts';
import { evolveWay, type OtherWay, type Ways } from './way.ts';

export type Status = 'drafted' | 'signing' | 'signed' | 'published' | 'declined' | 'voided' | 'expired';

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  drafted: '草稿',
  signing: '签署中',
  signed: '已签署',
  published: '已公示',
  declined: '已拒签',
  voided: '已作废',
  expired: '已逾期终止',
};

export interface PartyState {
  invitedAt?: Instant;
  /** The first time. */
  openedAt?: Instant;
  openings: number;
  /** The highest round of each kind of mail that has left. */
  mailed: Partial<Record<Mail, number>>;
  remindedAt: Instant[];
  codesRequestedAt: Instant[];
  /** How often staff gave more codes, and how many had been asked for when they last did. */
  codesRenewed: { times: number; after: number };
  code?: CodeState;
  consented?: { at: Instant; consent: string; publication?: string; shown: Sha256; codeRound: number };
  signed?: { at: Instant; revision: Sha256; serial: string; stampedAt?: Instant };
  /** `codeRound`: absent from the time when declining took no code. */
  declined?: { at: Instant; reason: Sha256; codeRound?: number };
  /** Of a party that signs on paper or with a provider's seal. */
  other?: OtherWay;
}

export interface Issue {
  number: string;
  data: Sha256;
  template: Sha256;
  base: Sha256;
  printed?: { sheet: Sha256; press: Sha256; layouts?: Sha256 };
  issuedOn: CalendarDate;
  dueAt: Instant;
  order: SigningOrder;
  discloses: boolean;
  ways: Ways;
  insufficient: readonly Role[];
}

export interface EvidenceReport {
  /** The event that says that it was made. */
  sequence: number;
  at: Instant;
  file: Sha256;
  /** The last event it reports. */
  through: number;
}

/** The newest archival time-stamp; the fields are those of its event. */
interface ArchivalStamp {
  stampedAt: Instant;
  until: Instant;
  withoutLists?: true;
}

export interface DocumentState {
  type: string;
  status: Status;
  summary: Summary;
  input: Sha256;
  /** How often the draft was changed. */
  edits: number;
  createdAt: Instant;
  copiedFrom?: string;
  /** Digest of the request that made it, when an integration did. */
  request?: Sha256;
  issueRequested: boolean;
  issue?: Issue;
  parties: Record<Role, PartyState>;
  /** Files in the order they became current; the first is the one issued. */
  revisions: { sha256: Sha256; signedBy: Role[] }[];
  completedAt?: Instant;
  publishedAt?: Instant;
  publicPath?: string;
  /** What the register shows; another than the current one until it has been published again. */
  publishedRevision?: Sha256;
  /** The signatures of which the register says that they have fallen; absent: none. */
  publishedRevoked?: readonly RevokedSignature[];
  /** Present when an archival time-stamp belongs to the document. `firstAt`: of the first; all signatures are older. */
  timestamp?: { policy: TimestampPolicy; archived?: ArchivalStamp; firstAt?: Instant };
  /** Present when a second signature belongs to the document: the revision it is of, and its record. */
  second?: { revision?: Sha256; record?: Sha256 };
  /** Evidence reports, oldest first; `pending` when one is asked for and not made yet, by the event `requested`. */
  evidence: { pending: boolean; requested?: number; reports: EvidenceReport[] };
  /** Digest of the reason, for a voided document. */
  voidReason?: Sha256;
  failures: Failures;
}

export function fold(trail: readonly DocumentEvent[]): DocumentState {
  const [first, ...rest] = trail;
  if (first?.kind !== 'Drafted') throw new Error('a trail begins with Drafted');
  const initial: DocumentState = {
    type: first.type,
    status: 'drafted',
    summary: first.summary,
    input: first.input,
    edits: 0,
    createdAt: first.at,
    ...(first.copiedFrom ? { copiedFrom: first.copiedFrom } : {}),
    ...(first.request ? { request: first.request } : {}),
    issueRequested: false,
    parties: { drc: newParty(), county: newParty(), enterprise: newParty() },
    revisions: [],
    evidence: { pending: false, reports: [] },
    failures: {},
  };
  return rest.reduce((state, event) => withCodeUsed(evolve(state, event), event), initial);
}

function withCodeUsed(state: DocumentState, event: DocumentEvent): DocumentState {
  if (!('codeRound' in event)) return state;
  const party = state.parties[event.role];
  const code = afterUse(party.code, event);
  return code ? { ...state, parties: { ...state.parties, [event.role]: { ...party, code } } } : state;
}

function newParty(): PartyState {
  return {
    mailed: {},
    openings: 0,
    remindedAt: [],
    codesRequestedAt: [],
    codesRenewed: { times: 0, after: 0 },
  };
}

/** The state after one more event. Pure: the state given is not changed. */
export function evolve(state: DocumentState, event: DocumentEvent): DocumentState {
  const party = (role: Role, change: Partial<PartyState>): DocumentState => ({
    ...state,
    parties: { ...state.parties, [role]: { ...state.parties[role], ...change } },
  });
  switch (event.kind) {
    case 'Drafted':
      throw new Error('Drafted stands only at the beginning');
    case 'DraftEdited':
      return { ...state, input: event.input, summary: event.summary, edits: state.edits + 1 };
    case 'IssueRequested':
      return { ...state, issueRequested: true };
    case 'Issued': {
      const { number, data, template, base, printed, issuedOn, dueAt, order, discloses } = event;
      const { ways = {}, insufficient = [] } = event;
      return {
        ...state,
        status: 'signing',
        issue: {
          number,
          data,
          template,
          base,
          ...(printed ? { printed } : {}),
          issuedOn,
          dueAt,
          order,
          discloses,
          ways,
          insufficient,
        },
        revisions: [{ sha256: base, signedBy: [] }],
        failures: {},
      };
    }
    case 'MailSent': {
      const { [mailJob(event.mail, event.role, event.round)]: _, ...failures } = state.failures;
      const mailed = { ...state.parties[event.role].mailed, [event.mail]: event.round };
      const invited = event.mail === 'invitation' ? { invitedAt: event.at } : {};
      return { ...party(event.role, { mailed, ...invited }), failures };
    }
    case 'Opened':
      return party(event.role, {
        openedAt: state.parties[event.role].openedAt ?? event.at,
        openings: state.parties[event.role].openings + 1,
      });
    case 'CodeRequested': {
      const codesRequestedAt = [...state.parties[event.role].codesRequestedAt, event.at];
      const code = { round: codesRequestedAt.length, expiresAt: event.expiresAt, failures: 0 };
      return party(event.role, { codesRequestedAt, code });
    }
    case 'CodesRenewed': {
      const { codesRequestedAt, codesRenewed } = state.parties[event.role];
      return party(event.role, {
        codesRenewed: { times: codesRenewed.times + 1, after: codesRequestedAt.length },
      });
    }
    case 'CodeRefused': {
      const { code } = state.parties[event.role];
      return code ? party(event.role, { code: { ...code, failures: code.failures + 1 } }) : state;
    }
    case 'Consented': {
      const { consent, publication, shown, codeRound } = event;
      const published = publication === undefined ? {} : { publication };
      return party(event.role, { consented: { at: event.at, consent, ...published, shown, codeRound } });
    }
    case 'Signed': {
      const { revision, serial, signedAt, stampedAt } = event;
      const stamp = stampedAt ? { stampedAt } : {};
      const signed = party(event.role, { signed: { at: signedAt, revision, serial, ...stamp } });
      const signedBy = [...(state.revisions.at(-1)?.signedBy ?? []), event.role];
      // What still failed for this party, a reminder say, is of no matter any more; and certificates are to be had again.
      const failures = withoutResumed(withoutJobsOf(state.failures, event.role));
      return { ...signed, failures, revisions: [...state.revisions, { sha256: revision, signedBy }] };
    }
    case 'Declined':
      return {
        ...party(event.role, { declined: declinedBy(event) }),
        status: 'declined',
        failures: {},
      };
    case 'Reminded':
      return party(event.role, { remindedAt: [...state.parties[event.role].remindedAt, event.at] });
    case 'Voided':
      return { ...state, status: 'voided', voidReason: event.reason, failures: {} };
    case 'Expired':
      return { ...state, status: 'expired', failures: {} };
    case 'Completed':
      return {
        ...state,
        status: 'signed',
        completedAt: event.at,
        failures: {},
        ...(event.timestamp ? { timestamp: { policy: event.timestamp } } : {}),
        ...(event.second ? { second: {} } : {}),
      };
    case 'Countersigned': {
      const { countersign: _, ...failures } = state.failures;
      return { ...state, failures, second: { revision: event.revision, record: event.record } };
    }
    case 'Archived': {
      const { archive: _, ...failures } = state.failures;
      const { revision, stampedAt, until, withoutLists } = event;
      const archived = { stampedAt, until, ...(withoutLists ? { withoutLists } : {}) };
      const signedBy = state.revisions.at(-1)?.signedBy ?? [];
      return {
        ...state,
        failures,
        timestamp: {
          policy: state.timestamp?.policy ?? 'wanted',
          archived,
          firstAt: state.timestamp?.firstAt ?? stampedAt,
        },
        revisions: [...state.revisions, { sha256: revision, signedBy }],
      };
    }
    case 'Published': {
      const { publishedRevoked: _, ...before } = state;
      return {
        ...before,
        status: 'published',
        publishedAt: state.publishedAt ?? event.at,
        publicPath: event.path,
        publishedRevision: event.revision ?? state.revisions.at(-1)?.sha256 ?? '',
        ...(event.revoked ? { publishedRevoked: event.revoked } : {}),
        // On a signature that has fallen no time-stamp is built. What is published again has no mail sent more often.
        failures: { ...(event.revoked ? {} : onlyArchive(state.failures)), ...onlyMails(state.failures) },
      };
    }
    case 'EvidenceRequested':
      return { ...state, evidence: { ...state.evidence, pending: true, requested: event.sequence } };
    case 'EvidenceMade': {
      const { evidence: _, ...failures } = state.failures;
      const { sequence, at, report: file, through } = event;
      const reports = [...state.evidence.reports, { sequence, at, file, through }];
      return { ...state, evidence: { pending: false, reports }, failures };
    }
    case 'PrintMade':
    case 'PartStored':
    case 'ScanReceived':
    case 'ScanRead':
    case 'ScanConfirmed':
    case 'ScanRefused':
    case 'SealRequested':
    case 'SealBegun':
    case 'SealClaimed':
    case 'SealPending':
    case 'SealReceived':
    case 'SealConfirmed':
    case 'SealSetAside':
    case 'SealRefused': {
      const organization = event.by.kind === 'staff' ? event.by.organization : '';
      const { other } = state.parties[event.role];
      return {
        ...party(event.role, { other: evolveWay(other, event, organization) }),
        failures: withoutJobsOf(state.failures, event.role),
      };
    }
    case 'AttemptFailed': {
      const before = state.failures[event.job];
      const { retryAt, code } = event;
      const count = (before?.count ?? 0) + 1;
      const failure = { count, retryAt, code, stuck: false, ...repliedBy(event), ...lostIn(before, code) };
      return { ...state, failures: withFailure(state.failures, event.job, failure) };
    }
    case 'Stuck': {
      const before = state.failures[event.job];
      const stuck = stuckSince(event.at, event.code, (before?.count ?? 0) + 1);
      const failure = { ...stuck, ...repliedBy(event), ...lostIn(before, event.code) };
      return { ...state, failures: withFailure(state.failures, event.job, failure) };
    }
    case 'Retried':
      return { ...state, failures: {} };
  }
}

function repliedBy({ reply }: DocumentEvent & { kind: 'AttemptFailed' | 'Stuck' }) {
  return reply ? { reply } : {};
}

function lostIn(before: Failure | undefined, code: string) {
  const lost = (before?.lost ?? 0) + (code === ANSWER_LOST ? 1 : 0);
  return lost > 0 ? { lost } : {};
}

function onlyMails(failures: Failures): Failures {
  return Object.fromEntries(Object.entries(failures).filter(([job]) => readMailJob(job)));
}

function declinedBy({ at, reason, codeRound }: DocumentEvent & { kind: 'Declined' }) {
  return { at, reason, ...(codeRound === undefined ? {} : { codeRound }) };
}
