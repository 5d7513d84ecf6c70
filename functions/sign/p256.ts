// ECDSA on P-256 with SHA-256, the one signature algorithm of this profile.
import { concatenate, equal, fromHex, owned } from './bytes.ts';
import { type Der, integer, objectId, sequence } from './der.ts';

/** ecdsa-with-SHA256; its parameters are absent (RFC 5758 §3.2). */
export const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
/** id-sha256; its parameters are left out (RFC 5754 §2). */
export const SHA256 = '2.16.840.1.101.3.4.2.1';

export const ecdsaSha256 = (): Der => sequence(objectId(ECDSA_SHA256));

/** SubjectPublicKeyInfo of P-256 up to the uncompressed point: id-ecPublicKey, secp256r1 (RFC 5480 §2.1). */
const SPKI_HEAD = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');
const POINT_LENGTH = 65;

/** The uncompressed point of a P-256 SubjectPublicKeyInfo; throws RangeError for any other key. */
export function pointOf(publicKey: Uint8Array): Uint8Array {
  const point = publicKey.subarray(SPKI_HEAD.length);
  const known = equal(publicKey.subarray(0, SPKI_HEAD.length), SPKI_HEAD);
  if (!known || point.length !== POINT_LENGTH || point[0] !== 4)
    throw new RangeError('not a P-256 public key');
  return point;
}

/** `publicKey` is SubjectPublicKeyInfo, `signature` a DER Ecdsa-Sig-Value; whatever is malformed is false. */
export async function verifyP256(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const value = fixedLength(signature);
  if (!value) return false;
  pointOf(publicKey);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', owned(publicKey), algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm, key, owned(value), owned(message));
}

/** RFC 3279 §2.2.3 SEQUENCE {r, s}, in DER and no other form, to the r || s of WebCrypto. */
function fixedLength(signature: Uint8Array): Uint8Array | undefined {
  // A DER value of two 33-octet numbers has 72 octets; the slices of anything else fail the comparison below.
  const [, , , rLength = 0] = signature;
  const r = magnitude(signature.subarray(4, 4 + rLength));
  const s = magnitude(signature.subarray(6 + rLength));
  if (!r || !s || !equal(sequence(integer(r), integer(s)), signature)) return undefined;
  return concatenate(r, s);
}

/** 32 octets, big-endian; undefined when zero or longer. */
function magnitude(content: Uint8Array): Uint8Array | undefined {
  const digits = content[0] === 0 ? content.subarray(1) : content;
  if (digits.length > 32 || digits.every((digit) => digit === 0)) return undefined;
  return concatenate(new Uint8Array(32 - digits.length), digits);
}
