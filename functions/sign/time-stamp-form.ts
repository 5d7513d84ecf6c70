// The one form of a time-stamp token that is taken: nothing in it may be other than what its signatures cover or imply,
// so that nobody can make a second file out of a stamped one.
import { compare, equal } from './bytes.ts';
import {
  type Der,
  type DerMember,
  integer,
  members,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
} from './der.ts';
import { isLower, lowerValue, readEcdsaValue } from './ecdsa-value.ts';
import { issuerAndSerial } from './signed-data.ts';
import { orderOf } from './time-stamp-strength.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const NULL: Der = Uint8Array.of(5, 0);

const SHA_2 = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'];
const SIGNATURES = [
  // rsaEncryption, and with SHA-256, -384, -512 (RFC 8017); ECDSA with the same (RFC 5758)
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
];

export interface TokenForm {
  /** DER. */
  certificates: Uint8Array[];
  /** That of the signer, by issuer and serial number. */
  signer: Uint8Array;
  /** What the signature covers. */
  attributes: DerMember[];
}

/**
 * Throws RangeError for a token of any other form: another version, algorithm or member than those named here, another
 * order of its certificates, and the greater of the two values of an ECDSA signature.
 */
export function readTokenForm(token: Uint8Array): TokenForm {
  const { form, signature, order } = partsOf(token);
  const value = order && readEcdsaValue(signature, order);
  if (order && !(value && isLower(value, order))) throw new RangeError('not the lower ECDSA value');
  const { certificates } = form;
  const inOrder = certificates.every((one, i) => i === 0 || compare(certificates[i - 1]!, one) < 0);
  if (!inOrder) throw new RangeError('certificates not in the order of a set');
  return form;
}

/**
 * The token as it is kept, with `choose` of its certificates. Two things in it nobody signs: with (r, s) an authority may
 * as well give (r, n - s), so the smaller s is chosen when it comes; and its certificates are brought into the order of a
 * SET OF (X.690 §11.6). Every program takes either. Throws RangeError for a token of another form.
 */
export function canonicalToken(
  token: Uint8Array,
  choose: (certificate: Uint8Array) => Uint8Array | undefined = (certificate) => certificate,
): Uint8Array {
  const { form, signature, order, rebuilt } = partsOf(token);
  return rebuilt(
    form.certificates.flatMap((one) => choose(one) ?? []),
    order ? lowerValue(signature, order) : signature,
  );
}

interface TokenParts {
  form: TokenForm;
  signature: Uint8Array;
  /** Of the group of the signer's curve; absent with another kind of key. */
  order: bigint | undefined;
  /** The token with other certificates and another signature value. */
  rebuilt(certificates: readonly Uint8Array[], signature: Uint8Array): Der;
}

function partsOf(token: Uint8Array): TokenParts {
  const [outer, ...behind] = members(token);
  const [type, content, ...besides] = inside(outer);
  is(type, objectId(SIGNED_DATA));
  none(behind, besides);
  const [signedData, ...afterData] = inside(content);
  const [version, digests, encapsulated, certificates, signers, ...rest] = inside(signedData);
  none(afterData, rest);
  is(version, integer(Uint8Array.of(3)));
  const [contentType, explicit, ...more] = inside(encapsulated);
  is(contentType, objectId(TST_INFO));
  const [info, ...afterInfo] = inside(explicit);
  none(more, afterInfo);
  has(info, 0x04);
  has(certificates, 0xa0);
  has(signers, 0x31);
  const [signerInfo, ...otherSigners] = inside(signers);
  const [one, signer, digest, attributes, algorithm, signature, ...unsigned] = inside(signerInfo);
  none(otherSigners, unsigned);
  is(one, integer(Uint8Array.of(1)));
  has(attributes, 0xa0);
  has(signature, 0x04);
  known(digest, SHA_2);
  known(algorithm, SIGNATURES);
  const [only, ...otherDigests] = inside(digests);
  none(otherDigests);
  is(only, digest!.whole);
  const found = inside(certificates).map(({ whole }) => whole);
  found.forEach(mustBeCertificate);
  const [named, ...others] = found.filter((certificate) => isIssuerAndSerial(signer, certificate));
  if (!named || others.length > 0) throw new RangeError('no certificate is that of the signer');
  const before = [one, signer, digest, attributes, algorithm].map((member) => member!.whole);
  const head = [version, digests, encapsulated].map((member) => member!.whole);
  return {
    form: { certificates: found, signer: named, attributes: inside(attributes) },
    signature: signature!.content,
    order: orderOf(named),
    rebuilt: (chosen, value) => {
      const set = tagged(0, ...chosen.toSorted(compare));
      const signed = setOf(sequence(...before, octets(value)));
      return sequence(type!.whole, tagged(0, sequence(...head, set, signed)));
    },
  };
}

/** Outside its signature a certificate says only by which algorithm that was made: as inside (RFC 5280 §4.1.1.2). */
function mustBeCertificate(certificate: Uint8Array): void {
  const [content, algorithm, signature, ...rest] = inside(members(certificate)[0]);
  none(rest);
  const [, , inner] = inside(content);
  is(algorithm, inner!.whole);
  if (signature?.tag !== 0x03 || signature.content[0] !== 0) throw new RangeError('not a signature');
}

function isIssuerAndSerial(member: DerMember | undefined, certificate: Uint8Array): boolean {
  const { issuer, serial } = issuerAndSerial(certificate);
  return member !== undefined && equal(member.whole, sequence(issuer, serial));
}

function inside(member: DerMember | undefined): DerMember[] {
  if (!member || (member.tag & 0x20) === 0) throw new RangeError('not a constructed value');
  return members(member.content);
}

function is(member: DerMember | undefined, expected: Der): void {
  if (!member || !equal(member.whole, expected)) throw new RangeError('another value than the one there is');
}

function has(member: DerMember | undefined, tag: number): void {
  if (member?.tag !== tag) throw new RangeError('another kind of value');
}

function known(member: DerMember | undefined, ids: readonly string[]): void {
  const forms = ids.flatMap((id) => [sequence(objectId(id)), sequence(objectId(id), NULL)]);
  if (!member || !forms.some((form) => equal(form, member.whole))) throw new RangeError('another algorithm');
}

function none(...lists: readonly DerMember[][]): void {
  if (lists.some((list) => list.length > 0)) throw new RangeError('something besides');
}
