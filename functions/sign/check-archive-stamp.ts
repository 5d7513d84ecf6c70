// An archival time-stamp: over the whole file, with validation data that belong to its signatures (V2, V3, V4, V5, V7).
import { type Archive, checkStore } from './archive-rules.ts';
import { concatenate } from './bytes.ts';
import { type CheckedSignature, type Trust, trustedTimeOf } from './check-signature.ts';
import { derLength } from './der.ts';
import { checkCoverage } from './increment-rules.ts';
import type { Revision } from './revisions.ts';
import { readRevocationList } from './revocation-list.ts';
import type { TrustedTime } from './time-stamp-token.ts';
import { must } from './unsound.ts';

export async function checkArchiveStamp(
  file: Uint8Array,
  revision: Revision,
  { value, certificates, lists }: Archive,
  { roots, timeRoots, signatures }: Trust & { signatures: readonly CheckedSignature[] },
): Promise<TrustedTime> {
  must(signatures.length > 0, 'V5', 'an archival time-stamp over no signature');
  checkStore(
    certificates,
    signatures.flatMap(({ path }) => path),
  );
  const serials = signatures.map(({ serial }) => serial);
  for (const der of lists) {
    const found = await Promise.all(roots.map((root) => readRevocationList(root.der, der)));
    const list = found.find((one) => one !== undefined);
    must(list, 'V7', 'a revocation list that no pinned root has signed');
    const revoked = serials.find((serial) => list.revoked.includes(serial));
    must(revoked === undefined, 'V7', `the certificate ${revoked} has been revoked`);
  }
  const { bytes, start, end } = checkCoverage(value, revision, file);
  const length = derLength(bytes);
  must(
    bytes.subarray(length).every((octet) => octet === 0),
    'V4',
    'something behind the time-stamp token',
  );
  const covered = concatenate(file.subarray(0, start), file.subarray(end, revision.end));
  return trustedTimeOf(bytes.subarray(0, length), covered, timeRoots);
}
