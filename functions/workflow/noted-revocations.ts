// Revocations of which the register has taken notice: the file that says against what its pledges have been held.
import { createHash } from 'node:crypto';
import type { DocumentState } from '../domain/document.ts';
import type { RevokedSignature, Sha256 } from '../domain/event.ts';
import type { Instant } from '../domain/time.ts';
import type { PublicSite } from '../ports/public-site.ts';
import { readRevocationList, unionOf } from '../sign/revocation-list.ts';
import { fallenByTrail, type RevokedBy, serialsOf } from './standing-signatures.ts';
import type { World } from './world.ts';

export const NOTED_PATH = 'ca/revocations.json';
const FORMAT = 'lianqian-revocations/1';

export interface NotedRevocation {
  /** SHA-256 of the issuer's certificate, hexadecimal. */
  issuer: Sha256;
  /** Lower-case hexadecimal. */
  serial: string;
  /** As of when the certificate is revoked. */
  at: Instant;
  /** When the register took notice. */
  noted: Instant;
}

export interface Noted {
  /** By issuer and serial number. */
  revoked: NotedRevocation[];
  /**
   * How many of the published pledges have been held against all of `revoked`, begun after `since`, which may be still to
   * come; absent: all. `again`: of those that were reached some could not be, so that all are looked at once more.
   */
  pending?: { since: Instant; done: number; again?: true };
}

/** The bytes are not what this version writes. */
export class RevocationsNotUnderstood extends Error {
  override readonly name = 'RevocationsNotUnderstood';
}

export function writeNoted({ revoked, pending }: Noted): Uint8Array {
  const sorted = [...revoked]
    .sort((a, b) => compare(a.issuer, b.issuer) || compare(a.serial, b.serial))
    .map(({ issuer, serial, at, noted }) => ({ issuer, serial, at, noted }));
  const left = pending ? { pending: pendingOf(pending) } : {};
  const text = JSON.stringify({ format: FORMAT, revoked: sorted, ...left }, null, 2);
  return new TextEncoder().encode(`${text}\n`);
}

/** In one order, and nothing beside. */
function pendingOf({ since, done, again }: NonNullable<Noted['pending']>) {
  return { since, done, ...(again ? { again } : {}) };
}

/** `tag`: what a writer who replaces it must name. Throws RevocationsNotUnderstood. */
export async function readNoted(site: Pick<PublicSite, 'read'>): Promise<{ noted: Noted; tag: string }> {
  const file = await site.read(NOTED_PATH);
  if (!file) return { noted: { revoked: [] }, tag: 'nothing' };
  const { bytes, tag } = file;
  try {
    const { format, ...noted } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (format === FORMAT && Buffer.from(bytes).equals(writeNoted(noted))) return { noted, tag };
  } catch {
    // As for every other content.
  }
  throw new RevocationsNotUnderstood(NOTED_PATH);
}

export const fingerprintOf = (certificate: Uint8Array): Sha256 =>
  createHash('sha256').update(certificate).digest('hex');

/**
 * What the record and the published lists revoke, each once; a record that was set back has forgotten nothing as long as
 * the list names it (RFC 5280 §5.1).
 */
export async function allRevoked({
  authority,
  site,
}: Pick<World, 'authority' | 'site'>): Promise<Omit<NotedRevocation, 'noted'>[]> {
  const found = new Map<string, Omit<NotedRevocation, 'noted'>>();
  for (const { issuer, path, revoked } of (await authority()).lists) {
    const by = fingerprintOf(issuer);
    const published = await site.read(path);
    const list = published && (await readRevocationList(issuer, published.bytes));
    for (const { serial, at } of unionOf(revoked, list?.revoked ?? []))
      found.set(`${by} ${serial}`, { issuer: by, serial, at: at.toISOString() });
  }
  return [...found.values()];
}

/** Whether both tell of one revocation; a list has no fractions of a second. */
export function sameRevocation(
  one: Omit<NotedRevocation, 'noted'>,
  other: Omit<NotedRevocation, 'noted'>,
): boolean {
  return sameCertificate(one, other) && seconds(one.at) === seconds(other.at);
}

export function sameCertificate(
  one: Pick<NotedRevocation, 'issuer' | 'serial'>,
  other: Pick<NotedRevocation, 'issuer' | 'serial'>,
): boolean {
  return one.issuer === other.issuer && one.serial === other.serial;
}

export function sameNotes(some: readonly NotedRevocation[], others: readonly NotedRevocation[]): boolean {
  return Buffer.from(writeNoted({ revoked: [...some] })).equals(writeNoted({ revoked: [...others] }));
}

const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

type Judging = Pick<World, 'files' | 'authority'>;

/** The signatures of a document that have fallen with what was noted, in the order of its parties. */
export async function revokedSignatures(
  world: Judging,
  noted: readonly NotedRevocation[],
  state: DocumentState,
): Promise<RevokedSignature[]> {
  return noted.length === 0 ? [] : (await judgeOf(world, noted))(state);
}

/** The same for many documents. */
export async function judgeOf(
  world: Judging,
  noted: readonly NotedRevocation[],
): Promise<(state: DocumentState) => Promise<RevokedSignature[]>> {
  const lists = listsOf(noted, (await world.authority()).lists);
  const authorities = serialsOf(lists);
  return async (state) => {
    const fallen = await fallenByTrail(world, lists, state, authorities);
    return fallen.map(({ role, issuer, serial, at }) => {
      const certificate = { issuer: fingerprintOf(issuer), serial };
      const one = noted.find((known) => sameCertificate(known, certificate))!;
      return { role, at: at.toISOString(), noted: one.noted };
    });
  };
}

/** Every authority that is known, whether or not something of it is revoked: a serial may be one of theirs. */
function listsOf(noted: readonly NotedRevocation[], known: readonly RevokedBy[]): RevokedBy[] {
  const issuers = new Map(known.map(({ issuer }) => [fingerprintOf(issuer), issuer]));
  return [...issuers].map(([by, issuer]) => ({
    issuer,
    revoked: noted.filter((one) => one.issuer === by).map(({ serial, at }) => ({ serial, at: new Date(at) })),
  }));
}

export function sameRevoked(
  some: readonly RevokedSignature[] = [],
  others: readonly RevokedSignature[] = [],
): boolean {
  const texts = [some, others].map((all) =>
    all.map(({ role, at, noted }) => `${role} ${at} ${noted}`).sort(),
  );
  return JSON.stringify(texts[0]) === JSON.stringify(texts[1]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
