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
  /** Ids of all documents. */
  documents(): AsyncIterable<string>;
  numbers(): AsyncIterable<GivenNumber>;
  /** The same, as each document finds its number again; the last of a series may have none. */
  holdings(): AsyncIterable<GivenNumber>;
  strays(): AsyncIterable<Stray>;
  /** All of the record, oldest first. */
  authorities(): Promise<KeptAuthority[]>;
  /** Names of all private files as they are: also those that are no digests. */
  files(): AsyncIterable<string>;
  /** Paths of all public files. */
  publicFiles(): AsyncIterable<string>;
}
