// The verifier: is this file one that the platform issued and parties signed, and nothing besides?
import { checkBase, checkBoxes, fieldsOf } from './base-rules.ts';
import { equal, sha256, toHex } from './bytes.ts';
import { type SignerSubject, subjectOf } from './certificate-names.ts';
import { checkPath, publicKeyOf, type ReadCertificate, readCertificate } from './certificate-path.ts';
import { checkCoverage, checkIncrement } from './increment-rules.ts';
import { verifyP256 } from './p256.ts';
import { isKind, type PdfDictionary, textOf } from './pdf-values.ts';
import { objectsAfter, type Revision, readRevisions } from './revisions.ts';
import { instantOf } from './signature-dictionary.ts';
import { readSignedData, type SignatureParts, signedAttributes, signedData } from './signed-data.ts';
import { checkTimeStamp, type TrustedTime, UnusableTimeStamp } from './time-stamp-token.ts';
import { must, Unsound } from './unsound.ts';

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

export type Verification =
  | { verdict: 'sound'; base: { length: number; sha256: string }; signatures: VerifiedSignature[] }
  | { verdict: 'unsound'; rule: string; detail: string };

/** What the platform's record says of the file; a rollback to an earlier revision shows only against it. */
export interface Expectation {
  /** SHA-256 of the base revision, hexadecimal. */
  baseSha256?: string;
  /** The fields that are signed, all of them, in any order. */
  fields?: string[];
  /** The pinned roots of time-stamping authorities, DER: a token under another root makes a file unsound. */
  timeRoots?: Uint8Array[];
}

/**
 * Checks the rules V1 to V12 (unsound.ts). `anchors` are the pinned roots, DER: only they are believed. The
 * signatures come in the order of signing. Never throws because of `file`; throws Unsound for a wrong anchor.
 * Runs in Node and in browsers.
 */
export async function verifySignedPdf(
  file: Uint8Array,
  anchors: Uint8Array[],
  expect: Expectation = {},
): Promise<Verification> {
  const roots = anchors.map((anchor) => readCertificate(anchor));
  try {
    return await verify(file, roots, expect);
  } catch (fault) {
    // Whatever else a hostile file may break in a parser (depth, ranges, encodings) is a fault of the file.
    if (!(fault instanceof Unsound))
      return { verdict: 'unsound', rule: 'V2', detail: `unreadable: ${fault}` };
    return { verdict: 'unsound', rule: fault.rule, detail: fault.detail };
  }
}

async function verify(
  file: Uint8Array,
  roots: ReadCertificate[],
  expect: Expectation,
): Promise<Verification> {
  const revisions = readRevisions(file);
  const [base, ...updates] = revisions;
  checkBase(base);
  const fields = fieldsOf(base);
  checkBoxes(fields);
  const baseSha256 = toHex(await sha256(file.subarray(0, base.end)));
  const issued = expect.baseSha256 === undefined || expect.baseSha256.toLowerCase() === baseSha256;
  must(issued, 'V12', `the base is ${baseSha256}`);

  const signatures: VerifiedSignature[] = [];
  for (const [i, update] of updates.entries()) {
    const before = revisions.slice(0, i + 1);
    const { field, value } = checkIncrement(update, before.at(-1) as Revision, objectsAfter(before), fields);
    signatures.push({
      field: field.name,
      ...(await checkSignature(file, update, value, { roots, timeRoots: expect.timeRoots ?? [] })),
    });
  }
  must(signatures.length > 0, 'V6', 'the file carries no signature');
  if (expect.fields) {
    const [is, should] = [signatures.map(({ field }) => field), expect.fields].map((names) =>
      names.toSorted(),
    );
    must(is?.join('\n') === should?.join('\n'), 'V6', `signed are: ${is?.join(', ')}`);
  }
  return { verdict: 'sound', base: { length: base.end, sha256: baseSha256 }, signatures };
}

/** V1, V4, V7 and V8 for one signature. */
async function checkSignature(
  file: Uint8Array,
  revision: Revision,
  value: PdfDictionary,
  { roots, timeRoots }: { roots: readonly ReadCertificate[]; timeRoots: readonly Uint8Array[] },
): Promise<Omit<VerifiedSignature, 'field'>> {
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
  // The root itself may stand among them; it was read when it was pinned.
  const others = chain.map((der) => roots.find((root) => equal(root.der, der)) ?? readCertificate(der));
  await checkPath(certificate, others, roots, signedAt);
  must(
    await verifyP256(publicKeyOf(certificate.content), attributes, signature),
    'V1',
    'the signature value is not that of the certificate',
  );
  const trustedTime = timeStamp && (await checkTime(timeStamp, signature, timeRoots));
  return {
    subject: subjectOf(certificate.content.subject),
    serial: serialOf(certificate),
    signedAt,
    ...(trustedTime ? { trustedTime } : {}),
    revisionLength: revision.end,
    revisionSha256: toHex(await sha256(file.subarray(0, revision.end))),
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

async function checkTime(
  token: Uint8Array,
  signature: Uint8Array,
  roots: readonly Uint8Array[],
): Promise<TrustedTime> {
  try {
    return await checkTimeStamp(token, signature, { roots });
  } catch (fault) {
    if (!(fault instanceof UnusableTimeStamp)) throw fault;
    throw new Unsound('V7', `time stamp: ${fault.message}`);
  }
}

function serialOf({ content }: ReadCertificate): string {
  const octets = new Uint8Array(content.serialNumber.valueBlock.valueHexView);
  return toHex(octets[0] === 0 ? octets.subarray(1) : octets);
}
