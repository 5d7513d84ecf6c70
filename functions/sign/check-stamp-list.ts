// The list of a time-stamping authority in an archival revision: whose it may be, and which time-stamps it leaves standing.
import { distinct } from './bytes.ts';
import type { CheckedSignature } from './check-signature.ts';
import { inForce } from './revocation-list.ts';
import { readStampList, voidedIn } from './stamp-lists.ts';
import type { CheckedStamp } from './time-stamp-token.ts';
import { must } from './unsound.ts';

/**
 * It must be of an authority right above a certificate of a time-stamp in the file, `stamp` of this revision among them,
 * and in force when that was made. Returns the certificate of that authority. Throws Unsound (V7).
 */
export async function checkStampList(
  der: Uint8Array,
  stamp: CheckedStamp,
  before: { signatures: readonly CheckedSignature[]; archived: readonly CheckedStamp[] },
): Promise<Uint8Array> {
  const signed = before.signatures.flatMap(({ stamp }) => stamp ?? []);
  const stamps = [...signed, ...before.archived, stamp];
  const issuers = distinct(stamps.flatMap(({ path }) => path.slice(1)));
  for (const issuer of issuers) {
    const list = await readStampList(issuer, der);
    if (!list) continue;
    const current = inForce(list, stamp.time.at);
    must(current, 'V7', 'a revocation list that was not in force at the time of the time-stamp');
    for (const { path, time } of stamps) {
      const covering = signed.some((one) => one.path === path)
        ? before.archived
        : later(before.archived, path);
      const [fallen] = voidedIn(list, issuer, { path, at: time.at, provenAt: covering[0]?.time.at });
      must(!fallen, 'V7', `time-stamp: the certificate ${fallen} of its authority has been revoked`);
    }
    return issuer;
  }
  must(false, 'V7', 'a revocation list of no authority above a signature or a time-stamp');
}

/** The archival time-stamps over the one with this path. */
function later(archived: readonly CheckedStamp[], path: CheckedStamp['path']): readonly CheckedStamp[] {
  const at = archived.findIndex((one) => one.path === path);
  return at < 0 ? [] : archived.slice(at + 1);
}
