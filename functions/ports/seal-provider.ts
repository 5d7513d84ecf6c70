// A provider of electronic seals (国办发〔2025〕33号): the party seals there, we fetch the result and keep it.
// The contract that our adapter speaks over HTTP stands in seal-provider.md beside this file.
import type { Sha256 } from '../domain/event.ts';
import type { Instant } from '../domain/time.ts';

export interface SealRequest {
  /** What is to be sealed: SHA-256 of the file, and what people see of it. */
  sha256: Sha256;
  title: string;
  number: string;
  /** Whose seal: name and 统一社会信用代码. */
  organization: string;
  code: string;
  /** The same for the same request, however often it is sent. */
  requestId: string;
  /** Where the provider sends the party's browser back to; it carries nothing. */
  returnUrl: string;
}

export type SealResult =
  | { state: 'pending' }
  | { state: 'refused'; reason: string }
  | {
      state: 'sealed';
      /** The provider's own evidence as it came: GB/T 38540 signature, OFD, or its statement. */
      evidence: Uint8Array;
      /** The digest it binds, as the evidence says. */
      sha256: Sha256;
      /** The seal's or its certificate's number. */
      seal: string;
      /** 统一社会信用代码 of the seal's owner; absent where the provider does not state it. */
      owner?: string;
      sealedAt: Instant;
    };

export interface SealProvider {
  /** False where the office has named no provider: then the way is not offered. */
  readonly available: boolean;
  /** For people: 青海省统一电子印章系统. */
  readonly name: string;
  /** The provider's name for the request, and the https address where the party seals. Sent again it gives the same. */
  begin(request: SealRequest): Promise<{ reference: string; url: string }>;
  /** Throws SealUnproven when what came cannot be verified, any other error when the provider cannot be reached. */
  result(reference: string): Promise<SealResult>;
}

/** An answer that is not the provider's own, or not in the form agreed: never taken for a seal. */
export class SealUnproven extends Error {
  override readonly name = 'SealUnproven';
}
