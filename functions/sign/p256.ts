// ECDSA on P-256 with SHA-256, the one signature algorithm of this profile.
import { concatenate, equal, fromHex, owned, toHex } from './bytes.ts';
import { type Der, integer, objectId, sequence } from './der.ts';

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
  const value = readValue(signature);
  if (!value || value.s > ORDER / 2n) return false;
  pointOf(publicKey);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', owned(publicKey), algorithm, false, ['verify']);
  // WebCrypto wants r || s, each of the length of the order (W3C Web Cryptography API §23.7).
  const fixed = concatenate(octetsOf(value.r), octetsOf(value.s));
  return crypto.subtle.verify(algorithm, key, owned(fixed), owned(message));
}

/**
 * The same signature with the smaller of s and n - s: both are true of the same key and message, so without one
 * canonical choice anybody could make a second file out of a signed one. Throws RangeError for what is no value.
 */
export function lowS(signature: Uint8Array): Der {
  const value = readValue(signature);
  if (!value) throw new RangeError('not an ECDSA signature on P-256');
  const { r, s } = value;
  return s > ORDER / 2n ? writeValue(r, ORDER - s) : signature;
}

/** RFC 3279 §2.2.3 SEQUENCE {r, s}, in DER and no other form, both from 1 to n - 1 (FIPS 186-5 §6.4.2); else undefined. */
function readValue(signature: Uint8Array): { r: bigint; s: bigint } | undefined {
  // Two numbers of 33 octets at most: the lengths are single octets, and the slices of anything else are caught
  // when the value is written again.
  const [, , , rLength = 0] = signature;
  const r = numberOf(signature.subarray(4, 4 + rLength));
  const s = numberOf(signature.subarray(6 + rLength));
  const inRange = [r, s].every((number) => number >= 1n && number < ORDER);
  return inRange && equal(writeValue(r, s), signature) ? { r, s } : undefined;
}

const writeValue = (r: bigint, s: bigint): Der => sequence(integer(octetsOf(r)), integer(octetsOf(s)));

const numberOf = (octets: Uint8Array): bigint => BigInt(`0x0${toHex(octets)}`);

/** 32 octets, big-endian. */
const octetsOf = (number: bigint): Uint8Array => fromHex(number.toString(16).padStart(64, '0'));
