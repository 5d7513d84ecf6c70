// Gets the list of revoked certificates in force that a certificate points to (RFC 5280 §4.2.1.13).

export interface RevocationLists {
  /**
   * The list of `issuer` that is in force now and that `certificate` names, DER. Both are certificates, DER. Whether
   * `certificate` is in it, the caller looks. Throws NoRevocationList when it cannot be had now, or never.
   */
  inForce(certificate: Uint8Array, issuer: Uint8Array): Promise<Uint8Array>;
}

/**
 * Whether waiting for a list can help. `away`: it could not be had now. `not-taken`: there is one, and it is of a form that
 * is not taken (a part of a list, too long): hardly will another be there. `not-named`: the certificate names none.
 */
export type ListLack = 'away' | 'not-taken' | 'not-named';

export class NoRevocationList extends Error {
  override readonly name = 'NoRevocationList';
  constructor(
    readonly lack: ListLack,
    /** One line for each address, without anything that was sent. */
    readonly reasons: readonly string[] = [],
  ) {
    super(lack === 'not-named' ? 'the certificate names no list' : reasons.join('; '));
  }
}
