// From a signer's certificate to a pinned root (RFC 5280 §6), within our profiles (V7, V8).

import * as asn1js from 'asn1js';
import { BasicConstraints, Certificate, ExtKeyUsage } from 'pkijs';
import { equal, owned } from './bytes.ts';
import { DOCUMENT_SIGNING, EXTENSION, KEY_USAGE } from './certificate-extensions.ts';
import { members } from './der.ts';
import { constrainsNames, mustBeNamed, NAME_CONSTRAINTS } from './name-constraints.ts';
import { ECDSA_SHA256, pointOf, verifyP256 } from './p256.ts';
import { must, type Rule } from './unsound.ts';

/** Certificates between the signer's and the root. */
const MAX_INTERMEDIATES = 2;
/**
 * What is understood. Policies may be critical: no policy is asked for, and then RFC 5280 §6.1 fails for none. Constraints
 * of names are held to, those of our profile; a path that depends on others, or the like, is refused.
 */
const KNOWN_EXTENSIONS = new Set<string>([...Object.values(EXTENSION), NAME_CONSTRAINTS]);

/** A certificate with the octets it came in; what pkijs encodes again need not be the same. */
export interface ReadCertificate {
  der: Uint8Array;
  content: Certificate;
}

/**
 * Throws Unsound unless `signer` leads over certificates of `others` to one of `anchors`, that one among them and
 * every one of them used once, in force at `instant` (ISO) and fit for its place. All certificates are DER.
 * Revocation is not asked about.
 */
export async function checkPath(
  leaf: ReadCertificate,
  others: readonly ReadCertificate[],
  anchors: readonly ReadCertificate[],
  instant: string,
): Promise<void> {
  const signer = leaf.content;
  checkFitness(leaf, instant);
  const usage = keyUsageOf(signer);
  must(!isAuthority(signer, 0), 'V7', 'the signer certificate is that of an authority');
  must(usage & KEY_USAGE.nonRepudiation, 'V7', 'the signer certificate is not for non-repudiation');
  must(purposesOf(signer).includes(DOCUMENT_SIGNING), 'V7', 'the signer certificate is not for documents');
  must(!constrainsNames(signer), 'V7', 'the signer certificate constrains names, as an authority does');
  const rest = [...others];
  const named = [signer];
  let current = signer;
  for (let below = 0; below <= MAX_INTERMEDIATES; below++) {
    const root = await issuerOf(current, anchors);
    if (root) {
      checkFitness(root, instant);
      // A pinned root binds itself: one that signs signers only has no authority under it.
      must(mayIssue(root.content, below), 'V7', 'the root does not issue such certificates');
      if (constrainsNames(root.content)) named.forEach(mustBeNamed);
      // Nobody signs which certificates stand beside the signer's: the whole path, each once, is the one choice.
      const alone = rest.length === 1 && rest.every(({ der }) => equal(der, root.der));
      must(alone, 'V7', 'the certificates are not those of the path, each once');
      return;
    }
    const next = await issuerOf(current, rest);
    must(next, 'V7', 'no path to a pinned root');
    checkFitness(next, instant);
    must(mayIssue(next.content, below), 'V7', 'the issuer is no authority');
    const purposes = purposesOf(next.content);
    const forDocuments = purposes.length === 0 || purposes.includes(DOCUMENT_SIGNING);
    must(forDocuments, 'V7', 'the issuer is not for documents');
    if (constrainsNames(next.content)) named.forEach(mustBeNamed);
    named.push(next.content);
    rest.splice(rest.indexOf(next), 1);
    current = next.content;
  }
  must(false, 'V7', 'the path to a pinned root is too long');
}

/** Parses DER; throws Unsound (`rule`) for anything that is no certificate or has bytes to spare. */
export function readCertificate(der: Uint8Array, rule: Rule = 'V7'): ReadCertificate {
  const { offset, result } = asn1js.fromBER(owned(der));
  must(offset === der.length, rule, 'not a certificate');
  try {
    return { der, content: new Certificate({ schema: result }) };
  } catch {
    must(false, rule, 'not a certificate');
  }
}

