// The extensions of our two certificate profiles (RFC 5280 §4.2), for the issuer and the verifier.
import { ascii, sha256 } from './bytes.ts';
import {
  bits,
  boolean,
  type Der,
  integer,
  objectId,
  octets,
  sequence,
  tagged,
  taggedPrimitive,
} from './der.ts';
import { pointOf } from './p256.ts';

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const;

/** id-kp-documentSigning (RFC 9336). */
export const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** id-kp-emailProtection: NSS, and with it pdfsig and Okular, trusts no signer certificate without it. */
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const OCSP = '1.3.6.1.5.5.7.48.1';

/** §4.2.1.3, the first octet of the BIT STRING. */
export const KEY_USAGE = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  keyCertSign: 0x04,
  cRLSign: 0x02,
} as const;

function extension(id: string, value: Der, critical = false): Der {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));
}

/** RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 of the public key. */
async function keyIdentifier(publicKey: Uint8Array): Promise<Uint8Array> {
  return (await sha256(pointOf(publicKey))).subarray(0, 20);
}

function keyUsage(usage: number): Der {
  const unusedBits = Math.log2(usage & -usage);
  return extension(EXTENSION.keyUsage, bits(Uint8Array.of(usage), unusedBits), true);
}

/** A root that signs end-entity certificates and CRLs only. */
export async function rootExtensions(publicKey: Uint8Array): Promise<Der> {
  const pathLength = integer(Uint8Array.of(0));
  return sequence(
    extension(EXTENSION.basicConstraints, sequence(boolean(true), pathLength), true),
    keyUsage(KEY_USAGE.keyCertSign | KEY_USAGE.cRLSign),
    extension(EXTENSION.subjectKeyIdentifier, octets(await keyIdentifier(publicKey))),
  );
}

/** A signer of documents; NSS wants the addresses of OCSP and CRL besides the two purposes. */
export async function signerExtensions(keys: {
  signer: Uint8Array;
  authority: Uint8Array;
  crlUrl: string;
  ocspUrl: string;
}): Promise<Der> {
  const url = (text: string) => taggedPrimitive(6, ascii(text));
  const authorityKey = taggedPrimitive(0, await keyIdentifier(keys.authority));
  return sequence(
    extension(EXTENSION.basicConstraints, sequence(), true),
    keyUsage(KEY_USAGE.digitalSignature | KEY_USAGE.nonRepudiation),
    extension(EXTENSION.extendedKeyUsage, sequence(objectId(DOCUMENT_SIGNING), objectId(EMAIL_PROTECTION))),
    extension(EXTENSION.subjectKeyIdentifier, octets(await keyIdentifier(keys.signer))),
    extension(EXTENSION.authorityKeyIdentifier, sequence(authorityKey)),
    extension(EXTENSION.authorityInfoAccess, sequence(sequence(objectId(OCSP), url(keys.ocspUrl)))),
    // DistributionPoint { [0] DistributionPointName { [0] fullName { uniformResourceIdentifier } } }, §4.2.1.13
    extension(EXTENSION.crlDistributionPoints, sequence(sequence(tagged(0, tagged(0, url(keys.crlUrl)))))),
  );
}
