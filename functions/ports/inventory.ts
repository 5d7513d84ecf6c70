// What there is in the stores, whoever knows of it: for the audit alone, so that no other function may list anything.

export interface GivenNumber {
  series: string;
  number: number;
  documentId: string;
}

export interface Inventory {
  /** Ids of all documents. */
  documents(): AsyncIterable<string>;
  numbers(): AsyncIterable<GivenNumber>;
  /** Names of all private files as they are: also those that are no digests. */
  files(): AsyncIterable<string>;
  /** Paths of all public files. */
  publicFiles(): AsyncIterable<string>;
}
