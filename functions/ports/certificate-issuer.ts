// Says in a certificate who a signer is. Ours is the platform's own authority; a licensed one can stand in its place.
import type { Instant } from '../domain/time.ts';

/** The known names in the public register, of what is present: a root (RFC 2585 §4.1) and its list (§4.2), DER. */
export const ROOT_PATH = 'ca/lianqian-root.cer';
export const REVOCATION_LIST_PATH = 'ca/lianqian.crl';
/** PEM: all roots under which published files are believed, the present one first. */
export const ROOTS_PATH = 'ca/roots.pem';
/** PEM: the roots under which time-stamps in published files are believed; without any it is a comment. */
export const TIMESTAMP_ROOTS_PATH = 'ca/timestamp-roots.pem';

export interface CertificateSubject {
  person: string;
  organization: string;
  /** The title at the time of signing. */
  role: string;
  /** 统一社会信用代码, GB 32100-2015. */
  organizationCode: string;
}

export interface IssuedCertificate {
  /** DER (RFC 5280). */
  certificate: Uint8Array;
  /** The certificates above it, up to and with the root, each once: at most two authorities and the root. */
  chain: Uint8Array[];
}

/** Nobody can be certified now: of each certificate of the issuer, it is revoked, not in force, or its key is away. */
export class NoIssuer extends Error {
  override readonly name = 'NoIssuer';
}

/** When signatures can be made: what is issued for signing ends its term before `issuesUntil`. */
export interface IssuanceTerm {
  /** The issuer's certificates are in force from here on: a clock that shows less is wrong, or they are. */
  readonly issuesFrom: Instant;
  /** The last instant at which a certificate still lives as long as it should. */
  readonly issuesUntil: Instant;
  /** Since when none is left to issue with, for all are revoked; absent while there is one. */
  readonly revokedAt?: Instant;
}

/** Lower-case hexadecimal; from `at` on it is not believed; a CRLReason (RFC 5280 §5.3.1). */
export interface RevokedSerial {
  serial: string;
  at: Date;
  reason?: number;
}

/** Where a revocation list of the issuer is read, and how it comes about if it is ours to make. */
export interface RevocationSource {
  /** Whose list it is: a certificate of an authority, DER. */
  readonly issuer: Uint8Array;
  /** Below the root of the public register. */
  readonly path: string;
  /** What the issuer knows to be revoked, and a list has to name. */
  readonly revoked: readonly RevokedSerial[];
  /**
   * A list of now, DER, of these certificates (absent: of `revoked`), for this many milliseconds; undefined when its key is not at hand. That of
   * a key in a safe is as it was last made, whatever is given.
   */
  make(now: Instant, lifeMs: number, revoked?: readonly RevokedSerial[]): Promise<Uint8Array | undefined>;
}

/** What an issuer has revoked, without a way to make a list of it. */
export interface Revoking {
  readonly lists: readonly Pick<RevocationSource, 'issuer' | 'revoked'>[];
}

/**
 * A certificate fits our verifier (sign/certificate-path.ts) when it is of P-256, signed with ECDSA and SHA-256 like all
 * above it, for non-repudiation and for documents (RFC 9336), and names the subject as it was asked, each attribute once.
 */
export interface CertificateIssuer extends IssuanceTerm {
  /** Every root under which a certificate was ever issued, DER, the present one first: all are believed. */
  readonly anchors: readonly Uint8Array[];
  /** What its certificates point to, in the public register; empty when it publishes elsewhere. */
  readonly files: readonly { path: string; bytes: Uint8Array }[];
  readonly lists: readonly RevocationSource[];
  /**
   * A certificate for one signature of what was done at `at`: in force from before then if it can be, else from a later
   * instant, and the signature has to be dated after that. `publicKey` is a P-256 SubjectPublicKeyInfo whose private half
   * signs once and is dropped. Throws RangeError for a subject that no certificate can name, and NoIssuer; anything else
   * is tried again later.
   */
  issue(subject: CertificateSubject, publicKey: Uint8Array, at: Instant): Promise<IssuedCertificate>;
}
