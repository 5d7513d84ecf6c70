// Private immutable files named by their SHA-256: form data, PDFs, free text.
import type { Sha256 } from '../domain/event.ts';

export interface FileStore {
  /** Stores the bytes and returns their digest; storing the same bytes again changes nothing. Durable on return. */
  put(bytes: Uint8Array, contentType: string): Promise<Sha256>;
  /** The bytes, checked against the digest; throws FileMissing or FileDamaged. */
  get(digest: Sha256): Promise<Uint8Array>;
}

export class FileMissing extends Error {
  override readonly name = 'FileMissing';
}

/** What is stored under a digest does not have that digest. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}
