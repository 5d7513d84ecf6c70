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
  page: string;
  pdf: string;
}

/** `published`: the file that stands in the register; `earlier`: a revision before it; `unknown`: it has no such digest. */
export type RegisterAnswer =
  | { state: 'not-asked' | 'no-answer' | 'unknown' }
  | ({ state: 'published' | 'earlier' } & KnownRevision);

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
    page: text('page'),
    pdf: text('pdf'),
  };
}
