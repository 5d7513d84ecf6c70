// What the workflow works with. A verb names the parts it needs, so that a function gets no more rights than its verbs use.
import type { DocumentType } from '../domain/document-type.ts';
import type { TimestampPolicy } from '../domain/event.ts';
import type { EvidenceWords } from '../domain/evidence.ts';
import type { Uncovered } from '../domain/form/read-leaf.ts';
import type { CertificateIssuer } from '../ports/certificate-issuer.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { NumberRegister } from '../ports/number-register.ts';
import type { Printer } from '../ports/printer.ts';
import type { PublicSite } from '../ports/public-site.ts';
import type { RevocationLists } from '../ports/revocation-lists.ts';
import type { SealProvider } from '../ports/seal-provider.ts';
import type { SecondSignature } from '../ports/second-signature.ts';
import type { SigningKey } from '../ports/signing-key.ts';
import type { SquareCodes } from '../ports/square-codes.ts';
import type { Timestamper } from '../ports/timestamper.ts';

export interface Office {
  /** Where people reach this system, without a trailing slash. */
  baseUrl: string;
  /** Where the public register is read, without a trailing slash. */
  publicUrl: string;
  /** Right-hand side of Message-IDs. */
  mailDomain: string;
  /** Whom a signer asks, in Chinese: name and telephone of the office. */
  contact: string;
}

export interface Timestamps {
  timestamper: Timestamper;
  /** Of the time-stamping authorities. */
  lists: RevocationLists;
  /** The pinned roots of the time-stamping authorities, present and past, DER. */
  roots: Uint8Array[];
  policy: TimestampPolicy;
}

export interface World {
  documents: DocumentStore;
  /** Signs the head of every trail, so that whoever can write the table alone cannot write a trail. */
  trailKey: SigningKey;
  files: FileStore;
  site: PublicSite;
  numbers: NumberRegister;
  mailer: Mailer;
  letters: LetterWriter;
  evidence: EvidenceWords;
  printer: Printer;
  timestamps: Timestamps;
  /** An experiment; absent unless it is set up. */
  secondSignature?: SecondSignature | undefined;
  squareCodes: SquareCodes;
  seals: SealProvider;
  /** Who issues signers' certificates, and which roots are believed; ours is made on first use. */
  authority(): Promise<CertificateIssuer>;
  documentType(id: string): DocumentType | undefined;
  uncovered: Uncovered;
  clock: Clock;
  random(bytes: number): Uint8Array;
  /** 32 bytes: links and codes are derived from it. */
  linkSecret: Uint8Array;
  office: Office;
  log: Log;
}

/** One JSON line an entry. Never a name, an address, a token or a free text of a person. */
export type Log = (entry: { level: 'info' | 'error'; what: string; [key: string]: unknown }) => void;
