// The platform's own authority as the issuer of signers' certificates.
import { X509Certificate } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import {
  type CertificateIssuer,
  type IssuanceTerm,
  type IssuedCertificate,
  NoIssuer,
  REVOCATION_LIST_PATH,
  type RevokedSerial,
  ROOT_PATH,
} from '../ports/certificate-issuer.ts';
import type { Clock } from '../ports/clock.ts';
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
import { isKeyAway } from './key-away.ts';

const CLOCK_SKEW_MS = 5 * 60_000;

/** `record` holds at least one authority, which may be revoked. */
export function ownIssuer(
  record: AuthorityRecord,
  {
    keys,
    random,
    publicUrl,
    clock,
  }: { keys: KeyRing; random(bytes: number): Uint8Array; publicUrl: string; clock: Clock },
): CertificateIssuer {
  const newest = record.authorities.findLast(({ kind }) => kind !== 'root')!;
  const roots = record.authorities.filter(isRoot).toReversed();
  const files = record.authorities.map((one) => ({ path: pathOf(one), bytes: one.certificate }));
  const lists = record.authorities.map((one) => listOf(record, one, keys));
  const known = lists.find(({ issuer }) => issuer === newest.certificate)!;
  const taken = lists.some(({ path }) => path === REVOCATION_LIST_PATH);
  return {
    anchors: roots.map(({ certificate }) => certificate),
    ...termOf(record),
    files: [...files, { path: ROOT_PATH, bytes: roots[0]!.certificate }],
    lists: taken ? lists : [...lists, { ...known, path: REVOCATION_LIST_PATH }],
    async issue(subject, publicKey, at) {
      const instant = new Date(at);
      const under = async (issuer: StoredAuthority): Promise<IssuedCertificate> => {
        const authority = { certificate: issuer.certificate, key: keys.open(issuer.key) };
        const term = termUnder(record, issuer);
        const begin = Math.max(instant.getTime() - CLOCK_SKEW_MS, term.notBefore.getTime());
        const wanted = plusYears(new Date(begin), SIGNER_YEARS).getTime();
        const certificate = await issueSignerCertificate(authority, subject, {
          publicKey,
          notBefore: new Date(begin),
          notAfter: new Date(Math.min(wanted, term.notAfter.getTime())),
          serial: positiveSerial(random),
          ...pointersTo(issuer, publicUrl),
        });
        return { certificate, chain: chainOf(record, issuer) };
      };
      let away: unknown;
      for (const issuer of issuersFor(record, instant, new Date(clock.now()))) {
        try {
          return await under(issuer);
        } catch (fault) {
          if (!isKeyAway(fault)) throw fault;
          away ??= fault;
        }
      }
      if (away) throw new NoIssuer('no key of an issuing certificate in force is at hand', { cause: away });
      throw new NoIssuer('no issuing certificate is in force');
    },
  };
}

/** The authorities that sign signers' certificates and are not revoked, oldest first. */
export function issuersOf(record: AuthorityRecord): StoredAuthority[] {
  return record.authorities.filter(
    (one) => one.kind !== 'root' && !record.revoked.some(({ serial }) => serial === serialOf(one)),
  );
}

/**
 * Those in force now, in the order in which they are tried. What was agreed to before the newest is certified by one of
 * that time, if it is still in force and its key is at hand: else a consent would have no way to its signature.
 */
function issuersFor(record: AuthorityRecord, at: Date, now: Date): StoredAuthority[] {
  const newestFirst = issuersOf(record)
    .filter((one) => {
      const { notBefore, notAfter } = termUnder(record, one);
      return notBefore <= now && now < notAfter;
    })
    .toReversed();
  const ofThatTime = newestFirst.filter((one) => validity(one).notBefore <= at);
  return [...ofThatTime.slice(0, 1), ...newestFirst.filter((one) => one !== ofThatTime[0])];
}

/** From the newest certificate that issues, and how long it still issues certificates of their whole life. */
export function termOf(record: AuthorityRecord): IssuanceTerm {
  const issuer = issuersOf(record).at(-1);
  if (!issuer) return withoutIssuer(record);
  const { notBefore, notAfter } = termUnder(record, issuer);
  return {
    issuesFrom: notBefore.toISOString(),
    issuesUntil: plusYears(notAfter, -SIGNER_YEARS).toISOString(),
  };
}

function withoutIssuer({ authorities, revoked }: AuthorityRecord): IssuanceTerm {
  const last = authorities.findLast(({ kind }) => kind !== 'root')!;
  const revokedAt = revoked.find(({ serial }) => serial === serialOf(last))!.at;
  return { issuesFrom: validity(last).notBefore.toISOString(), issuesUntil: revokedAt, revokedAt };
}

/** Nothing under a root outlives it. */
function termUnder(record: AuthorityRecord, issuer: StoredAuthority): { notBefore: Date; notAfter: Date } {
  const own = validity(issuer);
  const above = validity(rootOver(record, issuer));
  return { ...own, notAfter: new Date(Math.min(own.notAfter.getTime(), above.notAfter.getTime())) };
}

export const serialOf = ({ certificate }: StoredAuthority): string =>
  new X509Certificate(certificate).serialNumber.toLowerCase();

export function validity({ certificate }: StoredAuthority): { notBefore: Date; notAfter: Date } {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) };
}

/** The issuer's certificate and those above it. */
function chainOf(record: AuthorityRecord, issuer: StoredAuthority): Uint8Array[] {
  if (isRoot(issuer)) return [issuer.certificate];
  return [issuer.certificate, rootOver(record, issuer).certificate];
}

function rootOver({ authorities }: AuthorityRecord, issuer: StoredAuthority): StoredAuthority {
  return authorities.slice(0, authorities.indexOf(issuer) + 1).findLast(isRoot)!;
}

function listOf(record: AuthorityRecord, authority: StoredAuthority, keys: KeyRing) {
  const known = revocationsOf(record, authority);
  return {
    issuer: authority.certificate,
    path: listPathOf(authority),
    revoked: known,
    async make(now: Instant, lifeMs: number, revoked: readonly RevokedSerial[] = known) {
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
