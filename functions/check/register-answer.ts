// What the public register says of a digest: `by-hash/<sha256>.json`, read without trusting it.
import type { Instant } from '../domain/time.ts';

/** A revision that the register knows. Addresses are relative to the root of the register. */
export interface KnownRevision {
  number: string;
  title: string;
  town: string;
  /** 1 is the file before any signature. */
  revision: number;
  revisions: number;
  /** Organizations whose signatures it holds. */
  signedBy: string[];
  /** SHA-256 of the published file, hexadecimal. */
  published: string;
  publishedAt: Instant;
  /** Archival time-stamps in this revision, and in the published one. Older registers do not say. */
  stamps?: number;
  publishedStamps?: number;
  /** When the last of the latter was made. */
  stampedAt?: Instant;
  page: string;
  pdf: string;
}

/**
 * `published`: the file that stands in the register; `earlier`: a revision before it; `variant`: it has no such digest,
 * but that of the file before any signature, whose record it is; `unknown`: it has neither.
 */
export type RegisterAnswer =
  | { state: 'not-asked' | 'no-answer' | 'unknown' }
  | ({ state: 'published' | 'earlier' | 'variant' } & KnownRevision);

/** A register that can be asked. Neither fails: what cannot be had is `no-answer`, or undefined. */
export interface Register {
  record(sha256: string): Promise<RegisterAnswer>;
  /** A list of revoked certificates: a file of this name in the register's folder of certificates. */
  list(name: string): Promise<Uint8Array | undefined>;
}

/** Where `list` looks, below the root of the register. */
export const listPath = (name: string): string => `ca/${name}`;
export const recordPath = (sha256: string): string => `by-hash/${sha256}.json`;

/** The answer for the file of digest `sha256`. Throws TypeError when `record` is not the record of that digest. */
export function readRecord(record: unknown, sha256: string): RegisterAnswer {
  const found = record as Record<keyof KnownRevision | 'format' | 'sha256', unknown>;
  if (typeof record !== 'object' || record === null) throw new TypeError('not a record');
  if (found.format !== 'lianqian-revision/1') throw new TypeError('a record of another format');
  if (found.sha256 !== sha256) throw new TypeError('the record of another file');
  const text = (name: keyof KnownRevision): string => {
    const value = found[name];
    if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
    return value;
  };
  const count = (name: keyof KnownRevision): number => {
    const value = found[name];
    if (!Number.isInteger(value)) throw new TypeError(`${name} is no number`);
    return value as number;
  };
  const optional = <Value>(name: keyof KnownRevision, read: (name: keyof KnownRevision) => Value) =>
    found[name] === undefined ? {} : { [name]: read(name) };
  const { signedBy } = found;
  if (!Array.isArray(signedBy) || !signedBy.every((one) => typeof one === 'string'))
    throw new TypeError('signedBy is no list of names');
  const published = text('published');
  return {
    state: published === sha256 ? 'published' : 'earlier',
    number: text('number'),
    title: text('title'),
    town: text('town'),
    revision: count('revision'),
    revisions: count('revisions'),
    signedBy,
    published,
    publishedAt: text('publishedAt'),
    ...optional('stamps', count),
    ...optional('publishedStamps', count),
    ...optional('stampedAt', text),
    page: text('page'),
    pdf: text('pdf'),
  };
}
