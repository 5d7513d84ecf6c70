// The signature value of a PDF: CMS SignedData (RFC 5652), CAdES detached as PAdES wants it (ETSI EN 319 142-1).
import { equal, owned, sha256, toHex } from './bytes.ts';
import {
  type Der,
  type DerMember,
  derLength,
  integer,
  members,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
} from './der.ts';
import { ECDSA_SHA256, ecdsaSha256, SHA256 } from './p256.ts';
import { must, Unsound } from './unsound.ts';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const ALGORITHM_PROTECTION = '1.2.840.113549.1.9.52';
/** id-aa-timeStampToken (RFC 3161 appendix A), over the signature value. */
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
/** The signer's, two intermediates and the root. */
const MAX_CERTIFICATES = 4;

const one = () => integer(Uint8Array.of(1));
const digestAlgorithm = () => sequence(objectId(SHA256));
const attribute = (type: string, value: Der) => sequence(objectId(type), setOf(value));

/**
 * The octets that are signed: SET OF Attribute (RFC 5652 §5.4). `digest` is SHA-256 of the covered bytes,
 * `certificate` the signer's, DER. No signing-time: in PAdES the time stands in /M (EN 319 142-1 §6.3).
 */
export async function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Promise<Uint8Array> {
  // RFC 5035 §4: the default hash algorithm, SHA-256, is left out in DER.
  const { issuer, serial } = issuerAndSerial(certificate);
  const issuerSerial = sequence(sequence(tagged(4, issuer)), serial);
  const certificateId = sequence(octets(await sha256(certificate)), issuerSerial);
  return setOf(
    attribute(CONTENT_TYPE, objectId(DATA)),
    attribute(MESSAGE_DIGEST, octets(digest)),
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(certificateId))),
    // RFC 6211: [1] signatureAlgorithm, so that nobody can exchange the algorithms outside the signature.
    attribute(ALGORITHM_PROTECTION, sequence(digestAlgorithm(), tagged(1, objectId(ECDSA_SHA256)))),
  );
}

export interface SignatureParts {
  /** As `signedAttributes` gives them. */
  attributes: Uint8Array;
  certificate: Uint8Array;
  /** The certificates above it, in any order. */
  chain: readonly Uint8Array[];
  /** DER Ecdsa-Sig-Value over `attributes`. */
  signature: Uint8Array;
  /** A token over `signature`, DER: with it PAdES B-T, without B-B (ETSI EN 319 142-1 §6.3). */
  timeStamp?: Uint8Array;
}

/** ContentInfo with SignedData, one SignerInfo, no encapsulated content, DER. */
export function signedData(parts: SignatureParts): Uint8Array {
  const { attributes, certificate, chain, signature, timeStamp } = parts;
  const { issuer, serial } = issuerAndSerial(certificate);
  const signerInfo = sequence(
    one(),
    sequence(issuer, serial),
    digestAlgorithm(),
    // §5.3: [0] IMPLICIT stands in place of the SET tag that was signed.
    withTag(attributes, 0xa0),
    ecdsaSha256(),
    octets(signature),
    // §5.3: [1] IMPLICIT UnsignedAttributes.
    ...(timeStamp ? [tagged(1, attribute(TIME_STAMP_TOKEN, timeStamp))] : []),
  );
  const certificates = setOf(certificate, ...chain);
  const content = sequence(
    one(),
    setOf(digestAlgorithm()),
    sequence(objectId(DATA)),
    withTag(certificates, 0xa0),
    setOf(signerInfo),
  );
  return sequence(objectId(SIGNED_DATA), tagged(0, content));
}

/**
 * The certificates, the signature value and the time-stamp token of a SignedData, which may be padded with zeros; the
 * caller rebuilds it to know that the rest is right. Throws Unsound (V8) for other algorithms, and for what is no SignedData.
 */
export function readSignedData(padded: Uint8Array): {
  certificates: Uint8Array[];
  signature: Uint8Array;
  timeStamp?: Uint8Array;
} {
  try {
    const [, , , certificates, signers] = inside(
      inside(inside(members(padded.subarray(0, derLength(padded)))[0])[1])[0],
    );
    const [signer, ...others] = inside(signers);
    must(others.length === 0, 'V1', 'not one signer');
    const [, , digest, , algorithm, signature, unsigned] = inside(signer);
    must(isAlgorithm(digest, SHA256), 'V8', 'another digest algorithm than SHA-256');
    must(isAlgorithm(algorithm, ECDSA_SHA256), 'V8', 'another signature algorithm than ECDSA with SHA-256');
    const found = inside(certificates).map(({ whole }) => whole);
    must(found.length <= MAX_CERTIFICATES, 'V11', `more than ${MAX_CERTIFICATES} certificates`);
    const token = unsigned && inside(inside(inside(unsigned)[0])[1])[0]?.whole;
    return {
      certificates: found,
      signature: (signature as DerMember).content,
      ...(token ? { timeStamp: token } : {}),
    };
  } catch (fault) {
    if (fault instanceof Unsound) throw fault;
    throw new Unsound('V1', 'the CMS is not that of this profile');
  }
}

const isAlgorithm = (member: DerMember | undefined, id: string) =>
  member !== undefined && equal(member.whole, sequence(objectId(id)));

function inside(member: DerMember | undefined): DerMember[] {
  if (!member || (member.tag & 0x20) === 0) throw new RangeError('not a constructed value');
  return members(member.content);
}

/** RFC 5280 §4.1: TBSCertificate is { [0] version, serialNumber, signature, issuer, ... }. */
export function issuerAndSerial(certificate: Uint8Array): { issuer: Der; serial: Der } {
  const [, serial, , issuer] = inside(inside(members(certificate)[0])[0]);
  if (!serial || !issuer) throw new RangeError('not a certificate');
  return { issuer: issuer.whole, serial: serial.whole };
}

/** Of a certificate, lower-case hexadecimal, without the octet that only carries the sign. */
export function serialOf(certificate: Uint8Array): string {
  const [serial] = members(issuerAndSerial(certificate).serial);
  return toHex(serial!.content).replace(/^00(?=.)/, '');
}

function withTag(der: Uint8Array, tag: number): Uint8Array {
  const copy = owned(der);
  copy[0] = tag;
  return copy;
}
