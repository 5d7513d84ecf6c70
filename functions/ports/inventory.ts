// What there is in the stores, whoever knows of it: for the audit alone, so that no other function may list anything.
import type { Fact } from '../domain/fact.ts';

export interface GivenNumber {
  series: string;
  number: number;
  documentId: string;
}

/** An item of the table that no program of ours has written so. */
export interface Stray {
  /** Its keys, `table <pk> <sk>`. */
  path: string;
  document?: string;
  expected: Fact;
  found: Fact;
}

/** A part of the table that cannot be read. */
export interface Unread {
  path: string;
  found: Fact;
  /** Whether items may be lost in it: what only an index holds follows from the items. */
  items: boolean;
}

/** What was asked for stands in a part of the table that cannot be read; `message` is its path, as of a Stray. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export interface KeptAuthority {
  /** A root signs itself; an issuing authority stands under the last root before it. */
  kind: 'root' | 'issuing';
  /** DER, as the record has it. */
  certificate: Uint8Array;
  /** Of a root whose key is to lie in a safe: its list of revoked authorities, DER. */
  list?: Uint8Array;
  /** SubjectPublicKeyInfo, as the keeper of its key gives it; `away`: the key is not at hand; `foreign`: it is none of ours. */
  publicKey(): Promise<Uint8Array | 'away' | 'foreign'>;
}

export interface Inventory {
  /** Ids of all documents, also of those that cannot be read. */
  documents(): AsyncIterable<string>;
  numbers(): AsyncIterable<GivenNumber>;
  /** The same, as each document finds its number again; the last of a series may have none. */
  holdings(): AsyncIterable<GivenNumber>;
  strays(): AsyncIterable<Stray>;
  unread(): AsyncIterable<Unread>;
  /** All of the record, oldest first; throws Unreadable. */
  authorities(): Promise<KeptAuthority[]>;
  /** Names of all private files as they are: also those that are no digests. */
  files(): AsyncIterable<string>;
  /** Paths of all public files. */
  publicFiles(): AsyncIterable<string>;
}
