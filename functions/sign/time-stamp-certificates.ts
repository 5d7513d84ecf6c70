// The certificates in a time-stamp token: which of them its signature covers, and the one spelling of those it does not.
import { equal, owned } from './bytes.ts';
import { bits, type DerMember, members, objectId, sequence } from './der.ts';
import { isLower, otherValue, readEcdsaValue } from './ecdsa-value.ts';
import { orderOf } from './time-stamp-strength.ts';

const SIGNING_CERTIFICATE = objectId('1.2.840.113549.1.9.16.2.12');
const SIGNING_CERTIFICATE_V2 = objectId('1.2.840.113549.1.9.16.2.47');
const HASHES = [
  ['SHA-384', objectId('2.16.840.1.101.3.4.2.2')],
  ['SHA-512', objectId('2.16.840.1.101.3.4.2.3')],
] as const;

/** By its hash, as the signed attributes name it. */
export interface NamedCertificate {
  algorithm: string;
  digest: Uint8Array;
  /** Whether it is the one that the token is signed with: the first. */
  signer: boolean;
}

/**
 * Of the signed attributes of a token. ESSCertID is over SHA-1 (RFC 2634), by which many authorities name their
 * certificate to this day: it names what the signature is checked with, and signs nothing. ESSCertIDv2 is over SHA-256
 * unless it says otherwise (RFC 5035 §4). Throws RangeError for what is neither.
 */
export function namedCertificates(attributes: readonly DerMember[]): NamedCertificate[] {
  return attributes.flatMap((attribute) => {
    const [type, values] = inside(attribute);
    const old = type !== undefined && equal(type.whole, SIGNING_CERTIFICATE);
    if (!old && !(type && equal(type.whole, SIGNING_CERTIFICATE_V2))) return [];
    const [ids] = inside(inside(values)[0]);
    return inside(ids).map((id, i) => {
      const [first, second] = inside(id);
      const hashed = old || first?.tag === 0x04 ? first : second;
      const algorithm = old ? 'SHA-1' : hashOf(first);
      return { algorithm, digest: hashed?.content ?? new Uint8Array(), signer: i === 0 };
    });
  });
}

export async function isAmong(named: readonly NamedCertificate[], certificate: Uint8Array): Promise<boolean> {
  for (const { algorithm, digest } of named)
    if (equal(digest, new Uint8Array(await crypto.subtle.digest(algorithm, owned(certificate))))) return true;
  return false;
}

/**
 * A certificate that was signed with ECDSA has two spellings, (r, s) and (r, n - s), and nobody signs which. The one that
 * stands: what the token names, else the one with the smaller s; every program takes either. `issuer`: whose key signed
 * it. Throws RangeError for a signature of another form.
 */
export async function oneSpelling(
  certificate: Uint8Array,
  issuer: Uint8Array,
  named: readonly NamedCertificate[],
): Promise<Uint8Array> {
  const order = orderOf(issuer);
  if (!order) return certificate;
  const [content, algorithm, signature] = inside(members(certificate)[0]);
  const value = signature!.content.subarray(1);
  const other = sequence(content!.whole, algorithm!.whole, bits(otherValue(value, order)));
  if (await isAmong(named, certificate)) return certificate;
  if (await isAmong(named, other)) return other;
  return isLower(readEcdsaValue(value, order)!, order) ? certificate : other;
}

function hashOf(member: DerMember | undefined): string {
  const [id] = member?.tag === 0x30 ? members(member.content) : [];
  return HASHES.find(([, oid]) => id && equal(id.whole, oid))?.[0] ?? 'SHA-256';
}

function inside(member: DerMember | undefined): DerMember[] {
  if (!member || (member.tag & 0x20) === 0) throw new RangeError('not a constructed value');
  return members(member.content);
}
