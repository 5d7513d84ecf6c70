// What the platform's authority remembers: every certificate it ever stood on, with its key's place, and what it revoked.
import { createHash, X509Certificate } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import type { SigningKey } from '../ports/signing-key.ts';
import { createIssuingCertificate, createRootCertificate } from '../sign/certificate-authority.ts';
import { createRevocationList, names, readRevocationList } from '../sign/revocation-list.ts';

export interface StoredAuthority {
  /** `direct`: a root of an earlier version, which signs signers' certificates itself and has no authority under it. */
  kind: 'root' | 'issuing' | 'direct';
  /** DER. */
  certificate: Uint8Array;
  /** The name of its key in the key ring. */
  key: string;
  /** Of a root: its list of revoked authorities, DER, made whenever its key was at hand. */
  list?: Uint8Array;
}

export interface StoredRevocation {
  /** SHA-256 of the issuer's certificate, hexadecimal. */
  issuer: string;
  /** Lower-case hexadecimal. */
  serial: string;
  /** From when on it is not believed: when it was revoked, or as far back as its key may have been stolen. */
  at: Instant;
  /** CRLReason (RFC 5280 §5.3.1). */
  reason: number;
}

export interface AuthorityRecord {
  /** 0: nothing is stored yet. */
  version: number;
  /** Oldest first; an issuing authority stands under the last root before it. */
  authorities: StoredAuthority[];
  revoked: StoredRevocation[];
}

export interface KeyRing {
  /** A key that is there; its use throws when it is not. Never makes one. */
  open(name: string): SigningKey;
  /** A key for the n-th authority of a kind, made when needed; undefined when nobody has provided one. */
  provide(kind: 'root' | 'issuing', n: number): { name: string; key: SigningKey } | undefined;
}

export interface Founding {
  keys: KeyRing;
  now: Instant;
  random(bytes: number): Uint8Array;
  /** Who stands behind the certificates. */
  organization: string;
  /** Of the public register, without a trailing slash. */
  publicUrl: string;
}

/** No key was provided for what is to be made. */
export class NoKeyProvided extends Error {
  override readonly name = 'NoKeyProvided';
  constructor(readonly kind: 'root' | 'issuing') {
    super(`no key for a new ${kind} certificate`);
  }
}

/** The root is too near its end for another authority under it. */
export class RootEnding extends Error {
  override readonly name = 'RootEnding';
}

const ROOT_YEARS = 25;
const ISSUING_YEARS = 15;
/** A signer's certificate lives as long: readers would print "expired" sooner, though its key is dropped at once. */
export const SIGNER_YEARS = 10;

export const fingerprint = (certificate: Uint8Array): string =>
  createHash('sha256').update(certificate).digest('hex');

export const isRoot = ({ kind }: StoredAuthority): boolean => kind !== 'issuing';

/** Adds a root with its first issuing authority; with no key for a root, one that issues itself. */
export async function founded(record: AuthorityRecord, founding: Founding): Promise<AuthorityRecord> {
  const n = record.authorities.filter(isRoot).length + 1;
  const root = founding.keys.provide('root', n);
  const own = root ?? provided(founding.keys, 'issuing', n);
  const certificate = await createRootCertificate(own.key, {
    commonName: n === 1 ? 'Lianqian Root CA' : `Lianqian Root CA ${n}`,
    organization: founding.organization,
    ...years(founding.now, ROOT_YEARS),
    serial: positiveSerial(founding.random),
    below: root ? 1 : 0,
  });
  const stored: StoredAuthority = { kind: root ? 'root' : 'direct', certificate, key: own.name };
  const grown = { ...record, authorities: [...record.authorities, stored] };
  return root ? renewed(grown, founding) : grown;
}

/** Adds an issuing authority under the present root, whose key signs once more. Throws RootEnding. */
export async function renewed(record: AuthorityRecord, founding: Founding): Promise<AuthorityRecord> {
  const { keys, now, random, organization, publicUrl } = founding;
  const root = record.authorities.findLast(isRoot);
  if (root?.kind !== 'root') throw new RootEnding('the present root has no authorities under it');
  const term = years(now, ISSUING_YEARS);
  const rootEnd = new Date(new X509Certificate(root.certificate).validTo);
  const notAfter = rootEnd < term.notAfter ? rootEnd : term.notAfter;
  if (notAfter <= years(now, SIGNER_YEARS + 1).notAfter)
    throw new RootEnding('the present root ends too soon');
  const n = record.authorities.filter(({ kind }) => kind === 'issuing').length + 1;
  const { name, key } = provided(keys, 'issuing', n);
  const certificate = await createIssuingCertificate(
    { certificate: root.certificate, key: keys.open(root.key) },
    await key.publicKey(),
    {
      commonName: `Lianqian Issuing CA ${n}`,
      organization,
      notBefore: term.notBefore,
      notAfter,
      serial: positiveSerial(random),
      ...pointersTo(root, publicUrl),
    },
  );
  const authorities = [...record.authorities, { kind: 'issuing' as const, certificate, key: name }];
  return listed({ ...record, authorities }, root, founding);
}

