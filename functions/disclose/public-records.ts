// The records that machines read: a pledge, and what a digest belongs to. Built field by field, so that
// nothing an input object happens to carry can reach the public.
import type { Sha256 } from '../domain/event.ts';
import type { Instant } from '../domain/time.ts';
import { type DisclosedPledge, publishedRevision, stampsUpTo } from './disclosed-pledge.ts';
import { pledgePagePath, pledgePdfPath } from './public-paths.ts';
import { type PublicRevocation, publicRevocations } from './public-revocations.ts';

/** `pledges/<number>/pledge.json`. */
export interface PledgeRecord extends DisclosedPledge {
  format: 'lianqian-pledge/1';
  revoked?: PublicRevocation[];
  /** The published file, relative to the root of the register. */
  pdf: string;
}

/** `by-hash/<sha256>.json`. */
export interface HashRecord {
  format: 'lianqian-revision/1';
  sha256: Sha256;
  length: number;
  number: string;
  title: string;
  town: string;
  /** 1 is the file before any signature. */
  revision: number;
  revisions: number;
  /** Organizations whose signatures this revision holds, in the order of the parties. */
  signedBy: string[];
  /** The digest of the published file; the same as `sha256` if this is it. */
  published: Sha256;
  publishedAt: Instant;
  /** Archival time-stamps in this revision, and in the published one. */
  stamps: number;
  publishedStamps: number;
  /** When the last of the latter was made, by its authority's clock; absent without any. */
  stampedAt?: Instant;
  /** Of the signatures that this revision holds, those that no longer stand; absent: all do. */
  revoked?: PublicRevocation[];
  /** Relative to the root of the register. */
  page: string;
  pdf: string;
}

export function pledgeRecord(pledge: DisclosedPledge): PledgeRecord {
  return {
    format: 'lianqian-pledge/1',
    number: pledge.number,
    title: pledge.title,
    town: pledge.town,
    ...(pledge.townCategory !== undefined && { townCategory: pledge.townCategory }),
    prefecture: { code: pledge.prefecture.code, name: pledge.prefecture.name },
    county: { code: pledge.county.code, name: pledge.county.name },
    ...(pledge.plannedAreaKm2 !== undefined && { plannedAreaKm2: pledge.plannedAreaKm2 }),
    issuedOn: pledge.issuedOn,
    completedAt: pledge.completedAt,
    publishedAt: pledge.publishedAt,
    ...(pledge.stampedAt !== undefined && { stampedAt: pledge.stampedAt }),
    ...(pledge.timestampPending && { timestampPending: true as const }),
    ...(pledge.validUntil !== undefined && { validUntil: pledge.validUntil }),
    parties: pledge.parties.map(({ role, organization, code, way = 'link', signedAt, serial }) => {
      return { role, organization, code, way, signedAt, serial };
    }),
    ...publicRevocations(pledge),
    revisions: pledge.revisions.map(({ sha256, length, signedBy }) => {
      return { sha256, length, signedBy: [...signedBy] };
    }),
    pdf: pledgePdfPath(pledge.number),
  };
}

/** One record per revision, the oldest first. */
export function hashRecords(pledge: DisclosedPledge): HashRecord[] {
  const { sha256: published } = publishedRevision(pledge);
  return pledge.revisions.map((revision, index) => ({
    format: 'lianqian-revision/1',
    sha256: revision.sha256,
    length: revision.length,
    number: pledge.number,
    title: pledge.title,
    town: pledge.town,
    revision: index + 1,
    revisions: pledge.revisions.length,
    signedBy: pledge.parties
      .filter((party) => revision.signedBy.includes(party.role))
      .map((party) => party.organization),
    published,
    publishedAt: pledge.publishedAt,
    stamps: stampsUpTo(pledge, index),
    publishedStamps: stampsUpTo(pledge, pledge.revisions.length - 1),
    ...(pledge.stampedAt !== undefined && { stampedAt: pledge.stampedAt }),
    ...publicRevocations(pledge, revision.signedBy),
    page: pledgePagePath(pledge.number),
    pdf: pledgePdfPath(pledge.number),
  }));
}
