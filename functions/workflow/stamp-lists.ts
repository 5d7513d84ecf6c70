// The revocation lists of time-stamping authorities, to be kept in a file with their time-stamps.
import { type ListLack, NoRevocationList, type RevocationLists } from '../ports/revocation-lists.ts';
import { equal } from '../sign/bytes.ts';
import type { CheckedStamp } from '../sign/time-stamp-token.ts';

export interface StampLists {
  /** One of each authority above a time-stamp, DER. */
  found: Uint8Array[];
  /** Why a list is lacking; if several are, one that may be had later is named first. */
  missing?: NoRevocationList;
}

const MOST_HOPEFUL: readonly ListLack[] = ['away', 'not-taken', 'not-named'];

export async function stampListsOf(
  lists: RevocationLists,
  stamps: readonly CheckedStamp[],
): Promise<StampLists> {
  const found: { issuer: Uint8Array; list: Uint8Array }[] = [];
  const missing: { issuer: Uint8Array; why: NoRevocationList }[] = [];
  const isFound = (issuer: Uint8Array) => found.some((one) => equal(one.issuer, issuer));
  // A root, the last of each path, is in no list.
  const links = stamps.flatMap(({ path }) => path.slice(0, -1).map((one, i) => [one, path[i + 1]!] as const));
  for (const [certificate, issuer] of links) {
    if (isFound(issuer)) continue;
    try {
      found.push({ issuer, list: await lists.inForce(certificate, issuer) });
    } catch (fault) {
      if (!(fault instanceof NoRevocationList)) throw fault;
      missing.push({ issuer, why: fault });
    }
  }
  const [first] = missing
    .filter(({ issuer }) => !isFound(issuer))
    .map(({ why }) => why)
    .toSorted((a, b) => MOST_HOPEFUL.indexOf(a.lack) - MOST_HOPEFUL.indexOf(b.lack));
  return { found: found.map(({ list }) => list), ...(first ? { missing: first } : {}) };
}
