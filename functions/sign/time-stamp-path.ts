// From the certificate of a time-stamping authority to a pinned root.
import { Certificate, ExtKeyUsage } from 'pkijs';
import { equal, owned } from './bytes.ts';
import { EXTENSION, KEY_USAGE } from './certificate-extensions.ts';
import type { ReadCertificate } from './certificate-path.ts';
import { type NamedCertificate, oneSpelling } from './time-stamp-certificates.ts';
import { weaknessOfKey, weaknessOfSignature } from './time-stamp-strength.ts';
import { UnusableTimeStamp } from './unusable-time-stamp.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** Certificates between the authority's and a root. */
const MAX_INTERMEDIATES = 3;

export interface StampCertificates {
  /** Those that stand in the token, DER. */
  given: readonly Uint8Array[];
  /** Those that the token's signature covers, the signer's among them. */
  named: readonly NamedCertificate[];
}

/**
 * The certificates from the signer's up to the pinned root, DER, and when the first of them ends. Nobody signs which
 * certificates stand in a token: those below the pinned root must, each once and in one spelling, and no other.
 * Throws UnusableTimeStamp.
 */
export async function checkStampPath(
  signer: Certificate,
  { given, named }: StampCertificates,
  roots: readonly Uint8Array[],
  at: Date,
): Promise<{ path: Uint8Array[]; until: Date }> {
  const purposes = signer.extensions?.find(({ extnID }) => extnID === EXTENSION.extendedKeyUsage);
  const alone =
    purposes?.critical &&
    purposes.parsedValue instanceof ExtKeyUsage &&
    purposes.parsedValue.keyPurposes.join() === TIME_STAMPING;
  if (!alone) throw new UnusableTimeStamp('the certificate is not for time-stamping alone');
  const anchors = roots.map(readStampCertificate);
  const rest = given.map(readStampCertificate);
  let current = rest.find(({ content }) => isSame(content, signer));
  const path: ReadCertificate[] = [];
  while (current && path.length <= MAX_INTERMEDIATES) {
    mustBeFit(current.content, at);
    take(rest, current);
    path.push(current);
    const root = await issuerAmong(current, anchors);
    if (root) {
      mustBeInForce(root.content, at);
      // Nobody relies on the signature of a root, which is pinned.
      mustBeStrong(() => weaknessOfKey(root.content));
      if (rest.length > 0)
        throw new UnusableTimeStamp('the token holds certificates besides those of its path');
      path.push(root);
      for (const [i, { der }] of path.slice(1, -1).entries())
        await mustBeSpelled(der, path[i + 2]!.der, named);
      return { path: path.map(({ der }) => der), until: firstEnd(path) };
    }
    current = await issuerAmong(
      current,
      rest.filter(({ content }) => mayIssue(content)),
    );
  }
  throw new UnusableTimeStamp('the certificate leads to none of the pinned roots');
}

export const readStampCertificate = (der: Uint8Array): ReadCertificate => ({
  der,
  content: Certificate.fromBER(owned(der)),
});

function take(from: ReadCertificate[], { der }: ReadCertificate): void {
  const at = from.findIndex((one) => equal(one.der, der));
  from.splice(at, at < 0 ? 0 : 1);
}

const isSame = (one: Certificate, other: Certificate): boolean =>
  one.serialNumber.isEqual(other.serialNumber) && one.issuer.isEqual(other.issuer);

const firstEnd = (path: readonly ReadCertificate[]): Date =>
  new Date(Math.min(...path.map(({ content }) => content.notAfter.value.getTime())));

function mustBeFit(certificate: Certificate, at: Date): void {
  mustBeInForce(certificate, at);
  mustBeStrong(() => weaknessOfSignature(certificate) ?? weaknessOfKey(certificate));
}

function mustBeInForce({ notBefore, notAfter }: Certificate, at: Date): void {
  if (at < notBefore.value || at > notAfter.value)
    throw new UnusableTimeStamp('a certificate of the authority was not in force');
}

function mustBeStrong(weaknessIn: () => string | undefined): void {
  let weakness: string | undefined;
  try {
    weakness = weaknessIn();
  } catch (cause) {
    throw new UnusableTimeStamp('a certificate of the authority cannot be read', { cause });
  }
  if (weakness) throw new UnusableTimeStamp(`the authority is too weak: ${weakness}`);
}

async function mustBeSpelled(
  certificate: Uint8Array,
  issuer: Uint8Array,
  named: readonly NamedCertificate[],
): Promise<void> {
  const one = await oneSpelling(certificate, issuer, named).catch(() => undefined);
  if (!one || !equal(one, certificate))
    throw new UnusableTimeStamp('a certificate of the authority is not in the one spelling');
}

/** The one of `candidates` that signed the certificate. */
export async function issuerAmong(
  { content }: ReadCertificate,
  candidates: readonly ReadCertificate[],
): Promise<ReadCertificate | undefined> {
  for (const candidate of candidates) {
    if (!candidate.content.subject.isEqual(content.issuer)) continue;
    if (await content.verify(candidate.content).catch(() => false)) return candidate;
  }
  return undefined;
}

/** RFC 5280 §4.2.1.9, §4.2.1.3 */
function mayIssue(certificate: Certificate): boolean {
  const find = (id: string) => certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue;
  const usage = find(EXTENSION.keyUsage)?.valueBlock.valueHexView[0] ?? KEY_USAGE.keyCertSign;
  return find(EXTENSION.basicConstraints)?.cA === true && (usage & KEY_USAGE.keyCertSign) !== 0;
}
