// An archival time-stamp: over the whole file, with validation data that belong to its signatures (V2, V3, V4, V5, V7).
import { type Archive, checkStore } from './archive-rules.ts';
import { concatenate, equal } from './bytes.ts';
import { readCertificate } from './certificate-path.ts';
import { type CheckedSignature, notBefore, type Trust, trustedTimeOf } from './check-signature.ts';
import { derLength } from './der.ts';
import { checkCoverage } from './increment-rules.ts';
import type { Revision } from './revisions.ts';
import { readRevocationList } from './revocation-list.ts';
import { issuerAndSerial, serialOf } from './signed-data.ts';
import type { TrustedTime } from './time-stamp-token.ts';
import { must } from './unsound.ts';

export async function checkArchiveStamp(
  file: Uint8Array,
  revision: Revision,
  { value, certificates, lists }: Archive,
  { roots, timeRoots, signatures, archived }: Before,
): Promise<TrustedTime> {
  must(signatures.length > 0, 'V5', 'an archival time-stamp over no signature');
  checkStore(
    certificates,
    signatures.flatMap(({ path }) => path),
  );
  for (const der of lists) await checkList(der, roots, { signatures, archived });
  const { bytes, start, end } = checkCoverage(value, revision, file);
  const length = derLength(bytes);
  must(
    bytes.subarray(length).every((octet) => octet === 0),
    'V4',
    'something behind the time-stamp token',
  );
  const covered = concatenate(file.subarray(0, start), file.subarray(end, revision.end));
  const time = await trustedTimeOf(bytes.subarray(0, length), covered, timeRoots);
  for (const { signedAt, trustedTime } of signatures)
    must(
      notBefore(time.at, trustedTime?.at ?? signedAt),
      'V7',
      'time stamp: before a signature that it covers',
    );
  const last = archived.at(-1);
  if (last) {
    must(notBefore(time.at, last.at), 'V7', 'time stamp: before the one that it renews');
    // Once its authority's certificate has ended, a time-stamp proves nothing that could be carried on.
    must(time.at <= last.until, 'V7', 'time stamp: after the one that it renews had ended');
  }
  return time;
}

/** What stands before an archival revision. */
interface Before extends Trust {
  signatures: readonly CheckedSignature[];
  /** Oldest first. */
  archived: readonly TrustedTime[];
}

/** A list is that of an authority above the signatures, and revokes none of their certificates before they were used. */
async function checkList(
  der: Uint8Array,
  roots: Trust['roots'],
  { signatures, archived }: Pick<Before, 'signatures' | 'archived'>,
): Promise<void> {
  const authorities = [...roots.map((root) => root.der), ...signatures.flatMap(({ path }) => path)];
  for (const authority of authorities) {
    const list = await readRevocationList(authority, der);
    if (!list) continue;
    const name = new Uint8Array(readCertificate(authority).content.subject.valueBeforeDecode);
    for (const { path, trustedTime } of signatures) {
      const serials = path.filter((one) => equal(issuerAndSerial(one).issuer, name)).map(serialOf);
      const revoked = list.revoked.find(({ serial }) => serials.includes(serial));
      // What a token proves to have been signed before stands; a time that is only stated proves nothing.
      const proven = trustedTime ?? archived[0];
      const before = revoked && proven && Date.parse(proven.at) < revoked.at.getTime();
      must(!revoked || before, 'V7', `the certificate ${revoked?.serial} has been revoked`);
    }
    return;
  }
  must(false, 'V7', 'a revocation list that no pinned root has signed');
}
