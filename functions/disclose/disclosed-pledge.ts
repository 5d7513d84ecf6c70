// A pledge as the public register shows it: organizations, dates and digests, no person and no contact data.
import { createHash } from 'node:crypto';
import type { RevokedSignature, Sha256 } from '../domain/event.ts';
import type { Role } from '../domain/party.ts';
import { type CalendarDate, type Instant, isCalendarDate } from '../domain/time.ts';
import type { Way } from '../domain/way.ts';

/** A division by its GB/T 2260 code: `{ code: '630121', name: '大通回族土族自治县' }`. */
export interface Region {
  code: string;
  name: string;
}

interface DisclosedParty {
  role: Role;
  organization: string;
  /** 统一社会信用代码, GB 32100-2015. */
  code: string;
  /** How it signed; absent in records of older versions: over its link. */
  way?: Way;
  signedAt: Instant;
  /** Serial number of the certificate that signed, hexadecimal. */
  serial: string;
}

export interface DisclosedRevision {
  sha256: Sha256;
  /** Bytes. */
  length: number;
  signedBy: Role[];
}

export interface DisclosedPledge {
  /** 承诺编码: division (6), date (8), running number (6). Also the folder's name. */
  number: string;
  title: string;
  town: string;
  townCategory?: string;
  prefecture: Region;
  county: Region;
  plannedAreaKm2?: number;
  issuedOn: CalendarDate;
  /** When the last party signed. */
  completedAt: Instant;
  publishedAt: Instant;
  validUntil?: CalendarDate;
  parties: DisclosedParty[];
  /** First the file before any signature, then one per signature, then one per archival time-stamp; the last is published. */
  revisions: DisclosedRevision[];
  /** When the last archival time-stamp was made, by its authority's clock; absent without any. */
  stampedAt?: Instant;
  /** Published before an archival time-stamp could be had, which is to follow. */
  timestampPending?: true;
  /** Signatures that no longer stand; absent: all do. */
  revoked?: readonly RevokedSignature[];
}

/** How many of the revisions up to and with the one at `index` are archival time-stamps. */
export const stampsUpTo = ({ parties }: Pick<DisclosedPledge, 'parties'>, index: number): number =>
  Math.max(0, index - parties.length);

/** The digest of the published file. */
export function publishedRevision(pledge: { revisions: readonly DisclosedRevision[] }): DisclosedRevision {
  const last = pledge.revisions.at(-1);
  if (!last) throw new TypeError('a pledge without revisions');
  return last;
}

/**
 * Throws a TypeError unless the pledge may be published: every party has signed, each revision adds one signature to
 * the one before or, when all have signed, an archival time-stamp, and what becomes a path, a link or a date is well formed.
 */
export function checkDisclosable(pledge: DisclosedPledge): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new TypeError(`pledge ${JSON.stringify(pledge.number)} cannot be disclosed: ${what}`);
  };
  must(/^\d{20}$/.test(pledge.number), 'its number is not 20 digits');
  for (const region of [pledge.prefecture, pledge.county]) {
    must(/^\d{6}$/.test(region.code), 'a division code is not six digits');
  }
  const dates = pledge.validUntil === undefined ? [pledge.issuedOn] : [pledge.issuedOn, pledge.validUntil];
  must(dates.every(isCalendarDate), 'a date does not exist');
  const stamped = pledge.stampedAt === undefined ? [] : [pledge.stampedAt];
  const signed = pledge.parties.map((party) => party.signedAt);
  const { revoked = [] } = pledge;
  const fell = revoked.flatMap(({ at, noted }) => [at, noted]);
  const instants = [pledge.completedAt, pledge.publishedAt, ...stamped, ...signed, ...fell];
  must(
    instants.every((instant) => !Number.isNaN(Date.parse(instant))),
    'an instant cannot be read',
  );

  must(pledge.parties.length > 0, 'it has no party');
  const fallen = new Set(revoked.map(({ role }) => role));
  must(fallen.size === revoked.length, 'a signature is revoked twice');
  must(
    [...fallen].every((role) => pledge.parties.some((party) => party.role === role)),
    'a signature is revoked that it does not have',
  );
  must(pledge.revisions.length > pledge.parties.length, 'it does not have one revision per signature');
  pledge.revisions.forEach((revision, index) => {
    must(/^[0-9a-f]{64}$/.test(revision.sha256), 'a digest is not 64 lower-case hexadecimal digits');
    const signatures = Math.min(index, pledge.parties.length);
    must(
      new Set(revision.signedBy).size === signatures,
      `revision ${index} does not have ${signatures} signatures`,
    );
    const before = pledge.revisions[index - 1]?.signedBy ?? [];
    must(
      before.every((role) => revision.signedBy.includes(role)),
      `revision ${index} loses a signature`,
    );
  });
  const { signedBy } = publishedRevision(pledge);
  must(
    pledge.parties.every((party) => signedBy.includes(party.role)),
    'a party has not signed the last revision',
  );
}

/** Throws unless `pdf` is, byte for byte, the pledge's published file. */
export function checkPublishedFile(pledge: DisclosedPledge, pdf: Uint8Array): void {
  const { sha256, length } = publishedRevision(pledge);
  if (pdf.length !== length || createHash('sha256').update(pdf).digest('hex') !== sha256) {
    throw new TypeError(`the file for pledge ${pledge.number} is not its last revision`);
  }
}
