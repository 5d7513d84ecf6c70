// The facts of an evidence report: what each party was shown, did and when, from where, and how it was identified.
import type { Printable } from './document-type.ts';
import type { Actor, DocumentEvent, Mail, Sha256 } from './event.ts';
import type { Role } from './party.ts';
import type { RelayReply } from './relay-reply.ts';
import type { CalendarDate, Instant } from './time.ts';
import type { Way, Ways } from './way.ts';

export interface EvidenceAct {
  sequence: number;
  at: Instant;
  words: string;
  /** Absent for acts of the time before this was recorded. */
  from?: { address: string; forwarded?: string; userAgent: string };
}

export interface EvidenceFile {
  sha256: Sha256;
  /** Lower-case hexadecimal; absent where this machine cannot compute it. */
  sm3?: string;
  /** Bytes. */
  length: number;
  /** The name under which the report carries it; absent: it does not. */
  attached?: string;
}

/** The words of the separate consent to publication; '' when they are not known any more. */
export interface EvidencePublication {
  version: string;
  text: string;
}

/** Who decided, and what; `reason` where one was given. */
export interface EvidenceDecision {
  at: Instant;
  by: string;
  words: string;
  reason?: string;
}

/** A print version that was made for a party to seal, and of which file. */
export interface EvidencePrint {
  at: Instant;
  revision: Sha256;
  file: EvidenceFile;
}

/** A scan of a sealed print: as it came, what the machine read on it, and what staff decided. */
export interface EvidenceScan {
  sequence: number;
  at: Instant;
  codeRound: number;
  file: EvidenceFile;
  /** What was sent under the same code before: the scan is joined of these. */
  parts: { sequence: number; at: Instant; size: number; sha256: Sha256 }[];
  publication?: EvidencePublication;
  /** `words`: with how many pictures were looked at; `revision`: the file whose digest stands in the square code. */
  read?: { at: Instant; words: string; revision?: Sha256 };
  outcome?: EvidenceDecision;
}

/** A seal that was asked for at a provider: what went there, what came back, what was decided. */
export interface EvidenceSeal {
  sequence: number;
  at: Instant;
  codeRound: number;
  publication?: EvidencePublication;
  begun?: { at: Instant; revision: Sha256; reference: string };
  /** How often the provider answered. */
  asked: number;
  received?: {
    at: Instant;
    provider: string;
    seal: string;
    sealedAt: Instant;
    /** 统一社会信用代码; absent where the provider named no owner. */
    owner?: string;
    /** It counts only when staff have looked at it. */
    toCheck: boolean;
    file: EvidenceFile;
  };
  outcome?: EvidenceDecision;
}

export interface EvidenceConsent {
  at: Instant;
  version: string;
  /** Whole, a line for each paragraph; '' when they are not known any more. */
  text: string;
  publication?: EvidencePublication;
  shown: EvidenceFile;
  codeRound: number;
}

export interface EvidenceStamp {
  at: Instant;
  authority: string;
  until: Instant;
}

/** Tries to hand over one mail that had the same end, one after the other. */
export interface EvidenceTries {
  times: number;
  from: Instant;
  to: Instant;
  /** The mail was out and no answer came: it may have been taken. */
  uncertain: boolean;
  /** '' when it was not recorded. */
  why: string;
  reply?: RelayReply;
}

export interface EvidenceMail {
  words: string;
  messageId: string;
  /** By the relay, not by whom it is for; absent for one that was not taken so far. `reply`: older mails have none. */
  accepted?: { at: Instant; reply?: RelayReply };
  failed: EvidenceTries[];
}

export interface EvidenceParty {
  role: Role;
  organization: string;
  code: string;
  person: string;
  title: string;
  email: string;
  /** Its signature is a receipt (签收). */
  receives: boolean;
  way: Way;
  prints: EvidencePrint[];
  scans: EvidenceScan[];
  seals: EvidenceSeal[];
  mails: EvidenceMail[];
  acts: EvidenceAct[];
  consent?: EvidenceConsent;
  signature?: { serial: string; subject: string; signedAt: Instant; stamp?: EvidenceStamp };
  declined?: { at: Instant; reason: string };
}

export interface EvidenceRevision extends EvidenceFile {
  /** Organizations whose signatures it holds. */
  signedBy: string[];
  /** What our verifier says; absent for the file before any signature. */
  verdict?: 'sound' | string;
}

export interface EvidenceEvent {
  sequence: number;
  kind: string;
  words: string;
  at: Instant;
  by: string;
  digest: Sha256;
}

export interface EvidenceFacts {
  id: string;
  typeName: string;
  title: string;
  number: string;
  issuedOn: CalendarDate;
  dueAt: Instant;
  statusName: string;
  /** The time of the last event reported: the same events give the same report. */
  at: Instant;
  /** Sequence and digest of the last event reported. */
  through: number;
  head: Sha256;
  chainSound: boolean;
  /** Whether the platform's signature of the last event holds: without it a missing end would not show. */
  headSound: boolean;
  parties: EvidenceParty[];
  revisions: EvidenceRevision[];
  archived: EvidenceStamp[];
  events: EvidenceEvent[];
  /** Who answers for the platform: the organization of its root certificate. */
  platform: { organization: string; url: string; contact: string };
}

/** How a report is worded: given to the workflow, which knows no words. */
export interface EvidenceWords {
  report: Printable<EvidenceFacts>;
  event(event: DocumentEvent, receivers: readonly Role[], ways?: Ways): string;
  actor(actor: Actor): string;
  mail(mail: Mail, round: number): string;
  /** Why a mail was not taken; '' for what is not known. */
  mailFault(code: string): string;
  /** By version, for acts that kept no words of their own. */
  consents: Readonly<Record<string, string>>;
  publications: Readonly<Record<string, string>>;
}
