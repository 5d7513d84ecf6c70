// Which keys and hashes of a time-stamping authority are strong enough (ETSI TS 119 312: no SHA-1, RSA from 2048 bits).
import type { Certificate } from 'pkijs';
import { equal } from './bytes.ts';
import { type DerMember, members, objectId } from './der.ts';

const RSA = objectId('1.2.840.113549.1.1.1');
const EC = objectId('1.2.840.10045.2.1');
const LEAST_RSA_BITS = 2048;
/** Named curves (RFC 5480 §2.1.1.1) and the order of the group of each (SEC 2 v2 §2.4.2, §2.5.1, §2.6.1). */
const CURVES: readonly [curve: string, order: bigint][] = [
  ['1.2.840.10045.3.1.7', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  [
    '1.3.132.0.34',
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  ],
  [
    '1.3.132.0.35',
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  ],
];
/** RSA and ECDSA, each with SHA-256, -384 or -512 (RFC 4055 §5, RFC 5758 §3.2). */
const SIGNATURES = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);

/** The order of the group in which a certificate's key signs; undefined unless it is one of three elliptic curves. */
export function orderOf(certificate: Uint8Array): bigint | undefined {
  const { curve } = keyOf(certificate);
  return CURVES.find(([id]) => curve && equal(curve.whole, objectId(id)))?.[1];
}

/** What is too weak about the key of a certificate; undefined when nothing is. */
export function weaknessOfKey(certificate: Certificate): string | undefined {
  const der = new Uint8Array(certificate.toSchema().toBER());
  const { algorithm, value } = keyOf(der);
  if (equal(algorithm.whole, EC)) return orderOf(der) ? undefined : 'a key on another curve';
  if (!equal(algorithm.whole, RSA)) return 'a key of another kind than RSA or ECDSA';
  // RFC 8017 appendix A.1.1: { modulus, publicExponent }, in a BIT STRING without spare bits.
  const [modulus] = members(members(value.content.subarray(1))[0]!.content);
  const bits = [...modulus!.content].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  const length = bits.replace(/^0+/, '').length;
  return length < LEAST_RSA_BITS ? `an RSA key of ${length} bits` : undefined;
}

/** The same of the signature on a certificate. */
export function weaknessOfSignature({
  signatureAlgorithm,
}: Pick<Certificate, 'signatureAlgorithm'>): string | undefined {
  const { algorithmId } = signatureAlgorithm;
  return SIGNATURES.has(algorithmId) ? undefined : `a certificate signed by ${algorithmId}`;
}

/** SubjectPublicKeyInfo (RFC 5280 §4.1); certificates of version 1, as some old roots are, do not say their version. */
function keyOf(certificate: Uint8Array): { algorithm: DerMember; curve?: DerMember; value: DerMember } {
  const content = members(members(members(certificate)[0]!.content)[0]!.content);
  const [head, value] = members(content[content[0]!.tag === 0xa0 ? 6 : 5]!.content);
  const [algorithm, curve] = members(head!.content);
  return { algorithm: algorithm!, value: value!, ...(curve ? { curve } : {}) };
}