/**
 * Puts a certificate on the list of its issuer; again, with an earlier time, when it turns out to have been stolen before.
 * Revoking an authority needs the key of its root once more.
 */
export async function revoked(
  record: AuthorityRecord,
  revocation: StoredRevocation,
  founding: Pick<Founding, 'keys' | 'now'>,
): Promise<AuthorityRecord> {
  const issuer = record.authorities.find(({ certificate }) => fingerprint(certificate) === revocation.issuer);
  const grown = withRevocations(record, [revocation]);
  return issuer?.kind === 'root' ? listed(grown, issuer, founding) : grown;
}

/**
 * What a published list (DER) of `issuer` names and the record has lost, as after a restored backup. `back`: the serial
 * numbers. The list of a root is kept as it stands where it says it all, so that its key need not be at hand.
 */
export async function restored(
  record: AuthorityRecord,
  issuer: StoredAuthority,
  der: Uint8Array,
): Promise<{ record: AuthorityRecord; back: string[] }> {
  const list = await readRevocationList(issuer.certificate, der);
  if (!list || names({ revoked: revocationsOf(record, issuer) }, list.revoked)) return { record, back: [] };
  const by = fingerprint(issuer.certificate);
  const listed = list.revoked.map(({ serial, at, reason = 0 }) => ({
    ...{ issuer: by, serial, reason },
    at: at.toISOString(),
  }));
  const grown = withRevocations(record, listed);
  const back = grown.revoked.filter((one) => !record.revoked.includes(one)).map(({ serial }) => serial);
  const whole = issuer.kind === 'root' && names(list, revocationsOf(grown, issuer));
  const kept = whole ? { ...issuer, list: der } : issuer;
  const authorities = grown.authorities.map((one) => (fingerprint(one.certificate) === by ? kept : one));
  return { record: { ...grown, authorities }, back };
}

/** The earlier time of two stands, in seconds, as lists have them. */
function withRevocations(record: AuthorityRecord, added: readonly StoredRevocation[]): AuthorityRecord {
  const seconds = (one: StoredRevocation) => Math.floor(Date.parse(one.at) / 1000);
  const all = [...record.revoked];
  for (const one of added) {
    const at = all.findIndex(({ serial, issuer }) => serial === one.serial && issuer === one.issuer);
    if (at < 0) all.push(one);
    else if (seconds(one) < seconds(all[at]!)) all[at] = one;
  }
  return { ...record, revoked: all };
}

/**
 * The root's list lives as long as the authorities it speaks of, because its key is to lie in a safe: it is replaced when
 * one of them is added or revoked.
 */
async function listed(
  record: AuthorityRecord,
  root: StoredAuthority,
  { keys, now }: Pick<Founding, 'keys' | 'now'>,
): Promise<AuthorityRecord> {
  const list = await createRevocationList(
    { certificate: root.certificate, key: keys.open(root.key) },
    {
      thisUpdate: new Date(now),
      nextUpdate: new Date(new X509Certificate(root.certificate).validTo),
      number: Math.floor(Date.parse(now) / 1000),
      revoked: revocationsOf(record, root),
    },
  );
  const authorities = record.authorities.map((one) => (one === root ? { ...root, list } : one));
  return { ...record, authorities };
}

export function revocationsOf({ revoked }: AuthorityRecord, { certificate }: StoredAuthority) {
  const own = fingerprint(certificate);
  return revoked
    .filter(({ issuer }) => issuer === own)
    .map(({ serial, at, reason }) => ({ serial, at: new Date(at), ...(reason > 0 ? { reason } : {}) }));
}

export const pathOf = (authority: StoredAuthority): string =>
  `ca/${isRoot(authority) ? 'root' : 'issuing'}-${fingerprint(authority.certificate).slice(0, 16)}.cer`;

/** Certificates of the earlier version point to the one name there was, so it stays with their root. */
export const listPathOf = (authority: StoredAuthority): string =>
  authority.kind === 'direct'
    ? 'ca/lianqian.crl'
    : `ca/${fingerprint(authority.certificate).slice(0, 16)}.crl`;

/** What a certificate under `issuer` points to. */
export const pointersTo = (issuer: StoredAuthority, publicUrl: string) => ({
  crlUrl: `${publicUrl}/${listPathOf(issuer)}`,
  issuerUrl: `${publicUrl}/${pathOf(issuer)}`,
  policyUrl: `${publicUrl}/about-signatures.html`,
});

/** A positive INTEGER of 16 octets (RFC 5280 §4.1.2.2). */
export function positiveSerial(random: (bytes: number) => Uint8Array): Uint8Array {
  const serial = random(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}

function provided(keys: KeyRing, kind: 'root' | 'issuing', n: number) {
  const found = keys.provide(kind, n);
  if (!found) throw new NoKeyProvided(kind);
  return found;
}

/** From the beginning of the day (UTC), so that clocks a little apart agree. */
function years(now: Instant, count: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(now);
  notBefore.setUTCHours(0, 0, 0, 0);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notBefore.getUTCFullYear() + count);
  return { notBefore, notAfter };
}
