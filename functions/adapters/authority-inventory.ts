// The record of the platform's authority, and what the keepers of its keys say of them: for the audit.
import type { Inventory } from '../ports/inventory.ts';
import { type AuthorityRecord, isRoot, type KeyRing } from './authority-record.ts';
import { isKeyAway } from './key-away.ts';

/** By the names of errors of AWS KMS (API reference, GetPublicKey). */
const FOREIGN = ['NotFoundException', 'AccessDeniedException'];

/** `ours`: whether a key of that name can be one of this platform; the record may say anything. */
export function authorityInventory(
  load: () => Promise<AuthorityRecord>,
  keys: Pick<KeyRing, 'open'>,
  ours: (name: string) => boolean,
): Pick<Inventory, 'authorities'> {
  async function publicKeyOf(name: string): Promise<Uint8Array | 'away' | 'foreign'> {
    if (!ours(name)) return 'foreign';
    try {
      return await keys.open(name).publicKey();
    } catch (fault) {
      if (isKeyAway(fault)) return 'away';
      if (FOREIGN.includes((fault as Error).name)) return 'foreign';
      throw fault;
    }
  }
  return {
    async authorities() {
      const { authorities } = await load();
      return authorities.map((one) => ({
        kind: isRoot(one) ? 'root' : 'issuing',
        certificate: one.certificate,
        ...(one.list ? { list: one.list } : {}),
        publicKey: () => publicKeyOf(one.key),
      }));
    },
  };
}
