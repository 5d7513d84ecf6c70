// Says when something existed, on the word of a time-stamping authority (RFC 3161).

export interface Timestamper {
  /** False when the office has named no authority. */
  readonly available: boolean;
  /** A checked token over SHA-256 of `data`, DER. Throws NoTimestamp when no authority gave one in time. */
  stamp(data: Uint8Array): Promise<Uint8Array>;
}

/** No authority could be reached, or none gave a token that holds; `reasons` has one line for each. */
export class NoTimestamp extends Error {
  override readonly name = 'NoTimestamp';
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('; '));
  }
}
