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

const CRL_NUMBER = '2.5.29.20';

/** id-kp-documentSigning (RFC 9336). */
export const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** id-kp-emailProtection: NSS, and with it pdfsig and Okular, trusts no signer certificate without it. */
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
/** id-ad-caIssuers (§4.2.2.1): where the root's certificate is. */
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

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

/** §5.2: which key signed the list, and its number (a non-negative big-endian number). */
export async function revocationListExtensions(authority: Uint8Array, number: Uint8Array): Promise<Der> {
  return sequence(
    extension(EXTENSION.authorityKeyIdentifier, await authorityKeyIdentifier(authority)),
    extension(CRL_NUMBER, integer(number)),
  );
}

const authorityKeyIdentifier = async (authority: Uint8Array): Promise<Der> =>
  sequence(taggedPrimitive(0, await keyIdentifier(authority)));

/**
 * A signer of documents. NSS wants an address of the authority and one of its list besides the two purposes; it is
 * content with that of the root, so no OCSP responder is named: there is none.
 */
export async function signerExtensions(keys: {
  signer: Uint8Array;
  authority: Uint8Array;
  crlUrl: string;
  issuerUrl: string;
}): Promise<Der> {
  const url = (text: string) => taggedPrimitive(6, ascii(text));
  return sequence(
    extension(EXTENSION.basicConstraints, sequence(), true),
    keyUsage(KEY_USAGE.digitalSignature | KEY_USAGE.nonRepudiation),
    extension(EXTENSION.extendedKeyUsage, sequence(objectId(DOCUMENT_SIGNING), objectId(EMAIL_PROTECTION))),
    extension(EXTENSION.subjectKeyIdentifier, octets(await keyIdentifier(keys.signer))),
    extension(EXTENSION.authorityKeyIdentifier, await authorityKeyIdentifier(keys.authority)),
    extension(EXTENSION.authorityInfoAccess, sequence(sequence(objectId(CA_ISSUERS), url(keys.issuerUrl)))),
    // DistributionPoint { [0] DistributionPointName { [0] fullName { uniformResourceIdentifier } } }, §4.2.1.13
    extension(EXTENSION.crlDistributionPoints, sequence(sequence(tagged(0, tagged(0, url(keys.crlUrl)))))),
  );
}
