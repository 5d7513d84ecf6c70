// The platform's certificate authority: its root, and the certificates it issues to signers (RFC 5280).
import { Certificate } from 'pkijs';
import type { SigningKey } from '../ports/signing-key.ts';
import { equal, owned } from './bytes.ts';
import { rootExtensions, signerExtensions } from './certificate-extensions.ts';
import { rootName, type SignerSubject, signerName } from './certificate-names.ts';
import { bits, type Der, integer, sequence, tagged, time } from './der.ts';
import { ecdsaSha256, lowS } from './p256.ts';

export type { SignerSubject } from './certificate-names.ts';

export interface Authority {
  /** The root, DER. */
  certificate: Uint8Array;
  key: SigningKey;
}

/** What the keeper of a key signs in one call (AWS KMS, Sign, MessageType RAW). */
const MAX_MESSAGE = 4096;
/** RFC 5280 §4.1.2.2: at most 20 octets, positive; the sign takes one bit. */
const MAX_SERIAL = 20;

/** A self-signed root, DER. `serial` is at most 20 octets, big-endian, of a cryptographic random source. */
export async function createRootCertificate(
  key: SigningKey,
  options: { commonName: string; organization: string; notBefore: Date; notAfter: Date; serial: Uint8Array },
): Promise<Uint8Array> {
  const publicKey = await key.publicKey();
  const name = rootName(options);
  return certify(key, {
    ...options,
    issuer: name,
    subject: name,
    publicKey,
    extensions: await rootExtensions(publicKey),
  });
}

/**
 * A certificate for one signature, DER. `publicKey` is a P-256 SubjectPublicKeyInfo. It may live as long as the
 * root: its key is gone after the signature, and a short life would only make readers print "expired" later.
 * Throws RangeError for an empty name or one above 64 characters, for another kind of key, and for a serial
 * that is no positive number of at most 20 octets.
 */
export async function issueSignerCertificate(
  authority: Authority,
  subject: SignerSubject,
  options: {
    publicKey: Uint8Array;
    notBefore: Date;
    notAfter: Date;
    serial: Uint8Array;
    crlUrl: string;
    issuerUrl: string;
  },
): Promise<Uint8Array> {
  const { root, publicKey: authorityKey } = await keyOfRoot(authority);
  const extensions = await signerExtensions({
    signer: options.publicKey,
    authority: authorityKey,
    crlUrl: options.crlUrl,
    issuerUrl: options.issuerUrl,
  });
  return certify(authority.key, {
    ...options,
    issuer: new Uint8Array(root.subject.valueBeforeDecode),
    subject: signerName(subject),
    extensions,
  });
}

/** The root, read, and its SubjectPublicKeyInfo; throws Error when the key at hand is another's. */
export async function keyOfRoot({
  certificate,
  key,
}: Authority): Promise<{ root: Certificate; publicKey: Uint8Array }> {
  const root = Certificate.fromBER(owned(certificate));
  const publicKey = new Uint8Array(root.subjectPublicKeyInfo.toSchema().toBER());
  if (!equal(publicKey, await key.publicKey())) {
    throw new Error('the key of the certificate authority does not belong to its root certificate');
  }
  return { root, publicKey };
}

/** §4.1: TBSCertificate, signed as it is encoded. */
async function certify(
  key: SigningKey,
  content: {
    serial: Uint8Array;
    issuer: Der;
    notBefore: Date;
    notAfter: Date;
    subject: Der;
    publicKey: Uint8Array;
    extensions: Der;
  },
): Promise<Uint8Array> {
  const { serial } = content;
  const tooLong = serial.length > MAX_SERIAL || (serial.length === MAX_SERIAL && (serial[0] ?? 0) >= 0x80);
  if (tooLong || serial.every((octet) => octet === 0)) throw new RangeError('not a serial number');
  const tbs = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(serial),
    ecdsaSha256(),
    content.issuer,
    sequence(time(content.notBefore), time(content.notAfter)),
    content.subject,
    content.publicKey,
    tagged(3, content.extensions),
  );
  if (tbs.length > MAX_MESSAGE)
    throw new RangeError(`certificate content of ${tbs.length} bytes is too long`);
  return sequence(tbs, ecdsaSha256(), bits(lowS(await key.sign(tbs))));
}
