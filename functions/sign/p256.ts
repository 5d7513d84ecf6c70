// ECDSA on P-256 with SHA-256, the one signature algorithm of this profile.
import { concatenate, equal, fromHex, owned } from './bytes.ts';
import { type Der, objectId, sequence } from './der.ts';
import { isLower, lowerValue, octetsOf, readEcdsaValue } from './ecdsa-value.ts';

/** ecdsa-with-SHA256; its parameters are absent (RFC 5758 §3.2). */
export const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
/** id-sha256; its parameters are left out (RFC 5754 §2). */
export const SHA256 = '2.16.840.1.101.3.4.2.1';

export const ecdsaSha256 = (): Der => sequence(objectId(ECDSA_SHA256));

/** SubjectPublicKeyInfo of P-256 up to the uncompressed point: id-ecPublicKey, secp256r1 (RFC 5480 §2.1). */
const SPKI_HEAD = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');
const POINT_LENGTH = 65;
/** The order n of the curve's group (SEC 2 v2 §2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The uncompressed point of a P-256 SubjectPublicKeyInfo; throws RangeError for any other key. */
export function pointOf(publicKey: Uint8Array): Uint8Array {
  const point = publicKey.subarray(SPKI_HEAD.length);
  const known = equal(publicKey.subarray(0, SPKI_HEAD.length), SPKI_HEAD);
  if (!known || point.length !== POINT_LENGTH || point[0] !== 4)
    throw new RangeError('not a P-256 public key');
  return point;
}

/**
 * `publicKey` is SubjectPublicKeyInfo, `signature` a DER Ecdsa-Sig-Value; whatever is malformed is false, and so is
 * the other of the two values that hold for a message: with (r, s) also (r, n - s) does (see `lowS`).
 */
export async function verifyP256(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const value = readEcdsaValue(signature, ORDER);
  if (!value || !isLower(value, ORDER)) return false;
  pointOf(publicKey);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', owned(publicKey), algorithm, false, ['verify']);
  // WebCrypto wants r || s, each of the length of the order (W3C Web Cryptography API §23.7).
  const fixed = concatenate(octetsOf(value.r, 32), octetsOf(value.s, 32));
  return crypto.subtle.verify(algorithm, key, owned(fixed), owned(message));
}

/** The canonical form of a signature on P-256; throws RangeError for what is none (see `lowerValue`). */
export const lowS = (signature: Uint8Array): Der => lowerValue(signature, ORDER);
