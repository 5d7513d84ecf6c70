// What has happened to a document: the append-only trail, each event chained to the one before.
// No event holds a person's name, an address, a secret or a link token; free text is kept as a private
// file and named here by its digest.
import type { Role, SigningOrder } from './party.ts';
import type { RelayReply } from './relay-reply.ts';
import type { CalendarDate, Instant } from './time.ts';
import type { WayEvent, Ways } from './way.ts';

/** Lower-case hex of a SHA-256. */
export type Sha256 = string;

/** Who caused an event: a member of staff (pseudonymous subject), an integration, a signer, or the workflow itself. */
export type Actor =
  | { kind: 'staff'; id: string; organization: string }
  | { kind: 'integration'; id: string }
  | { kind: 'signer'; role: Role }
  | { kind: 'workflow' };

/** What lists and searches show; taken from the form. */
export interface Summary {
  title: string;
  town: string;
  /** Six digits of the county-level division, `630121`. */
  region: string;
}

/** `wanted`: as soon as an authority can be reached; `required`: nothing is published before. */
export type TimestampPolicy = 'wanted' | 'required';

/** Whose signature no longer stands, as the register says it. */
export interface RevokedSignature {
  role: Role;
  /** As of when its certificate, or that of an authority above it, is revoked. */
  at: Instant;
  /** When the register took notice. */
  noted: Instant;
}

export type Mail = 'invitation' | 'reminder' | 'code' | 'completion' | 'closure' | 'returned';

/** `evidence`: of a signer's act, the private file of where it came from (act-evidence.ts); older events have none. */
export type EventBody =
  | WayEvent
  | { kind: 'Drafted'; type: string; input: Sha256; summary: Summary; copiedFrom?: string; request?: Sha256 }
  | { kind: 'DraftEdited'; input: Sha256; summary: Summary }
  | { kind: 'IssueRequested' }
  | {
      kind: 'Issued';
      number: string;
      data: Sha256;
      template: Sha256;
      base: Sha256;
      /** The sheet it was printed from, and the press that printed it, its layouts among it; older events have none. */
      printed?: { sheet: Sha256; press: Sha256; layouts?: Sha256 };
      issuedOn: CalendarDate;
      /** Links and the right to sign end here. */
      dueAt: Instant;
      order: SigningOrder;
      /** Whether the signed document is published. */
      discloses: boolean;
      /** Of the parties that sign otherwise than over their link; absent: none does. */
      ways?: Ways;
      /** Whose way does not suffice for publishing: it is completed then, and not published. */
      insufficient?: Role[];
    }
  /** `acceptedAt`: when the relay's answer `reply` was here; older events have neither. */
  | { kind: 'MailSent'; mail: Mail; role: Role; round: number; acceptedAt?: Instant; reply?: RelayReply }
  | { kind: 'Opened'; role: Role; evidence?: Sha256 }
  | { kind: 'CodeRequested'; role: Role; expiresAt: Instant; evidence?: Sha256 }
  | { kind: 'CodesRenewed'; role: Role }
  | { kind: 'CodeRefused'; role: Role; evidence?: Sha256 }
  | {
      kind: 'Consented';
      role: Role;
      /** Version of the words. */
      consent: string;
      /** Version of the words of the separate consent to publication, where the document is published. */
      publication?: string;
      shown: Sha256;
      codeRound: number;
      evidence?: Sha256;
    }
  | {
      kind: 'Signed';
      role: Role;
      revision: Sha256;
      serial: string;
      signedAt: Instant;
      /** The time that an authority's token over the signature proves; absent without one. */
      stampedAt?: Instant;
    }
  /** `codeRound`: older events have none; declining took no code then. */
  | { kind: 'Declined'; role: Role; reason: Sha256; codeRound?: number; evidence?: Sha256 }
  | { kind: 'Reminded'; role: Role }
  | { kind: 'Voided'; reason: Sha256 }
  | { kind: 'Expired' }
  /** `timestamp`: an archival time-stamp is to follow, and whether publishing waits for it; `second`: and an SM2 record. */
  | { kind: 'Completed'; timestamp?: TimestampPolicy; second?: true }
  /** A second signature over `revision`, kept beside it: an experiment. */
  | { kind: 'Countersigned'; revision: Sha256; record: Sha256 }
  /**
   * `until`: when the authority's certificate ends; the time-stamp is renewed before. `withoutLists`: the file lacks a
   * revocation list of a time-stamping authority, which could not be had; it is B-T to whoever asks for one.
   */
  | { kind: 'Archived'; revision: Sha256; stampedAt: Instant; until: Instant; withoutLists?: true }
  /** `revoked`: the signatures that the register says have fallen; absent: all stand. */
  | { kind: 'Published'; path: string; revision?: Sha256; revoked?: RevokedSignature[] }
  | { kind: 'EvidenceRequested' }
  /** An evidence report of the trail up to and with event `through`, signed by the platform. */
  | { kind: 'EvidenceMade'; report: Sha256; through: number; serial: string; stampedAt?: Instant }
  /** `reply`: of a relay that did not take a mail. */
  | { kind: 'AttemptFailed'; job: string; code: string; retryAt: Instant; reply?: RelayReply }
  | { kind: 'Stuck'; job: string; code: string; reply?: RelayReply }
  | { kind: 'Retried' };

export type DocumentEvent = EventBody & {
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  at: Instant;
  by: Actor;
  /** SHA-256 of the canonical JSON (RFC 8785) of the event before; 64 zeros for the first. */
  previous: Sha256;
};
