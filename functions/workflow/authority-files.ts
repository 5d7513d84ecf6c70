// What the certificates point to, in the public register: the root, and the list of what was revoked.
import { PublicConflict } from '../ports/public-site.ts';
import { createRevocationList, readRevocationList } from '../sign/revocation-list.ts';
import type { World } from './world.ts';

/** DER (RFC 2585 §4.1). */
export const ROOT_PATH = 'ca/lianqian-root.cer';
/** DER (RFC 2585 §4.2). */
export const REVOCATION_LIST_PATH = 'ca/lianqian.crl';
/** PEM: the roots under which time-stamps in published files are believed; without any it is a comment. */
export const TIMESTAMP_ROOTS_PATH = 'ca/timestamp-roots.pem';

const LIFE_MS = 90 * 24 * 60 * 60_000;

/** The root as it is, and a new list when there is none of this authority or it has reached half its life. */
export async function writeAuthorityFiles(
  world: Pick<World, 'site' | 'authority' | 'clock' | 'timestamps'>,
): Promise<void> {
  const authority = await world.authority();
  await world.site.write(ROOT_PATH, authority.certificate, 'application/pkix-cert');
  await world.site.write(TIMESTAMP_ROOTS_PATH, pem(world.timestamps.roots), 'application/x-pem-file');
  const standing = await world.site.read(REVOCATION_LIST_PATH);
  const now = Date.parse(world.clock.now());
  const list = standing && (await readRevocationList(authority.certificate, standing.bytes));
  if (list && now < (list.thisUpdate.getTime() + list.nextUpdate.getTime()) / 2) return;
  const fresh = await createRevocationList(authority, {
    thisUpdate: new Date(now),
    nextUpdate: new Date(now + LIFE_MS),
    // Seconds since 1970 rise from list to list without anything to remember (RFC 5280 §5.2.3).
    number: Math.floor(now / 1000),
  });
  try {
    await world.site.write(REVOCATION_LIST_PATH, fresh, 'application/pkix-crl', standing?.tag ?? 'nothing');
  } catch (error) {
    // Another process wrote its own at the same moment: as good as this one.
    if (!(error instanceof PublicConflict)) throw error;
  }
}

/** RFC 7468 §2 allows text before the blocks. */
function pem(certificates: readonly Uint8Array[]): Uint8Array {
  const blocks = certificates.map((der) => {
    const lines =
      Buffer.from(der)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
  return new TextEncoder().encode(`Roots of time-stamping authorities\n${blocks.join('')}`);
}
