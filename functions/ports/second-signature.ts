// An SM2 key beside the platform's own: for a second signature in the national algorithms, kept next to a finished file.

export interface SecondSignature {
  /** SubjectPublicKeyInfo of a key on the SM2 curve, DER. */
  publicKey(): Promise<Uint8Array>;
  /** Over e, 32 bytes, as it is: SM3 of Z and the message (GB/T 32918.2-2016, 6.1). DER SEQUENCE of r and s. */
  sign(e: Uint8Array): Promise<Uint8Array>;
}
