// What must be true of a signed file and of its trail, by our own verifier.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { brokenAt, sha256 } from '../../functions/domain/trail.ts';
import { readSignedData } from '../../functions/sign/signed-data.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { extractSignatures } from './pdf-signatures.ts';
import type { Timeline } from './timeline.ts';

/** SHA-256 of each revision that the trail names, the issued file first. */
export function revisionsIn(trail: readonly DocumentEvent[]): string[] {
  return trail.flatMap((event) => {
    if (event.kind === 'Issued') return [event.base];
    return event.kind === 'Signed' ? [event.revision] : [];
  });
}

/**
 * @param file the signed PDF as the console gives it
 * @param seen the bytes that each signer was shown and what was fetched in between
 */
export async function checkSignedFile(
  timeline: Timeline,
  name: string,
  {
    file,
    seen,
    trail,
    root,
  }: {
    file: Uint8Array;
    seen: readonly Uint8Array[];
    trail: readonly DocumentEvent[];
    root: Uint8Array;
  },
): Promise<void> {
  const [base, ...signed] = revisionsIn(trail);
  const fields = trail.flatMap((event) => (event.kind === 'Issued' ? event.order.flat() : []));
  const verification = await verifySignedPdf(file, [root], { fields, ...(base ? { baseSha256: base } : {}) });
  timeline.check(
    `our verifier finds ${name} sound, signed by all ${fields.length}`,
    verification.verdict === 'sound' && verification.signatures.length === fields.length && fields.length > 0,
    JSON.stringify(verification),
  );
  if (verification.verdict === 'sound') {
    const covered = verification.signatures.map(({ revisionSha256 }) => revisionSha256);
    timeline.check(
      `each signature in ${name} covers the revision that its trail names`,
      covered.join() === signed.join() && covered.at(-1) === sha256(file),
      `${covered}\n${signed}`,
    );
  }
  const prefixes = seen.map((earlier) => Buffer.from(file).subarray(0, earlier.length).equals(earlier));
  timeline.check(
    `all ${seen.length} files that signers were shown are byte for byte the beginning of ${name}`,
    seen.length >= fields.length && prefixes.every(Boolean),
    prefixes.join(),
  );
  const altered = Uint8Array.from(file);
  altered[Math.floor(altered.length / 3)]! ^= 1;
  const judged = await verifySignedPdf(altered, [root]);
  timeline.check(`our verifier refuses ${name} with one bit changed`, judged.verdict === 'unsound');
  const broken = brokenAt(trail);
  timeline.check(
    `the trail of ${name} is unbroken`,
    broken === undefined && trail.length > 0,
    `at ${broken}`,
  );
  const cut = trail.filter(({ kind }) => kind !== 'Opened');
  timeline.check(`the trail of ${name} with events taken out is not`, brokenAt(cut) !== undefined);
}

/** The root among a file's certificates, believed because its key is the one this installation has made. */
export async function findRoot(file: Uint8Array, dataDirectory: string): Promise<X509Certificate> {
  const own = createPublicKey(await readFile(join(dataDirectory, 'keys', 'authority-root-1.pem')));
  const [signature] = extractSignatures(file);
  if (!signature) throw new Error('the file carries no signature');
  const certificates = readSignedData(signature.cms).certificates.map((der) => new X509Certificate(der));
  const root = certificates.find((certificate) => certificate.publicKey.equals(own));
  if (!root?.verify(own)) throw new Error('no certificate of the file is the root of this installation');
  return root;
}
