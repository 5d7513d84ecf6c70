// What a list of revoked certificates means for one signature.
import { equal } from './bytes.ts';
import { readCertificate } from './certificate-path.ts';
import type { Revocation } from './revocation-list.ts';
import { issuerAndSerial, serialOf } from './signed-data.ts';

export interface RevokedCertificate {
  serial: string;
  at: Date;
  /** Of the signer, or of an authority above it. */
  holder: 'signer' | 'authority';
  /** The signature is proven to have been made before. */
  stands: boolean;
}

/**
 * The certificates of a signature that `list`, of the authority whose certificate is `authority`, revokes. `path`: all
 * of them, in any order; `provenAt`: ISO instant of a time-stamp over the signature. What a token proves to have been
 * signed before stands; a time that is only stated proves nothing.
 */
export function revokedIn(
  list: { readonly revoked: readonly Revocation[] },
  authority: Uint8Array,
  { path, provenAt }: { path: readonly Uint8Array[]; provenAt: string | undefined },
): RevokedCertificate[] {
  return path.flatMap((certificate) => {
    const serial = serialOf(certificate);
    const entry = list.revoked.find((one) => one.serial === serial);
    if (!entry || !isIssuedBy(certificate, authority)) return [];
    const issues = path.some((other) => other !== certificate && isIssuedBy(other, certificate));
    const stands = provenAt !== undefined && Date.parse(provenAt) < entry.at.getTime();
    return [{ serial, at: entry.at, holder: issues ? ('authority' as const) : ('signer' as const), stands }];
  });
}

/** By its name; whether it signed, the path has told. */
export function isIssuedBy(certificate: Uint8Array, authority: Uint8Array): boolean {
  const name = new Uint8Array(readCertificate(authority).content.subject.valueBeforeDecode);
  return equal(issuerAndSerial(certificate).issuer, name);
}