/**
 * RFC 5280 §4.1.1.2: the algorithm outside is the one inside, octet for octet; §4.1.2.2: a serial number above zero.
 * Nobody signs what stands outside, so any other spelling would make a second certificate of the first.
 */
function checkSpelling(der: Uint8Array): void {
  const [content, algorithm, signature, ...rest] = members(members(der)[0]!.content);
  const [, serial, inner] = members(content!.content);
  const known = algorithm && inner && equal(algorithm.whole, inner.whole) && rest.length === 0;
  must(known, 'V7', 'a certificate that says two algorithms');
  must(signature?.tag === 0x03 && signature.content[0] === 0, 'V7', 'a certificate with bits to spare');
  const [first = 0x80] = serial?.content ?? [];
  must(first < 0x80 && serial!.content.some((octet) => octet !== 0), 'V7', 'a serial number that is none');
}

async function issuerOf(
  subject: Certificate,
  candidates: readonly ReadCertificate[],
): Promise<ReadCertificate | undefined> {
  for (const candidate of candidates) {
    const named = new Uint8Array(candidate.content.subject.valueBeforeDecode);
    if (!equal(named, new Uint8Array(subject.issuer.valueBeforeDecode))) continue;
    const signature = new Uint8Array(subject.signatureValue.valueBlock.valueHexView);
    if (await verifyP256(publicKeyOf(candidate.content), subject.tbsView, signature)) return candidate;
  }
  return undefined;
}

/** SubjectPublicKeyInfo, DER. */
export function publicKeyOf(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER());
}

function checkFitness({ der, content: certificate }: ReadCertificate, instant: string): void {
  const algorithms = [certificate.signature, certificate.signatureAlgorithm];
  const known = algorithms.every(({ algorithmId }) => algorithmId === ECDSA_SHA256);
  must(known, 'V8', 'a certificate signed by another algorithm than ECDSA with SHA-256');
  checkSpelling(der);
  try {
    pointOf(publicKeyOf(certificate));
  } catch {
    must(false, 'V8', 'a certificate with another key than P-256');
  }
  const time = Date.parse(instant);
  const inForce =
    certificate.notBefore.value.getTime() <= time && time <= certificate.notAfter.value.getTime();
  must(inForce, 'V7', `a certificate not in force at ${instant}`);
  const extensions = certificate.extensions ?? [];
  const ids = extensions.map(({ extnID }) => extnID);
  must(new Set(ids).size === ids.length, 'V7', 'an extension twice in a certificate');
  // RFC 5280 §4.2: a critical extension that is not understood makes the certificate unusable.
  const unknown = extensions.find(({ critical, extnID }) => critical && !KNOWN_EXTENSIONS.has(extnID));
  must(unknown === undefined, 'V7', `critical extension ${unknown?.extnID}`);
}

const parsed = (certificate: Certificate, id: string) =>
  certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue;

/** §4.2.1.9; `below` is the number of intermediates between this certificate and the signer's. */
function isAuthority(certificate: Certificate, below: number): boolean {
  const constraints = parsed(certificate, EXTENSION.basicConstraints);
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return false;
  const { pathLenConstraint } = constraints;
  return (
    pathLenConstraint === undefined || (typeof pathLenConstraint === 'number' && below <= pathLenConstraint)
  );
}

const mayIssue = (certificate: Certificate, below: number): boolean =>
  isAuthority(certificate, below) && (keyUsageOf(certificate) & KEY_USAGE.keyCertSign) !== 0;

function keyUsageOf(certificate: Certificate): number {
  const usage = parsed(certificate, EXTENSION.keyUsage);
  return usage instanceof asn1js.BitString ? (usage.valueBlock.valueHexView[0] ?? 0) : 0;
}

function purposesOf(certificate: Certificate): string[] {
  const purposes = parsed(certificate, EXTENSION.extendedKeyUsage);
  return purposes instanceof ExtKeyUsage ? purposes.keyPurposes : [];
}
