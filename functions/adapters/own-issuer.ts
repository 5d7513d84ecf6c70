// The platform's own authority as the issuer of signers' certificates.
import { X509Certificate } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import { type CertificateIssuer, REVOCATION_LIST_PATH, ROOT_PATH } from '../ports/certificate-issuer.ts';
import { issueSignerCertificate } from '../sign/certificate-authority.ts';
import { createRevocationList } from '../sign/revocation-list.ts';
import {
  type AuthorityRecord,
  isRoot,
  type KeyRing,
  listPathOf,
  pathOf,
  pointersTo,
  positiveSerial,
  revocationsOf,
  SIGNER_YEARS,
  type StoredAuthority,
} from './authority-record.ts';

const CLOCK_SKEW_MS = 5 * 60_000;

/** `record` holds at least one authority that issues. */
export function ownIssuer(
  record: AuthorityRecord,
  { keys, random, publicUrl }: { keys: KeyRing; random(bytes: number): Uint8Array; publicUrl: string },
): CertificateIssuer {
  const issuers = issuersOf(record);
  const current = issuers.at(-1)!;
  const roots = record.authorities.filter(isRoot).toReversed();
  const files = record.authorities.map((one) => ({ path: pathOf(one), bytes: one.certificate }));
  const term = termOf(current);
  const lists = record.authorities.map((one) => listOf(record, one, keys));
  const known = lists.find(({ issuer }) => issuer === current.certificate)!;
  const taken = lists.some(({ path }) => path === REVOCATION_LIST_PATH);
  return {
    anchors: roots.map(({ certificate }) => certificate),
    ...term,
    files: [...files, { path: ROOT_PATH, bytes: roots[0]!.certificate }],
    lists: taken ? lists : [...lists, { ...known, path: REVOCATION_LIST_PATH }],
    async issue(subject, publicKey, at) {
      // What was agreed to before a new authority came in force is certified by the one before it.
      const issuer = issuers.findLast((one) => validity(one).notBefore <= new Date(at)) ?? current;
      const authority = { certificate: issuer.certificate, key: keys.open(issuer.key) };
      const instant = new Date(at);
      const wanted = plusYears(instant, SIGNER_YEARS).getTime();
      const last = validity(issuer).notAfter.getTime();
      const certificate = await issueSignerCertificate(authority, subject, {
        publicKey,
        notBefore: new Date(instant.getTime() - CLOCK_SKEW_MS),
        notAfter: new Date(Math.min(wanted, last)),
        serial: positiveSerial(random),
        ...pointersTo(issuer, publicUrl),
      });
      return { certificate, chain: chainOf(record, issuer) };
    },
  };
}

/** The authorities that sign signers' certificates and are not revoked, oldest first. */
export function issuersOf(record: AuthorityRecord): StoredAuthority[] {
  return record.authorities.filter(
    (one) => one.kind !== 'root' && !record.revoked.some(({ serial }) => serial === serialOf(one)),
  );
}

/** From its certificate, and how long it still issues certificates of their whole life. */
export function termOf(issuer: StoredAuthority): { issuesFrom: Instant; issuesUntil: Instant } {
  const { notBefore, notAfter } = validity(issuer);
  return {
    issuesFrom: notBefore.toISOString(),
    issuesUntil: plusYears(notAfter, -SIGNER_YEARS).toISOString(),
  };
}

export const serialOf = ({ certificate }: StoredAuthority): string =>
  new X509Certificate(certificate).serialNumber.toLowerCase();

export function validity({ certificate }: StoredAuthority): { notBefore: Date; notAfter: Date } {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) };
}

/** The issuer's certificate and those above it. */
function chainOf({ authorities }: AuthorityRecord, issuer: StoredAuthority): Uint8Array[] {
  if (isRoot(issuer)) return [issuer.certificate];
  const root = authorities.slice(0, authorities.indexOf(issuer)).findLast(isRoot)!;
  return [issuer.certificate, root.certificate];
}

function listOf(record: AuthorityRecord, authority: StoredAuthority, keys: KeyRing) {
  const revoked = revocationsOf(record, authority);
  return {
    issuer: authority.certificate,
    path: listPathOf(authority),
    revoked: revoked.map(({ serial }) => serial),
    async make(now: Instant, lifeMs: number) {
      if (authority.kind === 'root') return authority.list;
      const begin = Date.parse(now);
      const list = {
        thisUpdate: new Date(begin),
        nextUpdate: new Date(begin + lifeMs),
        // Seconds since 1970 rise from list to list without anything to remember (RFC 5280 §5.2.3).
        number: Math.floor(begin / 1000),
        revoked,
      };
      const key = keys.open(authority.key);
      const last = issuersOf(record).at(-1) === authority;
      try {
        return await createRevocationList({ certificate: authority.certificate, key }, list);
      } catch (fault) {
        // The key of an authority that has been replaced may be gone; its last list stays.
        if (last) throw fault;
        return undefined;
      }
    },
  };
}

function plusYears(instant: Date, years: number): Date {
  const moved = new Date(instant);
  moved.setUTCFullYear(instant.getUTCFullYear() + years);
  return moved;
}
