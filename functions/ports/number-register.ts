// Document numbers: each given once, without gaps, and the same again to a document that asks twice.

export interface NumberRegister {
  /** The next number of `series` (1, 2, 3 …), or the one this document already holds in it. */
  reserve(series: string, documentId: string): Promise<number>;
}
