// Makes certificates: a root, an authority that issues under it, and those of signers (RFC 5280).
import { Certificate } from 'pkijs';
import type { SigningKey } from '../ports/signing-key.ts';
import { equal, owned } from './bytes.ts';
import {
  issuingExtensions,
  type Pointers,
  rootExtensions,
  signerExtensions,
} from './certificate-extensions.ts';
import { rootName, type SignerSubject, signerName } from './certificate-names.ts';
import { bits, type Der, integer, sequence, tagged, time } from './der.ts';
import { ecdsaSha256, lowS } from './p256.ts';

export type { SignerSubject } from './certificate-names.ts';

/** One that may issue: a root or an authority under it. */
export interface Authority {
  /** DER. */
  certificate: Uint8Array;
  key: SigningKey;
}

interface AuthorityOptions {
  commonName: string;
  organization: string;
  notBefore: Date;
  notAfter: Date;
  /** At most 20 octets, big-endian, of a cryptographic random source. */
  serial: Uint8Array;
}

/** What the keeper of a key signs in one call (AWS KMS, Sign, MessageType RAW). */
const MAX_MESSAGE = 4096;
/** RFC 5280 §4.1.2.2: at most 20 octets, positive; the sign takes one bit. */
const MAX_SERIAL = 20;

/**
 * A self-signed root, DER. `below` is how many authorities may stand between it and a signer: with 0, the default, it
 * signs signers' certificates itself.
 */
export async function createRootCertificate(
  key: SigningKey,
  { below = 0, ...options }: AuthorityOptions & { below?: number },
): Promise<Uint8Array> {
  const publicKey = await key.publicKey();
  const name = rootName(options);
  return certify(key, {
    ...options,
    issuer: name,
    subject: name,
    publicKey,
    extensions: await rootExtensions(publicKey, below),
  });
}

/** An authority under `root` that issues to signers only, DER. `publicKey` is its P-256 SubjectPublicKeyInfo. */
export async function createIssuingCertificate(
  root: Authority,
  publicKey: Uint8Array,
  options: AuthorityOptions & Pointers,
): Promise<Uint8Array> {
  const { name, publicKey: issuer } = await ownCertificate(root);
  const extensions = await issuingExtensions({ subject: publicKey, issuer }, options);
  return certify(root.key, { ...options, issuer: name, subject: rootName(options), publicKey, extensions });
}

/**
 * A certificate for one signature, DER. `publicKey` is a P-256 SubjectPublicKeyInfo. It may live as long as its
 * issuer: its key is gone after the signature, and a short life would only make readers print "expired" later.
 * Throws RangeError for an empty name or one above 64 characters, for another kind of key, and for a serial
 * that is no positive number of at most 20 octets.
 */
export async function issueSignerCertificate(
  authority: Authority,
  subject: SignerSubject,
  options: Pointers & { publicKey: Uint8Array; notBefore: Date; notAfter: Date; serial: Uint8Array },
): Promise<Uint8Array> {
  const { name, publicKey: issuer } = await ownCertificate(authority);
  const extensions = await signerExtensions({ subject: options.publicKey, issuer }, options);
  return certify(authority.key, { ...options, issuer: name, subject: signerName(subject), extensions });
}

/** The name of an authority and its SubjectPublicKeyInfo; throws Error when the key at hand is another's. */
export async function ownCertificate({
  certificate,
  key,
}: Authority): Promise<{ name: Der; publicKey: Uint8Array }> {
  const { subject, subjectPublicKeyInfo } = Certificate.fromBER(owned(certificate));
  const publicKey = new Uint8Array(subjectPublicKeyInfo.toSchema().toBER());
  if (!equal(publicKey, await key.publicKey())) {
    throw new Error('the key of the certificate authority does not belong to its certificate');
  }
  return { name: new Uint8Array(subject.valueBeforeDecode), publicKey };
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
