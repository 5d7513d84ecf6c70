// One signature: its coverage, its CMS, its signer's certificate, and its time-stamp if it has one (V1, V2, V4, V7, V8).
import { equal, sha256, toHex } from './bytes.ts';
import { type SignerSubject, subjectOf } from './certificate-names.ts';
import { checkPath, publicKeyOf, type ReadCertificate, readCertificate } from './certificate-path.ts';
import { checkCoverage } from './increment-rules.ts';
import { verifyP256 } from './p256.ts';
import { isKind, type PdfDictionary, textOf } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { instantOf } from './signature-dictionary.ts';
import {
  readSignedData,
  type SignatureParts,
  serialOf,
  signedAttributes,
  signedData,
} from './signed-data.ts';
import { type CheckedStamp, checkTimeStamp, type TrustedTime } from './time-stamp-token.ts';
import { must, Unsound } from './unsound.ts';
import { UnusableTimeStamp } from './unusable-time-stamp.ts';

export interface VerifiedSignature {
  field: string;
  subject: SignerSubject;
  /** Of the certificate, lower-case hexadecimal, without the octet that only carries the sign. */
  serial: string;
  /** ISO 8601, as the signer's platform stated it in /M. */
  signedAt: string;
  /** Present with a time-stamp token: when the signature is proven to have existed. */
  trustedTime?: TrustedTime;
  /** The revision it covers is the first so many bytes of the file. */
  revisionLength: number;
  revisionSha256: string;
}

export interface CheckedSignature extends VerifiedSignature {
  /** The certificates of the signature, DER. */
  path: Uint8Array[];
  /** Present with a time-stamp token. */
  stamp?: CheckedStamp;
}

/** Whom to believe: pinned roots, and pinned roots of time-stamping authorities, DER. */
export interface Trust {
  roots: readonly ReadCertificate[];
  timeRoots: readonly Uint8Array[];
}

/** Two clocks differ; so much is let pass. */
const SKEW_MS = 5 * 60_000;

/** Whether `instant` is not before `earlier`, both ISO 8601, but for the difference of two clocks. */
export function notBefore(instant: string, earlier: string): boolean {
  return Date.parse(instant) >= Date.parse(earlier) - SKEW_MS;
}

/** V1, V4, V7 and V8 for one signature. */
export async function checkSignature(
  file: Uint8Array,
  revision: Revision,
  value: PdfDictionary,
  { roots, timeRoots }: Trust,
): Promise<Omit<CheckedSignature, 'field'>> {
  const contents = checkCoverage(value, revision, file);
  const date = value.get('M');
  const signedAt = isKind(date, 'string') ? instantOf(textOf(date)) : undefined;
  must(signedAt, 'V2', '/M is not a date in UTC');

  const { certificates, signature, timeStamp } = readSignedData(contents.bytes);
  const digest = await sha256(file.subarray(0, contents.start), file.subarray(contents.end, revision.end));
  const [signer, chain, attributes] = await signerAmong(certificates, {
    digest,
    signature,
    ...(timeStamp ? { timeStamp } : {}),
    cms: contents.bytes,
  });
  const certificate = readCertificate(signer);
  const subject = subjectOf(certificate.content.subject);
  const [named, { organization, person }] = [value.get('Name'), subject];
  // Readers show /Name, which the signer's platform states, where they do not show the certificate.
  const same = isKind(named, 'string') && [person, `${organization} ${person}`].includes(textOf(named));
  must(same, 'V7', 'the signature names another signer than its certificate');
  // The root itself may stand among them; it was read when it was pinned.
  const others = chain.map((der) => roots.find((root) => equal(root.der, der)) ?? readCertificate(der));
  await checkPath(certificate, others, roots, signedAt);
  must(
    await verifyP256(publicKeyOf(certificate.content), attributes, signature),
    'V1',
    'the signature value is not that of the certificate',
  );
  const stamp = timeStamp && (await trustedStamp(timeStamp, signature, timeRoots));
  const trustedTime = stamp?.time;
  if (trustedTime) {
    must(notBefore(trustedTime.at, signedAt), 'V7', 'time-stamp: before the time that the signature states');
    // A stated time proves nothing: whoever holds a key that has ended could state an earlier one.
    await checkPath(certificate, others, roots, trustedTime.at);
  }
  return {
    subject,
    serial: serialOf(signer),
    signedAt,
    ...(trustedTime ? { trustedTime } : {}),
    revisionLength: revision.end,
    revisionSha256: toHex(await sha256(file.subarray(0, revision.end))),
    path: certificates,
    ...(stamp ? { stamp } : {}),
  };
}

/**
 * The CMS must be, octet for octet, the one this profile makes of the digest, the certificates and the signature
 * value in it: then every attribute, identifier and algorithm in it is right, and none is there besides.
 */
async function signerAmong(
  certificates: readonly Uint8Array[],
  {
    digest,
    cms,
    ...values
  }: Pick<SignatureParts, 'signature' | 'timeStamp'> & {
    digest: Uint8Array;
    cms: Uint8Array;
  },
): Promise<[signer: Uint8Array, chain: Uint8Array[], attributes: Uint8Array]> {
  for (const certificate of certificates) {
    const chain = certificates.filter((other) => other !== certificate);
    const attributes = await signedAttributes(digest, certificate);
    const expected = signedData({ attributes, certificate, chain, ...values });
    const padding = cms.subarray(expected.length);
    const same = equal(cms.subarray(0, expected.length), expected);
    if (same && padding.every((octet) => octet === 0)) return [certificate, chain, attributes];
  }
  throw new Unsound('V1', 'the CMS is not that of the covered bytes in this profile');
}

/** V7: a token that does not hold makes the file unsound. */
export async function trustedStamp(
  token: Uint8Array,
  data: Uint8Array,
  roots: readonly Uint8Array[],
): Promise<CheckedStamp> {
  try {
    return await checkTimeStamp(token, data, { roots });
  } catch (fault) {
    if (!(fault instanceof UnusableTimeStamp)) throw fault;
    throw new Unsound('V7', `time-stamp: ${fault.message}`);
  }
}
