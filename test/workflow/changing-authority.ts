// A world's authority whose record a test changes, as the commands of `lianqian ca` do.
import { fileKeyRing } from '../../functions/adapters/authority-keys.ts';
import {
  type AuthorityRecord,
  fingerprint,
  founded,
  renewed,
  revoked,
} from '../../functions/adapters/authority-record.ts';
import { ownIssuer, serialOf } from '../../functions/adapters/own-issuer.ts';
import { random } from '../../functions/handlers/assemble.ts';
import type { World } from '../../functions/workflow/world.ts';

/** Founded by the clock of `world`, which believes it from then on. `keys`: a folder for its keys. */
export async function changingAuthority(world: World, keys: string) {
  const founding = () => ({
    keys: fileKeyRing(keys),
    now: world.clock.now(),
    random,
    organization: '西宁市发改委',
    publicUrl: 'http://127.0.0.1:3000/public',
  });
  let record = await founded({ version: 0, authorities: [], revoked: [] }, founding());
  world.authority = async () => ownIssuer(record, { ...founding(), clock: world.clock });
  return {
    record: () => record,
    setBack(to: AuthorityRecord) {
      record = to;
    },
    async revokeSigner(serial: string, at: string) {
      const issuer = fingerprint(record.authorities.at(-1)!.certificate);
      record = await revoked(record, { issuer, serial, at, reason: 0 }, founding());
    },
    /** `reason`: RFC 5280 §5.3.1. */
    async revokeNewest(reason: 1 | 4) {
      const [root, newest] = [record.authorities[0]!, record.authorities.at(-1)!];
      const at = { issuer: fingerprint(root.certificate), at: world.clock.now(), reason };
      record = await revoked(record, { ...at, serial: serialOf(newest) }, founding());
    },
    async rotate() {
      record = await renewed(record, founding());
    },
  };
}
