// What a signing page is told: the shape of GET /sign/api/<document>/<role>, for the handler and for the browser.
import type { TimestampPolicy } from '../../domain/event.ts';
import type { Role } from '../../domain/party.ts';
import type { Instant } from '../../domain/time.ts';
import type { Way } from '../../domain/way.ts';

/** How a document ended without being signed by all. */
export type Outcome = 'declined' | 'voided' | 'expired';

export interface PartyFacts {
  role: Role;
  /** 市州发展改革部门 */
  label: string;
  organization: string;
  /** Its signature is a receipt (签收). */
  receives: boolean;
  /** How it signs, in words. */
  wayName: string;
  /** `in-check`: what it has sealed is looked at. */
  state: 'signed' | 'being-signed' | 'in-check' | 'declined' | 'in-turn' | 'waits';
  signedAt?: Instant;
  /** 2026年1月8日 11:04 */
  signedAtText?: string;
  /** Whoever signed stands in the file itself; before that only the party's own page names its signer. */
  signer?: { person: string; title: string };
}

/** Everything its holder may know of a document. */
export interface DocumentFacts {
  standing: 'may-sign' | 'waits-for-others' | 'in-check' | 'being-signed' | 'has-signed' | 'has-declined';
  role: Role;
  /** Who asks. */
  office: string;
  documentName: string;
  title: string;
  number: string;
  /** 2026年1月8日 24:00 */
  dueText: string;
  parties: PartyFacts[];
  /** The holder's signature is a receipt (签收). */
  receives: boolean;
  way: Way;
  /** Of a party that seals on paper: whether its print version is there. */
  printReady?: boolean;
  /** Of a party that seals with a provider: how far it has come, and where it seals. */
  seal?: { state: 'none' | 'beginning' | 'open'; url?: string };
  /** Why a scan or a seal was sent back; absent if none was since. */
  returnedWhy?: string;
  /** Masked mailbox that the code goes to. */
  mailbox: string;
  consent: { version: string; text: string };
  /** Asked beside it where the document is published: the consent to publish name and title. */
  publication?: { version: string; text: string };
  /** Digest of the file this holder may fetch; absent if there is none. */
  revision?: string;
  allSigned: boolean;
  /** All have signed, and the archival time-stamp is still to be had; 'required': what comes next waits for it. */
  pendingTimestamp?: TimestampPolicy;
  /** Whether the document is published once all have signed. */
  discloses: boolean;
  /** Where it was published. */
  publicUrl?: string;
  /** Present if it ended although this party has signed or because it declined. */
  outcome?: Outcome;
  contact: string;
}

/** Of a document that ended before its holder signed: nothing of what it says. */
export interface EndedFacts {
  standing: 'ended';
  outcome: Outcome;
  contact: string;
}

export type SignerFacts = DocumentFacts | EndedFacts;

/** Every refusal of the API (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
}
