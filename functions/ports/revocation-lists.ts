// Gets the list of revoked certificates in force that a certificate points to (RFC 5280 §4.2.1.13).

export interface RevocationLists {
  /**
   * The list of `issuer` that is in force now and that `certificate` names, DER. Both are certificates, DER. Whether
   * `certificate` is in it, the caller looks. Throws NoRevocationList when it cannot be had now, or never.
   */
  inForce(certificate: Uint8Array, issuer: Uint8Array): Promise<Uint8Array>;
}

/** `named`: the certificate names an address, so that it can be tried again; else there is no list. */
export class NoRevocationList extends Error {
  override readonly name = 'NoRevocationList';
  constructor(
    readonly named: boolean,
    /** One line for each address, without anything that was sent. */
    readonly reasons: readonly string[] = [],
  ) {
    super(named ? reasons.join('; ') : 'the certificate names no list');
  }
}
