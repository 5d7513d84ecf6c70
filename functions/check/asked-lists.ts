// Holds the certificates of a file's signatures against the lists of revoked ones that a register publishes.
import { equal } from '../sign/bytes.ts';
import { listAddressesOf } from '../sign/list-addresses.ts';
import { inForce, type ReadList, readRevocationList } from '../sign/revocation-list.ts';
import { isIssuedBy, revokedIn } from '../sign/revoked.ts';
import { serialOf } from '../sign/signed-data.ts';
import type { Register } from './register-answer.ts';
import type { CheckReport, RevokedParty } from './report.ts';

/** A signature: who signed, with which certificates (DER, the root's among them), and since when that is proven. */
export interface Signed {
  field: string;
  organization: string;
  path: readonly Uint8Array[];
  provenAt: string | undefined;
}

export type ListsFound = Required<Pick<CheckReport, 'revocation' | 'revoked'>> & Pick<CheckReport, 'list'>;

interface Held {
  list: ReadList | undefined;
  revoked: RevokedParty[];
}

/**
 * The register is asked for the list that each certificate names: by its name alone, never at an address out of a file.
 * A list counts when the certificate above has signed it; what one that is out of date revokes stays revoked.
 */
export async function askLists(
  signatures: readonly Signed[],
  register: Register,
  now: string,
): Promise<ListsFound> {
  const asked = new Map<string, Promise<Uint8Array | undefined>>();
  const named = (certificate: Uint8Array): Promise<Uint8Array | undefined> => {
    const name = /\/([\w-]+\.crl)$/.exec(listAddressesOf(certificate)[0] ?? '')?.[1];
    if (!name) return Promise.resolve(undefined);
    if (!asked.has(name)) asked.set(name, register.list(name));
    return asked.get(name)!;
  };
  const hold = async (signed: Signed, certificate: Uint8Array): Promise<Held[]> => {
    const authority = signed.path.find((one) => isIssuedBy(certificate, one));
    // The root's own, which is pinned: nobody is above it to revoke it.
    if (!authority || equal(authority, certificate)) return [];
    const der = await named(certificate);
    const list = der && (await readRevocationList(authority, der));
    if (!list) return [{ list, revoked: [] }];
    const { field, organization } = signed;
    const found = revokedIn(list, authority, signed).filter(({ serial }) => serial === serialOf(certificate));
    const revoked = found.map((one) => ({ ...one, at: one.at.toISOString(), field, organization }));
    return [{ list, revoked }];
  };
  const held = await Promise.all(
    signatures.flatMap((signed) => signed.path.map((certificate) => hold(signed, certificate))),
  );
  const lists = held.flat().map(({ list }) => list);
  // The one that is out of date, else the one that will be first.
  const [first] = lists
    .filter((list) => list !== undefined)
    .toSorted((a, b) => Number(inForce(a, now)) - Number(inForce(b, now)) || +a.nextUpdate - +b.nextUpdate);
  return {
    revocation: lists.includes(undefined)
      ? 'register-missing'
      : first && inForce(first, now)
        ? 'register-lists'
        : 'register-outdated',
    ...(first
      ? { list: { thisUpdate: first.thisUpdate.toISOString(), nextUpdate: first.nextUpdate.toISOString() } }
      : {}),
    revoked: held.flatMap((some) => some.flatMap(({ revoked }) => revoked)),
  };
}
