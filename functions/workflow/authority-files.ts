// What the certificates point to, in the public register: authorities, lists of what was revoked, and a page that explains.
import { X509Certificate } from 'node:crypto';
import { type PublishedRoot, signaturePage } from '../disclose/signature-page.ts';
import { dateInShanghai } from '../domain/time.ts';
import {
  type RevocationSource,
  ROOT_PATH,
  ROOTS_PATH,
  TIMESTAMP_ROOTS_PATH,
} from '../ports/certificate-issuer.ts';
import { PublicConflict } from '../ports/public-site.ts';
import { equal } from '../sign/bytes.ts';
import { inForce, names, readRevocationList, unionOf } from '../sign/revocation-list.ts';
import type { World } from './world.ts';

/** PEM: the key under which the heads of trails are signed, for whoever is shown a trail. */
export const TRAIL_KEY_PATH = 'ca/trail-key.pem';

const LIFE_MS = 90 * 24 * 60 * 60_000;

export type Publishing = Pick<World, 'site' | 'authority' | 'clock' | 'timestamps'> & {
  trailKey: Pick<World['trailKey'], 'publicKey'>;
};

/**
 * The certificates as they are, and a new list when there is none of its issuer, when it has reached half its life, and
 * when it does not name what was revoked. No list ever names less than the one before.
 */
export async function writeAuthorityFiles(world: Publishing): Promise<void> {
  const { anchors, files, lists } = await world.authority();
  for (const { path, bytes } of files) await world.site.write(path, bytes, 'application/pkix-cert');
  await world.site.write(ROOTS_PATH, pem('Roots of signatures', anchors), 'application/x-pem-file');
  const timeRoots = pem('Roots of time-stamping authorities', world.timestamps.roots);
  await world.site.write(TIMESTAMP_ROOTS_PATH, timeRoots, 'application/x-pem-file');
  const trailKey = pem('Key of the trails of events', [await world.trailKey.publicKey()], 'PUBLIC KEY');
  await world.site.write(TRAIL_KEY_PATH, trailKey, 'application/x-pem-file');
  const page = signaturePage(
    anchors.map((root, place) => publishedRoot(root, place, files)),
    world.timestamps.timestamper.available,
  );
  await world.site.write(page.path, page.bytes, page.contentType);
  for (const list of lists) await renew(world, list);
}

/**
 * The standing lists of these authorities, DER, to be kept in a file with its signatures. That of an authority whose key
 * is gone ends some day: then it proves nothing of the time of a later time-stamp, and is left out.
 */
export async function listsOf(
  world: Pick<World, 'site' | 'authority' | 'clock'>,
  authorities: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const { lists } = await world.authority();
  const own = lists.filter(
    ({ issuer }, i) =>
      authorities.some((one) => equal(one, issuer)) &&
      // The present list lies under two names.
      lists.findIndex((other) => equal(other.issuer, issuer)) === i,
  );
  const now = world.clock.now();
  const standing = await Promise.all(
    own.map(async ({ path, issuer }) => {
      const file = await world.site.read(path);
      const list = file && (await readRevocationList(issuer, file.bytes));
      return list && inForce(list, now) ? [file.bytes] : [];
    }),
  );
  return standing.flat();
}

async function renew(world: Publishing, source: RevocationSource): Promise<void> {
  const standing = await world.site.read(source.path);
  const now = world.clock.now();
  const list = standing && (await readRevocationList(source.issuer, standing.bytes));
  // A list never forgets (RFC 5280 §5.1): what the record has lost stays on the list, where an audit finds it.
  const revoked = unionOf(source.revoked, list?.revoked ?? []);
  const halfway = list && (list.thisUpdate.getTime() + list.nextUpdate.getTime()) / 2;
  const fresh = halfway && Date.parse(now) < halfway;
  if (list && fresh && names(list, revoked)) return;
  const made = await source.make(now, LIFE_MS, revoked);
  if (!made || (standing && equal(made, standing.bytes))) return;
  // One that was kept, because its key lies in a safe, may have been set back with the record.
  const next = list && (await readRevocationList(source.issuer, made));
  if (list && !(next && names(next, list.revoked))) return;
  try {
    await world.site.write(source.path, made, 'application/pkix-crl', standing?.tag ?? 'nothing');
  } catch (error) {
    // Another process wrote its own at the same moment: as good as this one.
    if (!(error instanceof PublicConflict)) throw error;
  }
}

function publishedRoot(
  der: Uint8Array,
  place: number,
  files: readonly { path: string; bytes: Uint8Array }[],
): PublishedRoot {
  const certificate = new X509Certificate(der);
  const { CN, O } = certificate.toLegacyObject().subject;
  const date = (text: string) => dateInShanghai(new Date(text).toISOString());
  return {
    commonName: String(CN),
    organization: String(O),
    sha256: certificate.fingerprint256,
    sha1: certificate.fingerprint,
    from: date(certificate.validFrom),
    until: date(certificate.validTo),
    path: place === 0 ? ROOT_PATH : (files.find(({ bytes }) => equal(bytes, der))?.path ?? ROOTS_PATH),
  };
}

/** RFC 7468 §2 allows text before the blocks. */
function pem(title: string, contents: readonly Uint8Array[], label = 'CERTIFICATE'): Uint8Array {
  const blocks = contents.map((der) => {
    const lines =
      Buffer.from(der)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });
  return new TextEncoder().encode(`${title}\n${blocks.join('')}`);
}
