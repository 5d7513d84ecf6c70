// A key of the authority that cannot be used now or ever again, which another key can stand in for.

/** By the names of errors: of fileSigningKey, and of AWS KMS (API reference, Sign and GetPublicKey). */
const AWAY = ['KeyAway', 'DisabledException', 'KMSInvalidStateException'];

/** Moved to a safe or lost; in KMS disabled, or its deletion asked for. */
export const isKeyAway = (fault: unknown): boolean => fault instanceof Error && AWAY.includes(fault.name);
