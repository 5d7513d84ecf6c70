// An archival time-stamp: over the whole file, with validation data that belong to its signatures (V2, V3, V4, V5, V7).
import { type Archive, checkStore } from './archive-rules.ts';
import { concatenate, distinct, equal } from './bytes.ts';
import { readCertificate } from './certificate-path.ts';
import { type CheckedSignature, notBefore, type Trust, trustedStamp } from './check-signature.ts';
import { checkStampList } from './check-stamp-list.ts';
import { derLength } from './der.ts';
import { checkCoverage } from './increment-rules.ts';
import type { Revision } from './revisions.ts';
import { inForce, readRevocationList } from './revocation-list.ts';
import { revokedIn } from './revoked.ts';
import { issuerNameOf } from './stamp-lists.ts';
import type { CheckedStamp } from './time-stamp-token.ts';
import { must } from './unsound.ts';

export async function checkArchiveStamp(
  file: Uint8Array,
  revision: Revision,
  { value, certificates, lists }: Archive,
  { roots, timeRoots, signatures, archived }: Before,
): Promise<CheckedStamp> {
  must(signatures.length > 0, 'V5', 'an archival time-stamp over no signature');
  checkStore(
    certificates,
    signatures.flatMap(({ path }) => path),
  );
  const { bytes, start, end } = checkCoverage(value, revision, file);
  const length = derLength(bytes);
  must(
    bytes.subarray(length).every((octet) => octet === 0),
    'V4',
    'something behind the time-stamp token',
  );
  const covered = concatenate(file.subarray(0, start), file.subarray(end, revision.end));
  const stamp = await trustedStamp(bytes.subarray(0, length), covered, timeRoots);
  const { time } = stamp;
  for (const { signedAt, trustedTime } of signatures)
    must(
      notBefore(time.at, trustedTime?.at ?? signedAt),
      'V7',
      'time-stamp: before a signature that it covers',
    );
  const last = archived.at(-1)?.time;
  if (last) {
    must(notBefore(time.at, last.at), 'V7', 'time-stamp: before the one that it renews');
    // Once its authority's certificate has ended, a time-stamp proves nothing that could be carried on.
    must(time.at <= last.until, 'V7', 'time-stamp: after the one that it renews had ended');
  }
  const issuers: Uint8Array[] = [];
  for (const der of lists)
    issuers.push(
      (await checkList(der, roots, time.at, { signatures, archived })) ??
        (await checkStampList(der, stamp, { signatures, archived })),
    );
  must(distinct(issuers).length === issuers.length, 'V5', 'two revocation lists of one authority');
  return stamp;
}

/** What stands before an archival revision. */
interface Before extends Trust {
  signatures: readonly CheckedSignature[];
  /** Oldest first. */
  archived: readonly CheckedStamp[];
}

/**
 * A list is that of an authority above the signatures, was in force when it was stamped (an old one would hide what was
 * revoked since), and revokes none of their certificates before they were used. Returns the certificate of the authority;
 * undefined for a list of somebody else.
 */
async function checkList(
  der: Uint8Array,
  roots: Trust['roots'],
  stampedAt: string,
  { signatures, archived }: Pick<Before, 'signatures' | 'archived'>,
): Promise<Uint8Array | undefined> {
  const all = [...roots.map((root) => root.der), ...signatures.flatMap(({ path }) => path)];
  const name = issuerNameOf(der);
  const named = all.filter((one) => name && equal(name, subjectNameOf(one)));
  for (const authority of distinct(named)) {
    const list = await readRevocationList(authority, der);
    if (!list) continue;
    const current = inForce(list, stampedAt);
    must(current, 'V7', 'a revocation list that was not in force at the time of the time-stamp');
    for (const { path, trustedTime } of signatures) {
      const provenAt = (trustedTime ?? archived[0]?.time)?.at;
      const fallen = revokedIn(list, authority, { path, provenAt }).find(({ stands }) => !stands);
      const whose = fallen?.holder === 'authority' ? 'the certificate of an authority' : 'the certificate';
      must(!fallen, 'V7', `${whose} ${fallen?.serial} has been revoked`);
    }
    return authority;
  }
  return undefined;
}

const subjectNameOf = (certificate: Uint8Array): Uint8Array =>
  new Uint8Array(readCertificate(certificate).content.subject.valueBeforeDecode);
