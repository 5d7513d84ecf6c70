// A private key that others keep for us.

/** A P-256 key that signs; the private half never leaves its keeper. */
export interface SigningKey {
  /** SubjectPublicKeyInfo, DER (RFC 5480 §2). */
  publicKey(): Promise<Uint8Array>;
  /** ECDSA P-256 with SHA-256 over `message`, hashed by its keeper, DER Ecdsa-Sig-Value (RFC 3279 §2.2.3). */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
